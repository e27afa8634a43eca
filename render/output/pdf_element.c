#include "output/pdf_element.h"

#include "output/pdf_text.h"

static bool is_table_part(const struct tag *tag)
{
	return tag->role == TAG_THEAD || tag->role == TAG_TBODY;
}

bool pdf_element_hides(const struct pdf_tree *t, uint32_t i)
{
	const struct tag *tag = &t->book->tag[i];

	return is_table_part(tag) && !t->pdf->standard->has_table_parts &&
	       t->node[tag->parent].nbody < 2;
}

uint32_t pdf_element_parent(const struct pdf_tree *t, uint32_t i)
{
	do
		i = t->book->tag[i].parent;
	while (pdf_element_hides(t, i));
	return i;
}

static const char *role_name(const struct pdf_tree *t, const struct tag *tag)
{
	if (is_table_part(tag) && !t->pdf->standard->has_table_parts)
		return "NonStruct";
	return tag_role_name(tag->role);
}

void pdf_element_ref(struct buf *out, const struct pdf_tree *t, const struct pdf_mark *mark)
{
	pdf_text_ref(out, pdf_id(mark->group ? t->group[mark->group - 1].object
					     : t->node[mark->tag].object));
}

void pdf_element_id(struct buf *out, const struct pdf_tree *t, uint32_t tag)
{
	buf_z(out, "(h");
	for (unsigned i = t->id_digits; i-- > 0;)
		buf_char(out, "0123456789ABCDEF"[tag >> 4 * i & 15]);
	buf_char(out, ')');
}

/* Content on another sheet than the element's /Pg names that sheet. */
static void put_mark(struct buf *out, const struct pdf_tree *t, const struct pdf_mark *mark,
		     uint32_t home)
{
	if (mark->sheet == home) {
		buf_char(out, ' ');
		pdf_text_int(out, mark->mcid);
		return;
	}
	buf_z(out, "<</Type/MCR/Pg");
	pdf_text_ref(out, pdf_id(t->sheet[mark->sheet]));
	buf_z(out, "/MCID ");
	pdf_text_int(out, mark->mcid);
	buf_z(out, ">>");
}

/* The sheet of the first mark, and the beginning of /K with all marks of the same group. */
static void put_marks(struct buf *out, const struct pdf_tree *t, uint32_t first)
{
	uint32_t home = t->mark[first - 1].sheet, group = t->mark[first - 1].group;

	buf_z(out, "/Pg");
	pdf_text_ref(out, pdf_id(t->sheet[home]));
	buf_z(out, "/K[");
	for (uint32_t i = first; i != 0 && t->mark[i - 1].group == group;
	     i = t->mark[i - 1].next)
		put_mark(out, t, &t->mark[i - 1], home);
}

/* /K: the element's own content first, then its children. An empty cell has none. */
static void put_kids(struct buf *out, const struct pdf_tree *t, const struct pdf_node *node)
{
	if (node->mark == 0 && node->kid == 0)
		return;
	if (node->mark != 0 && node->ngroup == 0)
		put_marks(out, t, node->mark);
	else
		buf_z(out, "/K[");
	for (uint32_t i = 0; i < node->ngroup; i++)
		pdf_text_ref(out, pdf_id(t->group[node->group - 1 + i].object));
	for (uint32_t i = node->kid; i != 0; i = t->node[i].sibling)
		pdf_text_ref(out, pdf_id(t->node[i].object));
	if (node == &t->node[1] && t->form != NULL)
		pdf_text_ref(out, pdf_id(t->form));
	buf_char(out, ']');
}

static void put_span(struct buf *out, const char *key, uint16_t n)
{
	if (n <= 1)
		return;
	buf_z(out, key);
	pdf_text_int(out, n);
}

static void put_heads(struct buf *out, const struct pdf_tree *t, const struct tag *tag)
{
	if (tag->nhead == 0)
		return;
	buf_z(out, "/Headers[");
	for (size_t i = 0; i < tag->nhead; i++)
		pdf_element_id(out, t, tag->head[i]);
	buf_char(out, ']');
}

