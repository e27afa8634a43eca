/*
 * libqpdf, loaded when the first PDF is to be read. Nearly every run reads XML; linked into the
 * program, libqpdf and what it needs (libstdc++, gnutls, libjpeg and eight more) made each of
 * them some 11 ms slower: a quarter of a `check`, a sixth of a short `render`.
 *
 * Functions are members of one struct, under their names without "qpdf_". The list is checked
 * against qpdf-c.h when it is compiled.
 */
#ifndef NIANBAO_INPUT_PDF_LIBRARY_H
#define NIANBAO_INPUT_PDF_LIBRARY_H

#include "base/diag.h"

#include <qpdf/qpdf-c.h>

#define PDF_LIBRARY_FUNCTIONS(F)                                                               \
	F(qpdf_data, init, (void))                                                             \
	F(void, silence_errors, (qpdf_data))                                                   \
	F(void, set_suppress_warnings, (qpdf_data, QPDF_BOOL))                                 \
	F(void, set_attempt_recovery, (qpdf_data, QPDF_BOOL))                                  \
	F(QPDF_ERROR_CODE, read_memory,                                                        \
	  (qpdf_data, const char *name, const char *bytes, unsigned long long n,               \
	   const char *password))                                                              \
	F(QPDF_BOOL, allow_extract_all, (qpdf_data))                                           \
	F(QPDF_BOOL, has_error, (qpdf_data))                                                   \
	F(qpdf_error, get_error, (qpdf_data))                                                  \
	F(QPDF_BOOL, more_warnings, (qpdf_data))                                               \
	F(qpdf_error, next_warning, (qpdf_data))                                               \
	F(enum qpdf_error_code_e, get_error_code, (qpdf_data, qpdf_error))                     \
	F(const char *, get_error_message_detail, (qpdf_data, qpdf_error))                     \
	F(qpdf_oh, get_root, (qpdf_data))                                                      \
	F(QPDF_BOOL, oh_is_array, (qpdf_data, qpdf_oh))                                        \
	F(QPDF_BOOL, oh_is_dictionary, (qpdf_data, qpdf_oh))                                   \
	F(QPDF_BOOL, oh_is_name_and_equals, (qpdf_data, qpdf_oh, const char *name))            \
	F(QPDF_BOOL, oh_is_null, (qpdf_data, qpdf_oh))                                         \
	F(QPDF_BOOL, oh_is_stream, (qpdf_data, qpdf_oh))                                       \
	F(QPDF_BOOL, oh_is_string, (qpdf_data, qpdf_oh))                                       \
	F(qpdf_oh, oh_get_key_if_dict, (qpdf_data, qpdf_oh, const char *key))                  \
	F(qpdf_oh, oh_get_dict, (qpdf_data, qpdf_oh))                                          \
	F(int, oh_get_array_n_items, (qpdf_data, qpdf_oh))                                     \
	F(qpdf_oh, oh_get_array_item, (qpdf_data, qpdf_oh, int i))                             \
	F(const char *, oh_get_binary_utf8_value, (qpdf_data, qpdf_oh, size_t * n))            \
	F(QPDF_ERROR_CODE, oh_get_stream_data,                                                 \
	  (qpdf_data, qpdf_oh, enum qpdf_stream_decode_level_e, QPDF_BOOL * filtered,          \
	   unsigned char **bytes, size_t *n))

struct pdf_library {
#define F(type, name, args) type(*name) args;
	PDF_LIBRARY_FUNCTIONS(F)
#undef F
};

/*
 * Load the library; once loaded it stays until the program ends. False after F906 was put: it is
 * not there, or not the one that the program was built for.
 */
bool pdf_library_load(struct pdf_library *q, struct diags *d);

#endif
