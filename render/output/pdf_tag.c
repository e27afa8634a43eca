#include "output/pdf_tag.h"

#include "output/pdf_text.h"

#define LEAF 500 /* entries in one node of a name or number tree */

void pdf_tag_open(struct pdf_tree *t, struct pdf *p, const struct book *b)
{
	*t = (struct pdf_tree){ .pdf = p, .book = b };
	t->node = arena_array(p->arena, b->ntag, sizeof(*t->node));
	t->first = arena_array(p->arena, b->npage + 1, sizeof(*t->first));
	t->page = arena_array(p->arena, b->npage, sizeof(*t->page));
	t->head = arena_array(p->arena, b->ntag, sizeof(*t->head));
}

void pdf_tag_page(struct pdf_tree *t)
{
	t->first[t->npage++] = (uint32_t)t->nmark;
}

uint32_t pdf_tag_mark(struct pdf_tree *t, uint32_t tag, emu top)
{
	uint32_t ipage = (uint32_t)t->npage - 1;
	uint32_t mcid = (uint32_t)t->nmark - t->first[ipage];

	t->mark = arena_grow(t->pdf->arena, t->mark, &t->cap, t->nmark + 1, sizeof(*t->mark));
	t->mark[t->nmark++] =
		(struct pdf_mark){ .tag = tag, .page = ipage, .mcid = mcid, .top = top };
	return mcid;
}

void pdf_tag_page_end(struct pdf_tree *t, HPDF_Page page)
{
	t->page[t->npage - 1] = page;
	t->first[t->npage] = (uint32_t)t->nmark;
	pdf_set_int(t->pdf, page, "StructParents", (int64_t)t->npage - 1);
}

/* Chain marks and children to their elements; backwards, so that the chains run forwards. */
static void link_tree(struct pdf_tree *t)
{
	for (size_t i = t->nmark; i-- > 0;) {
		struct pdf_node *node = &t->node[t->mark[i].tag];

		t->mark[i].next = node->mark;
		node->mark = (uint32_t)i + 1;
	}
	for (size_t i = t->book->ntag; i-- > 2;) {
		struct pdf_node *parent = &t->node[t->book->tag[i].parent];

		t->node[i].sibling = parent->kid;
		parent->kid = (uint32_t)i;
	}
	for (size_t i = 1; i < t->book->ntag; i++)
		if (t->book->tag[i].role == TAG_TH)
			t->head[t->nhead++] = (uint32_t)i;
}

/* The identifier of a header cell: of fixed width, so that their order is that of the tags. */
static void put_id(struct buf *out, uint32_t tag)
{
	buf_z(out, "(h");
	pdf_text_hex16(out, tag >> 16);
	pdf_text_hex16(out, tag & 0xFFFF);
	buf_char(out, ')');
}

/* Content on another page than the element's /Pg names that page. */
static void put_mark(struct buf *out, const struct pdf_tree *t, const struct pdf_mark *mark,
		     uint32_t home)
{
	if (mark->page == home) {
		buf_char(out, ' ');
		pdf_text_int(out, mark->mcid);
		return;
	}
	buf_z(out, "<</Type/MCR/Pg");
	pdf_text_ref(out, pdf_id(t->page[mark->page]));
	buf_z(out, "/MCID ");
	pdf_text_int(out, mark->mcid);
	buf_z(out, ">>");
}

/* /K: the element's own content first, then its children. An empty cell has none. */
static void put_kids(struct buf *out, const struct pdf_tree *t, const struct pdf_node *node)
{
	uint32_t home = 0;

	if (node->mark == 0 && node->kid == 0)
		return;
	if (node->mark != 0) {
		home = t->mark[node->mark - 1].page;
		buf_z(out, "/Pg");
		pdf_text_ref(out, pdf_id(t->page[home]));
	}
	buf_z(out, "/K[");
	for (uint32_t i = node->mark; i != 0; i = t->mark[i - 1].next)
		put_mark(out, t, &t->mark[i - 1], home);
	for (uint32_t i = node->kid; i != 0; i = t->node[i].sibling)
		pdf_text_ref(out, pdf_id(t->node[i].object));
	buf_z(out, "]");
}

static void put_span(struct buf *out, const char *key, uint16_t n)
{
	if (n <= 1)
		return;
	buf_z(out, key);
	pdf_text_int(out, n);
}

static void put_heads(struct buf *out, const struct tag *tag)
{
	if (tag->nhead == 0)
		return;
	buf_z(out, "/Headers[");
	for (size_t i = 0; i < tag->nhead; i++)
		put_id(out, tag->head[i]);
	buf_char(out, ']');
}

