/* Where the program's own files are. */
#ifndef NIANBAO_CLI_WHERE_H
#define NIANBAO_CLI_WHERE_H

#include "base/arena.h"

/*
 * The folder that holds layouts/ and fonts/roles.xml, found from where the program file lies: its
 * install prefix (../share/nianbao), else the source tree of a build folder (../..). Needs neither
 * HOME nor the working folder.
 */
const char *where_share(struct arena *a);

/* The file of another program of ours: beside this one, else in the install prefix's libexec. */
const char *where_program(struct arena *a, const char *name);

#endif
