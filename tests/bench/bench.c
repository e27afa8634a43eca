/*
 * How much a cold run costs: bench PROGRAM SOURCE_DIR. Runs the program anew for each figure and
 * prints the median CPU time, the largest resident memory and the size of the PDF; for the first
 * report also what the standards cost that a PDF keeps. Figures, not tests: nothing here fails
 * because a machine is slow.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define RUNS 21
#define MAX_JOB 2

struct cost {
	double cpu_ms;
	long rss_kb;
	long long bytes;
	int status;
};

static const char *const report[] = {
	"fixtures/hongqi-xinfang-2022.xml",
	"fixtures/huaian-city-2024.xml",
	"fixtures/long-text.xml",
	"tests/fixtures/long-table.xml",
};

struct job {
	const char *program, *layouts, *input, *output, *standard;
};

static struct cost run(const struct job *job)
{
	struct cost c = { .status = -1 };
	struct rusage use;
	struct stat st;
	pid_t pid = fork();
	int state;

	if (pid == 0) {
		execl(job->program, job->program, "render", "--layouts", job->layouts,
		      job->input, "-o", job->output, "--pdf-standard", job->standard,
		      (char *)NULL);
		_exit(127);
	}
	if (pid < 0 || wait4(pid, &state, 0, &use) < 0)
		return c;
	c.status = WIFEXITED(state) ? WEXITSTATUS(state) : -1;
	c.cpu_ms = (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1e3 +
		   (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e3;
	c.rss_kb = use.ru_maxrss;
	c.bytes = stat(job->output, &st) ? 0 : (long long)st.st_size;
	return c;
}

static int by_cpu(const void *a, const void *b)
{
	double x = ((const struct cost *)a)->cpu_ms, y = ((const struct cost *)b)->cpu_ms;

	return (x > y) - (x < y);
}

/* The median of the runs of each of `n` jobs, which take turns: a slow moment hits all alike. */
static void run_all(const struct job *job, size_t n, struct cost *median)
{
	struct cost c[MAX_JOB][RUNS];

	for (size_t i = 0; i < n; i++)
		run(&job[i]); /* warms the page cache */
	for (int k = 0; k < RUNS; k++)
		for (size_t i = 0; i < n; i++)
			c[i][k] = run(&job[i]);
	for (size_t i = 0; i < n; i++) {
		qsort(c[i], RUNS, sizeof *c[i], by_cpu);
		median[i] = c[i][RUNS / 2];
		if (median[i].status) {
			fprintf(stderr, "%s: exit status %d\n", job[i].input, median[i].status);
			exit(1);
		}
	}
}

static void print(const char *name, struct cost c)
{
	printf("%-36s %10.1f %10.1f %10.1f\n", name, c.cpu_ms, (double)c.rss_kb / 1024,
	       (double)c.bytes / 1024);
}

/* What the standards cost: the first report with those that are usual and with none. */
static void compare_standards(struct job job)
{
	const struct job both[] = {
		job, { job.program, job.layouts, job.input, job.output, "none" }
	};
	struct cost c[2];

	run_all(both, 2, c);
	printf("\n%-36s %10s %10s %10s\n", "the first one again", "CPU ms", "peak MB",
	       "PDF KB");
	print("--pdf-standard 3a,ua1 (usual)", c[0]);
	print("--pdf-standard none", c[1]);
	printf("%-36s %10.2f %10.2f %10.2f\n", "ratio", c[0].cpu_ms / c[1].cpu_ms,
	       (double)c[0].rss_kb / (double)c[1].rss_kb,
	       (double)c[0].bytes / (double)c[1].bytes);
}

int main(int argc, char **argv)
{
	char folder[] = "/tmp/nianbao-bench-XXXXXX", output[64], layouts[4096], input[4096];
	struct job job = {
		.layouts = layouts, .input = input, .output = output, .standard = "3a,ua1"
	};

	if (argc != 3 || !mkdtemp(folder)) {
		fprintf(stderr, "bench PROGRAM SOURCE_DIR\n");
		return 2;
	}
	job.program = argv[1];
	snprintf(output, sizeof output, "%s/out.pdf", folder);
	snprintf(layouts, sizeof layouts, "%s/tests/layouts", argv[2]);
	printf("%-36s %10s %10s %10s\n", "one cold render", "CPU ms", "peak MB", "PDF KB");
	for (size_t i = 0; i < sizeof report / sizeof *report; i++) {
		struct cost c;

		snprintf(input, sizeof input, "%s/%s", argv[2], report[i]);
		run_all(&job, 1, &c);
		print(report[i], c);
	}
	snprintf(input, sizeof input, "%s/%s", argv[2], report[0]);
	compare_standards(job);
	unlink(output);
	rmdir(folder);
	return 0;
}
