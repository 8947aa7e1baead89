#include "Guard.h"
#include <math.h>
#include <stdlib.h>

int rota_make(rota_program **made) {
  ROTA_GUARDED(NULL);
  glp_prob *problem = glp_create_prob();
  glp_set_obj_dir(problem, GLP_MIN);
  *made = rota_wrap(problem);
  if (*made == NULL) {
    glp_delete_prob(problem);
    return ROTA_NO_MEMORY;
  }
  return ROTA_OK;
}

static int delete_problem(rota_program *program) {
  ROTA_GUARDED(program);
  glp_delete_prob(program->problem);
  return ROTA_OK;
}

void rota_delete(rota_program *program) {
  if (program == NULL) return;
  delete_problem(program);
  free(program->marks);
  free(program);
}

static int kind_of(double lower, double upper) {
  if (isinf(lower)) return isinf(upper) ? GLP_FR : GLP_UP;
  if (isinf(upper)) return GLP_LO;
  return lower == upper ? GLP_FX : GLP_DB;
}

/// Whether `indices` are free of repeats; the marks make it one pass.
static int unrepeated(rota_program *program, int size, int count, const int32_t *indices) {
  if (program->marks_size < size) {
    int32_t grown = size + size / 2 + 16;
    int32_t *marks = calloc((size_t)grown, sizeof(int32_t));
    if (marks == NULL) return ROTA_NO_MEMORY;
    free(program->marks);
    program->marks = marks;
    program->marks_size = grown;
    program->mark = 0;
  }
  if (program->mark == INT32_MAX) {
    for (int32_t k = 0; k < program->marks_size; k++) program->marks[k] = 0;
    program->mark = 0;
  }
  program->mark += 1;
  for (int k = 0; k < count; k++) {
    if (program->marks[indices[k]] == program->mark) return ROTA_DUPLICATE;
    program->marks[indices[k]] = program->mark;
  }
  return ROTA_OK;
}

int rota_add_rows(rota_program *program, int count, const double *lower, const double *upper) {
  ROTA_GUARDED(program);
  int first = glp_add_rows(program->problem, count);
  for (int k = 0; k < count; k++)
    glp_set_row_bnds(program->problem, first + k, kind_of(lower[k], upper[k]), lower[k], upper[k]);
  return ROTA_OK;
}

// GLPK ignores element 0 of its arrays: a buffer with room for it, filled with indices that count from 1.
static int *one_based(int count, const int32_t *indices) {
  int *copy = malloc(sizeof(int) * ((size_t)count + 1));
  if (copy != NULL)
    for (int k = 0; k < count; k++) copy[k + 1] = indices[k] + 1;
  return copy;
}

static int set_row(rota_program *program, double lower, double upper, int entries, const int *columns,
                   const double *values) {
  ROTA_GUARDED(program);
  int row = glp_add_rows(program->problem, 1);
  glp_set_row_bnds(program->problem, row, kind_of(lower, upper), lower, upper);
  if (entries > 0) glp_set_mat_row(program->problem, row, entries, columns, values - 1);
  return ROTA_OK;
}

static int column_count(rota_program *program, int *count) {
  ROTA_GUARDED(program);
  *count = glp_get_num_cols(program->problem);
  return ROTA_OK;
}

int rota_add_row(rota_program *program, double lower, double upper, int entries, const int32_t *columns,
                 const double *values) {
  int size = 0;
  int code = column_count(program, &size);
  if (code == ROTA_OK) code = unrepeated(program, size, entries, columns);
  if (code != ROTA_OK) return code;
  int *indices = one_based(entries, columns);
  if (indices == NULL) return ROTA_NO_MEMORY;
  code = set_row(program, lower, upper, entries, indices, values);
  free(indices);
  return code;
}

static int set_columns(rota_program *program, int count, const double *costs, const double *lower, const double *upper,
                       const int32_t *starts, const int *indices, const double *values) {
  ROTA_GUARDED(program);
  glp_prob *problem = program->problem;
  int first = glp_add_cols(problem, count);
  for (int k = 0; k < count; k++) {
    int column = first + k;
    int entries = starts[k + 1] - starts[k];
    glp_set_obj_coef(problem, column, costs[k]);
    glp_set_col_bnds(problem, column, kind_of(lower[k], upper[k]), lower[k], upper[k]);
    if (entries > 0) glp_set_mat_col(problem, column, entries, indices + starts[k], values + starts[k] - 1);
  }
  return ROTA_OK;
}

static int row_count(rota_program *program, int *count) {
  ROTA_GUARDED(program);
  *count = glp_get_num_rows(program->problem);
  return ROTA_OK;
}

int rota_add_columns(rota_program *program, int count, const double *costs, const double *lower, const double *upper,
                     const int32_t *starts, const int32_t *rows, const double *values) {
  if (count == 0) return rota_check(program);
  int size = 0;
  int code = row_count(program, &size);
  for (int k = 0; k < count && code == ROTA_OK; k++)
    code = unrepeated(program, size, starts[k + 1] - starts[k], rows + starts[k]);
  if (code != ROTA_OK) return code;
  int *indices = one_based(starts[count], rows);
  if (indices == NULL) return ROTA_NO_MEMORY;
  code = set_columns(program, count, costs, lower, upper, starts, indices, values);
  free(indices);
  return code;
}

