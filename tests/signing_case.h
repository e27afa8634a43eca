/* What the tests of signing share: a test CA, made by openssl in the trial's folder, and runs. */
#ifndef NIANBAO_TESTS_SIGNING_CASE_H
#define NIANBAO_TESTS_SIGNING_CASE_H

#include "files.h"

#define OPENSSL(t, ...) RUN((t), "/usr/bin/openssl", __VA_ARGS__)
#define SEALED FIXTURE("sealed.xml")
/* Options of a signature by the test's signer. */
#define SIGNER "--key", "k.key", "--cert", "k.pem", "--chain", "ca.pem"

static inline void must(struct result r, const char *what)
{
	cr_assert_eq(r.status, 0, "%s: %s%s", what, r.out.s, r.err.s);
}

/* A key and its certificate from the test CA, `days` long: k.key, k.pem. */
static inline void make_signer(const struct trial *t, const char *name, const char *days)
{
	struct buf key = { .arena = t->a }, cert = { .arena = t->a };

	buf_printf(&key, "%s.key", name);
	buf_printf(&cert, "%s.pem", name);
	must(OPENSSL(t, "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
		     "-keyout", key.s, "-out", "k.csr", "-subj",
		     "/C=CN/CN=\xE6\x9F\x90\xE5\x8E\xBF", "-utf8"),
	     "req");
	write_text(t, "k.ext",
		   STR("keyUsage=critical,digitalSignature,nonRepudiation\n"
		       "basicConstraints=CA:FALSE\nsubjectKeyIdentifier=hash\n"
		       "authorityKeyIdentifier=keyid\n"));
	must(OPENSSL(t, "x509", "-req", "-in", "k.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
		     "-CAcreateserial", "-days", days, "-extfile", "k.ext", "-out", cert.s),
	     "x509");
}

/* ca.key, ca.pem, k.key, k.pem; and r.pdf, a report with a place for a seal. */
static inline struct trial signing_open(void)
{
	struct trial t = trial_open();
	struct buf cache = { .arena = t.a };

	buf_printf(&cache, "PYTHONPYCACHEPREFIX=%s/cache", t.folder);
	t.env[0] = cache.s;
	must(OPENSSL(&t, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
		     "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-subj",
		     "/C=CN/CN=Test CA", "-days", "3650", "-addext",
		     "basicConstraints=critical,CA:TRUE", "-addext",
		     "keyUsage=keyCertSign,cRLSign"),
	     "ca");
	make_signer(&t, "k", "800");
	must(NIANBAO(&t, "render", SEALED, "-o", "r.pdf"), "render");
	return t;
}

/* A service for time stamps: tsa.key, tsa.pem; tsa.cnf, whose section c makes CRLs of the CA. */
static inline void make_stamp_service(const struct trial *t)
{
	must(OPENSSL(t, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
		     "-nodes", "-keyout", "tsa.key", "-out", "tsa.pem", "-subj", "/CN=TSA",
		     "-days", "3650", "-addext", "extendedKeyUsage=critical,timeStamping",
		     "-addext", "basicConstraints=CA:FALSE", "-addext",
		     "keyUsage=critical,digitalSignature"),
	     "tsa");
	write_text(t, "tsa.cnf",
		   STR("[t]\nserial=serial\ncrypto_device=builtin\nsigner_cert=tsa.pem\n"
		       "signer_key=tsa.key\nsigner_digest=sha256\ndefault_policy=1.2.3.4\n"
		       "digests=sha256\nordering=yes\ntsa_name=no\ness_cert_id_chain=no\n"
		       "[c]\ndatabase=index\ncrlnumber=number\ndefault_md=sha256\n"
		       "default_crl_days=30\n"));
	write_text(t, "index", STR(""));
	write_text(t, "number", STR("01\n"));
}

static inline void stamp_query(const struct trial *t, const char *query, const char *reply)
{
	must(OPENSSL(t, "ts", "-reply", "-config", "tsa.cnf", "-section", "t", "-queryfile",
		     query, "-out", reply),
	     "ts");
}

/* An NSS database that trusts the test CA; PDFs are looked at through it. */
static inline void make_nss(const struct trial *t)
{
	cr_assert_eq(mkdir(in_folder(t, "nss"), 0777), 0);
	must(RUN(t, "/usr/bin/certutil", "-N", "-d", "sql:nss", "--empty-password"),
	     "certutil");
	must(RUN(t, "/usr/bin/certutil", "-A", "-d", "sql:nss", "-n", "ca", "-t", "CT,C,C",
		 "-i", "ca.pem"),
	     "certutil");
}

static inline struct str pdfsig(const struct trial *t, const char *file)
{
	struct result r = RUN(t, "/usr/bin/pdfsig", "-nssdir", "sql:nss", file);

	cr_expect_eq(r.status, 0, "%s: %s%s", file, r.out.s, r.err.s);
	return r.out;
}

/* How often the words stand in a text. */
static inline size_t count(struct str text, const char *words)
{
	size_t n = 0, at;

	while ((at = str_find(text, str_from(words))) != (size_t)-1) {
		text = str_sub(text, at + 1, text.n);
		n++;
	}
	return n;
}

static inline void expect_conform(const struct trial *t, const char *standard, const char *file)
{
	struct result r =
		RUN(t, "/usr/bin/python3", NIANBAO_SOURCE_DIR "/tests/tools/conform.py",
		    "--standard", standard, file);

	cr_expect_str_eq(r.out.s, "", "%s: %s", file, r.out.s);
	cr_expect_eq(r.status, 0, "%s: %s", file, r.err.s);
	r = RUN(t, "/usr/bin/qpdf", "--check", file);
	cr_expect_eq(r.status, 0, "%s: %s%s", file, r.out.s, r.err.s);
}

/* Is the first file the beginning of the second? */
static inline bool is_prefix(const struct trial *t, const char *first, const char *second)
{
	struct str a = read_text(t, in_folder(t, first)),
		   b = read_text(t, in_folder(t, second));

	return a.n < b.n && str_eq(str_sub(b, 0, a.n), a);
}

#endif
