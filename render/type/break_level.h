/* How strict a text is about what may start and end its lines. */
#ifndef NIANBAO_TYPE_BREAK_LEVEL_H
#define NIANBAO_TYPE_BREAK_LEVEL_H

/* How strict the prohibitions are (CLREQ, "Prohibition rules for line start and line end"). */
enum break_level {
	LEVEL_GB,     /* basic, and no / at line end (GB/T 15834) */
	LEVEL_BASIC,
	LEVEL_STRICT, /* GB, and no line but a paragraph's first starts with —— or …… */
};

#endif
