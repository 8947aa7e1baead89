#define _GNU_SOURCE
#include "PlatformBridge.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>

int rota_exchange_paths(const char *first, const char *second) {
  return renameat2(AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE) == 0 ? 0 : errno;
}
