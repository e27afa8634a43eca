/*
 * A mutator for PDFs: what libFuzzer changed blindly is made a file again whose numbers fit, so that
 * the change is read and not refused for its place. Put right, as they come: Length of streams,
 * offsets in cross-reference tables and in streams that are not packed, Prev, startxref, and, where it
 * was as wide as nianbao-sign writes it, ByteRange.
 */
#ifndef NIANBAO_TESTS_SLOW_MEND_PDF_H
#define NIANBAO_TESTS_SLOW_MEND_PDF_H

#include "fuzz.h"

#include <string.h>

#define MEND_OBJECTS 4096 /* whose places are known */

struct mend {
	char *to;
	size_t n, cap;              /* bytes written */
	size_t place[MEND_OBJECTS]; /* of the object that was last written under a number */
	size_t object, last_object; /* where the present one begins; its number */
	size_t section, before;     /* the newest cross-reference, the one before it */
	size_t length, length_width, signed_at; /* digits of /Length; /ByteRange; 0: none */
};

static size_t mend_digits(const char *s, const char *end, size_t *value)
{
	size_t n = 0;

	for (*value = 0; s + n < end && s[n] >= '0' && s[n] <= '9' && n < 10; n++)
		*value = *value * 10 + (size_t)(s[n] - '0');
	return n;
}

static bool mend_starts(const char *s, const char *end, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(end - s) >= n && !memcmp(s, word, n);
}

static const char *mend_find(const char *s, const char *end, const char *word)
{
	return s < end ? memmem(s, (size_t)(end - s), word, strlen(word)) : NULL;
}

static void mend_put(struct mend *m, const char *s, size_t n)
{
	if (n > m->cap - m->n)
		n = m->cap - m->n;
	memcpy(m->to + m->n, s, n);
	m->n += n;
}

static void mend_put_number(struct mend *m, size_t value)
{
	char text[24];

	mend_put(m, text, (size_t)snprintf(text, sizeof text, "%zu", value));
}

/* "12 0 obj" at the beginning of a line. */
static void mend_object(struct mend *m, const char *s, const char *end)
{
	size_t num, gen, n = mend_digits(s, end, &num), k;

	if (!n || s + n >= end || s[n] != ' ')
		return;
	k = mend_digits(s + n + 1, end, &gen);
	if (!k || !mend_starts(s + n + 1 + k, end, " obj"))
		return;
	m->object = m->n;
	m->last_object = num;
	m->length = 0;
	if (num < MEND_OBJECTS)
		m->place[num] = m->n;
}

/* The rows of a table, of 20 bytes each, from behind "xref". */
static const char *mend_table(struct mend *m, const char *s, const char *end)
{
	size_t first, count, n, k;

	m->before = m->section;
	m->section = m->n;
	mend_put(m, s, 5);
	for (s += 5; (n = mend_digits(s, end, &first)) && s + n < end && s[n] == ' ' &&
		     (k = mend_digits(s + n + 1, end, &count));) {
		mend_put(m, s, n + k + 2 < (size_t)(end - s) ? n + k + 2 : (size_t)(end - s));
		s += n + k + 2;
		for (; count > 0 && end - s >= 20 && (s[17] == 'n' || s[17] == 'f');
		     count--, s += 20, first++) {
			char row[11];

			snprintf(row, sizeof row, "%010zu",
				 first < MEND_OBJECTS && s[17] == 'n' ? m->place[first] : 0);
			mend_put(m, row, 10);
			mend_put(m, s + 10, 10);
		}
		if (s >= end)
			return end;
	}
	return s;
}

/* Entries of a cross-reference stream, W[1 w 1 or 2], that is written behind `m->object`. */
static void mend_entries(struct mend *m, char *body, size_t n)
{
	const char *dict = m->to + m->object, *end = body;
	const char *w = mend_find(dict, end, "/W"), *index = mend_find(dict, end, "/Index");
	size_t width[3] = { 0 }, first = 0, count = n, size, value;

	m->before = m->section;
	m->section = m->object;
	for (int i = 0; w && w < end && *w != ']' && i < 3; w++)
		if (mend_digits(w, end, &value))
			width[i++] = value;
	size = width[0] + width[1] + width[2];
	if (width[0] != 1 || width[1] > 8 || width[2] > 8 || size == 0)
		return;
	while (index && index < end && (*index < '0' || *index > '9'))
		index++;
	for (; n >= size; n -= size, body += size, first++, count--) {
		if (index && index < end && (count == 0 || first == 0)) {
			while (index < end && *index == ' ')
				index++;
			index += mend_digits(index, end, &first) + 1;
			index += index < end ? mend_digits(index, end, &count) : 0;
		}
		value = first < MEND_OBJECTS ? m->place[first] : 0;
		for (size_t i = width[1]; *body == 1 && i-- > 0; value >>= 8)
			body[1 + i] = (char)(value & 255);
	}
}

