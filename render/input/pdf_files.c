#include "input/pdf_files.h"

#include "base/utf8.h"
#include "input/pdf_child.h"

#define HEADER_WITHIN 1024       /* bytes (PDF Reference 1.7, appendix H, note 13) */
#define REPORT_NAME "report.xml" /* as output/pdf_source.h calls it */
#define MAX_NAME 255             /* bytes of a file name on every common file system */
#define MAX_PATH 1024            /* bytes, as for pictures in a report */

bool pdf_files_is_pdf(struct str bytes)
{
	struct str head = str_sub(bytes, 0, HEADER_WITHIN), text = head;

	if (str_eq(str_sub(head, 0, 3), STR("\xEF\xBB\xBF")))
		text = str_sub(head, 3, head.n);
	text = str_trim(text);
	return str_find(head, STR("%PDF-")) != (size_t)-1 && text.s[0] != '<';
}

bool pdf_files_find(const struct pdf_files *files, struct str name, struct str *bytes)
{
	for (size_t i = 0; i < files->n; i++)
		if (str_eq(files->item[i].name, name)) {
			*bytes = files->item[i].bytes;
			return true;
		}
	return false;
}

/* Which of the two would be meant? */
static bool check_twins(const struct pdf_files *files, struct diags *d, struct at at)
{
	size_t before = diag_errors(d);

	for (size_t i = 0; i < files->n; i++)
		for (size_t k = 0; k < i; k++)
			if (str_eq(files->item[i].name, files->item[k].name))
				DIAG_PUT(d, PDF_FILE_TWICE, at, files->item[i].name);
	return diag_errors(d) == before;
}

bool pdf_files_read(struct arena *a, struct diags *d, struct str file, struct str bytes,
		    struct pdf_files *out)
{
	struct at at = { file, 0 };

	if (!pdf_child_read(a, d, file, bytes, out))
		return false;
	if (out->n == 0) {
		DIAG_PUT0(d, PDF_NO_REPORT, at);
		return false;
	}
	return check_twins(out, d, at);
}

bool pdf_files_report(struct arena *a, struct diags *d, struct str *file, struct str *bytes,
		      struct pdf_files *files)
{
	struct buf name = { .arena = a };

	if (!pdf_files_read(a, d, *file, *bytes, files))
		return false;
	if (!pdf_files_find(files, STR(REPORT_NAME), bytes)) {
		DIAG_PUT0(d, PDF_NO_REPORT, ((struct at){ *file, 0 }));
		return false;
	}
	buf_str(&name, *file);
	buf_z(&name, "(" REPORT_NAME ")");
	*file = buf_text(&name);
	return true;
}

/* Control characters, and those that turn the direction of what stands behind them. */
static bool is_unseen(uint32_t c)
{
	static const uint32_t range[][2] = {
		{ 0, 0x1F },        { 0x7F, 0x9F },     { 0x200B, 0x200F },
		{ 0x2028, 0x202E }, { 0x2060, 0x206F }, { 0xFEFF, 0xFEFF },
	};

	for (size_t i = 0; i < sizeof(range) / sizeof(*range); i++)
		if (c >= range[i][0] && c <= range[i][1])
			return true;
	return false;
}

/* One step of a path. "." leads nowhere, but a picture may be named "./a.png" in the report. */
static bool is_safe_step(struct str step, bool is_last)
{
	if (step.n == 0 || step.n > MAX_NAME)
		return false;
	return step.s[0] != '.' || (step.n == 1 && !is_last);
}

/* A backslash parts steps on other systems. */
static bool is_safe_name(struct str name)
{
	size_t start = 0, end = 0, at = 0;

	while (at < name.n) {
		uint32_t c = utf8_next(name, &at);

		if (c == UTF8_BAD || c == '\\' || is_unseen(c))
			return false;
		if (c == '/') {
			if (!is_safe_step(str_sub(name, start, end - start), false))
				return false;
			start = at;
		}
		end = at;
	}
	return name.n <= MAX_PATH && is_safe_step(str_sub(name, start, end - start), true);
}

bool pdf_files_are_safe(const struct pdf_files *files, struct diags *d, struct str file)
{
	bool are_safe = true;

	for (size_t i = 0; i < files->n; i++) {
		if (is_safe_name(files->item[i].name))
			continue;
		DIAG_PUT(d, PDF_FILE_NAME, ((struct at){ file, 0 }), files->item[i].name);
		are_safe = false;
	}
	return are_safe;
}
