/* base/: arena, strings, UTF-8, lengths, numbers, running text. */
#include "base/num.h"
#include "base/text.h"
#include "base/unit.h"
#include "base/utf8.h"
#include "case.h"

#include <setjmp.h>
#include <string.h>

#define COUNT(v) (sizeof(v) / sizeof((v)[0]))

Test(arena, gives_zeroed_memory_back_after_a_rewind)
{
	struct bench b = bench_open();
	struct arena_mark mark;
	char *p, *q;

	arena_alloc(b.a, 100);
	mark = arena_mark(b.a);
	p = arena_alloc(b.a, 300000);
	memset(p, 'x', 300000);
	q = arena_alloc(b.a, 10);
	memset(q, 'x', 10);
	arena_rewind(b.a, mark);
	q = arena_alloc(b.a, 1000);
	for (size_t i = 0; i < 1000; i++)
		cr_assert_eq(q[i], 0);
	cr_assert_neq(arena_alloc(b.a, 0), arena_alloc(b.a, 0));
	arena_close(b.a);
}

Test(arena, grows_arrays_and_keeps_their_objects)
{
	struct bench b = bench_open();
	size_t cap = 0, other_cap = 0;
	int *v = NULL, *other = NULL;

	for (size_t i = 0; i < 10000; i++) {
		v = arena_grow(b.a, v, &cap, i + 1, sizeof(*v));
		cr_assert_eq(v[i], 0);
		v[i] = (int)i;
		if (i % 7 == 0)
			other = arena_grow(b.a, other, &other_cap, i + 1, sizeof(*other));
	}
	for (size_t i = 0; i < 10000; i++)
		cr_assert_eq(v[i], (int)i);
	arena_close(b.a);
}

static void jump(void *host)
{
	longjmp(*(jmp_buf *)host, 1);
}

static int ask_too_much(struct arena *a, int how)
{
	size_t cap = 0;

	switch (how) {
	case 0:
		arena_alloc(a, 2 << 20);
		break;
	case 1:
		arena_alloc(a, SIZE_MAX);
		break;
	case 2:
		arena_array(a, SIZE_MAX / 4, 8);
		break;
	case 3:
		arena_grow(a, NULL, &cap, SIZE_MAX / 4, 8);
		break;
	default:
		for (;;)
			arena_alloc(a, 1000);
	}
	return how;
}

Test(arena, calls_oom_at_its_limit)
{
	jmp_buf back;

	for (volatile int how = 0; how < 5; how++) {
		struct arena *volatile a = arena_open(1 << 20, jump, &back);

		if (setjmp(back) == 0)
			cr_assert_fail("way %d was allowed", ask_too_much(a, how));
		arena_close(a);
	}
}

/* Of all that share it; what the machine refuses is something else. */
Test(arena, tells_its_limit_from_the_machines)
{
	jmp_buf back, full;

	for (volatile int which = 0; which < 2; which++) {
		struct arena *volatile a = arena_open(1 << 20, jump, &back), *volatile b;
		volatile bool was_full = false;

		arena_set_full(a, jump, &full);
		b = arena_open_like(a);
		arena_alloc(a, 500000);
		arena_alloc(b, 500000);
		if (setjmp(back) != 0)
			cr_assert_fail("out of memory");
		if (setjmp(full) == 0)
			arena_alloc(which ? a : b, 100000);
		else
			was_full = true;
		cr_expect(was_full);
		arena_close(b);
		cr_expect(arena_alloc(a, 500000) != NULL, "what the other held is free again");
		arena_close(a);
	}
}

static void count_one(void *what)
{
	++*(int *)what;
}

