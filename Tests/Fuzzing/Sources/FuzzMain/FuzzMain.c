#include "FuzzMain.h"

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));

#define ENTRY(target) \
  int target##_main(int argc, char **argv) { return LLVMFuzzerRunDriver(&argc, &argv, LLVMFuzzerTestOneInput); }

ENTRY(FuzzCSV)
ENTRY(FuzzTime)
ENTRY(FuzzCalendar)
ENTRY(FuzzTickets)
ENTRY(FuzzHistory)
ENTRY(FuzzProject)
ENTRY(FuzzPlan)
ENTRY(FuzzFutures)
ENTRY(FuzzTables)
ENTRY(FuzzValues)
ENTRY(FuzzZones)
