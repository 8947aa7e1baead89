#ifndef ROTA_GLPK_BRIDGE_H
#define ROTA_GLPK_BRIDGE_H

#include <stddef.h>
#include <stdint.h>

// The one guarded door to libglpk.
//
// GLPK ends a process that hands it a bad argument. Behind every function here stands a guard: GLPK's error hook leaves
// by longjmp to a setjmp in the same C function, the text is kept, and glp_free_env() frees everything that GLPK held
// for this thread, as its manual asks (a half-finished call may have left any of it broken). No frame of another
// language lies between the two ends of the jump. Every program of the thread is lost then: further calls answer
// ROTA_LOST, and a new program can be made at once.
//
// GLPK's environment belongs to a thread. A program is made, used and deleted on one thread; calls from another answer
// ROTA_WRONG_THREAD and touch nothing. What a thread leaves behind is freed when it ends.
//
// Indices count from 0. Bounds may be infinite (±INFINITY); nothing may be NaN. Arguments are checked by the caller.

enum {
  ROTA_OK = 0,
  ROTA_FATAL = 1,         // GLPK gave up; rota_last_text() says why; the thread's programs are lost
  ROTA_LOST = 2,          // the program was lost with an earlier fatal error
  ROTA_WRONG_THREAD = 3,  // the program belongs to another thread
  ROTA_NO_MEMORY = 4,
  ROTA_DUPLICATE = 5,     // one row twice in a column, or one column twice in a row; nothing was changed
  ROTA_REFUSED = 6,       // a file could not be read or translated; rota_last_text() says why
};

/// The version text of the libglpk that is linked, for example "5.0".
const char *rota_glpk_version(void);

/// The text of this thread's last ROTA_FATAL or ROTA_REFUSED; valid until the thread's next call.
const char *rota_last_text(void);

/// Frees everything GLPK holds for this thread; its programs are lost.
void rota_free_environment(void);

typedef struct rota_program rota_program;

/// An empty program that minimises.
int rota_make(rota_program **made);
/// Frees the program. On a foreign thread only the handle: the rest goes when the owning thread ends.
void rota_delete(rota_program *program);

int rota_add_rows(rota_program *program, int count, const double *lower, const double *upper);
/// One row with its coefficients in existing columns.
int rota_add_row(rota_program *program, double lower, double upper, int entries, const int32_t *columns,
                 const double *values);
/// `starts` has count + 1 entries: column j holds entries starts[j]..<starts[j+1] of `rows` and `values`.
int rota_add_columns(rota_program *program, int count, const double *costs, const double *lower, const double *upper,
                     const int32_t *starts, const int32_t *rows, const double *values);
/// `columns` rising and without repeats; those that stay close ranks.
int rota_remove_columns(rota_program *program, int count, const int32_t *columns);
int rota_remove_rows(rota_program *program, int count, const int32_t *rows);
int rota_set_row_bounds(rota_program *program, int row, double lower, double upper);
int rota_set_column_bounds(rota_program *program, int column, double lower, double upper);
int rota_set_cost(rota_program *program, int column, double cost);
int rota_set_constant(rota_program *program, double constant);

enum { ROTA_PRIMAL = 1, ROTA_DUAL = 2 };

typedef struct {
  int32_t method;        // ROTA_PRIMAL or ROTA_DUAL
  int32_t fresh_basis;   // start from an advanced basis instead of the one in hand
  int32_t iterations;    // at most so many
  int32_t milliseconds;  // at most so long; INT32_MAX = no limit
} rota_simplex_limits;

typedef struct {
  int32_t code;    // return code of glp_simplex
  int32_t status;  // glp_get_status
  int32_t iterations;
  double objective;
} rota_simplex_result;

/// One call of the simplex method; the basis that it reaches stays.
int rota_simplex(rota_program *program, const rota_simplex_limits *limits, rota_simplex_result *result);

int rota_read_primal(rota_program *program, double *columns);
int rota_read_rows(rota_program *program, double *rows);
int rota_read_duals(rota_program *program, double *rows);
int rota_read_reduced_costs(rota_program *program, double *columns);
/// GLP_BS … GLP_NS of each row and column.
int rota_read_basis(rota_program *program, int8_t *rows, int8_t *columns);
int rota_set_basis(rota_program *program, const int8_t *rows, const int8_t *columns);

/// A whole integer program in plain arrays, columns as in rota_add_columns.
typedef struct {
  int32_t rows, columns;
  const double *row_lower, *row_upper;
  const double *costs, *lower, *upper;
  const uint8_t *integer;
  const int32_t *starts, *entry_rows;
  const double *values;
  double constant;
  int32_t maximise;
} rota_integer_program;

typedef struct {
  double seconds;       // at most so long; <= 0 or infinite = no limit
  double relative_gap;  // stop at this gap
  int32_t nodes;        // at most so many nodes; <= 0 = no limit
  int32_t cuts, presolve, pump;
  const double *start;          // a feasible solution, or NULL
  int32_t (*stopped)(void *);   // asked now and then whether to stop; must return and must not call GLPK; may be NULL
  void *stop_context;
} rota_integer_options;

enum { ROTA_ENDED = 0, ROTA_ENDED_BY_TIME = 1, ROTA_ENDED_BY_STOP = 2, ROTA_ENDED_BY_NODES = 3 };

typedef struct {
  int32_t code;          // return code of glp_simplex or glp_intopt
  int32_t status;        // glp_mip_status, or glp_get_status when the relaxation decided
  int32_t in_relaxation; // the relaxation ended the solve
  int32_t ended_by;      // why the callback ended it
  int32_t has_values;
  int32_t nodes;
  double objective, bound;
} rota_integer_result;

/// Makes, solves and frees the program in one call. `values` receives one value a column when has_values is set.
int rota_solve_integer(const rota_integer_program *program, const rota_integer_options *options, double *values,
                       rota_integer_result *result);

/// Reads a file in free MPS (`format` 1) or CPLEX LP (`format` 2).
int rota_read_file(rota_program **made, int format, const char *path);
/// Translates a MathProg model and, unless `data` is NULL, a data file. Only for models that are trusted: MathProg can
/// read and write files. The model's statements after `solve;` are not run.
int rota_translate(rota_program **made, const char *model, const char *data);

typedef struct {
  int32_t rows, columns, entries, maximise;
  double constant;
} rota_shape;

int rota_read_shape(rota_program *program, rota_shape *shape);
int rota_read_row(rota_program *program, int row, double *lower, double *upper, const char **name);
/// `rows` and `values` hold as many entries as there are rows.
int rota_read_column(rota_program *program, int column, double *cost, double *lower, double *upper, int32_t *integer,
                     const char **name, int32_t *entries, int32_t *rows, double *values);

/// Hands GLPK a bad index past every check, so that tests can see what a fatal error does.
int rota_provoke_fatal_error(rota_program *program);

#endif