/* Once each, the newest first if nobody asks before: at once, by a rewind, in the end. */
Test(arena, frees_what_was_deferred)
{
	int freed[4] = { 0 };
	struct arena *a = arena_open(1 << 20, jump, NULL);
	struct arena_deferred *first = arena_defer(a, count_one, &freed[0]);
	struct arena_mark mark;

	arena_defer(a, count_one, &freed[1]);
	mark = arena_mark(a);
	arena_defer(a, count_one, &freed[2]);
	arena_free(first);
	cr_expect(freed[0] == 1 && freed[1] == 0 && freed[2] == 0);
	arena_rewind(a, mark);
	cr_expect(freed[0] == 1 && freed[1] == 0 && freed[2] == 1);
	arena_clear(a);
	cr_expect(freed[0] == 1 && freed[1] == 1 && freed[2] == 1);
	arena_defer(a, count_one, &freed[3]);
	arena_close(a);
	cr_expect(freed[0] == 1 && freed[1] == 1 && freed[2] == 1 && freed[3] == 1);
}

/* A cleared arena gives cleared memory, from a piece that it kept. */
Test(arena, is_as_new_when_cleared)
{
	struct arena *a = arena_open((size_t)64 << 20, jump, NULL);

	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < 5; i++) {
			unsigned char *p = arena_alloc(a, 1 << 20);

			for (size_t k = 0; k < 1 << 20; k++)
				cr_assert_eq(p[k], 0);
			memset(p, 0xEE, 1 << 20);
		}
		arena_clear(a);
	}
	arena_close(a);
}

Test(str, trims_cuts_and_finds)
{
	struct str rest = STR(" one\t two\r\nthree "), word;

	cr_assert(str_eq(str_trim(rest), STR("one\t two\r\nthree")));
	cr_assert(str_word(&rest, &word) && str_is(word, "one"));
	cr_assert(str_word(&rest, &word) && str_is(word, "two"));
	cr_assert(str_word(&rest, &word) && str_is(word, "three"));
	cr_assert_not(str_word(&rest, &word));
	cr_assert_eq(str_find(STR("aabaab"), STR("ab")), 1);
	cr_assert_eq(str_find(STR("aabaab"), STR("bb")), (size_t)-1);
	cr_assert_eq(str_find(STR("a"), STR("ab")), (size_t)-1);
	cr_assert_eq(str_find(STR(""), STR("")), 0);
	cr_assert_eq(str_sub(STR("abc"), 1, 9).n, 2);
	cr_assert_eq(str_sub(STR("abc"), 3, 1).n, 0);
	cr_assert_lt(str_cmp(STR("ab"), STR("abc")), 0);
	cr_assert_gt(str_cmp(STR("b"), STR("abc")), 0);
}

Test(str, measures_distance)
{
	static const struct {
		const char *a, *b;
		size_t distance;
	} row[] = {
		{ "total", "total", 0 },  { "totl", "total", 1 }, { "toatl", "total", 2 },
		{ "person", "legal", 3 }, { "", "ab", 2 },        { "section", "secton", 1 },
	};

	for (size_t i = 0; i < COUNT(row); i++)
		cr_assert_eq(str_distance(str_from(row[i].a), str_from(row[i].b), 2),
			     row[i].distance, "%s %s", row[i].a, row[i].b);
}

Test(buf, prints_and_ends_with_nul)
{
	struct bench b = bench_open();
	struct buf out = { .arena = b.a };

	buf_printf(&out, "%d %s", -5, "x");
	buf_utf8(&out, 0x5E74);
	buf_printf(&out, "%300d", 7);
	cr_assert_eq(out.n, 4 + 3 + 300);
	cr_assert_eq(strlen(out.s), out.n);
	cr_assert(str_eq(buf_text(&(struct buf){ .arena = b.a }), STR("")));
	out.n = 0;
	buf_uint(&out, 0x12345678, 4);
	buf_uint(&out, 0x12345678, 2);
	cr_assert(str_eq(buf_text(&out), STR("\x12\x34\x56\x78\x56\x78")));
	arena_close(b.a);
}

