/*
 * How much of everything: each number that comes from a file is held against one of these before
 * memory is asked for. What goes beyond is refused by a message that names the limit (status 1);
 * README.md has the same list for users (tests/test_limits_named.c compares), and each is reached
 * by a test: tests/test_cli_limits*.c.
 */
#ifndef NIANBAO_BASE_LIMITS_H
#define NIANBAO_BASE_LIMITS_H

#include <stddef.h>
#include <stdint.h>

/* ---- files ---- */
#define XML_MAX_BYTES ((size_t)64 << 20)    /* E104: a report, in whatever encoding */
#define XML_MAX_DEPTH 64                    /* E103: elements within elements */
#define XML_MAX_ATTRIBUTES 1000             /* E107: of a tag; libxml2's time is their square */
#define LAYOUT_MAX_BYTES ((size_t)16 << 20) /* E104: a layout */
#define ROLES_MAX_BYTES ((size_t)1 << 20)   /* E104: a roles file, a fonts file */
#define LIST_MAX_BYTES ((size_t)64 << 20)   /* E104: a file that lists reports */
#define PROFILES_MAX_BYTES ((size_t)4 << 20) /* E104: print profiles */
#define PDF_MAX_BYTES (2 * XML_MAX_BYTES)   /* E104: a PDF; E134: all that is taken out of it */
#define PDF_FILE_MAX_BYTES XML_MAX_BYTES    /* E134: one file in it */
#define IMAGE_MAX_BYTES ((size_t)32 << 20)  /* E125: a picture's file */
#define IMAGE_MAX_PIXELS ((uint64_t)40000000) /* E124 */
#define IMAGE_MAX_SCANS 500                 /* E123: of a JPEG; TJFLAG_LIMITSCANS counts them */

/* ---- a report ---- */
#define REPORT_MAX_PARTS 200              /* E209: sections, and again forms, and annexes */
#define REPORT_MAX_ROWS 20000             /* E209: of a form; E264: of a table */
#define REPORT_MAX_COLUMNS 64             /* E209: of a table; E211: colspan */
#define REPORT_MAX_CELLS 500000           /* E267: of a table, 2 KB of memory each */
#define REPORT_MAX_ROWSPAN 1000           /* E211 */
#define REPORT_MAX_LIST_DEPTH 3           /* E209: lists within lists */
#define REPORT_MAX_TEXT ((size_t)1 << 20) /* E219: bytes of a paragraph or a cell */

/* ---- a layout ---- */
#define LAYOUT_MAX_COLUMNS 64 /* E409: of a form; also fields of a record */
#define LAYOUT_MAX_ROWS 20000 /* E409: of a form; also records */

/* ---- a PDF that is signed ---- */
#define FIELD_MAX_TEXT 32767 /* E130: bytes of a field's full name, of what a signature says */
#define DSS_MAX_BYTES 67108864 /* E130: of certificates, CRLs, OCSP replies in it: 64 MB */

/* ---- the pages ---- */
#define BOOK_MAX_PAGE 20000 /* E509 */

/* ---- the machine ---- */
#define JOB_MEMORY ((size_t)2 << 30)      /* E108: bytes for one report, unless told */
#define JOB_MEMORY_MAX ((size_t)64 << 30) /* what it can be told: --memory, from 1 MB on */
#define RUN_MEMORY ((size_t)2 << 30)      /* E108: for what the program keeps of a whole run */
#define SIGN_MEMORY ((size_t)3 << 30)     /* E108: to sign or verify a PDF */

/* A limit as the text of a message. */
#define LIMIT_TEXT(limit) LIMIT_TEXT_(limit)
#define LIMIT_TEXT_(limit) #limit

#endif
