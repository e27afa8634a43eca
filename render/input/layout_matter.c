/* What stands around the text: red head, 落款, annexes, imprint. */
#include "input/layout_reader.h"

#define MM(n) ((n)*EMU_MM)

/* One <seal> and the kind that it is for. */
struct one {
	enum seal kind;
	struct layout_seal seal;
};

static void read_seal(struct layout_reader *p, const struct xml_node *n, bool seen[NSEAL])
{
#define AT(field) offsetof(struct one, field)
	static const struct prop props[] = {
		{ "kind", PROP_CHOICE, true, AT(kind), 0, 0, SEAL_WORDS },
		{ "before", PROP_WHOLE, true, AT(seal.before), 0, 20, NULL },
		{ "right", PROP_WHOLE, true, AT(seal.right), 0, 20, NULL },
		{ "gap", PROP_WHOLE, false, AT(seal.gap), 0, 20, NULL },
		{ "after", PROP_WHOLE, false, AT(seal.after), 0, 20, NULL },
		{ "width", PROP_LENGTH, false, AT(seal.width), MM(1), MM(200), NULL },
		{ "height", PROP_LENGTH, false, AT(seal.height), MM(1), MM(200), NULL },
		{ "rise", PROP_LENGTH, false, AT(seal.rise), 0, MM(100), NULL },
	};
#undef AT
	struct one one = { .kind = SEAL_NONE };

	LAYOUT_PROPS(&p->r, n, props, &one);
	reader_no_children(&p->r, n);
	if (seen[one.kind])
		layout_put_twice(&p->r, reader_at(&p->r, n), "seal",
				 str_from(seal_word(one.kind)));
	seen[one.kind] = true;
	p->to->signing.seal[one.kind] = one.seal;
}

static bool has_signature(const struct layout *l)
{
	for (size_t i = 0; i < l->npart; i++)
		if (l->part[i].kind == PART_SIGNATURE)
			return true;
	return false;
}

void layout_read_signing(struct layout_reader *p)
{
	static const struct prop props[] = {
		{ "keep", PROP_WHOLE, true, offsetof(struct layout_signing, keep), 0, 20,
		  NULL },
	};
	const struct xml_node *n;
	bool seen[NSEAL] = { false };

	if (!has_signature(p->to))
		return;
	n = layout_enter_single(p, SINGLE_SIGNING, "signing");
	if (n == NULL)
		return;
	LAYOUT_PROPS(&p->r, n, props, &p->to->signing);
	for (const struct xml_node *c = n->first; c != NULL; c = c->next)
		if (reader_child(&p->r, n, c, "seal") >= 0)
			read_seal(p, c, seen);
	for (enum seal i = SEAL_NONE; i < NSEAL; i++)
		if (!seen[i])
			DIAG_PUT(p->r.d, LAYOUT_LACKS, reader_at(&p->r, n),
				 str_from(i == SEAL_NONE    ? "seal kind=\"none\""
					  : i == SEAL_ORGAN ? "seal kind=\"organ\""
							    : "seal kind=\"signatory\""));
}

void layout_read_annexes(struct layout_reader *p)
{
#define AT(field) offsetof(struct layout_annexes, field)
	static const struct prop props[] = {
		{ "intro", PROP_NAME, true, AT(intro), 0, 0, NULL },
		{ "number", PROP_NAME, true, AT(number), 0, 0, NULL },
		{ "label", PROP_NAME, true, AT(label), 0, 0, NULL },
		{ "list-style", PROP_NAME, true, AT(list_style), 0, 0, NULL },
		{ "label-style", PROP_NAME, true, AT(label_style), 0, 0, NULL },
		{ "title-style", PROP_NAME, true, AT(title_style), 0, 0, NULL },
	};
#undef AT
	struct layout_annexes *to = &p->to->annexes;
	const struct xml_node *n;

	if (p->single[SINGLE_ANNEXES].node == NULL)
		return;
	n = layout_enter(p, &p->single[SINGLE_ANNEXES]);
	LAYOUT_PROPS(&p->r, n, props, to);
	reader_no_children(&p->r, n);
	layout_need_style(p, to->list_style, reader_at(&p->r, n));
	layout_need_style(p, to->label_style, reader_at(&p->r, n));
	layout_need_style(p, to->title_style, reader_at(&p->r, n));
}

void layout_read_red_head(struct layout_reader *p)
{
#define AT(field) offsetof(struct layout_red_head, field)
	static const struct prop props[] = {
		{ "mark", PROP_NAME, true, AT(mark), 0, 0, NULL },
		{ "drop", PROP_LENGTH, true, AT(drop), 0, MM(200), NULL },
		{ "number-lines", PROP_WHOLE, true, AT(number_lines), 0, 20, NULL },
		{ "gap", PROP_LENGTH, true, AT(gap), 0, MM(50), NULL },
		{ "rule", PROP_LENGTH, true, AT(rule), EMU_PT / 10, MM(5), NULL },
		{ "lines-after", PROP_WHOLE, true, AT(lines_after), 0, 20, NULL },
		{ "secret", PROP_NAME, false, AT(secret), 0, 0, NULL },
		{ "copy-style", PROP_NAME, true, AT(copy_style), 0, 0, NULL },
		{ "class-style", PROP_NAME, true, AT(class_style), 0, 0, NULL },
		{ "mark-style", PROP_NAME, true, AT(mark_style), 0, 0, NULL },
		{ "number-style", PROP_NAME, true, AT(number_style), 0, 0, NULL },
	};
#undef AT
	struct layout_red_head *to = &p->to->red_head;
	const struct xml_node *n;

	if (p->single[SINGLE_RED_HEAD].node == NULL)
		return;
	n = layout_enter(p, &p->single[SINGLE_RED_HEAD]);
	LAYOUT_PROPS(&p->r, n, props, to);
	reader_no_children(&p->r, n);
	layout_need_style(p, to->copy_style, reader_at(&p->r, n));
	layout_need_style(p, to->class_style, reader_at(&p->r, n));
	layout_need_style(p, to->mark_style, reader_at(&p->r, n));
	layout_need_style(p, to->number_style, reader_at(&p->r, n));
}

void layout_read_imprint(struct layout_reader *p)
{
#define AT(field) offsetof(struct layout_imprint, field)
	static const struct prop props[] = {
		{ "style", PROP_NAME, true, AT(style), 0, 0, NULL },
		{ "inset", PROP_WHOLE, true, AT(inset), 0, 20, NULL },
		{ "thick", PROP_LENGTH, true, AT(thick), EMU_PT / 10, MM(5), NULL },
		{ "thin", PROP_LENGTH, true, AT(thin), EMU_PT / 10, MM(5), NULL },
		{ "copy-to", PROP_NAME, true, AT(copy_to), 0, 0, NULL },
		{ "copy-end", PROP_NAME, true, AT(copy_end), 0, 0, NULL },
		{ "issued", PROP_NAME, true, AT(issued), 0, 0, NULL },
		{ "duplex", PROP_FLAG, false, AT(duplex), 0, 0, "no yes" },
	};
#undef AT
	const struct xml_node *n;

	if (p->single[SINGLE_IMPRINT].node == NULL)
		return;
	n = layout_enter(p, &p->single[SINGLE_IMPRINT]);
	LAYOUT_PROPS(&p->r, n, props, &p->to->imprint);
	reader_no_children(&p->r, n);
	layout_need_style(p, p->to->imprint.style, reader_at(&p->r, n));
}