Test(utf8, decodes_encodes_and_refuses)
{
	static const char *const bad[] = {
		"\xC0\x80",         "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
		"\xF4\x90\x80\x80", "\xE5\xB9",     "\x80",         "\xFF",
		"\xF5\x80\x80\x80"
	};
	static const uint32_t good[] = { 'a',    0x7F,   0x80,   0x7FF,   0x800,   0xD7FF,
					 0xE000, 0x5E74, 0xFFFD, 0x10000, 0x20BB7, 0x10FFFF };
	char code[4];
	size_t at, n;

	for (size_t i = 0; i < COUNT(bad); i++)
		cr_assert_eq(utf8_check(str_from(bad[i])), 0, "%zu", i);
	for (size_t i = 0; i < COUNT(good); i++) {
		n = utf8_put(code, good[i]);
		at = 0;
		cr_assert_eq(utf8_next((struct str){ code, n }, &at), good[i]);
		cr_assert_eq(at, n);
		cr_assert_eq(utf8_check((struct str){ code, n }), n);
	}
	cr_assert_eq(utf8_count(STR("年报ab")), 4);
	cr_assert_eq(utf8_check(STR("年\xFF")), 3);
	at = 3;
	cr_assert_eq(utf8_next(STR("年"), &at), UTF8_BAD);
}

Test(unit, reads_lengths_exactly)
{
	static const struct {
		const char *s;
		emu length;
	} good[] = {
		{ "22pt", 279400 },       { "0.5pt", 6350 },     { "7mm", 252000 },
		{ "-3mm", -108000 },      { "0mm", 0 },          { "0.0001mm", 4 },
		{ "10.5pt", 133350 },     { "61.8mm", 2224800 }, { "-0.5pt", -6350 },
		{ "10000mm", 360000000 },
	};
	static const char *const bad[] = { "",     "22",           "pt",   "22 pt",   "2.pt",
					   ".5pt", "1.23456mm",    "+1mm", "10001mm", "1e3mm",
					   "1cm",  "9999999999mm", "1mmm", "-pt" };
	emu v = 99;

	for (size_t i = 0; i < COUNT(good); i++) {
		cr_assert(unit_parse(str_from(good[i].s), &v), "%s", good[i].s);
		cr_assert_eq(v, good[i].length, "%s", good[i].s);
	}
	v = 99;
	for (size_t i = 0; i < COUNT(bad); i++)
		cr_assert(!unit_parse(str_from(bad[i]), &v) && v == 99, "%s", bad[i]);
}

Test(unit, scales_with_halves_away_from_zero)
{
	cr_assert_eq(emu_scale(5, 1, 2), 3);
	cr_assert_eq(emu_scale(-5, 1, 2), -3);
	cr_assert_eq(emu_scale(7, 2, 3), 5);
	cr_assert_eq(emu_scale(-7, 2, 3), -5);
	cr_assert_eq(emu_scale(1, 1, 3), 0);
	cr_assert_eq(emu_scale(INT64_MAX / 2, 2, 2), INT64_MAX / 2);
	cr_assert_eq(emu_scale(156 * EMU_MM, 1, 28), 200571);
}

Test(num, reads_and_prints)
{
	static const struct {
		const char *s;
		size_t read;
		const char *printed;
	} row[] = {
		{ "0", 1, "0" },
		{ "1204", 4, "1204" },
		{ "96171.6", 7, "96171.6" },
		{ "-8", 2, "-8" },
		{ "+1036", 5, "1036" },
		{ "22（其中", 2, "22" },
		{ "1.", 1, "1" },
		{ "0.000001", 8, "0.000001" },
		{ "-0.50", 5, "-0.5" },
		{ "999999999999.999999", 19, "999999999999.999999" },
		{ "1000000000000", 0, NULL },
		{ "1.0000001", 0, NULL },
		{ "-", 0, NULL },
		{ "", 0, NULL },
		{ ".5", 0, NULL },
		{ "１２", 0, NULL },
	};
	struct bench b = bench_open();
	struct num n;

	for (size_t i = 0; i < COUNT(row); i++) {
		struct buf out = { .arena = b.a };

		cr_assert_eq(num_read(str_from(row[i].s), &n), row[i].read, "%s", row[i].s);
		if (row[i].read == 0)
			continue;
		num_put(&out, n);
		cr_assert_str_eq(out.s, row[i].printed);
	}
	arena_close(b.a);
}

