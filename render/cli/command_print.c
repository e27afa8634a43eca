/* Print profiles on the command line: those there are, and whether one will do. */
#include "cli/command.h"

#include "base/file.h"
#include "cli/arguments.h"
#include "input/print_profile.h"

int command_profiles(struct arena *a, const struct options *o)
{
	struct diags d = { .arena = a };
	struct buf out = { .arena = a };
	struct engine *n = command_open(o);
	const struct print_profiles *all = engine_profiles(n, &d);

	for (size_t i = 0; all && i < all->n; i++) {
		buf_str(&out, all->profile[i].id);
		buf_char(&out, '\t');
		buf_str(&out, all->profile[i].name);
		buf_char(&out, '\n');
	}
	if (all)
		file_write(a, &d, "-", buf_text(&out));
	command_say(a, &d, o);
	engine_close(n);
	return diag_status(&d);
}

/* Can a file of this profile keep the standard that is asked for? */
static bool keeps(const struct print_profile *profile, const struct standard *s)
{
	if (profile->standard == PRINT_3U)
		return !s->is_ua && s->level != 'A';
	return profile->standard != PRINT_X4;
}

int command_check_print(struct arena *a, const struct options *o)
{
	struct diags d = { .arena = a };
	struct engine *n = command_open(o);
	const struct print_profiles *all = engine_profiles(n, &d);
	const struct print_profile *profile;
	int status = diag_status(&d);

	profile = all ? print_profile_find(all, str_from(o->print)) : NULL;
	if (all && !profile) {
		struct buf what = { .arena = a };
		struct str near = print_profile_near(a, all, str_from(o->print));

		buf_printf(&what, "%s -> %.*s", o->print, (int)near.n, near.s);
		arguments_complain(o->lang, "没有这个印刷方式；nianbao profiles 列出全部",
				 "no such print profile; nianbao profiles lists all", what.s);
		status = EXIT_USAGE;
	} else if (profile && o->has_standard && !keeps(profile, &o->standard)) {
		arguments_complain(o->lang, "这种印刷方式的 PDF 不能符合 --pdf-standard 所列的标准",
				 "a PDF of this print profile cannot keep that --pdf-standard",
				 o->print);
		status = EXIT_USAGE;
	}
	command_say(a, &d, o);
	engine_close(n);
	return status;
}
