/*
 * What refers to each object of a document. An object that may change as a form, as a list of
 * fields or as a security store may be the resources of a page at the same time: a file can be
 * written so, to be changed after it was signed. What has a second use may not change.
 */
#ifndef NIANBAO_SIGN_USAGE_H
#define NIANBAO_SIGN_USAGE_H

#include "sign/document.h"

enum usage_kind {
	USAGE_ROOT = 1,    /* the catalog, by the trailer */
	USAGE_FORM = 2,    /* /AcroForm */
	USAGE_TREE = 4,    /* /StructTreeRoot */
	USAGE_PARENTS = 8, /* /ParentTree */
	USAGE_STORE = 16,  /* /DSS, and what it refers to */
	USAGE_FIELDS = 32, /* by /Fields or /Annots */
	USAGE_KIDS = 64,   /* by /K */
	USAGE_LEAVES = 128 /* by /Nums or /Kids of the parent tree */,
	USAGE_LINK = 256, /* by an item of an array, or back: /P, /Parent and the like */
	USAGE_OTHER = 512,
};

struct usage {
	uint16_t *of; /* by number: any of enum usage_kind; 0: nothing refers to it */
	size_t n;
	uint64_t root, form, tree, parents, store; /* objects of these kinds, or 0 */
};

/* All objects are read. Faults are the document's. */
void usage_read(struct document *doc, struct usage *out);

unsigned usage_of(const struct usage *u, uint64_t num);

#endif
