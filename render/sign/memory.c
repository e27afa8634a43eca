#include "sign/memory.h"

#include <openssl/crypto.h>
#include <stdlib.h>

/* OpenSSL's functions for memory are one set for the process and take no argument of ours. */
static bool is_refused;

static void *noted(void *p, size_t n)
{
	if (!p && n > 0)
		is_refused = true;
	return p;
}

static void *watched_malloc(size_t n, const char *file, int line)
{
	(void)file;
	(void)line;
	return noted(n > 0 ? malloc(n) : NULL, n);
}

static void *watched_realloc(void *p, size_t n, const char *file, int line)
{
	(void)file;
	(void)line;
	if (n > 0)
		return noted(realloc(p, n), n);
	free(p);
	return NULL;
}

static void watched_free(void *p, const char *file, int line)
{
	(void)file;
	(void)line;
	free(p);
}

void memory_watch(void)
{
	CRYPTO_set_mem_functions(watched_malloc, watched_realloc, watched_free);
}

void memory_note(void)
{
	is_refused = true;
}

bool memory_was_refused(struct diags *d)
{
	if (!is_refused)
		return false;
	d->n = d->nerror = 0;
	DIAG_PUT0(d, MEMORY, ((struct at){ 0 }));
	return true;
}
