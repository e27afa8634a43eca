/*
 * Is a render linear in its report? linear PROGRAM LAYOUT_DIR. Renders made reports of so many
 * pages of text and so many rows of a table, and of twice as many, and prints the median CPU time
 * of each and their ratio; exit status 1 when one is above 2.2.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_RUNS 11
#define MOST_RATIO 2.2

/* A page of 22 lines of 28 characters holds about four of these. */
static const char *const paragraph[] = {
	"<p>截至2024年12月31日，全市累计主动公开政府信息12,368,904条，其中规章和行政规范性文件1,204件，门户网站"
	"访问量3,562,187,450次；依据《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）办理申请917件，办结"
	"率100%，群众满意度比上年提高2.7个百分点。</p>",
	"<p>坚持“谁起草、谁解读”，把解读材料与政策文件同步组织、同步审签、同步发布，综合运用图解、动漫、短视频"
	"等形式，讲清“是什么”“为什么”“怎么办”；召开新闻发布会6场，答记者问23次，网上信箱来信412封，全部在"
	"规定时限内答复——平均用时2.3个工作日……</p>",
};

struct job {
	const char *program, *layouts, *report, *output;
};

static double run_ms(const struct job *job)
{
	struct rusage use;
	int state = 0;
	pid_t pid = fork();

	if (pid == 0) {
		execl(job->program, job->program, "render", "--layouts", job->layouts, job->report,
		      "-o", job->output, (char *)NULL);
		_exit(127);
	}
	if (pid < 0 || wait4(pid, &state, 0, &use) < 0 || !WIFEXITED(state) ||
	    WEXITSTATUS(state)) {
		fprintf(stderr, "%s: render failed\n", job->report);
		exit(1);
	}
	return (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1e3 +
	       (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e3;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Many runs of what is short, few of what is long. */
static double median_ms(const struct job *job)
{
	double ms[MAX_RUNS] = { run_ms(job) };
	int n = ms[0] < 200 ? MAX_RUNS : ms[0] < 1000 ? 5 : 3;

	for (int i = 1; i < n; i++)
		ms[i] = run_ms(job);
	qsort(ms, (size_t)n, sizeof *ms, by_size);
	return ms[n / 2];
}

static void write_pages(FILE *f, int npage)
{
	for (int i = 0; i < 4 * npage; i++)
		fputs(paragraph[i % 2], f);
}

static void write_rows(FILE *f, int nrow)
{
	fputs("<table><tr><th>序号</th><th>名称</th><th>数量</th><th>说明</th></tr>", f);
	for (int i = 0; i + 1 < nrow; i++) /* the head is one of them */
		fprintf(f, "<tr><td>%d</td><th>第%d类事项</th><td>%d</td><td>其中本级%d件</td></tr>",
			i + 1, i % 97 + 1, i * 7919 % 100003, i % 13);
	fputs("</table>", f);
}

static double measure(const struct job *job, void (*put)(FILE *, int), int n)
{
	FILE *f = fopen(job->report, "w");

	if (!f) {
		perror(job->report);
		exit(1);
	}
	fputs("<report layout='small-text'><head><organ>云岭市</organ><year>2024</year></head>"
	      "<section id='text'>", f);
	put(f, n);
	fputs("</section></report>\n", f);
	if (fclose(f)) {
		perror(job->report);
		exit(1);
	}
	return median_ms(job);
}

int main(int argc, char **argv)
{
	static const struct {
		const char *what;
		void (*put)(FILE *, int);
		int n;
	} row[] = {
		{ "pages", write_pages, 10 },  { "pages", write_pages, 100 },
		{ "pages", write_pages, 500 }, { "rows", write_rows, 100 },
		{ "rows", write_rows, 1000 },  { "rows", write_rows, 10000 },
	};
	char folder[] = "/tmp/nianbao-linear-XXXXXX", report[64], output[64];
	struct job job = { .report = report, .output = output };
	int status = 0;

	if (argc != 3 || !mkdtemp(folder)) {
		fprintf(stderr, "linear PROGRAM LAYOUT_DIR\n");
		return 2;
	}
	job.program = argv[1];
	job.layouts = argv[2];
	snprintf(report, sizeof report, "%s/r.xml", folder);
	snprintf(output, sizeof output, "%s/r.pdf", folder);
	printf("%-14s %10s %10s %10s\n", "size", "CPU ms", "twice it", "ratio");
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		double once = measure(&job, row[i].put, row[i].n);
		double twice = measure(&job, row[i].put, 2 * row[i].n);

		printf("%7d %-6s %10.1f %10.1f %10.2f\n", row[i].n, row[i].what, once, twice,
		       twice / once);
		fflush(stdout);
		status |= twice / once > MOST_RATIO;
	}
	unlink(report);
	unlink(output);
	rmdir(folder);
	return status;
}
