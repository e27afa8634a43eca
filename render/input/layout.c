#include "input/layout.h"
#include "input/layout_reader.h"

#define MAX_LAYERS 8 /* layouts that extend each other */

/* One layout file. */
struct layer {
	struct str file, id;
	const struct xml_node *root;
};

/* Ids become file names, so nothing that could lead elsewhere is one. */
static bool is_id(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.s[i];
		bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
				(c >= '0' && c <= '9');

		if (!is_plain && (i == 0 || (c != '-' && c != '.' && c != '_')))
			return false;
	}
	return s.n > 0;
}

static bool read_layer(struct layout_reader *p, const struct layout_source *source,
		       struct at from, struct layer *layer)
{
	struct str bytes, near = STR("…");
	const struct str *id;

	if (!is_id(layer->id) ||
	    !source->read(source->host, p->r.a, layer->id, &layer->file, &bytes)) {
		if (source->near != NULL)
			near = source->near(source->host, p->r.a, layer->id);
		DIAG_PUT(p->r.d, LAYOUT_UNKNOWN, from, layer->id, near);
		return false;
	}
	if (bytes.s == NULL)
		return false;
	layer->root = xml_read(p->r.a, p->r.d, layer->file, bytes);
	if (layer->root == NULL)
		return false;
	id = xml_attr(layer->root, "id");
	if (xml_is(layer->root, "layout") && id != NULL && str_eq(*id, layer->id))
		return true;
	DIAG_PUT(p->r.d, LAYOUT_ROOT, ((struct at){ layer->file, layer->root->line }),
		 layer->id);
	return false;
}

static bool is_among(const struct layer *layer, size_t n, struct str id)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(layer[i].id, id))
			return true;
	return false;
}

/* The layout and all that it extends, the outermost first; 0 after an error. */
static size_t read_layers(struct layout_reader *p, const struct layout_source *source,
			  struct str id, struct at from, struct layer layer[MAX_LAYERS])
{
	const struct str *extends;

	for (size_t n = 0;; n++) {
		if (n == MAX_LAYERS || is_among(layer, n, id)) {
			DIAG_PUT(p->r.d, LAYOUT_EXTENDS, from, id);
			return 0;
		}
		layer[n] = (struct layer){ .id = id };
		if (!read_layer(p, source, from, &layer[n]))
			return 0;
		extends = xml_attr(layer[n].root, "extends");
		if (extends == NULL)
			return n + 1;
		id = *extends;
		from = (struct at){ layer[n].file, layer[n].root->line };
	}
}

static void merge_single(struct layout_reader *p, const struct xml_node *root,
			 const struct xml_node *n, struct item *to)
{
	if (to->node != NULL && str_eq(to->file, p->r.file))
		DIAG_PUT(p->r.d, ELEMENT_TWICE, reader_at(&p->r, n), n->name, root->name);
	*to = (struct item){ n, p->r.file, STR("") };
}

static void merge_item(struct layout_reader *p, const struct xml_node *n, struct items *to)
{
	struct item item = { n, p->r.file, reader_attr(&p->r, n, "id") };

	for (size_t i = 0; i < to->n; i++) {
		if (!str_eq(to->v[i].id, item.id))
			continue;
		if (str_eq(to->v[i].file, item.file))
			layout_put_twice(&p->r, reader_at(&p->r, n), str_z(p->r.a, n->name),
					 item.id);
		to->v[i] = item;
		return;
	}
	to->v = arena_grow(p->r.a, to->v, &to->cap, to->n + 1, sizeof(item));
	to->v[to->n++] = item;
}

void layout_merge_parts(struct layout_reader *p, const struct xml_node *root,
			const char *allowed)
{
	static const char all[] = LAYOUT_PARTS;
	struct items *const items[] = { &p->style, &p->form, &p->check, &p->mention,
					&p->require };
	int i;

	for (const struct xml_node *n = root->first; n != NULL; n = n->next) {
		if (reader_child(&p->r, root, n, allowed) < 0)
			continue;
		i = reader_word(all, n->name);
		if (i < 0) /* no part, but allowed here */
			continue;
		if (i >= NSINGLE)
			merge_item(p, n, items[i - NSINGLE]);
		else
			merge_single(p, root, n, &p->single[i]);
	}
}

