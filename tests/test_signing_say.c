/* What nianbao verify says of a file, for machines and in Chinese; how a pass phrase is asked. */
#include "signing_case.h"

/* Evaluated by Python: `v` is the list of objects that were printed. */
static void expect_json(struct trial *t, const char *file, const char *claim)
{
	struct result r = NIANBAO(t, "verify", "--json", file, "--trust", "ca.pem", "--time",
				  "2027-03-02");
	struct buf script = { .arena = t->a };

	write_text(t, "said.json", r.out);
	buf_printf(&script,
		   "import json\n"
		   "v = [json.loads(x) for x in open('said.json', encoding='utf-8')]\n"
		   "s = v[0]['signatures']\n"
		   "if not (%s): print(v)\n",
		   claim);
	r = RUN(t, "/usr/bin/python3", "-c", script.s);
	cr_expect(r.status == 0 && r.out.n == 0, "%s: %s%s", claim, r.out.s, r.err.s);
}

Test(signing_say, json_of_each_signature)
{
	struct trial t = signing_open();
	struct str s;

	must(NIANBAO(&t, "sign", "r.pdf", "-o", "s.pdf", SIGNER, "--time",
		     "2027-03-01T09:30:00+08:00"),
	     "sign");
	expect_json(&t, "s.pdf",
		    "len(v) == 1 and v[0]['file'] == 's.pdf' and v[0]['valid'] is True and "
		    "v[0]['report_inside'] == 'same' and len(s) == 1");
	expect_json(&t, "s.pdf",
		    "s[0]['valid'] and s[0]['whole'] and s[0]['covers_total'] and not "
		    "s[0]['changed_since'] and not s[0]['signed_since'] and not "
		    "s[0]['experimental']");
	expect_json(&t, "s.pdf",
		    "s[0]['level'] == 'PAdES B-B' and s[0]['trust'] == 'trusted' and "
		    "s[0]['stated_time'] == '2027-03-01T09:30:00+08:00' and "
		    "'\\u67d0\\u53bf' in s[0]['signer'] and 'Test CA' in s[0]['issuer'] and "
		    "s[0]['stamped_time'] == ''");
	must(NIANBAO(&t, "sign", "s.pdf", "-o", "s2.pdf", SIGNER), "sign");
	expect_json(&t, "s2.pdf",
		    "len(s) == 2 and sorted(x['signed_since'] for x in s) == [False, True] and "
		    "sorted(x['covers_total'] for x in s) == [False, True]");
	/* one byte of the signed ones */
	s = str_copy(t.a, read_text(&t, in_folder(&t, "s.pdf")));
	((char *)(uintptr_t)s.s)[s.n / 2] ^= 1;
	write_text(&t, "bad.pdf", s);
	expect_json(&t, "bad.pdf", "v[0]['valid'] is False and not any(x['whole'] for x in s)");
	trial_close(&t);
}

/* Names of fields and files may be any bytes; JSON is UTF-8 (RFC 8259, 8.1). */
Test(signing_say, json_is_utf_8_whatever_a_field_is_called)
{
	struct trial t = signing_open();

	must(NIANBAO(&t, "sign", "r.pdf", "-o", "\xFF\"\\.pdf", SIGNER), "sign");
	expect_json(&t, "\xFF\"\\.pdf", "v[0]['file'] == '\\ufffd\"\\\\.pdf' and v[0]['valid']");
	trial_close(&t);
}

