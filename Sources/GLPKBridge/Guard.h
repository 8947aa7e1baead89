#ifndef ROTA_GUARD_H
#define ROTA_GUARD_H

#include "GLPKBridge.h"
#include <glpk.h>
#include <setjmp.h>

struct rota_program {
  glp_prob *problem;
  uint64_t thread;      // serial of the thread that made it
  uint64_t generation;  // of that thread's environment
  int32_t *marks;       // one entry a row or column, for the search for repeats
  int32_t marks_size;
  int32_t mark;
};

/// Ready for a call: the handle belongs to this thread and is not lost.
int rota_check(const rota_program *program);
/// Sets the hooks; what GLPK says from now on is kept.
void rota_arm(void);
/// After the jump: keeps the text, frees the environment, starts a new generation.
int rota_caught(void);
uint64_t rota_this_thread(void);
uint64_t rota_this_generation(void);
/// A handle for a problem of this thread; NULL without memory.
rota_program *rota_wrap(glp_prob *problem);
extern _Thread_local jmp_buf rota_jump;

/// Opens a guarded stretch of a function that returns a code. Locals that change inside and are read after the jump
/// must be volatile; there are none as long as everything after it is `return`.
#define ROTA_GUARDED(program)                      \
  do {                                             \
    int refused = rota_check(program);             \
    if (refused != ROTA_OK) return refused;        \
    rota_arm();                                    \
    if (setjmp(rota_jump)) return rota_caught();   \
  } while (0)

#endif
