/*
 * A PDF that may carry a report. A child process reads it, whose death is an answer: what of that
 * the fuzzer can't see is carried over in shared memory, the counters of coverage and the first
 * report of a sanitizer, which is a finding here.
 */
#include "fuzz_message.h"
#include "mend_pdf.h"

#include "input/pdf_files.h"

#include <pthread.h>
#include <sanitizer/asan_interface.h>
#include <signal.h>
#include <sys/mman.h>

/* What is counted; this file is not, or clang would mix them up with its own declarations. */
extern uint8_t __start___sancov_cntrs[], __stop___sancov_cntrs[];
/* As the sanitizer and the linker call them. */
void __ubsan_on_report(void);
void __real__exit(int status);
void __wrap__exit(int status);

static struct {
	char report[8192]; /* of a sanitizer */
	bool has_counters;
	uint8_t counter[]; /* of the child */
} *shared;

static bool is_child;

static size_t ncounter(void)
{
	return (size_t)(__stop___sancov_cntrs - __start___sancov_cntrs);
}

/* The child's memory is bounded: that it is used up is an answer. */
static void keep_report(const char *text)
{
	if (is_child && !strstr(text, "out-of-memory") && !strstr(text, "size-too-big"))
		snprintf(shared->report, sizeof shared->report, "%s", text);
}

void __ubsan_on_report(void)
{
	keep_report("undefined behaviour in the child: render this input with the asan build\n");
}

static void stay_silent(void)
{
}

/* libFuzzer's own handlers would call what the child dies of a finding. */
static void become_child(void)
{
	is_child = true;
	__sanitizer_set_death_callback(stay_silent);
	signal(SIGABRT, SIG_DFL);
}

void __wrap__exit(int status)
{
	if (is_child) {
		memcpy(shared->counter, __start___sancov_cntrs, ncounter());
		shared->has_counters = true;
	}
	__real__exit(status);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	shared = mmap(NULL, sizeof *shared + ncounter(), PROT_READ | PROT_WRITE,
		      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED || pthread_atfork(NULL, NULL, become_child) != 0)
		abort();
	__asan_set_error_report_callback(keep_report);
	return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *byte, size_t n, size_t most, unsigned seed)
{
	return mend_mutate(byte, n, most, seed, 0);
}

static void take_over(void)
{
	uint8_t *own = __start___sancov_cntrs;

	if (shared->report[0]) {
		fputs(shared->report, stderr);
		abort();
	}
	for (size_t i = 0; shared->has_counters && i < ncounter(); i++)
		own[i] = shared->counter[i] > own[i] ? shared->counter[i] : own[i];
	shared->has_counters = false;
}

int LLVMFuzzerTestOneInput(const uint8_t *byte, size_t n)
{
	struct arena *a = fuzz_arena();
	struct diags d = { .arena = a };
	struct pdf_files files;

	if (pdf_files_read(a, &d, STR("p.pdf"), fuzz_text(byte, n), &files))
		pdf_files_are_safe(&files, &d, STR("p.pdf"));
	else if (!diag_status(&d))
		abort();
	fuzz_count_message(&d);
	take_over();
	arena_close(a);
	return 0;
}
