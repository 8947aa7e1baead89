#include "Guard.h"
#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct {
  const rota_integer_options *options;
  rota_integer_result *result;
  double deadline;
  const double *start;  // element 0 is ignored
  int start_used;
} progress;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static void on_node(glp_tree *tree, void *info) {
  progress *p = info;
  int active = 0, all = 0, total = 0;
  glp_ios_tree_size(tree, &active, &all, &total);
  p->result->nodes = total;
  int best = glp_ios_best_node(tree);
  if (best != 0) {
    double bound = glp_ios_node_bound(tree, best);
    if (fabs(bound) < DBL_MAX) p->result->bound = bound;
  }
  if (glp_ios_reason(tree) == GLP_IHEUR && p->start != NULL && !p->start_used) {
    p->start_used = 1;
    glp_ios_heur_sol(tree, p->start);
  }
  if (p->options->stopped != NULL && p->options->stopped(p->options->stop_context)) {
    p->result->ended_by = ROTA_ENDED_BY_STOP;
  } else if (now() >= p->deadline) {
    p->result->ended_by = ROTA_ENDED_BY_TIME;
  } else if (p->options->nodes > 0 && total > p->options->nodes) {
    p->result->ended_by = ROTA_ENDED_BY_NODES;
  }
  if (p->result->ended_by != ROTA_ENDED) glp_ios_terminate(tree);
}

static int kind_of(double lower, double upper) {
  if (isinf(lower)) return isinf(upper) ? GLP_FR : GLP_UP;
  if (isinf(upper)) return GLP_LO;
  return lower == upper ? GLP_FX : GLP_DB;
}

static void fill(glp_prob *problem, const rota_integer_program *program, const int *indices) {
  glp_set_obj_dir(problem, program->maximise ? GLP_MAX : GLP_MIN);
  glp_set_obj_coef(problem, 0, program->constant);
  if (program->rows > 0) glp_add_rows(problem, program->rows);
  for (int i = 0; i < program->rows; i++)
    glp_set_row_bnds(problem, i + 1, kind_of(program->row_lower[i], program->row_upper[i]), program->row_lower[i],
                     program->row_upper[i]);
  if (program->columns > 0) glp_add_cols(problem, program->columns);
  for (int j = 0; j < program->columns; j++) {
    int start = program->starts[j];
    if (program->integer[j]) glp_set_col_kind(problem, j + 1, GLP_IV);
    glp_set_obj_coef(problem, j + 1, program->costs[j]);
    glp_set_col_bnds(problem, j + 1, kind_of(program->lower[j], program->upper[j]), program->lower[j],
                     program->upper[j]);
    if (program->starts[j + 1] > start)
      glp_set_mat_col(problem, j + 1, program->starts[j + 1] - start, indices + start, program->values + start - 1);
  }
}

static int milliseconds_left(double deadline) {
  double left = (deadline - now()) * 1000;
  if (left >= INT_MAX) return INT_MAX;
  return left < 1 ? 1 : (int)left;
}

// The simplex method in slices, so that the stop flag is read between them. Returns whether to go on.
static int solve_relaxation(glp_prob *problem, progress *p) {
  glp_smcp simplex;
  glp_init_smcp(&simplex);
  simplex.msg_lev = GLP_MSG_OFF;
  simplex.it_lim = 2000;
  glp_adv_basis(problem, 0);
  int iterations = 0, retries = 0;
  for (;;) {
    if (p->options->stopped != NULL && p->options->stopped(p->options->stop_context)) {
      p->result->ended_by = ROTA_ENDED_BY_STOP;
      return 0;
    }
    if (now() >= p->deadline) {
      p->result->ended_by = ROTA_ENDED_BY_TIME;
      return 0;
    }
    simplex.tm_lim = milliseconds_left(p->deadline);
    int code = glp_simplex(problem, &simplex);
    p->result->code = code;
    p->result->status = glp_get_status(problem);
    iterations += simplex.it_lim;
    if (code == 0) return p->result->status == GLP_OPT;
    if (code == GLP_ETMLIM) continue;
    if (code == GLP_EITLIM && iterations < 2000000) continue;
    if (retries == 2) return 0;
    retries += 1;
    glp_std_basis(problem);
    simplex.meth = retries == 1 ? GLP_DUALP : GLP_PRIMAL;
  }
}

static int run(const rota_integer_program *program, const rota_integer_options *options, const int *indices,
               const double *start, double *values, rota_integer_result *result) {
  ROTA_GUARDED(NULL);
  progress p = {options, result, INFINITY, start, 0};
  if (options->seconds > 0 && !isinf(options->seconds)) p.deadline = now() + options->seconds;
  result->bound = program->maximise ? INFINITY : -INFINITY;
  glp_term_out(GLP_OFF);
  glp_prob *problem = glp_create_prob();
  fill(problem, program, indices);
  glp_iocp integer;
  glp_init_iocp(&integer);
  integer.msg_lev = GLP_MSG_OFF;
  integer.cb_func = on_node;
  integer.cb_info = &p;
  integer.mip_gap = options->relative_gap;
  integer.presolve = options->presolve && start == NULL ? GLP_ON : GLP_OFF;
  integer.fp_heur = options->pump ? GLP_ON : GLP_OFF;
  integer.sr_heur = GLP_ON;
  // Not the cover and clique cuts: their generators end in a fatal error when presolving leaves no binary column.
  integer.gmi_cuts = integer.mir_cuts = options->cuts ? GLP_ON : GLP_OFF;
  if (!integer.presolve && !solve_relaxation(problem, &p)) {
    result->in_relaxation = 1;
  } else {
    if (!integer.presolve) result->bound = glp_get_obj_val(problem);
    if (!isinf(p.deadline)) integer.tm_lim = milliseconds_left(p.deadline);
    result->code = glp_intopt(problem, &integer);
    result->status = glp_mip_status(problem);
    result->has_values = result->status == GLP_OPT || result->status == GLP_FEAS;
    if (result->has_values) {
      result->objective = glp_mip_obj_val(problem);
      for (int j = 0; j < program->columns; j++) values[j] = glp_mip_col_val(problem, j + 1);
    }
  }
  glp_delete_prob(problem);
  glp_term_out(GLP_ON);
  return ROTA_OK;
}

int rota_solve_integer(const rota_integer_program *program, const rota_integer_options *options, double *values,
                       rota_integer_result *result) {
  memset(result, 0, sizeof(*result));
  size_t entries = (size_t)program->starts[program->columns];
  int *indices = malloc(sizeof(int) * (entries + 1));
  double *start = options->start == NULL ? NULL : malloc(sizeof(double) * ((size_t)program->columns + 1));
  int code = ROTA_NO_MEMORY;
  if (indices != NULL && (start != NULL || options->start == NULL)) {
    for (size_t k = 0; k < entries; k++) indices[k + 1] = program->entry_rows[k] + 1;
    if (start != NULL) memcpy(start + 1, options->start, sizeof(double) * (size_t)program->columns);
    code = run(program, options, indices, start, values, result);
  }
  free(indices);
  free(start);
  return code;
}