/* From "stream\n" up to "endstream", with the Length that is known now. */
static const char *mend_stream(struct mend *m, const char *s, const char *end)
{
	const char *stop = mend_find(s, end, "endstream");
	char text[24];
	size_t n, width, start;

	s += 7;
	if (!stop || stop < s)
		stop = end;
	n = (size_t)(stop - s) - (stop > s && stop[-1] == '\n');
	width = (size_t)snprintf(text, sizeof text, "%zu", n);
	if (m->length && m->n + width < m->cap) {
		memmove(m->to + m->length + width, m->to + m->length + m->length_width,
			m->n - m->length - m->length_width);
		memcpy(m->to + m->length, text, width);
		m->n += width - m->length_width;
	}
	mend_put(m, "stream\n", 7);
	start = m->n;
	mend_put(m, s, (size_t)(stop - s));
	if (mend_find(m->to + m->object, m->to + start, "/XRef"))
		mend_entries(m, m->to + start, m->n - start);
	return stop;
}

/* At the end of a revision: the signature in it covers all up to here. */
static void mend_range(struct mend *m)
{
	char *range = m->to + m->signed_at, *end = m->to + m->n, text[64];
	const char *open = mend_find(range, end, "/Contents <");
	const char *close = open ? mend_find(open, end, ">") : NULL;
	size_t value;

	if (close && range[34 + 12] == ']' && mend_digits(range + 14, end, &value) == 10) {
		snprintf(text, sizeof text, "%010zu %010zu %010zu", (size_t)(open + 10 - m->to),
			 (size_t)(close + 1 - m->to), (size_t)(end - close - 1));
		memcpy(range + 14, text, 32);
	}
	m->signed_at = 0;
}

/* A key or keyword whose number is to be written anew; what was read. */
static const char *mend_number(struct mend *m, const char *s, const char *end, size_t nword,
			       size_t value)
{
	size_t old, n;

	mend_put(m, s, nword);
	s += nword;
	n = mend_digits(s, end, &old);
	if (n)
		mend_put_number(m, value);
	return s + n;
}

static size_t mend(const char *s, size_t n, char *to, size_t cap)
{
	static struct mend m;
	const char *start = s, *end = s + n;

	m = (struct mend){ .to = to, .cap = cap };
	while (s < end && m.n < cap) {
		if (s == start || s[-1] == '\n')
			mend_object(&m, s, end);
		if (mend_starts(s, end, "xref\n") && (s == start || s[-1] == '\n')) {
			s = mend_table(&m, s, end);
		} else if (mend_starts(s, end, "stream\n") && (s == start || s[-1] != 'd')) {
			s = mend_stream(&m, s, end);
		} else if (mend_starts(s, end, "startxref\n")) {
			s = mend_number(&m, s, end, 10, m.section);
		} else if (mend_starts(s, end, "/Prev ")) {
			/* of a table the section is known, of a stream it is still to come */
			s = mend_number(&m, s, end, 6,
					m.object > m.section ? m.section : m.before);
		} else if (mend_starts(s, end, "/Length ")) {
			mend_put(&m, s, 8);
			s += 8;
			m.length = m.n;
			m.length_width = mend_digits(s, end, &n);
			mend_put(&m, s, m.length_width);
			s += m.length_width;
			if (!m.length_width || mend_starts(s, end, " 0 R"))
				m.length = 0;
		} else if (mend_starts(s, end, "/ByteRange [0 ")) {
			m.signed_at = m.n;
			mend_put(&m, s++, 1);
		} else if (mend_starts(s, end, "%%EOF\n")) {
			mend_put(&m, s, 6);
			s += 6;
			if (m.signed_at)
				mend_range(&m);
		} else {
			mend_put(&m, s++, 1);
		}
	}
	return m.n;
}

/* For a target whose PDF stands behind `nhead` bytes. One file in eight stays as broken as it is. */
static inline size_t mend_mutate(uint8_t *byte, size_t n, size_t most, unsigned seed,
				 size_t nhead)
{
	char *copy;

	n = LLVMFuzzerMutate(byte, n, most);
#ifndef FUZZ_BLIND
	if (n <= nhead || seed % 8 == 0)
		return n;
	copy = malloc(n);
	if (!copy)
		abort();
	memcpy(copy, byte, n);
	n = nhead + mend(copy + nhead, n - nhead, (char *)byte + nhead, most - nhead);
	free(copy);
#else
	(void)copy, (void)seed, (void)nhead;
#endif
	return n;
}

#endif
