#include "input/print_profile.h"

#include "input/layout_reader.h"

#define MM(n) ((n)*EMU_MM)
#define PT(n) ((n)*EMU_PT)
#define MAX_PROFILE 64

/* The smallest stroke that a press or a copier is sure to show: a quarter of a point. */
#define HAIRLINE PT(1) / 4

static void read_sheet(struct reader *r, const struct xml_node *n, struct print_profile *to)
{
#define AT(field) offsetof(struct print_sheet, field)
	static const struct prop props[] = {
		{ "width", PROP_LENGTH, true, AT(width), MM(20), MM(2000), NULL },
		{ "height", PROP_LENGTH, true, AT(height), MM(20), MM(2000), NULL },
		{ "across", PROP_WHOLE, false, AT(across), 1, 8, NULL },
		{ "order", PROP_CHOICE, false, AT(order), 0, 0, "reading saddle" },
		{ "fit", PROP_FLAG, false, AT(fits), 0, 0, "no yes" },
		{ "creep", PROP_LENGTH, false, AT(creep), 0, MM(5), NULL },
	};
#undef AT
	LAYOUT_PROPS(r, n, props, &to->sheet);
	reader_no_children(r, n);
	if (to->sheet.order == PRINT_SADDLE && to->sheet.across != 2)
		DIAG_PUT(r->d, LAYOUT_VALUE, reader_at(r, n), STR("across"), STR("…"),
			 STR("2"));
}

static void read_press(struct reader *r, const struct xml_node *n, struct print_profile *to)
{
#define AT(field) offsetof(struct print_press, field)
	static const struct prop props[] = {
		{ "margin", PROP_LENGTH, true, AT(margin), 0, MM(100), NULL },
		{ "bleed", PROP_LENGTH, true, AT(bleed), 0, MM(20), NULL },
		{ "mark-gap", PROP_LENGTH, true, AT(mark_gap), 0, MM(40), NULL },
		{ "mark-length", PROP_LENGTH, true, AT(mark_length), MM(1), MM(40), NULL },
		{ "mark-rule", PROP_LENGTH, true, AT(mark_rule), HAIRLINE, PT(4), NULL },
		{ "icc", PROP_NAME, true, AT(icc), 0, 0, NULL },
		{ "condition", PROP_NAME, true, AT(condition), 0, 0, NULL },
		{ "registry", PROP_NAME, true, AT(registry), 0, 0, NULL },
		{ "about", PROP_NAME, true, AT(about), 0, 0, NULL },
	};
#undef AT
	LAYOUT_PROPS(r, n, props, &to->press);
	reader_no_children(r, n);
	if (to->press.mark_gap <= to->press.bleed) /* they would be printed on the page */
		DIAG_PUT(r->d, LAYOUT_VALUE, reader_at(r, n), STR("mark-gap"), STR("…"),
			 STR("> bleed"));
	if (to->press.margin < to->press.mark_gap + to->press.mark_length + to->press.mark_rule)
		DIAG_PUT(r->d, LAYOUT_VALUE, reader_at(r, n), STR("margin"), STR("…"),
			 STR("≥ mark-gap + mark-length + mark-rule"));
}

static void read_poster(struct reader *r, const struct xml_node *n, struct print_profile *to)
{
#define AT(field) offsetof(struct print_poster, field)
	static const struct prop props[] = {
		{ "columns", PROP_WHOLE, true, AT(columns), 1, 8, NULL },
		{ "gap", PROP_LENGTH, true, AT(gap), 0, MM(200), NULL },
		{ "margin", PROP_LENGTH, true, AT(margin), 0, MM(200), NULL },
	};
#undef AT
	LAYOUT_PROPS(r, n, props, &to->poster);
	reader_no_children(r, n);
}

static void read_grow(struct reader *r, const struct xml_node *n, struct print_grow *to)
{
#define AT(field) offsetof(struct print_grow, field)
	static const struct prop props[] = {
		{ "styles", PROP_NAME, true, AT(styles), 0, 0, NULL },
		{ "type", PROP_WHOLE, true, AT(type), 50, 1000, NULL },
	};
#undef AT
	LAYOUT_PROPS(r, n, props, to);
	reader_no_children(r, n);
}

