/*
 * A child process reads a PDF. libqpdf knows no limit but the machine's: a few bytes can unpack
 * to gigabytes anywhere in a PDF, not only in its attachments, and a fault of the library would
 * be ours. In a child, all of that ends as one message.
 */
#ifndef NIANBAO_INPUT_PDF_CHILD_H
#define NIANBAO_INPUT_PDF_CHILD_H

#include "input/pdf_files.h"

/*
 * The files of the PDF `bytes`. False after an error about `file` was put: encrypted, damaged, too
 * large (E13x), or the machine failed (F9xx).
 */
bool pdf_child_read(struct arena *a, struct diags *d, struct str file, struct str bytes,
		    struct pdf_files *out);

#endif
