/* A PDF to be signed; its first byte says how. What was signed is read again. */
#include "fuzz_sign.h"
#include "mend_pdf.h"

#include "sign/claim.h"

enum { IN_A_BOX = 1, SEEN = 2, IN_A_FIELD = 4, TWICE = 8, SEAL = 128 }; /* 16 to 64: a page */

size_t LLVMFuzzerCustomMutator(uint8_t *byte, size_t n, size_t most, unsigned seed)
{
	return mend_mutate(byte, n, most, seed, 1);
}

static size_t count_signed(struct arena *a, struct str bytes)
{
	struct document *doc = arena_alloc(a, sizeof *doc);
	struct fields fields;
	bool is_encrypted;
	size_t n = 0;

	if (!document_open(doc, a, bytes, &is_encrypted) || !field_list(doc, &fields))
		abort();
	claim_read(doc);
	for (size_t i = 0; i < fields.n; i++)
		n += fields.item[i].value->kind != OBJECT_NULL;
	return n;
}

/* The new file is the old one and more, can be read, and has one signature more, which is whole. */
static void check(struct arena *a, struct str old, struct str file)
{
	struct diags d = { .arena = a };
	struct verdict v;
	bool has_whole = false;

	if (file.n <= old.n || memcmp(file.s, old.s, old.n) ||
	    count_signed(a, file) != count_signed(a, old) + 1)
		abort();
	v = fuzz_sign_verify(a, &d, file);
	for (size_t i = 0; i < v.n; i++)
		has_whole |= v.finding[i].is_whole && v.finding[i].signature.open > old.n &&
			     v.finding[i].level.n > 0;
	if (!has_whole)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *byte, size_t n)
{
	static const char *const input = "s.pdf";
	struct arena *a = fuzz_sign_arena();
	struct diags d = { .arena = a };
	struct sign_options o = { .time = FUZZ_SIGN_TIME,
				  .input = &input,
				  .ninput = 1,
				  .key = FUZZ_SIGN_FILE("k.key"),
				  .cert = FUZZ_SIGN_FILE("k.pem"),
				  .pass_fd = -1,
				  .share_dir = NIANBAO_SOURCE_DIR,
				  .reason = "\xE5\x85\xAC\xE5\xBC\x80" };
	struct str old, file, query;

	if (n > 0) {
		old = fuzz_text(byte + 1, n - 1);
		o.has_box = byte[0] & IN_A_BOX;
		o.box = (struct place_box){ (byte[0] >> 4 & 7) - 1, 20 * EMU_MM, 20 * EMU_MM,
					    40 * EMU_MM, 40 * EMU_MM };
		o.is_visible = byte[0] & SEEN;
		if (byte[0] & SEAL)
			o.seal_image = NIANBAO_SOURCE_DIR "/fixtures/pictures/alpha.png";
		o.field = byte[0] & IN_A_FIELD && !o.has_box ? "S" : NULL;
		for (int i = 0; i < (byte[0] & TWICE ? 2 : 1); i++) {
			if (!sign_bytes(a, &d, &o, old, &file, &query)) {
				if (!diag_status(&d))
					abort();
				break;
			}
			check(a, old, file);
			old = file;
			o.field = NULL;
			o.tsa_request = "q.tsq";
		}
	}
	arena_close(a);
	return 0;
}