static void read_reflow(struct reader *r, const struct xml_node *n, struct print_profile *to)
{
#define AT(field) offsetof(struct print_reflow, field)
	static const struct prop props[] = {
		{ "type", PROP_WHOLE, false, AT(type), 50, 1000, NULL },
		{ "columns", PROP_WHOLE, false, AT(columns), 50, 1000, NULL },
		{ "rows", PROP_WHOLE, false, AT(rows), 50, 1000, NULL },
	};
#undef AT
	struct print_grow *grow = NULL;
	size_t ngrow = 0, cap = 0;

	to->reflow = (struct print_reflow){ n, r->file, 100, 100, 100, NULL, 0 };
	LAYOUT_PROPS(r, n, props, &to->reflow);
	for (const struct xml_node *c = n->first; c != NULL; c = c->next) {
		if (!xml_is(c, "grow"))
			continue; /* a part: looked at when a layout is read with it */
		grow = arena_grow(r->a, grow, &cap, ngrow + 1, sizeof(*grow));
		read_grow(r, c, &grow[ngrow++]);
	}
	to->reflow.grow = grow;
	to->reflow.ngrow = ngrow;
}

static void read_profile(struct reader *r, const struct xml_node *n, struct print_profile *to)
{
#define AT(field) offsetof(struct print_profile, field)
	static const struct prop props[] = {
		{ "id", PROP_NAME, true, AT(id), 0, 0, NULL },
		{ "name", PROP_NAME, true, AT(name), 0, 0, NULL },
		{ "mirror", PROP_FLAG, false, AT(mirrors), 0, 0, "no yes" },
		{ "duplex", PROP_CHOICE, false, AT(duplex), 0, 0, "any long-edge short-edge" },
		{ "standard", PROP_CHOICE, false, AT(standard), 0, 0, "3a,ua1 3u x4" },
	};
#undef AT
	static void (*const read[])(struct reader *, const struct xml_node *,
				    struct print_profile *) = { read_sheet, read_press,
								read_poster, read_reflow };
	bool has_press = false;
	int i;

	to->sheet.across = 1;
	LAYOUT_PROPS(r, n, props, to);
	for (const struct xml_node *c = n->first; c != NULL; c = c->next) {
		i = reader_child(r, n, c, "sheet press poster reflow");
		if (i >= 0)
			read[i](r, c, to);
		has_press |= i == 1;
	}
	if (has_press != (to->standard == PRINT_X4))
		DIAG_PUT(r->d, LAYOUT_VALUE, reader_at(r, n), STR("standard"), STR("…"),
			 STR("x4 <press>"));
}

const struct print_profiles *print_profiles_read(struct arena *a, struct diags *d,
						 struct str file, struct str bytes)
{
	struct diags own = { .arena = a };
	struct reader r = { .a = a, .d = &own, .file = file };
	struct print_profile *profile = arena_array(a, MAX_PROFILE, sizeof(*profile));
	struct print_profiles *all = arena_alloc(a, sizeof(*all));
	const struct xml_node *root = xml_read(a, &own, file, bytes);

	*all = (struct print_profiles){ .profile = profile };
	if (root != NULL && !xml_is(root, "print-profiles"))
		DIAG_PUT(&own, ELEMENT_UNKNOWN, reader_at(&r, root), root->name, STR("/"),
			 STR("print-profiles"));
	for (const struct xml_node *n = root ? root->first : NULL; n != NULL; n = n->next) {
		if (reader_child(&r, root, n, "profile") < 0)
			continue;
		if (all->n == MAX_PROFILE) {
			DIAG_PUT(&own, LAYOUT_LIMIT, reader_at(&r, n), STR("print-profiles"),
				 STR("profile"), STR("64"));
			break;
		}
		read_profile(&r, n, &profile[all->n]);
		if (print_profile_find(all, profile[all->n].id) != NULL)
			layout_put_twice(&r, reader_at(&r, n), "profile", profile[all->n].id);
		all->n++;
	}
	for (size_t i = 0; i < own.n; i++)
		diag_put(d, own.item[i].code, own.item[i].at, own.item[i].arg, DIAG_MAX_ARG);
	return own.n == 0 ? all : NULL;
}

const struct print_profile *print_profile_find(const struct print_profiles *all, struct str id)
{
	for (size_t i = 0; i < all->n; i++)
		if (str_eq(all->profile[i].id, id))
			return &all->profile[i];
	return NULL;
}

struct str print_profile_near(struct arena *a, const struct print_profiles *all, struct str id)
{
	struct buf names = { .arena = a };

	buf_z(&names, "");
	for (size_t i = 0; i < all->n; i++) {
		buf_str(&names, all->profile[i].id);
		buf_char(&names, ' ');
	}
	return reader_near(a, names.s, id);
}
