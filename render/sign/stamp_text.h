/* A signature in words: a frame, the signer's name, the time; set like everything else. */
#ifndef NIANBAO_SIGN_STAMP_TEXT_H
#define NIANBAO_SIGN_STAMP_TEXT_H

#include "sign/stamp.h"

bool stamp_text_put(const struct stamp *s, uint32_t *num);

#endif
