#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

#include "PlatformBridge.h"

typedef struct {
  void (*body)(void *);
  void *context;
} thread_work;

static void *run_thread(void *argument) {
  thread_work work = *(thread_work *)argument;
  free(argument);
  work.body(work.context);
  return NULL;
}

int rota_start_thread(size_t stack_bytes, void (*body)(void *), void *context) {
  thread_work *work = malloc(sizeof(thread_work));
  if (work == NULL) return ENOMEM;
  *work = (thread_work){.body = body, .context = context};
  pthread_attr_t attributes;
  int code = pthread_attr_init(&attributes);
  if (code == 0) {
    pthread_attr_setstacksize(&attributes, stack_bytes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_t thread;
    code = pthread_create(&thread, &attributes, run_thread, work);
    pthread_attr_destroy(&attributes);
  }
  if (code != 0) free(work);
  return code;
}
