#ifndef ROTA_GLPK_BRIDGE_H
#define ROTA_GLPK_BRIDGE_H

/// The version text of the libglpk that is linked, for example "5.0".
const char *rota_glpk_version(void);

#endif
