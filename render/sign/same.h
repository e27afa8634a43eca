/* Are two objects the same, of the same document at two times? References are by their numbers. */
#ifndef NIANBAO_SIGN_SAME_H
#define NIANBAO_SIGN_SAME_H

#include "sign/object.h"

/* A real number may be rounded otherwise; of a stream the packed bytes are compared. */
bool object_same(const struct object *a, const struct object *b);

/* Two dictionaries, no streams, that may differ in these entries (names with blanks) only. */
bool object_same_but(const struct object *was, const struct object *now, const char *list);

/* Something where there was nothing, or more entries of a dictionary and of those `depth` down. */
bool object_is_more(const struct object *was, const struct object *now, int depth);

#endif
