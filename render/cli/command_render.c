#include "cli/command.h"

#include "base/file.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* "folder/name.xml" -> "other/name.pdf"; without a folder, beside the input. */
static const char *output_for(struct arena *a, const struct options *o, const char *input)
{
	const char *slash = strrchr(input, '/'), *name = slash ? slash + 1 : input;
	const char *dot = strrchr(name, '.');
	size_t stem = dot && dot > name ? (size_t)(dot - name) : strlen(name);
	struct buf b = { .arena = a };

	if (o->output)
		return o->output;
	if (o->stage != NIANBAO_PDF)
		return "-";
	if (!strcmp(input, "-") && !o->folder)
		return "-";
	if (o->folder)
		buf_printf(&b, "%s/", o->folder);
	else
		buf_put(&b, input, (size_t)(name - input));
	if (!strcmp(input, "-"))
		buf_z(&b, "report");
	else
		buf_put(&b, name, stem);
	buf_z(&b, ".pdf");
	return b.s;
}

static const char *folder_of(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? str_z(a, (struct str){ path, (size_t)(slash + 1 - path) }) : ".";
}

/* Do both names mean one file, also when it is not there yet? */
static bool is_one_file(struct arena *a, const char *x, const char *y)
{
	const char *xslash = strrchr(x, '/'), *yslash = strrchr(y, '/');

	if (!strcmp(x, y) || file_same(x, y))
		return true;
	return !strcmp(xslash ? xslash + 1 : x, yslash ? yslash + 1 : y) &&
	       file_same(folder_of(a, x), folder_of(a, y));
}

/* Outputs must not be inputs, nor each other. */
static bool outputs_are_safe(struct arena *a, const struct options *o, const char **output)
{
	for (size_t i = 0; i < o->ninput; i++) {
		bool dash;

		output[i] = output_for(a, o, o->input[i]);
		dash = !strcmp(output[i], "-");
		for (size_t k = 0; k < o->ninput && !dash; k++) {
			if (file_same(output[i], o->input[k]) ||
			    (o->roles_file && file_same(output[i], o->roles_file)) ||
			    (o->previous && file_same(output[i], o->previous))) {
				options_complain(o->lang, "输出文件就是输入文件",
						 "the output is an input", output[i]);
				return false;
			}
			if (k < i && is_one_file(a, output[i], output[k])) {
				options_complain(o->lang, "两个报告会写到同一个文件",
						 "two reports would be written to one file",
						 output[i]);
				return false;
			}
		}
	}
	return true;
}

static int render_one(struct nianbao *n, const struct options *o, const char *input,
		      const char *output)
{
	struct nianbao_output result;
	int status = nianbao_render(n, input, &result);

	if (!status && o->stage != NIANBAO_CHECK &&
	    !file_write(result.arena, result.diags, output, result.bytes))
		status = EXIT_MACHINE;
	command_say(result.arena, result.diags, o);
	nianbao_release(&result);
	return status;
}

/* Every `of`-th report, starting with the `first`. */
static int render_share(const struct options *o, const char *const *output, size_t first,
			size_t of)
{
	struct nianbao *n = command_open(o);
	int worst = 0;

	for (size_t i = first; i < o->ninput; i += of) {
		int status = render_one(n, o, o->input[i], output[i]);

		worst = status > worst ? status : worst;
	}
	nianbao_close(n);
	return worst;
}

/*
 * Reports are independent: each job is a process of its own. A child that can't be started or
 * dies leaves its share to count as a failure of the machine.
 */
static int render_jobs(const struct options *o, const char *const *output, size_t njob)
{
	int worst = 0;
	size_t started = 0;

	for (; started < njob; started++) {
		pid_t pid = fork();

		if (pid == 0)
			_exit(render_share(o, output, started, njob));
		if (pid < 0) {
			worst = EXIT_MACHINE;
			break;
		}
	}
	for (size_t i = 0; i < started; i++) {
		int state, status;

		if (wait(&state) < 0)
			return EXIT_MACHINE;
		status = WIFEXITED(state) ? WEXITSTATUS(state) : EXIT_MACHINE;
		worst = status > worst ? status : worst;
	}
	return worst;
}

int command_render(struct arena *a, const struct options *o)
{
	const char **output = arena_array(a, o->ninput, sizeof *output);
	size_t njob = o->jobs < o->ninput ? o->jobs : o->ninput;

	if (o->stage != NIANBAO_CHECK && !outputs_are_safe(a, o, output))
		return EXIT_USAGE;
	if (njob < 2)
		return render_share(o, output, 0, 1);
	return render_jobs(o, output, njob);
}
