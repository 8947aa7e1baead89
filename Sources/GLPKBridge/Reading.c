#include "Guard.h"
#include <float.h>
#include <math.h>

static int wrap_or_free(glp_prob *problem, rota_program **made) {
  *made = rota_wrap(problem);
  if (*made != NULL) return ROTA_OK;
  glp_delete_prob(problem);
  return ROTA_NO_MEMORY;
}

int rota_read_file(rota_program **made, int format, const char *path) {
  ROTA_GUARDED(NULL);
  glp_prob *problem = glp_create_prob();
  int failed =
      format == 1 ? glp_read_mps(problem, GLP_MPS_FILE, NULL, path) : glp_read_lp(problem, NULL, path);
  if (failed) {
    glp_delete_prob(problem);
    return ROTA_REFUSED;
  }
  return wrap_or_free(problem, made);
}

int rota_translate(rota_program **made, const char *model, const char *data) {
  ROTA_GUARDED(NULL);
  glp_tran *translator = glp_mpl_alloc_wksp();
  int failed = glp_mpl_read_model(translator, model, data != NULL);
  if (!failed && data != NULL) failed = glp_mpl_read_data(translator, data);
  if (!failed) failed = glp_mpl_generate(translator, NULL);
  if (failed) {
    glp_mpl_free_wksp(translator);
    return ROTA_REFUSED;
  }
  glp_prob *problem = glp_create_prob();
  glp_mpl_build_prob(translator, problem);
  glp_mpl_free_wksp(translator);
  return wrap_or_free(problem, made);
}

int rota_read_shape(rota_program *program, rota_shape *shape) {
  ROTA_GUARDED(program);
  shape->rows = glp_get_num_rows(program->problem);
  shape->columns = glp_get_num_cols(program->problem);
  shape->entries = glp_get_num_nz(program->problem);
  shape->maximise = glp_get_obj_dir(program->problem) == GLP_MAX;
  shape->constant = glp_get_obj_coef(program->problem, 0);
  return ROTA_OK;
}

static double bound_of(double bound) { return bound <= -DBL_MAX ? -INFINITY : bound >= DBL_MAX ? INFINITY : bound; }

int rota_read_row(rota_program *program, int row, double *lower, double *upper, const char **name) {
  ROTA_GUARDED(program);
  *lower = bound_of(glp_get_row_lb(program->problem, row + 1));
  *upper = bound_of(glp_get_row_ub(program->problem, row + 1));
  *name = glp_get_row_name(program->problem, row + 1);
  return ROTA_OK;
}

// GLPK fills arrays from element 1 and never touches element 0.
int rota_read_column(rota_program *program, int column, double *cost, double *lower, double *upper, int32_t *integer,
                     const char **name, int32_t *entries, int32_t *rows, double *values) {
  ROTA_GUARDED(program);
  glp_prob *problem = program->problem;
  *cost = glp_get_obj_coef(problem, column + 1);
  *lower = bound_of(glp_get_col_lb(problem, column + 1));
  *upper = bound_of(glp_get_col_ub(problem, column + 1));
  *integer = glp_get_col_kind(problem, column + 1) != GLP_CV;
  *name = glp_get_col_name(problem, column + 1);
  *entries = glp_get_mat_col(problem, column + 1, rows - 1, values - 1);
  for (int k = 0; k < *entries; k++) rows[k] -= 1;
  return ROTA_OK;
}
