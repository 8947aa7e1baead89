#ifndef ROTA_PLATFORM_BRIDGE_H
#define ROTA_PLATFORM_BRIDGE_H

/// Swaps two existing paths of one file system in a single step: at no moment is either of them missing.
/// Returns 0, or the errno of Linux's renameat2(2) with RENAME_EXCHANGE, which Swift's Glibc module doesn't import.
int rota_exchange_paths(const char *first, const char *second);

#endif
