/* DER where a user or a PDF brings it; the first byte says which. */
#include "fuzz_sign.h"

#include "sign/signature.h"
#include "sign/timestamp.h"

enum kind { CMS, REPLY, CERT, CRL, OCSP, TRUST, NKIND };

/* A copy of a signed PDF that has room for more than its CMS, and its signature. */
static struct str open_signed(struct arena *a, struct signature *s)
{
	static struct arena *own; /* outlives the runs */
	static struct str kept;
	struct document *doc = arena_alloc(a, sizeof *doc);
	struct fields fields;
	struct str bytes;
	bool is_encrypted;

	if (!own) {
		own = fuzz_arena();
		kept = fuzz_file(own, FUZZ_SIGN_FILE("signed.pdf"));
	}
	bytes = str_copy(a, kept);
	if (!document_open(doc, a, bytes, &is_encrypted) || !field_list(doc, &fields) ||
	    !signature_read(doc, &fields.item[0], s))
		abort();
	return bytes;
}

static void verify(struct arena *a, struct str file)
{
	struct diags d = { .arena = a };

	if (!fuzz_sign_verify(a, &d, file).is_valid && !diag_errors(&d))
		abort();
}

/* In the place of the signature. */
static void as_cms(struct arena *a, struct str der)
{
	struct signature s;
	struct str bytes = open_signed(a, &s);

	if (signature_fill((char *)(uintptr_t)bytes.s + s.open + 1, s.close - s.open - 2, der))
		verify(a, bytes);
}

static void as_reply(struct arena *a, struct str reply)
{
	struct diags d = { .arena = a };
	struct signature s;
	struct str der;

	open_signed(a, &s);
	if (timestamp_add(a, &d, s.der, reply, &der))
		as_cms(a, der);
}

/* Into the store of the signed file, then used from there. */
static void as_option(struct arena *a, enum kind kind, struct str bytes)
{
	static const char *const input = "s.pdf";
	struct diags d = { .arena = a };
	struct sign_options o = {
		.time = FUZZ_SIGN_TIME, .input = &input, .ninput = 1, .pass_fd = -1
	};
	struct option_files *files[] = {
		[CERT] = &o.dss_cert, [CRL] = &o.crl, [OCSP] = &o.ocsp
	};
	struct signature s;
	struct str old = open_signed(a, &s), file, query;
	char path[64];
	int fd = fuzz_sign_file(bytes, path);

	*files[kind] = (struct option_files){ { path }, 1 };
	if (sign_bytes(a, &d, &o, old, &file, &query))
		verify(a, file);
	else if (!diag_errors(&d))
		abort();
	close(fd);
}

static void as_trust(struct arena *a, struct str bytes)
{
	struct diags d = { .arena = a };
	struct sign_options o = { .is_verify = true, .time = FUZZ_SIGN_TIME };
	struct signature s;
	struct str file = open_signed(a, &s);
	char path[64];
	int fd = fuzz_sign_file(bytes, path);

	o.trust = (struct option_files){ { path }, 1 };
	if (!verify_bytes(a, &d, &o, "v.pdf", file, false).is_valid && !diag_errors(&d))
		abort();
	close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *byte, size_t n)
{
	struct arena *a = fuzz_sign_arena();
	struct str rest = n > 0 ? fuzz_text(byte + 1, n - 1) : STR("");
	enum kind kind = n > 0 ? (enum kind)(byte[0] % NKIND) : CMS;

	switch (kind) {
	case CMS:
		as_cms(a, rest);
		break;
	case REPLY:
		as_reply(a, rest);
		break;
	case TRUST:
		as_trust(a, rest);
		break;
	default:
		as_option(a, kind, rest);
		break;
	}
	arena_close(a);
	return 0;
}
