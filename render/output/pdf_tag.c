#include "output/pdf_tag.h"

#include "output/pdf_element.h"
#include "output/pdf_text.h"

#define LEAF 500 /* entries in one node of a name or number tree */

void pdf_tag_open(struct pdf_tree *t, struct pdf *p, const struct book *b,
		  const struct sheets *sheets)
{
	*t = (struct pdf_tree){ .pdf = p, .book = b, .sheets = sheets, .id_digits = 1 };
	t->node = arena_array(p->arena, b->ntag, sizeof(*t->node));
	t->span = arena_array(p->arena, b->npage, sizeof(*t->span));
	t->first = arena_array(p->arena, sheets->n + 1, sizeof(*t->first));
	t->sheet = arena_array(p->arena, sheets->n, sizeof(*t->sheet));
	t->head = arena_array(p->arena, b->ntag, sizeof(*t->head));
	while (t->id_digits < 8 && b->ntag >> 4 * t->id_digits > 0)
		t->id_digits++;
}

void pdf_tag_sheet(struct pdf_tree *t)
{
	t->first[t->nsheet++] = (uint32_t)t->nmark;
}

void pdf_tag_page(struct pdf_tree *t, const struct placement *place)
{
	t->place = place;
	t->span[place->page] = (struct pdf_span){ (uint32_t)t->nmark, (uint32_t)t->nmark };
}

uint32_t pdf_tag_mark(struct pdf_tree *t, uint32_t tag, emu top)
{
	uint32_t isheet = (uint32_t)t->nsheet - 1;
	uint32_t mcid = (uint32_t)t->nmark - t->first[isheet];

	t->mark = arena_grow(t->pdf->arena, t->mark, &t->cap, t->nmark + 1, sizeof(*t->mark));
	t->mark[t->nmark++] = (struct pdf_mark){ .tag = tag,
						 .sheet = isheet,
						 .mcid = mcid,
						 .top = placement_y(t->place, top) };
	t->span[t->place->page].to = (uint32_t)t->nmark;
	return mcid;
}

void pdf_tag_sheet_end(struct pdf_tree *t, HPDF_Page page)
{
	t->sheet[t->nsheet - 1] = page;
	t->first[t->nsheet] = (uint32_t)t->nmark;
	/* the sheet's marks are one array of the parent tree, and that can't be split */
	if (t->pdf->standard->version == 4 &&
	    t->nmark - t->first[t->nsheet - 1] > TAG_MAX_KIDS)
		t->pdf->failed = true;
	if (t->pdf->standard->has_tags)
		pdf_set_int(t->pdf, page, "StructParents", (int64_t)t->nsheet - 1);
}

/*
 * Chain marks to their elements; backwards, so that the chains run forwards, in the order in
 * which the book is read: on sheets for folding its pages stand in another one.
 */
static void link_marks(struct pdf_tree *t)
{
	for (size_t ipage = t->book->npage; ipage-- > 0;) {
		for (uint32_t i = t->span[ipage].to; i-- > t->span[ipage].from;) {
			struct pdf_node *node = &t->node[t->mark[i].tag];

			t->mark[i].next = node->mark;
			node->mark = i + 1;
			node->nmark++;
		}
	}
}

static void group_marks(struct pdf_tree *t, uint32_t tag)
{
	struct pdf_node *node = &t->node[tag];

	if (node->nmark <= TAG_MAX_KIDS)
		return;
	node->group = (uint32_t)t->ngroup + 1;
	for (uint32_t i = node->mark, n = 0; i != 0; i = t->mark[i - 1].next, n++) {
		if (n % TAG_MAX_KIDS == 0) {
			t->group = arena_grow(t->pdf->arena, t->group, &t->group_cap,
					      t->ngroup + 1, sizeof(*t->group));
			t->group[t->ngroup++] = (struct pdf_group){ .tag = tag, .mark = i };
			node->ngroup++;
		}
		t->mark[i - 1].group = (uint32_t)t->ngroup;
	}
}

/* Chain children to their parents, again backwards; those of a hidden one to its parent. */
static void link_tags(struct pdf_tree *t)
{
	for (size_t i = 1; i < t->book->ntag; i++) {
		group_marks(t, (uint32_t)i);
		if (t->book->tag[i].role == TAG_TBODY)
			t->node[t->book->tag[i].parent].nbody++;
		if (t->book->tag[i].role == TAG_TH)
			t->head[t->nhead++] = (uint32_t)i;
	}
	for (size_t i = t->book->ntag; i-- > 2;) {
		struct pdf_node *parent = &t->node[pdf_element_parent(t, (uint32_t)i)];

		if (pdf_element_hides(t, (uint32_t)i))
			continue;
		t->node[i].sibling = parent->kid;
		parent->kid = (uint32_t)i;
	}
}

/* Sheets, and the field if there is one. */
static size_t count_parents(const struct pdf_tree *t)
{
	return t->nsheet + (t->form != NULL);
}

/* A leaf of the parent tree: for each sheet the elements of its marks, by number. */
static void put_parents(struct buf *out, const void *owner, size_t ileaf)
{
	const struct pdf_tree *t = owner;
	size_t begin = ileaf * LEAF;
	size_t n = count_parents(t);
	size_t end = begin + LEAF < n ? begin + LEAF : n;

	buf_z(out, "/Limits[");
	pdf_text_int(out, (int64_t)begin);
	buf_char(out, ' ');
	pdf_text_int(out, (int64_t)end - 1);
	buf_z(out, "]/Nums[");
	for (size_t i = begin; i < end; i++) {
		pdf_text_int(out, (int64_t)i);
		if (i == t->nsheet) {
			pdf_text_ref(out, pdf_id(t->form));
			continue;
		}
		buf_char(out, '[');
		for (uint32_t k = t->first[i]; k < t->first[i + 1]; k++)
			pdf_element_ref(out, t, &t->mark[k]);
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
	pdf_element_id(out, t, t->head[begin]);
	pdf_element_id(out, t, t->head[end - 1]);
	buf_z(out, "]/Names[");
	for (size_t i = begin; i < end; i++) {
		pdf_element_id(out, t, t->head[i]);
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

static void put_elements(struct pdf_tree *t)
{
	struct pdf *p = t->pdf;

	for (size_t i = 1; i < t->book->ntag; i++) {
		if (pdf_element_hides(t, (uint32_t)i))
			continue;
		t->node[i].object = pdf_object(p);
		pdf_set_body(p, t->node[i].object, pdf_element_put, t, i);
	}
	for (size_t i = 0; i < t->ngroup; i++) {
		t->group[i].object = pdf_object(p);
		pdf_set_body(p, t->group[i].object, pdf_element_put_group, t, i);
	}
}

void pdf_tag_put(struct pdf_tree *t)
{
	struct pdf *p = t->pdf;
	HPDF_Dict root;

	link_marks(t);
	if (!p->standard->has_tags)
		return;
	link_tags(t);
	root = t->node[0].object = pdf_object(p);
	put_elements(t);
	pdf_set_name(p, root, "Type", "StructTreeRoot");
	pdf_set(p, root, "K", t->node[1].object);
	pdf_set(p, root, "ParentTree", put_tree(t, count_parents(t), put_parents));
	pdf_set_int(p, root, "ParentTreeNextKey", (int64_t)count_parents(t));
	if (t->nhead > 0)
		pdf_set(p, root, "IDTree", put_tree(t, t->nhead, put_ids));
	pdf_set(p, p->doc->catalog, "StructTreeRoot", root);
}
