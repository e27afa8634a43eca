/*
 * The inks of a print: what a colour is for. Which components it gets is the writer's business
 * (GB/T 9704-2012 §6.2: black is BL 100 %, red Y 80 % M 80 %).
 */
#ifndef NIANBAO_BASE_INK_H
#define NIANBAO_BASE_INK_H

enum ink { INK_BLACK, INK_RED, NINK };

#define INK_WORDS "black red"

static inline const char *ink_word(enum ink ink)
{
	static const char *const word[NINK] = { "black", "red" };

	return word[ink];
}

#endif
