#include "output/pdf_latin.h"

#include "base/utf8.h"

/* Letters of the Latin script up to U+024F; × and ÷ stand among them. */
static bool is_letter(uint32_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/* The character at byte `at`, or UTF8_BAD at the end of the text. */
static uint32_t peek(struct str text, size_t at)
{
	return utf8_next(text, &at);
}

size_t pdf_latin_end(struct str text, size_t at)
{
	size_t end = at, next = at;
	bool is_word = false;
	uint32_t c = peek(text, at);

	while (is_letter(c) || (at != next && c >= ' ' && c <= '~')) {
		utf8_next(text, &next);
		if (is_letter(c) || is_digit(c))
			end = next;
		is_word |= is_letter(c) && is_letter(peek(text, next));
		if (c == ' ' && !is_letter(peek(text, next)))
			break;
		c = peek(text, next);
	}
	return is_word ? end : at;
}
