#include "sign/graft.h"

#include "output/pdf_text.h"

#define MAX_DEPTH 64

void graft_open(struct graft *g, struct update *to, struct document *from)
{
	*g = (struct graft){ .to = to, .from = from };
	g->number = arena_array(to->arena, from->n_entry, sizeof *g->number);
}

static void put(struct graft *g, struct buf *out, const struct object *o, int depth);

/* A dictionary's entries; of a stream Length is written anew. */
static void put_entries(struct graft *g, struct buf *out, const struct object *o, int depth)
{
	for (size_t i = 0; i < o->n_item; i++) {
		if (o->is_stream && str_is(o->key[i], "Length"))
			continue;
		buf_char(out, '/');
		buf_str(out, o->key[i]);
		buf_char(out, ' ');
		put(g, out, &o->item[i], depth);
	}
}

static uint32_t bring(struct graft *g, uint64_t num, int depth)
{
	const struct object *o = document_object(g->from, num);
	struct buf body = { .arena = g->to->arena };

	if (num >= g->from->n_entry || depth > MAX_DEPTH)
		return 0;
	if (g->number[num])
		return g->number[num];
	g->number[num] = update_number(g->to);
	if (o->is_stream) {
		put_entries(g, &body, o, depth + 1);
		update_put_stream(g->to, g->number[num], buf_text(&body), o->s);
	} else {
		put(g, &body, o, depth + 1);
		update_put(g->to, g->number[num], buf_text(&body));
	}
	return g->number[num];
}

static void put(struct graft *g, struct buf *out, const struct object *o, int depth)
{
	if (o->kind == OBJECT_REF) {
		uint32_t num = bring(g, (uint64_t)o->n, depth);

		if (num)
			pdf_text_ref(out, num);
		else
			buf_z(out, " null");
	} else if (o->kind == OBJECT_ARRAY) {
		buf_char(out, '[');
		for (size_t i = 0; i < o->n_item; i++) {
			buf_char(out, ' ');
			put(g, out, &o->item[i], depth);
		}
		buf_char(out, ']');
	} else if (o->kind == OBJECT_DICT) {
		buf_z(out, "<<");
		put_entries(g, out, o, depth);
		buf_z(out, ">>");
	} else {
		buf_str(out, o->raw);
	}
}

void graft_put(struct graft *g, struct buf *out, const struct object *o)
{
	put(g, out, o, 0);
}
