#include "sign/update.h"

#include "output/md5.h"
#include "output/pdf_text.h"

#include <stdlib.h>
#include <string.h>

struct change {
	const char *key;
	struct str text;
	struct change *next;
};

struct update_object {
	uint32_t num, gen;
	struct str text; /* new objects */
	struct str stream;
	bool is_stream;
	const struct object *dict; /* changed ones, and how */
	struct change *change;
	size_t at;
};

void update_open(struct update *u, struct document *doc)
{
	*u = (struct update){ .doc = doc, .arena = doc->arena, .next = (uint32_t)doc->n_entry };
}

uint32_t update_number(struct update *u)
{
	return u->next++;
}

static struct update_object *find(const struct update *u, uint32_t num)
{
	for (size_t i = 0; i < u->n; i++)
		if (u->object[i].num == num)
			return &u->object[i];
	return NULL;
}

static struct update_object *append(struct update *u, uint32_t num)
{
	u->object = arena_grow(u->arena, u->object, &u->cap, u->n + 1, sizeof *u->object);
	u->object[u->n].num = num;
	return &u->object[u->n++];
}

void update_put(struct update *u, uint32_t num, struct str text)
{
	append(u, num)->text = text;
}

void update_put_stream(struct update *u, uint32_t num, struct str entries, struct str bytes)
{
	struct update_object *o = append(u, num);

	o->text = entries;
	o->stream = bytes;
	o->is_stream = true;
}

bool update_set(struct update *u, uint32_t num, const char *key, struct str text)
{
	const struct object *dict = document_object(u->doc, num);
	struct update_object *o = find(u, num);
	struct change *c = arena_alloc(u->arena, sizeof *c), **last;

	if (dict->kind != OBJECT_DICT || dict->is_stream)
		return document_fault(u->doc, "an object is not of its kind");
	if (!o) {
		o = append(u, num);
		o->dict = dict;
		o->gen = u->doc->entry[num].gen;
	}
	*c = (struct change){ .key = key, .text = text };
	for (last = &o->change; *last; last = &(*last)->next)
		if (!strcmp((*last)->key, key)) {
			(*last)->text = text;
			return true;
		}
	*last = c;
	return true;
}

/* A name as it must be written: only those that were escaped need it again. */
static void put_key(struct buf *out, struct str key)
{
	static const char hex[] = "0123456789ABCDEF";

	buf_char(out, '/');
	for (size_t i = 0; i < key.n; i++) {
		unsigned char c = (unsigned char)key.s[i];

		if (c > ' ' && c < 127 && !strchr("()<>[]{}/%#", c)) {
			buf_char(out, (char)c);
			continue;
		}
		buf_char(out, '#');
		buf_char(out, hex[c >> 4]);
		buf_char(out, hex[c & 15]);
	}
}

static void put_dict(struct buf *out, const struct object *dict, const struct change *change)
{
	buf_z(out, "<<");
	for (size_t i = 0; i < dict->n_item; i++) {
		const struct change *c = change;

		while (c && !str_is(dict->key[i], c->key))
			c = c->next;
		if (c)
			continue;
		put_key(out, dict->key[i]);
		buf_char(out, ' ');
		buf_str(out, dict->item[i].raw);
		buf_char(out, '\n');
	}
	for (const struct change *c = change; c; c = c->next) {
		put_key(out, str_from(c->key));
		buf_char(out, ' ');
		buf_str(out, c->text);
		buf_char(out, '\n');
	}
	buf_z(out, ">>");
}

void update_with(struct buf *out, const struct object *dict, const char *key, struct str text)
{
	struct change c = { .key = key, .text = text };

	put_dict(out, dict, &c);
}

void update_items(struct buf *out, const struct object *array)
{
	if (array->kind == OBJECT_NULL)
		return;
	if (array->kind != OBJECT_ARRAY) {
		buf_char(out, ' ');
		buf_str(out, array->raw);
		return;
	}
	for (size_t i = 0; i < array->n_item; i++) {
		buf_char(out, ' ');
		buf_str(out, array->item[i].raw);
	}
}

static int by_number(const void *x, const void *y)
{
	const struct update_object *a = x, *b = y;

	return a->num < b->num ? -1 : a->num > b->num;
}

static void put_object(struct buf *out, struct update_object *o)
{
	o->at = out->n;
	buf_printf(out, "%lu %lu obj\n", (unsigned long)o->num, (unsigned long)o->gen);
	if (o->dict)
		put_dict(out, o->dict, o->change);
	else if (o->is_stream)
		buf_z(out, "<<");
	buf_str(out, o->text);
	if (o->is_stream) {
		buf_printf(out, "/Length %zu>>\nstream\n", o->stream.n);
		buf_str(out, o->stream);
		buf_z(out, "\nendstream");
	}
	buf_z(out, "\nendobj\n");
}

