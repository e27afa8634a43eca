/*
 * What an archive asks to know of a document beside its title, organ and date: facts that the
 * report may state in its head, and that the PDF then states of itself.
 */
#ifndef NIANBAO_BASE_ARCHIVE_H
#define NIANBAO_BASE_ARCHIVE_H

enum archive_fact {
	ARCHIVE_NUMBER,      /* 文号 */
	ARCHIVE_RESPONSIBLE, /* 责任者 */
	ARCHIVE_RETENTION,   /* 保管期限 */
	ARCHIVE_SECRECY,     /* 密级 */
	ARCHIVE_NFACT
};

struct archive_name {
	const char *element; /* in the report's <head> */
	const char *key;     /* in the PDF: in Info, and in XMP under ARCHIVE_SCHEMA */
	const char *meaning; /* for people, in XMP */
};

/* The name space of the facts; a name only: there is nothing at the address. */
#define ARCHIVE_SCHEMA "http://nianbao.org/ns/archive/1.0/"

const struct archive_name *archive_name(enum archive_fact fact);

#endif
