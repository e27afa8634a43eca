/*
 * Latin words in Chinese text: marked as English, so that a voice does not read them as Pinyin.
 */
#ifndef NIANBAO_OUTPUT_PDF_LATIN_H
#define NIANBAO_OUTPUT_PDF_LATIN_H

#include "base/str.h"

/*
 * End of the Latin words that start at byte `at` of a text; `at` itself when none do. They start
 * with a letter, have two letters in a row somewhere, and hold what ASCII stands between letters
 * and digits ("COVID-19", "a@b.cn", "Open Data"), but no number behind a blank: that is read in
 * Chinese.
 */
size_t pdf_latin_end(struct str text, size_t at);

#endif