Test(num, adds_up_to_the_brim)
{
	struct num sum = { INT64_MAX - 1 }, low = { INT64_MIN };
	struct bench b = bench_open();
	struct buf out = { .arena = b.a };

	cr_assert(num_add(&sum, (struct num){ 1 }));
	cr_assert_not(num_add(&sum, (struct num){ 1 }));
	cr_assert_eq(sum.micro, INT64_MAX);
	cr_assert_not(num_sub(&sum, (struct num){ -1 }));
	cr_assert_not(num_sub(&low, (struct num){ 1 }));
	cr_assert_not(num_sub(&(struct num){ 0 }, low));
	cr_assert(num_sub(&(struct num){ -1 }, low));
	num_put(&out, low);
	cr_assert_str_eq(out.s, "-9223372036854.775808");
	arena_close(b.a);
}

/* The spans of a text: * strong, ^ run-in, | between spans, / for a break. */
static const char *show(struct bench *b, struct text t)
{
	static const char *const mark[] = { "", "*", "^" };
	struct buf out = { .arena = b->a };

	for (size_t i = 0; i < t.nspan; i++) {
		buf_printf(&out, "%s%s", i > 0 ? "|" : "", mark[t.span[i].mark]);
		buf_str(&out, t.span[i].s);
		buf_z(&out, t.span[i].break_after ? "/" : "");
	}
	return str_z(b->a, buf_text(&out));
}

Test(text, tidies_white_space)
{
	static const struct {
		const char *from, *to;
	} row[] = {
		{ "2022 年 1 月", "2022年1月" },
		{ "  Open \n\t Data ", "Open Data" },
		{ "公开 Open Data 平台", "公开Open Data平台" },
		{ "1 204", "1 204" },
		{ "a , b", "a , b" },
		{ "全年，  共", "全年，共" },
		{ "é à", "é à" },
		{ "甲\xC2\xA0乙", "甲乙" },
		{ "a\xC2\xA0"
		  "b",
		  "a b" },
		{ "甲　乙", "甲　乙" },
		{ " \n ", "" },
		{ "", "" },
	};
	struct bench b = bench_open();

	for (size_t i = 0; i < COUNT(row); i++) {
		struct text t = text_from(b.a, STR("f"), 1, str_from(row[i].from));

		cr_assert_str_eq(show(&b, text_tidy(b.a, t)), row[i].to);
	}
	arena_close(b.a);
}

Test(text, tidies_across_spans)
{
	const struct text_span spans[] = {
		{ STR(" "), 1, TEXT_PLAIN, true },    { STR("Open "), 2, TEXT_PLAIN, false },
		{ STR(" \n"), 3, TEXT_PLAIN, false }, { STR(" Data"), 4, TEXT_STRONG, false },
		{ STR("\n"), 5, TEXT_PLAIN, true },   { STR(" end 年"), 6, TEXT_PLAIN, false },
		{ STR(" 3 "), 7, TEXT_RUN_IN, true },
	};
	struct bench b = bench_open();
	struct text t = text_tidy(b.a, (struct text){ STR("f"), spans, COUNT(spans) });

	cr_assert_str_eq(show(&b, t), "Open |*Data/|end年|^3");
	cr_assert_eq(t.span[1].line, 4);
	cr_assert(str_eq(text_plain(b.a, t), STR("Open Dataend年3")));
	arena_close(b.a);
}
