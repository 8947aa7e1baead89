#include "GLPKBridge.h"
#include <glpk.h>

const char *rota_glpk_version(void) { return glp_version(); }
