#include "input/layout_reader.h"

#include <assert.h>
#include <string.h>

static_assert(sizeof(enum align) == sizeof(unsigned), "an enum is stored as an unsigned");

static int find_prop(const struct prop *prop, size_t nprop, struct str name)
{
	for (size_t i = 0; i < nprop; i++)
		if (str_is(name, prop[i].name))
			return (int)i;
	return -1;
}

/* What a message says that the value must be. */
static struct str wanted(struct arena *a, const struct prop *prop)
{
	struct buf b = { .arena = a };
	struct str rest = str_from(prop->words), word;

	switch (prop->kind) {
	case PROP_LENGTH:
		buf_printf(&b, "%d…%d pt / %d…%d mm", (int)(prop->low / EMU_PT),
			   (int)(prop->high / EMU_PT), (int)(prop->low / EMU_MM),
			   (int)(prop->high / EMU_MM));
		break;
	case PROP_WHOLE:
		buf_printf(&b, "%d…%d", (int)prop->low, (int)prop->high);
		break;
	default:
		while (str_word(&rest, &word)) {
			buf_z(&b, b.n > 0 ? " / " : "");
			buf_str(&b, word);
		}
		break;
	}
	return b.n > 0 ? buf_text(&b) : STR("…");
}

static bool store(const struct prop *prop, struct str s, void *to)
{
	char *at = (char *)to + prop->at;
	emu length;
	unsigned choice;
	bool flag;
	int place;

	switch (prop->kind) {
	case PROP_TEXT:
		memcpy(at, &s, sizeof(s));
		return true;
	case PROP_NAME:
		s = str_trim(s);
		memcpy(at, &s, sizeof(s));
		return s.n > 0;
	case PROP_LENGTH:
		if (!unit_parse(str_trim(s), &length) || length < prop->low ||
		    length > prop->high)
			return false;
		memcpy(at, &length, sizeof(length));
		return true;
	case PROP_WHOLE:
		return reader_whole(str_trim(s), prop->low, prop->high, (int32_t *)(void *)at);
	case PROP_CHOICE:
	case PROP_FLAG:
		place = reader_word(prop->words, str_trim(s));
		if (place < 0)
			return false;
		choice = (unsigned)place;
		flag = place == 1;
		if (prop->kind == PROP_FLAG)
			memcpy(at, &flag, sizeof(flag));
		else
			memcpy(at, &choice, sizeof(choice));
		return true;
	}
	return false;
}

void layout_props(struct reader *r, const struct xml_node *n, const struct prop *prop,
		  size_t nprop, void *to)
{
	struct buf names = { .arena = r->a };
	int i;

	for (size_t j = 0; j < nprop; j++) {
		buf_printf(&names, "%s ", prop[j].name);
		if (prop[j].required)
			reader_attr(r, n, prop[j].name);
	}
	reader_attrs(r, n, names.s == NULL ? "" : names.s);
	for (size_t j = 0; j < n->nattr; j++) {
		i = find_prop(prop, nprop, n->attr[j].name);
		if (i < 0 || store(&prop[i], n->attr[j].value, to))
			continue;
		/* reader_attr has spoken of a required name that is empty. */
		if (prop[i].kind != PROP_NAME || !prop[i].required) {
			DIAG_PUT(r->d, LAYOUT_VALUE, reader_at(r, n), n->attr[j].name,
				 n->attr[j].value, wanted(r->a, &prop[i]));
		}
	}
}

const struct xml_node *layout_enter(struct layout_reader *p, const struct item *item)
{
	p->r.file = item->file;
	return item->node;
}

void layout_put_unknown(struct reader *r, struct at at, const char *kind, struct str id,
			const struct buf *names)
{
	DIAG_PUT(r->d, LAYOUT_NAME, at, str_from(kind), id,
		 reader_near(r->a, names->s == NULL ? "" : names->s, id));
}

void layout_put_twice(struct reader *r, struct at at, const char *kind, struct str id)
{
	DIAG_PUT(r->d, LAYOUT_TWICE, at, str_from(kind), id);
}

const struct style *layout_need_style(struct layout_reader *p, struct str id, struct at at)
{
	const struct style *style = layout_style(p->to, id);
	struct buf names = { .arena = p->r.a };

	if (style != NULL || id.n == 0)
		return style;
	for (size_t i = 0; i < p->to->nstyle; i++) {
		buf_str(&names, p->to->style[i].id);
		buf_char(&names, ' ');
	}
	layout_put_unknown(&p->r, at, "style", id, &names);
	return NULL;
}

struct str layout_number(struct reader *r, size_t n)
{
	struct buf b = { .arena = r->a };

	buf_printf(&b, "%zu", n);
	return buf_text(&b);
}

struct str *layout_words(struct arena *a, struct str list, size_t *n)
{
	struct str *v = NULL, word;
	size_t cap = 0;

	for (*n = 0; str_word(&list, &word); v[(*n)++] = word)
		v = arena_grow(a, v, &cap, *n + 1, sizeof(*v));
	return v;
}
