#ifndef ROTA_PLATFORM_BRIDGE_H
#define ROTA_PLATFORM_BRIDGE_H

#include <stddef.h>

/// Swaps two existing paths of one file system in a single step: at no moment is either of them missing.
/// Returns 0, or the errno of Linux's renameat2(2) with RENAME_EXCHANGE, which Swift's Glibc module doesn't import.
int rota_exchange_paths(const char *first, const char *second);

/// Brings everything that was written to the file system of the folder at `path` to its disk: one wait for thousands of files.
/// Returns 0, or the errno of Linux's syncfs(2).
int rota_sync_file_system(const char *path);

/// The exit status where memory runs out.
#define ROTA_STATUS_NO_MEMORY 71

/// From now on a fault that comes of too little memory, where a limit is set (`ulimit -v`), is said in words and ends the
/// process with `ROTA_STATUS_NO_MEMORY`. Every other fault goes its way as before.
///
/// Neither Swift nor Foundation returns from an allocation that fails, so nothing but a handler of signals can tell.
void rota_explain_memory_shortage(void);

/// Starts a detached thread that calls `body(context)`. Returns 0, or what pthread_create says: the system has no thread
/// to give; `body` is not called then.
int rota_start_thread(size_t stack_bytes, void (*body)(void *), void *context);

#endif
