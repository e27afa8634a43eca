#include "sign/command.h"

#include "base/file.h"
#include "base/limits.h"
#include "cli/command.h"
#include "sign/memory.h"
#include "sign/verify.h"

static void verify_one(struct diags *d, const struct sign_options *o, const char *file,
		       struct buf *out)
{
	size_t memory = SIGN_MEMORY;
	struct arena *own = arena_open(memory, command_oom, NULL);
	struct verdict v = { .file = file };
	struct str bytes;
	struct buf said = { .arena = own };

	arena_set_full(own, command_full, &memory);
	if (file_read(own, d, file, DOCUMENT_MAX_BYTES, &bytes)) {
		v = verify_bytes(own, d, o, file, bytes, true);
		if (o->as_json)
			verify_say_json(&said, &v);
		else
			verify_say(&said, &v, o->lang);
		buf_str(out, buf_text(&said));
	}
	arena_close(own);
}

int command_verify(struct arena *a, struct diags *d, const struct sign_options *o)
{
	struct buf out = { .arena = a };

	for (size_t i = 0; i < o->ninput; i++)
		verify_one(d, o, o->input[i], &out);
	if (!memory_was_refused(d) && out.n > 0)
		file_write(a, d, "-", buf_text(&out));
	return diag_status(d);
}