static void put_cell(struct buf *out, const struct tag *tag)
{
	static const char *const scope[] = { "", "/Scope/Row", "/Scope/Column", "/Scope/Both" };

	buf_z(out, "/A<</O/Table");
	put_span(out, "/RowSpan ", tag->rowspan);
	put_span(out, "/ColSpan ", tag->colspan);
	if (tag->role == TAG_TH)
		buf_z(out, scope[2 * tag->scope_column + tag->scope_row]);
	put_heads(out, tag);
	buf_z(out, ">>");
}

/* The dictionary of element `i`. */
static void put_element(struct buf *out, const void *owner, size_t i)
{
	const struct pdf_tree *t = owner;
	const struct tag *tag = &t->book->tag[i];
	bool is_root = i == 1;

	buf_z(out, "/S/");
	buf_z(out, tag_role_name(tag->role));
	buf_z(out, "/P");
	pdf_text_ref(out, pdf_id(t->node[is_root ? 0 : tag->parent].object));
	put_kids(out, t, &t->node[i]);
	if (tag->role == TAG_TH || tag->role == TAG_TD)
		put_cell(out, tag);
	if (tag->role == TAG_TH) {
		buf_z(out, "/ID");
		put_id(out, (uint32_t)i);
	}
	if (tag->role == TAG_TABLE && tag->title.n > 0) {
		buf_z(out, "/A<</O/Table/Summary");
		pdf_text_string(out, tag->title);
		buf_z(out, ">>");
	}
}

/* A leaf of the parent tree: for each page the elements of its marks, by number. */
static void put_parents(struct buf *out, const void *owner, size_t ileaf)
{
	const struct pdf_tree *t = owner;
	size_t begin = ileaf * LEAF;
	size_t end = begin + LEAF < t->npage ? begin + LEAF : t->npage;

	buf_z(out, "/Limits[");
	pdf_text_int(out, (int64_t)begin);
	buf_char(out, ' ');
	pdf_text_int(out, (int64_t)end - 1);
	buf_z(out, "]/Nums[");
	for (size_t i = begin; i < end; i++) {
		pdf_text_int(out, (int64_t)i);
		buf_char(out, '[');
		for (uint32_t k = t->first[i]; k < t->first[i + 1]; k++)
			pdf_text_ref(out, pdf_id(t->node[t->mark[k].tag].object));
		buf_z(out, "]\n");
	}
	buf_char(out, ']');
}

/* A leaf of the tree that finds header cells by their identifiers. */
static void put_ids(struct buf *out, const void *owner, size_t ileaf)
{
	const struct pdf_tree *t = owner;
	size_t begin = ileaf * LEAF;
	size_t end = begin + LEAF < t->nhead ? begin + LEAF : t->nhead;

	buf_z(out, "/Limits[");
	put_id(out, t->head[begin]);
	put_id(out, t->head[end - 1]);
	buf_z(out, "]/Names[");
	for (size_t i = begin; i < end; i++) {
		put_id(out, t->head[i]);
		pdf_text_ref(out, pdf_id(t->node[t->head[i]].object));
	}
	buf_char(out, ']');
}

/* A tree of two levels over `n` entries. */
static HPDF_Dict put_tree(const struct pdf_tree *t, size_t n, pdf_body_fn *put)
{
	HPDF_Dict top = pdf_object(t->pdf);
	HPDF_Array kids = pdf_array(t->pdf);

	for (size_t i = 0; i * LEAF < n; i++) {
		HPDF_Dict leaf = pdf_object(t->pdf);

		pdf_set_body(t->pdf, leaf, put, t, i);
		pdf_add(t->pdf, kids, leaf);
	}
	pdf_set(t->pdf, top, "Kids", kids);
	return top;
}

void pdf_tag_put(struct pdf_tree *t)
{
	struct pdf *p = t->pdf;
	HPDF_Dict root = pdf_object(p);

	link_tree(t);
	t->node[0].object = root;
	for (size_t i = 1; i < t->book->ntag; i++) {
		t->node[i].object = pdf_object(p);
		pdf_set_body(p, t->node[i].object, put_element, t, i);
	}
	pdf_set_name(p, root, "Type", "StructTreeRoot");
	pdf_set(p, root, "K", t->node[1].object);
	pdf_set(p, root, "ParentTree", put_tree(t, t->npage, put_parents));
	pdf_set_int(p, root, "ParentTreeNextKey", (int64_t)t->npage);
	if (t->nhead > 0)
		pdf_set(p, root, "IDTree", put_tree(t, t->nhead, put_ids));
	pdf_set(p, p->doc->catalog, "StructTreeRoot", root);
}
