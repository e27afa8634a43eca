/*
 * The library: installed, and used by a program that is not of this tree; from many threads; and
 * when memory is used up. Release builds only install it so (a sanitizer wants its own linking).
 */
#include "files.h"

#include "nianbao.h"

#include <pthread.h>
#include <sys/resource.h>

#define THREADS 6
#define ROUNDS 3

static struct nianbao *open_here(void)
{
	struct nianbao_options options = { .share_dir = NIANBAO_SOURCE_DIR,
					   .font_dir = NIANBAO_FONT_DIR };
	struct nianbao *n = nianbao_open(&options);

	cr_assert(n);
	return n;
}

Test(host, gives_the_bytes_of_the_program)
{
	struct trial t = trial_open();
	struct nianbao *n = open_here();
	struct nianbao_result r;
	struct str report = read_text(&t, GOOD), pdf;

	cr_assert_eq(NIANBAO(&t, "render", GOOD, "-o", "r.pdf").status, 0);
	pdf = read_text(&t, in_folder(&t, "r.pdf"));
	cr_expect_eq(nianbao_render(n, GOOD, &r), 0);
	cr_expect(r.status == 0 && r.pages == 5 && r.size == pdf.n && !memcmp(r.bytes, pdf.s, r.size));
	cr_expect_str_eq(r.messages, "");
	nianbao_release(&r);
	cr_expect_eq(nianbao_render_bytes(n, "x.xml", report.s, report.n, &r), 0);
	cr_expect(r.size == pdf.n && !memcmp(r.bytes, pdf.s, r.size));
	nianbao_release(&r);
	nianbao_close(n);
	cr_expect_str_eq(nianbao_version(), NIANBAO_VERSION);
	trial_close(&t);
}

Test(host, says_what_is_wrong)
{
	struct nianbao_options options = { .share_dir = NIANBAO_SOURCE_DIR,
					   .font_dir = NIANBAO_FONT_DIR,
					   .check_only = true,
					   .language = NIANBAO_CHINESE };
	struct nianbao *n = nianbao_open(&options);
	struct nianbao_result r;

	cr_expect_eq(nianbao_render(n, UNBALANCED, &r), 1);
	cr_expect(!r.bytes && !r.size && strstr(r.messages, "error[E311]: 勾稽关系"), "%s",
		  r.messages);
	nianbao_release(&r);
	cr_expect_eq(nianbao_render(n, "no-such-file.xml", &r), 3);
	nianbao_release(&r);
	nianbao_close(n);
	options.pdf_standard = "1a,ua1";
	cr_expect(!nianbao_open(&options), "no file keeps both");
	nianbao_close(NULL);
}

/* A report that takes more than it may is wrong; the next one is as ever. */
Test(host, has_a_limit_of_memory)
{
	struct nianbao_options options = { .share_dir = NIANBAO_SOURCE_DIR,
					   .font_dir = NIANBAO_FONT_DIR,
					   .memory = 8 };
	struct nianbao *n = nianbao_open(&options);
	struct nianbao_result r;
	struct trial t = trial_open();
	struct buf rows = { .arena = t.a };
	struct str report;

	cr_assert(n);
	buf_z(&rows, "<table>");
	for (int i = 0; i < 5000; i++)
		buf_z(&rows, "<tr><td>1</td><td>2</td></tr>\n");
	buf_z(&rows, "</table><p>");
	report = read_text(&t, write_changed(&t, "r.xml", "<p>", rows.s));
	for (int i = 0; i < 3; i++) {
		cr_expect_eq(nianbao_render(n, in_folder(&t, "r.xml"), &r), 1);
		cr_expect(!r.bytes && strstr(r.messages,
					     "r.xml: error[E108]: more memory than the "
					     "limit of 8 MB"),
			  "%s", r.messages);
		nianbao_release(&r);
		cr_expect_eq(nianbao_render_bytes(n, "x", report.s, report.n, &r), 1);
		nianbao_release(&r);
		cr_expect_eq(nianbao_render(n, GOOD, &r), 0, "%s", r.messages);
		nianbao_release(&r);
	}
	nianbao_close(n);
	options.memory = 65537;
	cr_expect(!nianbao_open(&options), "no more than 64 GB");
	trial_close(&t);
}

static const char *const mixed[] = { GOOD, FIXTURE("made-2019.xml"), FIXTURE("figures.xml"),
				     FIXTURE("sealed.xml"), UNBALANCED };
#define NMIXED (sizeof(mixed) / sizeof(*mixed))

struct shared {
	struct nianbao *n;
	struct str want[NMIXED];
	int wrong[THREADS];
};

struct thread {
	struct shared *shared;
	size_t i;
};

static void *render_mixed(void *host)
{
	struct thread *t = host;

	for (size_t k = 0; k < ROUNDS * NMIXED; k++) {
		size_t which = (t->i + k) % NMIXED;
		struct str want = t->shared->want[which];
		struct nianbao_result r;

		nianbao_render(t->shared->n, mixed[which], &r);
		if (r.size != want.n || (want.n && memcmp(r.bytes, want.s, want.n)))
			t->shared->wrong[t->i]++;
		nianbao_release(&r);
	}
	return NULL;
}

