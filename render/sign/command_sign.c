#include "sign/command.h"

#include "base/file.h"
#include "cli/arguments.h"
#include "cli/options.h"
#include "sign/document.h"
#include "sign/memory.h"
#include "sign/signing.h"

#include <string.h>

static bool spares_inputs(const struct sign_options *o)
{
	const char *written[] = { o->output, o->tsa_request };
	const char *const single[] = { o->input[0],  o->key,        o->cert,     o->p12,
				       o->pass_file, o->seal_image, o->tsa_reply };

	for (size_t i = 0; i < 2; i++)
		for (size_t k = 0; written[i] && k < sizeof single / sizeof *single; k++)
			if (single[k] && strcmp(written[i], "-") &&
			    file_same(written[i], single[k])) {
				arguments_complain(o->lang, "输出文件就是输入文件",
						 "the output is an input", written[i]);
				return false;
			}
	if (o->tsa_request &&
	    (!strcmp(o->output, o->tsa_request) || file_same(o->output, o->tsa_request))) {
		arguments_complain(o->lang, "两个输出是同一个文件", "both outputs are one file",
				 o->output);
		return false;
	}
	return true;
}

int command_sign(struct arena *a, struct diags *d, const struct sign_options *o)
{
	struct str bytes, file, query;
	bool ok;

	if (!spares_inputs(o))
		return EXIT_USAGE;
	ok = file_read(a, d, o->input[0], DOCUMENT_MAX_BYTES, &bytes) &&
	     sign_bytes(a, d, o, bytes, &file, &query);
	if (memory_was_refused(d) || !ok)
		return diag_status(d);
	/* the query first: a signed file without one could not be completed */
	if (!o->tsa_request || file_write(a, d, o->tsa_request, query))
		file_write(a, d, o->output, file);
	return diag_status(d);
}