static void put_cell(struct buf *out, const struct pdf_tree *t, const struct tag *tag)
{
	static const char *const scope[] = { "", "/Scope/Row", "/Scope/Column", "/Scope/Both" };
	size_t begin = out->n, empty;

	buf_z(out, "/A<</O/Table");
	empty = out->n;
	put_span(out, "/RowSpan ", tag->rowspan);
	put_span(out, "/ColSpan ", tag->colspan);
	if (tag->role == TAG_TH)
		buf_z(out, scope[2 * tag->scope_column + tag->scope_row]);
	put_heads(out, t, tag);
	if (out->n == empty)
		out->n = begin;
	else
		buf_z(out, ">>");
}

static void put_text(struct buf *out, const char *key, struct str s)
{
	if (s.n == 0)
		return;
	buf_z(out, key);
	pdf_text_string(out, s);
}

/* The last item of a tag on a sheet, and where its page stands; NULL if there is none. */
static const struct item *find_item(const struct pdf_tree *t, const struct sheet *sheet,
				    uint32_t tag, const struct placement **place)
{
	const struct item *item = NULL;

	for (size_t i = 0; i < sheet->nplace; i++) {
		const struct page *page = &t->book->page[sheet->place[i].page];

		for (size_t k = 0; k < page->nitem; k++) {
			if (page->item[k].tag != tag)
				continue;
			item = &page->item[k];
			*place = &sheet->place[i];
		}
	}
	return item;
}

/* Where a picture stands: PDF/UA readers zoom by it. */
static void put_box(struct buf *out, const struct pdf_tree *t, uint32_t i)
{
	const struct placement *place;
	const struct item *item;

	if (t->node[i].mark == 0)
		return;
	item = find_item(t, &t->sheets->sheet[t->mark[t->node[i].mark - 1].sheet], i, &place);
	if (item == NULL)
		return;
	buf_z(out, "/A<</O/Layout/Placement/Block/BBox[");
	pdf_text_points(out, pdf_text_milli(placement_x(place, item->x)));
	buf_char(out, ' ');
	pdf_text_points(out, pdf_text_milli(t->sheets->height - placement_y(place, item->y1)));
	buf_char(out, ' ');
	pdf_text_points(out, pdf_text_milli(placement_x(place, item->x1)));
	buf_char(out, ' ');
	pdf_text_points(out, pdf_text_milli(t->sheets->height - placement_y(place, item->y)));
	buf_z(out, "]>>");
}

void pdf_element_put(struct buf *out, const void *owner, size_t i)
{
	const struct pdf_tree *t = owner;
	const struct tag *tag = &t->book->tag[i];
	bool is_root = i == 1;

	buf_z(out, "/S/");
	buf_z(out, role_name(t, tag));
	buf_z(out, "/P");
	pdf_text_ref(out,
		     pdf_id(t->node[is_root ? 0 : pdf_element_parent(t, (uint32_t)i)].object));
	put_kids(out, t, &t->node[i]);
	put_text(out, "/ActualText", tag->actual);
	if (tag->role == TAG_TH || tag->role == TAG_TD)
		put_cell(out, t, tag);
	if (tag->numbering != NUMBERING_NONE) {
		buf_z(out, "/A<</O/List/ListNumbering");
		buf_z(out, tag->numbering == NUMBERING_DECIMAL ? "/Decimal>>" : "/Disc>>");
	}
	if (tag->role == TAG_TH) {
		buf_z(out, "/ID");
		pdf_element_id(out, t, (uint32_t)i);
	}
	if (tag->role == TAG_FIGURE) {
		put_text(out, "/Alt", tag->title);
		put_box(out, t, (uint32_t)i);
	}
	if (tag->role == TAG_TABLE && tag->title.n > 0) {
		put_text(out, "/A<</O/Table/Summary", tag->title);
		buf_z(out, ">>");
	}
}

void pdf_element_put_group(struct buf *out, const void *owner, size_t i)
{
	const struct pdf_tree *t = owner;
	const struct pdf_group *group = &t->group[i];

	buf_z(out, "/S/Span/P");
	pdf_text_ref(out, pdf_id(t->node[group->tag].object));
	put_marks(out, t, group->mark);
	buf_char(out, ']');
}
