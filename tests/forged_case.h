/* What the tests with forged PDFs share: signing without a program, and what others append. */
#ifndef NIANBAO_TESTS_FORGED_CASE_H
#define NIANBAO_TESTS_FORGED_CASE_H

#include "hostile_case.h"

#include "sign/signing.h"

#define KEY(name) NIANBAO_SOURCE_DIR "/tests/slow/sign/" name

/* Signed with these options and what they lack, or an empty text when it was refused. */
static inline struct str signed_with(const struct trial *t, struct str bytes,
				     struct sign_options o)
{
	static const char *const input = "f.pdf";
	struct diags d = { .arena = t->a };
	struct str file, query;

	o.time = 1800000000;
	o.input = &input;
	o.ninput = 1;
	o.pass_fd = -1;
	o.key = KEY("k.key");
	o.cert = KEY("k.pem");
	o.share_dir = NIANBAO_SOURCE_DIR;
	if (sign_bytes(t->a, &d, &o, bytes, &file, &query))
		return file;
	cr_expect(diag_errors(&d) > 0);
	return STR("");
}

static inline struct str sign_of(const struct trial *t, struct str bytes)
{
	return signed_with(t, bytes, (struct sign_options){ 0 });
}

static inline size_t last_start(struct str s)
{
	size_t at = s.n;

	while (!str_starts(str_sub(s, at, s.n), STR("startxref\n")))
		at--;
	return strtoul(s.s + at + 10, NULL, 10);
}

/* An update of these objects, which anybody can append. */
struct forged_object {
	size_t num; /* 0: none */
	struct str body;
	unsigned gen;
};

static inline struct str updated_as(const struct trial *t, struct str old,
				    const struct forged_object *object, size_t n,
				    const char *trailer)
{
	struct buf b = { .arena = t->a }, lines = b;
	size_t table;

	buf_str(&b, old);
	for (size_t i = 0; i < n && object[i].num > 0; i++) {
		buf_printf(&lines, "%zu 1\n%010zu %05u n \n", object[i].num, b.n,
			   object[i].gen);
		buf_printf(&b, "%zu %u obj\n", object[i].num, object[i].gen);
		buf_str(&b, object[i].body);
		buf_z(&b, "\nendobj\n");
	}
	table = b.n;
	buf_z(&b, "xref\n");
	buf_str(&b, buf_text(&lines));
	buf_printf(&b, "trailer\n<</Root 1 0 R/Prev %zu%s>>\nstartxref\n%zu\n%%%%EOF\n",
		   last_start(old), trailer, table);
	return buf_text(&b);
}

/* The same with one object. */
static inline struct str updated(const struct trial *t, struct str old, size_t num,
				 struct str body)
{
	return updated_as(t, old, &(struct forged_object){ .num = num, .body = body }, 1,
			  num < 99 ? "/Size 99" : "/Size 8388608");
}

/* The body of an object in its last version. */
static inline struct str body_of(const struct trial *t, struct str file, size_t num)
{
	struct buf head = { .arena = t->a };
	struct str body = file, found;
	size_t at;

	buf_printf(&head, "\n%zu 0 obj\n", num);
	found = buf_text(&head);
	while ((at = str_find(body, found)) != (size_t)-1)
		body = str_sub(body, at + found.n, body.n);
	return str_sub(body, 0, str_find(body, STR("\nendobj")));
}

/* A body with `more` behind the first of these words; of a list, `/Key [`, at its end. */
static inline struct str grown(const struct trial *t, struct str body, const char *words,
			       const char *more)
{
	struct buf out = { .arena = t->a };
	size_t at = str_find(body, str_from(words));

	cr_assert(at != (size_t)-1, "%s in %.*s", words, (int)body.n, body.s);
	at += strlen(words);
	if (body.s[at - 1] == '[')
		at += str_find(str_sub(body, at, body.n), STR("]"));
	buf_str(&out, str_sub(body, 0, at));
	buf_z(&out, more);
	buf_str(&out, str_sub(body, at, body.n));
	return buf_text(&out);
}

#endif