static void put_id(const struct update *u, struct buf *out, struct str appended)
{
	const struct object *id = document_find(u->doc, &u->doc->trailer, "ID");
	unsigned char digest[MD5_BYTES];
	struct buf hex = { .arena = u->arena };

	md5(appended, digest);
	for (size_t i = 0; i < MD5_BYTES; i += 2)
		pdf_text_hex16(&hex, (uint32_t)digest[i] << 8 | digest[i + 1]);
	buf_z(out, "/ID [");
	if (id->kind == OBJECT_ARRAY && id->n_item == 2)
		buf_str(out, id->item[0].raw);
	else
		buf_printf(out, "<%s>", hex.s);
	buf_printf(out, "<%s>]\n", hex.s);
}

/* What a trailer, or the dictionary of a cross-reference stream, says. */
static void put_trailer(const struct update *u, struct buf *out, struct str appended)
{
	const struct object *trailer = &u->doc->trailer;
	const struct object *info = object_key(trailer, "Info");

	buf_z(out, "/Root ");
	buf_str(out, object_key(trailer, "Root")->raw);
	if (info->kind == OBJECT_REF) {
		buf_z(out, "\n/Info ");
		buf_str(out, info->raw);
	}
	buf_printf(out, "\n/Size %lu\n/Prev %llu\n", (unsigned long)u->next,
		   (unsigned long long)u->doc->start);
	put_id(u, out, appended);
}

/* Objects i to the end of the run of consecutive numbers. */
static size_t run_end(const struct update *u, size_t i)
{
	while (i + 1 < u->n && u->object[i + 1].num == u->object[i].num + 1)
		i++;
	return i + 1;
}

static void put_table(const struct update *u, struct buf *out, struct str appended)
{
	buf_z(out, "xref\n");
	for (size_t i = 0, end; i < u->n; i = end) {
		end = run_end(u, i);
		buf_printf(out, "%lu %zu\n", (unsigned long)u->object[i].num, end - i);
		for (size_t k = i; k < end; k++)
			buf_printf(out, "%010zu %05lu n \n", u->object[k].at,
				   (unsigned long)u->object[k].gen);
	}
	buf_z(out, "trailer\n<<\n");
	put_trailer(u, out, appended);
	buf_z(out, ">>\n");
}

static void put_field(struct buf *out, uint64_t v, int width)
{
	while (width-- > 0)
		buf_char(out, (char)(v >> 8 * width & 255));
}

/* Its own entry is the last: it has the highest number. */
static void put_stream_table(const struct update *u, struct buf *out, struct str appended)
{
	const struct update_object *self = &u->object[u->n - 1];
	struct buf index = { .arena = u->arena }, body = { .arena = u->arena };

	for (size_t i = 0, end; i < u->n; i = end) {
		end = run_end(u, i);
		buf_printf(&index, " %lu %zu", (unsigned long)u->object[i].num, end - i);
	}
	for (size_t i = 0; i < u->n; i++) {
		put_field(&body, 1, 1);
		put_field(&body, u->object[i].at, 5);
		put_field(&body, u->object[i].gen, 2);
	}
	buf_printf(out, "%lu 0 obj\n<</Type/XRef/W[1 5 2]/Index[%s]\n",
		   (unsigned long)self->num, index.s);
	put_trailer(u, out, appended);
	buf_printf(out, "/Length %zu>>\nstream\n", body.n);
	buf_str(out, buf_text(&body));
	buf_z(out, "\nendstream\nendobj\n");
}

bool update_close(struct update *u, struct str *out)
{
	struct buf b = { .arena = u->arena };
	struct str old = u->doc->bytes, appended;
	size_t start;

	buf_str(&b, old);
	if (old.n > 0 && old.s[old.n - 1] != '\n')
		buf_char(&b, '\n');
	qsort(u->object, u->n, sizeof *u->object, by_number);
	for (size_t i = 0; i < u->n; i++)
		put_object(&b, &u->object[i]);
	appended = str_copy(u->arena, str_sub(buf_text(&b), old.n, b.n));
	start = b.n;
	if (u->doc->has_xref_stream) {
		append(u, update_number(u))->at = start;
		put_stream_table(u, &b, appended);
	} else {
		put_table(u, &b, appended);
	}
	buf_printf(&b, "startxref\n%zu\n%%%%EOF\n", start);
	*out = buf_text(&b);
	if (u->next > DOCUMENT_MAX_NUMBER + 1)
		return document_fault(u->doc, "it has no number left for an object");
	return b.n < DOCUMENT_MAX_BYTES;
}

size_t update_at(const struct update *u, uint32_t num)
{
	const struct update_object *o = find(u, num);

	return o ? o->at : 0;
}
