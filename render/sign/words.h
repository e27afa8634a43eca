/* Reasons that stand within messages: said in English where they are found, here in Chinese. */
#ifndef NIANBAO_SIGN_WORDS_H
#define NIANBAO_SIGN_WORDS_H

#include "base/diag.h"

/* The reason in this language; what is not in the table stays as it is. */
struct str words_in(struct arena *a, enum diag_lang lang, struct str reason);

/* All reasons in the messages so far. */
void words_translate(struct diags *d, enum diag_lang lang);

#endif
