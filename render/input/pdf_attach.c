#include "input/pdf_attach.h"
#include "input/pdf_files.h"

#include <errno.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAX_DEPTH 32     /* of the name tree; balanced ones have three levels at most */
#define MAX_VISITS 10000 /* nodes and names: a tree may lead back to itself */

struct walk {
	const struct pdf_library *q;
	qpdf_data pdf;
	int out;
	size_t nvisit;
};

/* Without a reader there is nothing left to do. */
static void send(const struct walk *w, const void *bytes, size_t n)
{
	for (const char *p = bytes; n > 0;) {
		ssize_t put = write(w->out, p, n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			_exit(EXIT_FAILURE);
		p += put;
		n -= (size_t)put;
	}
}

static void send_record(const struct walk *w, enum pdf_answer answer, struct str name,
			struct str bytes)
{
	struct pdf_record r = { answer, (uint32_t)name.n, bytes.n };

	send(w, &r, sizeof(r));
	send(w, name.s, name.n);
	send(w, bytes.s, bytes.n);
}

/* Nothing is released: the process ends, and a damaged document is not worth a visit more. */
static _Noreturn void finish(const struct walk *w, enum pdf_answer answer, const char *words)
{
	send_record(w, answer, str_from(words), STR(""));
	_exit(EXIT_SUCCESS);
}

static enum pdf_answer kind_of(enum qpdf_error_code_e code, const char *words)
{
	if (code == qpdf_e_password || code == qpdf_e_unsupported)
		return PDF_ENCRYPTED; /* nothing else is unsupported when a file is opened */
	/* C++ exceptions come as their what() only, and as damage */
	return strstr(words, "bad_alloc") ? PDF_LARGE : PDF_DAMAGED;
}

/*
 * Warnings too end the reading: they tell of objects that are not what they should be, and a
 * report that was pieced together from them may lack something.
 */
static void check(const struct walk *w)
{
	const struct pdf_library *q = w->q;
	qpdf_error e = NULL;
	const char *words;

	if (q->more_warnings(w->pdf))
		e = q->next_warning(w->pdf);
	else if (q->has_error(w->pdf))
		e = q->get_error(w->pdf);
	if (e == NULL)
		return;
	words = q->get_error_message_detail(w->pdf, e);
	finish(w, kind_of(q->get_error_code(w->pdf, e), words), words);
}

static qpdf_oh find(const struct walk *w, qpdf_oh dictionary, const char *key)
{
	return w->q->oh_get_key_if_dict(w->pdf, dictionary, key);
}

static int count(const struct walk *w, qpdf_oh array)
{
	return w->q->oh_is_array(w->pdf, array) ? w->q->oh_get_array_n_items(w->pdf, array) : 0;
}

static void visit(struct walk *w, int depth)
{
	check(w);
	if (++w->nvisit > MAX_VISITS || depth > MAX_DEPTH)
		finish(w, PDF_DAMAGED, "the list of its files is endless");
}

/* /UF is the name in Unicode, /F the older one; the key in the tree need not be a name at all. */
static struct str name_of(const struct walk *w, qpdf_oh spec, qpdf_oh key)
{
	const qpdf_oh place[] = { find(w, spec, "/UF"), find(w, spec, "/F"), key };
	struct str name = STR("");

	for (size_t i = 0; i < sizeof(place) / sizeof(*place) && name.n == 0; i++)
		if (w->q->oh_is_string(w->pdf, place[i]))
			name.s = w->q->oh_get_binary_utf8_value(w->pdf, place[i], &name.n);
	return name;
}

/* Is the stream packed in the one way that is usual, with nothing on top? */
static bool is_deflated(const struct walk *w, qpdf_oh stream)
{
	qpdf_oh dictionary = w->q->oh_get_dict(w->pdf, stream);
	qpdf_oh filter = find(w, dictionary, "/Filter");

	if (count(w, filter) == 1)
		filter = w->q->oh_get_array_item(w->pdf, filter, 0);
	return w->q->oh_is_name_and_equals(w->pdf, filter, "/FlateDecode") &&
	       w->q->oh_is_null(w->pdf, find(w, dictionary, "/DecodeParms"));
}

/* Bytes of a stream are from malloc. */
static void release(struct str bytes)
{
	free((void *)(uintptr_t)bytes.s);
}

static struct str stream_bytes(const struct walk *w, qpdf_oh stream,
			       enum qpdf_stream_decode_level_e level)
{
	QPDF_BOOL filtered = QPDF_FALSE;
	unsigned char *bytes = NULL;
	size_t n = 0;

	w->q->oh_get_stream_data(w->pdf, stream, level, &filtered, &bytes, &n);
	check(w);
	if (level != qpdf_dl_none && !filtered)
		finish(w, PDF_DAMAGED, "a file is packed in an unknown way");
	return (struct str){ (const char *)bytes, n };
}

/*
 * libqpdf would unpack a bomb to its end, and passes over a wrong checksum: a figure of the report
 * may have changed then.
 */
static struct str inflated(const struct walk *w, struct str packed)
{
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	char *bytes = malloc(PDF_FILE_MAX_BYTES); /* what is not used of it costs nothing */
	enum libdeflate_result result;
	size_t n = 0;

	if (d == NULL || bytes == NULL)
		finish(w, PDF_LARGE, "");
	result = libdeflate_zlib_decompress(d, packed.s, packed.n, bytes, PDF_FILE_MAX_BYTES,
					    &n);
	libdeflate_free_decompressor(d);
	if (result == LIBDEFLATE_INSUFFICIENT_SPACE)
		finish(w, PDF_LARGE, "");
	/* Some writers pack an empty file as nothing at all. */
	if (result != LIBDEFLATE_SUCCESS && packed.n > 0)
		finish(w, PDF_DAMAGED, "a file in it does not unpack");
	return (struct str){ bytes, n };
}

static struct str unpacked(const struct walk *w, qpdf_oh stream)
{
	struct str packed, bytes;

	if (!is_deflated(w, stream))
		return stream_bytes(w, stream, qpdf_dl_generalized);
	packed = stream_bytes(w, stream, qpdf_dl_none);
	bytes = inflated(w, packed);
	release(packed);
	return bytes;
}

static void send_file(const struct walk *w, qpdf_oh key, qpdf_oh spec)
{
	qpdf_oh files, stream;
	struct str name, bytes;

	if (!w->q->oh_is_dictionary(w->pdf, spec))
		return; /* the mere name of a file elsewhere */
	name = name_of(w, spec, key);
	files = find(w, spec, "/EF");
	stream = find(w, files, "/UF");
	if (!w->q->oh_is_stream(w->pdf, stream))
		stream = find(w, files, "/F");
	if (!w->q->oh_is_stream(w->pdf, stream))
		return;
	bytes = unpacked(w, stream);
	if (bytes.n > PDF_FILE_MAX_BYTES)
		finish(w, PDF_LARGE, "");
	send_record(w, PDF_FILE, name, bytes);
	release(bytes);
}

static void walk_tree(struct walk *w, qpdf_oh node, int depth)
{
	qpdf_oh kids = find(w, node, "/Kids"), names = find(w, node, "/Names");
	int nkid = count(w, kids), nname = count(w, names);

	visit(w, depth);
	for (int i = 0; i < nkid; i++)
		walk_tree(w, w->q->oh_get_array_item(w->pdf, kids, i), depth + 1);
	for (int i = 0; i + 1 < nname; i += 2) {
		visit(w, depth);
		send_file(w, w->q->oh_get_array_item(w->pdf, names, i),
			  w->q->oh_get_array_item(w->pdf, names, i + 1));
	}
}

/* Many programs miscount objects and the like when they sign or stamp a PDF. */
static void forget_warnings(const struct walk *w)
{
	while (w->q->more_warnings(w->pdf))
		w->q->next_warning(w->pdf);
}

static void open_pdf(struct walk *w, struct str pdf)
{
	const struct pdf_library *q = w->q;

	w->pdf = q->init();
	q->silence_errors(w->pdf);
	q->set_suppress_warnings(w->pdf, QPDF_TRUE);
	/* Recovery guesses where objects are; a report must not be made of guesses. */
	q->set_attempt_recovery(w->pdf, QPDF_FALSE);
	if (q->read_memory(w->pdf, "", pdf.s, pdf.n, NULL) & QPDF_ERRORS)
		check(w);
	forget_warnings(w);
	if (!q->allow_extract_all(w->pdf))
		finish(w, PDF_ENCRYPTED, "");
}

void pdf_attach_send(const struct pdf_library *q, struct str pdf, int out)
{
	struct walk w = { .q = q, .out = out };

	open_pdf(&w, pdf);
	walk_tree(&w, find(&w, find(&w, q->get_root(w.pdf), "/Names"), "/EmbeddedFiles"), 0);
	check(&w);
	finish(&w, PDF_END, "");
}
