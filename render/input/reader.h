/*
 * What the readers of reports and of layouts share: which elements and attributes may stand
 * where, and lines of text. Every mistake is put with the nearest valid name.
 *
 * Lists of names are words in one string: "head preface section".
 */
#ifndef NIANBAO_INPUT_READER_H
#define NIANBAO_INPUT_READER_H

#include "base/diag.h"
#include "base/text.h"
#include "input/xml.h"

struct reader {
	struct arena *a;
	struct diags *d;
	struct str file;
};

struct at reader_at(const struct reader *r, const struct xml_node *n);

/* Place of `s` among the words, or -1. */
int reader_word(const char *words, struct str s);

/* The word nearest to `s`; all of them, separated by commas, where none is near. */
struct str reader_near(struct arena *a, const char *words, struct str s);

/*
 * Which of the elements `words` is the child `n` of `parent`? -1 for anything else: another
 * element or text is an error, white space is not.
 */
int reader_child(struct reader *r, const struct xml_node *parent, const struct xml_node *n,
		 const char *words);

/* Put an error for each child of `n`: it must be empty. */
void reader_no_children(struct reader *r, const struct xml_node *n);

/* Put an error for each attribute of `n` that is not one of `words`. */
void reader_attrs(struct reader *r, const struct xml_node *n, const char *words);

/* An attribute that must be there and not be empty; else an error, and the empty string. */
struct str reader_attr(struct reader *r, const struct xml_node *n, const char *name);

/*
 * The line of text in the nodes from `first` up to `end` (NULL: all), children of `parent`.
 * `words` are the elements that may stand in it, of "b br h2"; h2 is a run-in heading.
 */
struct text reader_inline(struct reader *r, const struct xml_node *parent,
			  const struct xml_node *first, const struct xml_node *end,
			  const char *words);

/* The text of an element that has no attributes: reader_inline of all its children. */
struct text reader_text(struct reader *r, const struct xml_node *n, const char *words);

/* A whole number from `low` to `high`, digits only; false on anything else. */
bool reader_whole(struct str s, int32_t low, int32_t high, int32_t *out);

#endif