static int delete_columns(rota_program *program, int count, const int *columns) {
  ROTA_GUARDED(program);
  glp_del_cols(program->problem, count, columns);
  return ROTA_OK;
}

static int delete_rows(rota_program *program, int count, const int *rows) {
  ROTA_GUARDED(program);
  glp_del_rows(program->problem, count, rows);
  return ROTA_OK;
}

int rota_remove_columns(rota_program *program, int count, const int32_t *columns) {
  if (count == 0) return rota_check(program);
  int *indices = one_based(count, columns);
  if (indices == NULL) return ROTA_NO_MEMORY;
  int code = delete_columns(program, count, indices);
  free(indices);
  return code;
}

int rota_remove_rows(rota_program *program, int count, const int32_t *rows) {
  if (count == 0) return rota_check(program);
  int *indices = one_based(count, rows);
  if (indices == NULL) return ROTA_NO_MEMORY;
  int code = delete_rows(program, count, indices);
  free(indices);
  return code;
}

int rota_set_row_bounds(rota_program *program, int row, double lower, double upper) {
  ROTA_GUARDED(program);
  glp_set_row_bnds(program->problem, row + 1, kind_of(lower, upper), lower, upper);
  return ROTA_OK;
}

int rota_set_column_bounds(rota_program *program, int column, double lower, double upper) {
  ROTA_GUARDED(program);
  glp_set_col_bnds(program->problem, column + 1, kind_of(lower, upper), lower, upper);
  return ROTA_OK;
}

int rota_set_cost(rota_program *program, int column, double cost) {
  ROTA_GUARDED(program);
  glp_set_obj_coef(program->problem, column + 1, cost);
  return ROTA_OK;
}

int rota_set_constant(rota_program *program, double constant) {
  ROTA_GUARDED(program);
  glp_set_obj_coef(program->problem, 0, constant);
  return ROTA_OK;
}

int rota_simplex(rota_program *program, const rota_simplex_limits *limits, rota_simplex_result *result) {
  ROTA_GUARDED(program);
  glp_smcp options;
  glp_init_smcp(&options);
  options.msg_lev = GLP_MSG_OFF;
  options.meth = limits->method == ROTA_DUAL ? GLP_DUAL : GLP_PRIMAL;
  options.it_lim = limits->iterations;
  options.tm_lim = limits->milliseconds;
  int before = glp_get_it_cnt(program->problem);
  // glp_adv_basis speaks whatever the message level.
  glp_term_out(GLP_OFF);
  if (limits->fresh_basis) glp_adv_basis(program->problem, 0);
  result->code = glp_simplex(program->problem, &options);
  glp_term_out(GLP_ON);
  result->status = glp_get_status(program->problem);
  result->objective = glp_get_obj_val(program->problem);
  result->iterations = glp_get_it_cnt(program->problem) - before;
  return ROTA_OK;
}

int rota_read_primal(rota_program *program, double *columns) {
  ROTA_GUARDED(program);
  int count = glp_get_num_cols(program->problem);
  for (int j = 0; j < count; j++) columns[j] = glp_get_col_prim(program->problem, j + 1);
  return ROTA_OK;
}

int rota_read_rows(rota_program *program, double *rows) {
  ROTA_GUARDED(program);
  int count = glp_get_num_rows(program->problem);
  for (int i = 0; i < count; i++) rows[i] = glp_get_row_prim(program->problem, i + 1);
  return ROTA_OK;
}

int rota_read_duals(rota_program *program, double *rows) {
  ROTA_GUARDED(program);
  int count = glp_get_num_rows(program->problem);
  for (int i = 0; i < count; i++) rows[i] = glp_get_row_dual(program->problem, i + 1);
  return ROTA_OK;
}

int rota_read_reduced_costs(rota_program *program, double *columns) {
  ROTA_GUARDED(program);
  int count = glp_get_num_cols(program->problem);
  for (int j = 0; j < count; j++) columns[j] = glp_get_col_dual(program->problem, j + 1);
  return ROTA_OK;
}

int rota_read_basis(rota_program *program, int8_t *rows, int8_t *columns) {
  ROTA_GUARDED(program);
  int row_count = glp_get_num_rows(program->problem);
  int column_count = glp_get_num_cols(program->problem);
  for (int i = 0; i < row_count; i++) rows[i] = (int8_t)glp_get_row_stat(program->problem, i + 1);
  for (int j = 0; j < column_count; j++) columns[j] = (int8_t)glp_get_col_stat(program->problem, j + 1);
  return ROTA_OK;
}

int rota_set_basis(rota_program *program, const int8_t *rows, const int8_t *columns) {
  ROTA_GUARDED(program);
  int row_count = glp_get_num_rows(program->problem);
  int column_count = glp_get_num_cols(program->problem);
  for (int i = 0; i < row_count; i++) glp_set_row_stat(program->problem, i + 1, rows[i]);
  for (int j = 0; j < column_count; j++) glp_set_col_stat(program->problem, j + 1, columns[j]);
  return ROTA_OK;
}

int rota_provoke_fatal_error(rota_program *program) {
  ROTA_GUARDED(program);
  glp_set_obj_coef(program->problem, 1000000000, 1);
  return ROTA_OK;
}
