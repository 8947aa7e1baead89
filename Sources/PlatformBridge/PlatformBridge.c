#define _GNU_SOURCE
#include "PlatformBridge.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

int rota_exchange_paths(const char *first, const char *second) {
  return renameat2(AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE) == 0 ? 0 : errno;
}

int rota_sync_file_system(const char *path) {
  int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return errno;
  int code = syncfs(descriptor) == 0 ? 0 : errno;
  close(descriptor);
  return code;
}

static struct sigaction before[NSIG];

/// Whether the process may not have much more memory. An allocation that fails aborts; libraries that don't expect one
/// trap or follow a null pointer, so for these a piece of memory is asked for.
static int is_short_of_memory(int number) {
  struct rlimit limit;
  int is_limited = (getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) ||
                   (getrlimit(RLIMIT_DATA, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY);
  if (!is_limited) return 0;
  if (number == SIGABRT) return 1;
  size_t piece = (size_t)128 << 20;
  void *memory = mmap(NULL, piece, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return 1;
  munmap(memory, piece);
  return 0;
}

/// Calls nothing but what is safe in a handler of signals.
static void on_fault(int number) {
  if (is_short_of_memory(number)) {
    static const char message[] =
        "rota: error: the memory that this process may have (ulimit -v) is too little for this. "
        "Raise the limit, or ask for less.\n";
    ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
    (void)written;
    _exit(ROTA_STATUS_NO_MEMORY);
  }
  sigaction(number, &before[number], NULL);
  raise(number);
}

void rota_explain_memory_shortage(void) {
  static const int numbers[] = {SIGABRT, SIGILL, SIGTRAP, SIGSEGV, SIGBUS};
  for (size_t index = 0; index < sizeof numbers / sizeof *numbers; index++) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_fault;
    action.sa_flags = SA_ONSTACK;
    sigaction(numbers[index], &action, &before[numbers[index]]);
  }
}