Test(host, serves_many_threads_at_once)
{
	struct shared shared = { .n = open_here() };
	struct trial t = trial_open();
	struct thread thread[THREADS];
	pthread_t id[THREADS];

	for (size_t i = 0; i < NMIXED; i++) {
		struct nianbao_result r;

		nianbao_render(shared.n, mixed[i], &r);
		shared.want[i] = str_copy(t.a, (struct str){ r.bytes, r.size });
		nianbao_release(&r);
	}
	for (size_t i = 0; i < THREADS; i++) {
		thread[i] = (struct thread){ &shared, i };
		cr_assert_eq(pthread_create(&id[i], NULL, render_mixed, &thread[i]), 0);
	}
	for (size_t i = 0; i < THREADS; i++) {
		pthread_join(id[i], NULL);
		cr_expect_eq(shared.wrong[i], 0, "thread %zu: %d", i, shared.wrong[i]);
	}
	nianbao_close(shared.n);
	trial_close(&t);
}

#ifndef __SANITIZE_ADDRESS__ /* which takes terabytes of address space */
/* With too little address space a job ends, and with enough of it the next one is as ever. */
Test(host, outlives_a_lack_of_memory)
{
	struct nianbao *n = open_here();
	struct rlimit old, tight;
	struct nianbao_result r;
	size_t size;
	int nfailed = 0;

	cr_assert_eq(nianbao_render(n, GOOD, &r), 0);
	size = r.size;
	nianbao_release(&r);
	cr_assert_eq(getrlimit(RLIMIT_AS, &old), 0);
	for (size_t mb = 1; mb < 200; mb += 7) {
		FILE *f = fopen("/proc/self/statm", "r");
		unsigned long pages = 0;

		cr_assert(f && fscanf(f, "%lu", &pages) == 1);
		fclose(f);
		tight = old;
		tight.rlim_cur = pages * 4096 + (mb << 18);
		cr_assert_eq(setrlimit(RLIMIT_AS, &tight), 0);
		nianbao_render(n, FIXTURE("long-text.xml"), &r);
		cr_assert_eq(setrlimit(RLIMIT_AS, &old), 0);
		cr_expect(r.status == 0 || (r.status == 3 && r.messages[0]), "%d", r.status);
		nfailed += r.status == 3;
		nianbao_release(&r);
		cr_expect_eq(nianbao_render(n, GOOD, &r), 0);
		cr_expect_eq(r.size, size);
		nianbao_release(&r);
	}
	cr_expect_gt(nfailed, 0, "memory was never used up");
	nianbao_close(n);
}

/* As docs/host.c says: compiled against what was installed, by pkg-config and by CMake. */
Test(host, is_installed_for_others)
{
	struct trial t = trial_open();
	struct result r;

	copy_file(&t, GOOD, "a.xml");
	copy_file(&t, FIXTURE("made-2019.xml"), "b.xml");
	copy_file(&t, UNBALANCED, "c.xml");
	r = RUN(&t, "/bin/sh", "-c",
		"set -e; cmake --install '" NIANBAO_BUILD_DIR "' --prefix $PWD/there >/dev/null\n"
		"pc=$(dirname $(find there -name nianbao.pc)); export PKG_CONFIG_PATH=$PWD/$pc\n"
		"cc " NIANBAO_HOST_FLAGS " '" NIANBAO_SOURCE_DIR "/docs/host.c' $(pkg-config --cflags --libs nianbao) -o host\n"
		"export NIANBAO_SHARE=$PWD/there/share/nianbao\n"
		"exec ./host a.xml b.xml c.xml");
	cr_expect_str_eq(r.out.s, "", "the host ends with the worst status: %s", r.out.s);
	cr_expect_eq(r.status, 1, "%s", r.err.s);
	cr_expect(says(r.err, "error[E311]: 勾稽关系"), "%s", r.err.s);
	cr_assert_eq(NIANBAO(&t, "render", "a.xml", "-o", "alone.pdf").status, 0);
	cr_expect(str_eq(read_text(&t, in_folder(&t, "a.pdf")),
			 read_text(&t, in_folder(&t, "alone.pdf"))));
	write_text(&t, "CMakeLists.txt",
		   STR("cmake_minimum_required(VERSION 3.25)\nproject(h C)\n"
		       "find_package(nianbao REQUIRED)\nadd_executable(h host.c)\n"
		       "target_link_libraries(h nianbao::nianbao)\n"));
	copy_file(&t, NIANBAO_SOURCE_DIR "/docs/host.c", "host.c");
	r = RUN(&t, "/bin/sh", "-c",
		"cmake -G Ninja -S . -B built -DCMAKE_PREFIX_PATH=$PWD/there "
		"'-DCMAKE_EXE_LINKER_FLAGS=" NIANBAO_HOST_FLAGS "' >log 2>&1 &&"
		" cmake --build built >>log 2>&1 || cat log >&2; rm a.pdf\n"
		"NIANBAO_SHARE=$PWD/there/share/nianbao built/h a.xml");
	cr_expect_eq(r.status, 0, "%s", r.err.s);
	cr_expect_eq(access(in_folder(&t, "a.pdf"), R_OK), 0);
	trial_close(&t);
}
#endif
