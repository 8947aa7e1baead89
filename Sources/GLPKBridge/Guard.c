#include "Guard.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

_Thread_local jmp_buf rota_jump;

enum { TEXT_SIZE = 4096 };
static _Thread_local char text[TEXT_SIZE];
static _Thread_local int text_length;
static _Thread_local uint64_t thread_serial;
static _Thread_local uint64_t generation = 1;

static atomic_uint_fast64_t last_serial;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t key;
static int has_key;

static void at_thread_end(void *unused) {
  (void)unused;
  glp_free_env();
}

static void make_key(void) { has_key = pthread_key_create(&key, at_thread_end) == 0; }

uint64_t rota_this_thread(void) {
  if (thread_serial == 0) {
    thread_serial = atomic_fetch_add(&last_serial, 1) + 1;
    pthread_once(&once, make_key);
    // Any value but NULL makes the destructor run.
    if (has_key) pthread_setspecific(key, &thread_serial);
  }
  return thread_serial;
}

uint64_t rota_this_generation(void) { return generation; }

static void on_error(void *unused) {
  (void)unused;
  longjmp(rota_jump, 1);
}

// Keeps the end of what GLPK says: the reason stands there. Returning non-zero keeps it off the terminal.
static int on_text(void *unused, const char *said) {
  (void)unused;
  int length = (int)strlen(said);
  if (length >= TEXT_SIZE) {
    said += length - (TEXT_SIZE - 1);
    length = TEXT_SIZE - 1;
  }
  if (text_length + length >= TEXT_SIZE) {
    int keep = TEXT_SIZE - 1 - length;
    memmove(text, text + text_length - keep, (size_t)keep);
    text_length = keep;
  }
  memcpy(text + text_length, said, (size_t)length);
  text_length += length;
  text[text_length] = 0;
  return 1;
}

int rota_check(const rota_program *program) {
  if (program == NULL) return ROTA_OK;
  if (program->thread != rota_this_thread()) return ROTA_WRONG_THREAD;
  return program->generation == generation ? ROTA_OK : ROTA_LOST;
}

void rota_arm(void) {
  rota_this_thread();
  text_length = 0;
  text[0] = 0;
  glp_error_hook(on_error, NULL);
  glp_term_hook(on_text, NULL);
}

int rota_caught(void) {
  rota_free_environment();
  return ROTA_FATAL;
}

void rota_free_environment(void) {
  glp_free_env();
  generation += 1;
}

const char *rota_last_text(void) { return text; }
const char *rota_glpk_version(void) { return glp_version(); }

rota_program *rota_wrap(glp_prob *problem) {
  rota_program *program = calloc(1, sizeof(rota_program));
  if (program == NULL) return NULL;
  program->problem = problem;
  program->thread = rota_this_thread();
  program->generation = generation;
  return program;
}
