#include "cli/command.h"

#include "cli/batch.h"
#include "cli/inputs.h"
#include "cli/outputs.h"

/* One report, here and now: always rendered, up to date or not. */
static int render_one(struct arena *a, const struct options *o, const char *output)
{
	struct engine *n = command_open(o);
	struct batch_result r = batch_render(n, a, o, o->input[0], output);

	command_write_error(r.said);
	engine_close(n);
	return r.status;
}

int command_render(struct arena *a, const struct options *options)
{
	struct options o = *options;
	const char *const *output;
	int status = inputs_expand(a, &o);

	if (status || o.ninput == 0) /* a share may be empty */
		return status;
	output = outputs_find(a, &o);
	if (!output)
		return EXIT_USAGE;
	if (o.print && (status = command_check_print(a, &o)))
		return status;
	if (o.ninput == 1 && !o.is_batch)
		return render_one(a, &o, output[0]);
	return batch_run(a, &o, output);
}
