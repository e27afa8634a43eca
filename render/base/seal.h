/*
 * What a 落款 bears (GB/T 9704-2012 §7.3.5): nothing, the organ's seal (印章) or the stamp of the
 * person who signs (签名章). The words are those of report, layout and dump.
 */
#ifndef NIANBAO_BASE_SEAL_H
#define NIANBAO_BASE_SEAL_H

enum seal { SEAL_NONE, SEAL_ORGAN, SEAL_SIGNATORY, NSEAL };

#define SEAL_WORDS "none organ signatory"

static inline const char *seal_word(enum seal seal)
{
	static const char *const word[NSEAL] = { "none", "organ", "signatory" };

	return word[seal];
}

#endif
