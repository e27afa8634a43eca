#include "print.h"

#include "base/file.h"
#include "base/limits.h"
#include "output/pdf.h"
#include "page/paginate.h"
#include "page/poster.h"
#include "page/select.h"


const struct print_profiles *print_read_profiles(struct arena *a, struct diags *d,
						 const struct engine_options *o)
{
	struct buf path = { .arena = a };
	struct str bytes;

	if (o->layout_dir)
		buf_printf(&path, "%s/print/profiles.xml", o->layout_dir);
	if (!path.n || file_is_missing(path.s)) {
		path.n = 0;
		buf_printf(&path, "%s/layouts/print/profiles.xml", o->share_dir);
	}
	if (!file_read(a, d, path.s, PROFILES_MAX_BYTES, &bytes))
		return NULL;
	return print_profiles_read(a, d, str_from(path.s), bytes);
}

/* Each range must begin on a page that is there; it may run beyond the last one. */
static bool has_pages(struct arena *a, struct diags *d, const struct page_ranges *ranges,
		      const struct book *b, struct str file)
{
	for (size_t i = 0; i < ranges->n; i++) {
		struct buf from = { .arena = a }, all = { .arena = a };

		if (ranges->range[i].from <= b->npage)
			continue;
		buf_printf(&from, "%lu", (unsigned long)ranges->range[i].from);
		buf_printf(&all, "%zu", b->npage);
		DIAG_PUT(d, PAGES_NONE, ((struct at){ file, 0 }), buf_text(&from),
			 buf_text(&all));
		return false;
	}
	return true;
}

bool print_book(struct arena *a, struct diags *d, const struct engine_options *o,
		const struct print_profile *profile, const struct galley *g,
		struct font_set *fonts, struct book *book)
{
	if (profile->poster.columns)
		*book = *poster_book(a, d, g, fonts, &profile->poster);
	else
		*book = *paginate(a, d, g, fonts);
	if (!o->pages.n)
		return true;
	if (!has_pages(a, d, &o->pages, book, g->doc->file))
		return false;
	*book = book_select(a, book, &o->pages);
	return true;
}

/* The options that change the pages, for whoever makes the file again. */
static struct str told(struct arena *a, const struct engine_options *o)
{
	struct buf b = { .arena = a };

	buf_z(&b, o->draft ? " --draft" : "");
	if (o->print && !str_is(print_profile_plain.id, o->print)) {
		buf_z(&b, " --print ");
		buf_z(&b, o->print);
	}
	if (o->pages.n) {
		buf_z(&b, " --pages ");
		page_ranges_put(&b, &o->pages);
	}
	if (o->signature_field) {
		buf_z(&b, " --signature-field ");
		buf_z(&b, o->signature_field);
	}
	return buf_text(&b);
}

static struct standard of_profile(const struct print_profile *profile)
{
	struct standard s = standard_usual();

	if (profile->standard == PRINT_3U)
		standard_read("3u", &s);
	return profile->standard == PRINT_X4 ? standard_press() : s;
}

static struct standard standard_of(struct arena *a, struct diags *d,
				   const struct engine_options *o,
				   const struct print_profile *profile, struct str file)
{
	struct standard usual = standard_usual(), s = of_profile(profile);

	if (o->standard)
		return *o->standard;
	if (profile->standard != PRINT_3A_UA1)
		DIAG_PUT(d, PRINT_STANDARD, ((struct at){ file, 0 }), profile->id,
			 standard_words(a, &s), standard_words(a, &usual));
	return s;
}

struct str print_date(struct arena *a, struct diags *d, const struct print_profile *profile,
		      const struct report *r, struct str date)
{
	struct buf b = { .arena = a };

	if (date.n || profile->standard != PRINT_X4)
		return date;
	buf_str(&b, r->year);
	buf_z(&b, "-12-31");
	DIAG_PUT(d, PRESS_DATE, ((struct at){ r->file, 0 }), buf_text(&b));
	return buf_text(&b);
}

bool print_icc(struct arena *a, struct diags *d, const struct engine_options *o,
	       const struct print_profile *profile, struct str *icc)
{
	struct buf path = { .arena = a };
	struct diags unsaid = { .arena = a };

	*icc = STR("");
	if (profile->standard != PRINT_X4)
		return true;
	buf_printf(&path, "%s/", o->font_dir);
	buf_str(&path, profile->press.icc);
	/* ICC.1, 7.2: the colour space of the data stands at byte 16, "acsp" at byte 36 */
	if (file_read(a, &unsaid, path.s, PROFILES_MAX_BYTES, icc) && icc->n > 128 &&
	    str_is(str_sub(*icc, 16, 4), "CMYK") && str_is(str_sub(*icc, 36, 4), "acsp"))
		return true;
	DIAG_PUT(d, PRESS_ICC, ((struct at){ 0 }), str_from(path.s));
	return false;
}

void print_write(struct arena *a, struct diags *d, const struct engine_options *o,
		 const struct print *print, struct buf *out)
{
	const struct doc *doc = print->galley->doc;
	const struct sheets *sheets =
		sheets_make(a, print->book, print->profile, &doc->layout->page);
	struct pdf_options options = { .date = print->book->date,
				       .file = doc->file,
				       .field = str_from(o->signature_field),
				       .told = told(a, o),
				       .sheets = sheets,
				       .icc = print->icc };
	struct standard standard;
	struct str pdf;

	if (o->stage == STAGE_BOOK) {
		book_dump(print->book, print->fonts, out);
		return;
	}
	if (o->stage == STAGE_SHEETS) {
		sheets_dump(sheets, print->book, out);
		return;
	}
	standard = standard_of(a, d, o, print->profile, doc->file);
	options.standard = &standard;
	if (pdf_write(a, d, print->book, print->fonts, &options, &pdf))
		*out = (struct buf){ .arena = a, .s = (char *)(uintptr_t)pdf.s, .n = pdf.n };
}
