/*
 * The files that a PDF carries (Catalog /Names /EmbeddedFiles), read with libqpdf and sent down
 * a pipe. Meant for a process of its own, which may fail in any way: see pdf_child.h.
 */
#ifndef NIANBAO_INPUT_PDF_ATTACH_H
#define NIANBAO_INPUT_PDF_ATTACH_H

#include "base/str.h"
#include "input/pdf_library.h"

enum pdf_answer {
	PDF_FILE = 1,  /* a file's name and its bytes; more records follow */
	PDF_END,       /* that was all */
	PDF_DAMAGED,   /* the name holds the library's words */
	PDF_ENCRYPTED, /* a password is needed, or taking files out is not permitted */
	PDF_LARGE,     /* memory is used up */
};

/* What goes down the pipe, followed by `nname` bytes and then `nbytes` bytes. */
struct pdf_record {
	uint32_t answer; /* enum pdf_answer */
	uint32_t nname;
	uint64_t nbytes;
};

/*
 * Send every file in the PDF, in the order of the name tree, then one record of another kind. Ends
 * the process.
 */
_Noreturn void pdf_attach_send(const struct pdf_library *q, struct str pdf, int out);

#endif
