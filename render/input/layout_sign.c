/* How the 落款 stands. */
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