static void merge_layer(struct layout_reader *p, const struct layer *layer)
{
	static const struct prop props[] = {
		{ "id", PROP_NAME, true, offsetof(struct layout, id), 0, 0, NULL },
		{ "name", PROP_NAME, true, offsetof(struct layout, name), 0, 0, NULL },
		{ "extends", PROP_NAME, false, offsetof(struct layout, extends), 0, 0, NULL },
		{ "first-year", PROP_WHOLE, false, offsetof(struct layout, first_year), 1900,
		  2999, NULL },
		{ "last-year", PROP_WHOLE, false, offsetof(struct layout, last_year), 1900,
		  2999, NULL },
	};

	p->r.file = layer->file;
	p->to->extends = STR("");
	LAYOUT_PROPS(&p->r, layer->root, props, p->to);
	layout_merge_parts(p, layer->root, LAYOUT_PARTS);
	p->at = (struct at){ layer->file, layer->root->line };
	p->to->file = layer->file;
}

static void resolve(struct layout_reader *p)
{
	/* Styles first: whatever file a form comes from, it means the merged ones. */
	layout_read_styles(p);
	if (p->reflow != NULL)
		layout_reflow_styles(p);
	layout_read_page(p);
	layout_read_title(p);
	layout_read_outline(p);
	layout_read_signing(p);
	layout_read_annexes(p);
	layout_read_red_head(p);
	layout_read_imprint(p);
	layout_read_forms(p);
	if (p->reflow != NULL)
		layout_reflow_forms(p);
	layout_read_checks(p);
	layout_read_mentions(p);
	layout_read_requires(p);
	layout_check(p);
}

const struct layout *layout_read(struct arena *a, struct diags *d,
				 const struct layout_source *source, struct str id,
				 struct at from)
{
	return layout_read_reflowed(a, d, source, id, from, NULL);
}

const struct layout *layout_read_reflowed(struct arena *a, struct diags *d,
					  const struct layout_source *source, struct str id,
					  struct at from, const struct print_reflow *reflow)
{
	/* Messages of its own, so that "no message" is known however many `d` has had. */
	struct diags own = { .arena = a };
	struct layout_reader p = { .r = { .a = a, .d = &own }, .reflow = reflow };
	struct layer layer[MAX_LAYERS];
	size_t n, nlayer;

	if (id.n == 0) /* the report's reader has said so */
		return NULL;
	p.to = arena_alloc(a, sizeof(*p.to));
	nlayer = read_layers(&p, source, id, from, layer);
	if (nlayer > 0) {
		for (n = nlayer; n > 0; n--)
			merge_layer(&p, &layer[n - 1]);
		if (reflow != NULL)
			layout_merge_reflow(&p);
		resolve(&p);
	}
	for (n = 0; n < own.n; n++)
		diag_put(d, own.item[n].code, own.item[n].at, own.item[n].arg, DIAG_MAX_ARG);
	return nlayer > 0 && own.n == 0 ? p.to : NULL;
}

const struct style *layout_style(const struct layout *l, struct str id)
{
	for (size_t i = 0; i < l->nstyle; i++)
		if (str_eq(l->style[i].id, id))
			return &l->style[i];
	return NULL;
}

const struct form *layout_form(const struct layout *l, struct str id)
{
	for (size_t i = 0; i < l->nform; i++)
		if (str_eq(l->form[i].id, id))
			return &l->form[i];
	return NULL;
}

int form_record_find(const struct form *f, struct str id)
{
	return str_index_find(&f->record_index, id);
}

int form_field_find(const struct form_record *r, struct str id)
{
	for (size_t i = 0; i < r->nfield; i++)
		if (str_eq(r->field[i], id))
			return (int)i;
	return -1;
}