Test(signing_say, the_same_in_chinese)
{
	static const char *const words[] = { "s.pdf: 有效\n",
					     "  签名域: ",
					     "    签名人: ",
					     "    签过的内容: 完好\n",
					     "    覆盖: 整个文件\n",
					     "    信任: 未核对（没有 --trust）\n",
					     "    结论: 有效\n",
					     "  所附报告: 所附报告排出来正是这个文件\n" };
	struct trial t = signing_open();
	struct result r;
	struct str s;

	must(NIANBAO(&t, "sign", "r.pdf", "-o", "s.pdf", SIGNER), "sign");
	t.env[1] = "LC_ALL=zh_CN.UTF-8";
	r = NIANBAO(&t, "verify", "s.pdf");
	cr_expect_eq(r.status, 0);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		cr_expect(says(r.out, words[i]), "%s: %s", words[i], r.out.s);
	must(NIANBAO(&t, "sign", "s.pdf", "-o", "s2.pdf", SIGNER), "sign");
	r = NIANBAO(&t, "verify", "s2.pdf", "--trust", "ca.pem");
	cr_expect(says(r.out, "覆盖: 一部分；之后只加了签名\n") && says(r.out, "信任: 可信\n"), "%s",
		  r.out.s);
	s = str_copy(t.a, read_text(&t, in_folder(&t, "s.pdf")));
	((char *)(uintptr_t)s.s)[s.n / 2] ^= 1;
	write_text(&t, "bad.pdf", s);
	r = NIANBAO(&t, "verify", "bad.pdf");
	cr_expect(says(r.out, "bad.pdf: 无效\n") && says(r.out, "签过的内容: 不完好\n"), "%s",
		  r.out.s);
	trial_close(&t);
}

/* Runs argv at a terminal of its own, types a line, prints what the terminal showed. */
#define TERMINAL                                                                               \
	"import os, pty, sys\n"                                                                \
	"pid, fd = pty.fork()\n"                                                               \
	"if pid == 0: os.execv(sys.argv[2], sys.argv[2:])\n"                                   \
	"seen = b''\n"                                                                         \
	"while b'phrase: ' not in seen and '\\u53e3\\u4ee4\\uff1a'.encode() not in seen:\n"    \
	"    seen += os.read(fd, 1000)\n"                                                      \
	"os.write(fd, sys.argv[1].encode() + b'\\n')\n"                                        \
	"try:\n"                                                                               \
	"    while True:\n"                                                                    \
	"        more = os.read(fd, 1000)\n"                                                   \
	"        if not more: break\n"                                                         \
	"        seen += more\n"                                                               \
	"except OSError: pass\n"                                                               \
	"sys.stdout.buffer.write(seen)\n"                                                      \
	"sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))\n"

#define AT_TERMINAL(t, typed, ...)                                                             \
	RUN(t, "/usr/bin/python3", "-c", TERMINAL, typed, NIANBAO_PROGRAM, "sign", "r.pdf",    \
	    "-o", "s.pdf", __VA_ARGS__)

Test(signing_say, a_pass_phrase_is_asked_for_and_not_shown)
{
	struct trial t = signing_open();
	struct result r;
	int terminal = posix_openpt(O_RDWR | O_NOCTTY);

	if (terminal < 0 || grantpt(terminal) || unlockpt(terminal) || !ptsname(terminal) ||
	    access(ptsname(terminal), R_OK | W_OK))
		goto out; /* a machine without pseudo-terminals, such as a bare chroot */
	close(terminal);
	write_text(&t, "pass", STR("tr0ub4dor\n"));
	must(OPENSSL(&t, "pkey", "-in", "k.key", "-aes256", "-passout", "file:pass", "-out",
		     "e.key"),
	     "pkey");
	r = AT_TERMINAL(&t, "tr0ub4dor", "--key", "e.key", "--cert", "k.pem");
	cr_expect_eq(r.status, 0, "%s%s", r.out.s, r.err.s);
	cr_expect(says(r.out, "e.key, pass phrase: ") && !says(r.out, "tr0ub4dor"), "%s",
		  r.out.s);
	cr_expect_eq(access(in_folder(&t, "s.pdf"), R_OK), 0);
	remove(in_folder(&t, "s.pdf"));
	r = AT_TERMINAL(&t, "wrong", "--key", "e.key", "--cert", "k.pem");
	cr_expect(r.status == 1 && says(r.out, "error[E702]"), "%d %s", r.status, r.out.s);
	cr_expect_neq(access(in_folder(&t, "s.pdf"), R_OK), 0);
	t.env[1] = "LC_ALL=zh_CN.UTF-8";
	r = AT_TERMINAL(&t, "tr0ub4dor", "--key", "e.key", "--cert", "k.pem");
	cr_expect(r.status == 0 && says(r.out, "e.key 的口令："), "%d %s", r.status, r.out.s);
out:
	trial_close(&t);
}
