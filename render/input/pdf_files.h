/*
 * PDFs as input: the files that a PDF carries, above all the report it was made from, which
 * output/pdf*.c puts in as "report.xml". pdf*.c of this folder are the only users of libqpdf.
 *
 * A PDF may come from anywhere. It is read by a child process with bounded memory and time, so
 * that the worst it can do is to be called damaged.
 */
#ifndef NIANBAO_INPUT_PDF_FILES_H
#define NIANBAO_INPUT_PDF_FILES_H

#include "base/diag.h"
#include "input/xml.h"

struct pdf_file {
	struct str name, bytes; /* as the author attached it, unpacked */
};

struct pdf_files {
	const struct pdf_file *item;
	size_t n;
};

/* Is this a PDF? Its header may come late, within 1024 bytes; what starts as XML is none. */
bool pdf_files_is_pdf(struct str bytes);

/*
 * The files in the PDF `bytes`, no two of one name. False after an error was put: a PDF that is
 * encrypted, damaged or too large, or carries nothing (E13x); or F9xx.
 */
bool pdf_files_read(struct arena *a, struct diags *d, struct str file, struct str bytes,
		    struct pdf_files *out);

/*
 * Put the report that the PDF `*bytes` carries in its place, "IN.pdf(report.xml)" in place of its
 * name `*file`, and all files of the PDF in `*files`. False after an error was put.
 */
bool pdf_files_report(struct arena *a, struct diags *d, struct str *file, struct str *bytes,
		      struct pdf_files *files);

/* The bytes of the file `name`; false if there is none. */
bool pdf_files_find(const struct pdf_files *files, struct str name, struct str *bytes);

/*
 * Can all names be used as they are below a folder? Each that leads out of it, is hidden or has
 * characters that cannot be seen is an error (E135) about `file`.
 */
bool pdf_files_are_safe(const struct pdf_files *files, struct diags *d, struct str file);

#endif
