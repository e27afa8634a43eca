#include "output/pdf_outline.h"

#include "output/pdf_text.h"

/* Entries refer to each other by index; entry 0 is the outline itself. */
struct entry {
	HPDF_Dict object;
	const struct tag *tag;
	const struct pdf_mark *mark; /* where the heading stands */
	size_t parent, prev, next, first, last;
	size_t nbelow; /* entries below it, all levels: all are shown open */
};

struct outline {
	const struct pdf_tree *tree;
	struct entry *entry;
	size_t n;
};

/* Headings that stand on a page; not the title, which is that of the window. */
static bool is_entry(const struct pdf_tree *t, size_t i)
{
	const struct tag *tag = &t->book->tag[i];

	return tag->role >= TAG_H1 && tag->role <= TAG_H4 && tag->title.n > 0 &&
	       !str_eq(tag->title, t->book->title) && t->node[i].mark != 0;
}

/* Hang the entry under the last one of a higher rank. */
static void link_entry(struct entry *entry, size_t i)
{
	size_t parent = i - 1;

	while (parent != 0 && entry[parent].tag->role >= entry[i].tag->role)
		parent = entry[parent].parent;
	entry[i].parent = parent;
	entry[i].prev = entry[parent].last;
	if (entry[parent].last != 0)
		entry[entry[parent].last].next = i;
	else
		entry[parent].first = i;
	entry[parent].last = i;
	for (size_t above = parent;; above = entry[above].parent) {
		entry[above].nbelow++;
		if (above == 0)
			break;
	}
}

static void put_link(struct buf *out, const struct outline *o, const char *key, size_t i)
{
	if (i == 0)
		return;
	buf_z(out, key);
	pdf_text_ref(out, pdf_id(o->entry[i].object));
}

static void put_target(struct buf *out, const struct outline *o, const struct entry *e)
{
	buf_z(out, "/Title");
	pdf_text_string(out, e->tag->title);
	buf_z(out, "/Parent");
	pdf_text_ref(out, pdf_id(o->entry[e->parent].object));
	/* a direct array: PDFBox rejects the indirect one that libharu would make */
	buf_z(out, "/Dest[");
	pdf_text_ref(out, pdf_id(o->tree->sheet[e->mark->sheet]));
	buf_z(out, "/XYZ null ");
	pdf_text_points(out, pdf_text_milli((int64_t)o->tree->sheets->height - e->mark->top));
	buf_z(out, " null]");
}

static void put_entry(struct buf *out, const void *owner, size_t i)
{
	const struct outline *o = owner;
	const struct entry *e = &o->entry[i];

	if (i != 0)
		put_target(out, o, e);
	put_link(out, o, "/Prev", e->prev);
	put_link(out, o, "/Next", e->next);
	put_link(out, o, "/First", e->first);
	put_link(out, o, "/Last", e->last);
	if (e->nbelow > 0) {
		buf_z(out, "/Count ");
		pdf_text_int(out, (int64_t)e->nbelow);
	}
}

void pdf_outline_put(const struct pdf_tree *t)
{
	struct pdf *p = t->pdf;
	struct outline *o = arena_alloc(p->arena, sizeof(*o));

	*o = (struct outline){ .tree = t, .n = 1 };
	o->entry = arena_array(p->arena, t->book->ntag + 1, sizeof(*o->entry));
	for (size_t i = 1; i < t->book->ntag; i++) {
		if (!is_entry(t, i))
			continue;
		o->entry[o->n].tag = &t->book->tag[i];
		o->entry[o->n].mark = &t->mark[t->node[i].mark - 1];
		link_entry(o->entry, o->n++);
	}
	if (o->n == 1)
		return;
	for (size_t i = 0; i < o->n; i++) {
		o->entry[i].object = pdf_object(p);
		pdf_set_body(p, o->entry[i].object, put_entry, o, i);
	}
	pdf_set(p, p->doc->catalog, "Outlines", o->entry[0].object);
}
