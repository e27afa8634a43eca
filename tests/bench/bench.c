/*
 * How much a cold run costs: bench PROGRAM SOURCE_DIR. Runs the program anew for each figure and
 * prints the median CPU time, the largest resident memory and the size of the PDF. Figures, not
 * tests: nothing here fails because a machine is slow.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define RUNS 21

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

static struct cost run(const char *program, const char *layouts, const char *input,
		       const char *output)
{
	struct cost c = { .status = -1 };
	struct rusage use;
	struct stat st;
	pid_t pid = fork();
	int state;

	if (pid == 0) {
		execl(program, program, "render", "--layouts", layouts, input, "-o", output,
		      (char *)NULL);
		_exit(127);
	}
	if (pid < 0 || wait4(pid, &state, 0, &use) < 0)
		return c;
	c.status = WIFEXITED(state) ? WEXITSTATUS(state) : -1;
	c.cpu_ms = (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1e3 +
		   (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e3;
	c.rss_kb = use.ru_maxrss;
	c.bytes = stat(output, &st) ? 0 : (long long)st.st_size;
	return c;
}

static int by_cpu(const void *a, const void *b)
{
	double x = ((const struct cost *)a)->cpu_ms, y = ((const struct cost *)b)->cpu_ms;

	return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
	char folder[] = "/tmp/nianbao-bench-XXXXXX", output[64], layouts[4096], input[4096];

	if (argc != 3 || !mkdtemp(folder)) {
		fprintf(stderr, "bench PROGRAM SOURCE_DIR\n");
		return 2;
	}
	snprintf(output, sizeof output, "%s/out.pdf", folder);
	snprintf(layouts, sizeof layouts, "%s/tests/layouts", argv[2]);
	printf("%-36s %10s %10s %10s\n", "one cold render", "CPU ms", "peak MB", "PDF KB");
	for (size_t i = 0; i < sizeof report / sizeof *report; i++) {
		struct cost c[RUNS];

		snprintf(input, sizeof input, "%s/%s", argv[2], report[i]);
		run(argv[1], layouts, input, output); /* warms the page cache */
		for (int k = 0; k < RUNS; k++)
			c[k] = run(argv[1], layouts, input, output);
		qsort(c, RUNS, sizeof *c, by_cpu);
		if (c[RUNS / 2].status) {
			fprintf(stderr, "%s: exit status %d\n", report[i], c[RUNS / 2].status);
			return 1;
		}
		printf("%-36s %10.1f %10.1f %10.1f\n", report[i], c[RUNS / 2].cpu_ms,
		       (double)c[RUNS / 2].rss_kb / 1024, (double)c[RUNS / 2].bytes / 1024);
	}
	unlink(output);
	rmdir(folder);
	return 0;
}
