/* FlateDecode with the predictors of PNG (ISO 32000-1, 7.4.4): how objects are packed in a PDF. */
#ifndef NIANBAO_SIGN_UNPACK_H
#define NIANBAO_SIGN_UNPACK_H

#include "base/str.h"

/* DecodeParms; zero where it says nothing. */
struct unpack_columns {
	int64_t predictor, colors, bits, columns;
};

/* Unpack at most `limit` bytes. False when that is too little, or the data are damaged. */
bool unpack_flate(struct arena *a, struct str packed, const struct unpack_columns *columns,
		  size_t limit, struct str *out);

/* Pack, the same way for the same bytes. */
struct str unpack_reverse(struct arena *a, struct str bytes);

#endif
