/* What the tests of type/ and page/ share: the locked fonts, opened by the project's roles. */
#ifndef NIANBAO_TESTS_TYPE_CASE_H
#define NIANBAO_TESTS_TYPE_CASE_H

#include "base/file.h"
#include "input/roles.h"
#include "type/linebreak.h"
#include "type/para.h"
#include "type/shape.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define CASE_MEMORY ((size_t)1 << 30)

struct type_case {
	struct arena *a, *said, *fonts_arena;
	struct diags d;
	struct font_set *fonts;
};

static void type_case_oom(void *host)
{
	(void)host;
	abort();
}

static inline struct type_case type_case_open(void)
{
	struct type_case c = { .a = arena_open(CASE_MEMORY, type_case_oom, NULL),
			       .said = arena_open(CASE_MEMORY, type_case_oom, NULL),
			       .fonts_arena = arena_open(CASE_MEMORY, type_case_oom, NULL) };
	struct str bytes;
	const char *file = NIANBAO_SOURCE_DIR "/fonts/roles.xml";
	const struct roles *roles;

	c.d.arena = c.said;
	cr_assert(file_read(c.fonts_arena, &c.d, file, 1 << 20, &bytes));
	roles = roles_read(c.fonts_arena, &c.d, str_from(file), bytes);
	cr_assert(roles);
	/* The diags of a moved struct would dangle; faces opened later speak to a list of their own. */
	struct diags *heard = arena_alloc(c.said, sizeof *heard);
	heard->arena = c.said;
	c.fonts = font_set_open(c.fonts_arena, heard, roles, NIANBAO_FONT_DIR);
	return c;
}

static inline void type_case_close(struct type_case *c)
{
	font_set_close(c->fonts);
	arena_close(c->fonts_arena);
	arena_close(c->a);
	arena_close(c->said);
}

static inline struct font_role *type_case_role(struct type_case *c, const char *id)
{
	struct font_role *role = font_role_find(c->fonts, str_from(id));

	cr_assert(role, "role %s", id);
	return role;
}

static inline struct text type_case_text(struct type_case *c, const char *z)
{
	return text_from(c->a, STR("test.xml"), 7, str_from(z));
}

/* Body text on the page's grid: 28 characters in 156 mm. */
static inline struct para_spec type_case_body(struct type_case *c)
{
	struct font_role *role = type_case_role(c, "body");

	return (struct para_spec){ .role = role,
				   .strong = role,
				   .size = 16 * EMU_PT,
				   .em = 156 * EMU_MM,
				   .em_parts = 28,
				   .width = 156 * EMU_MM,
				   .align = PARA_JUSTIFY };
}

static inline struct shaped type_case_shape(struct type_case *c, const char *z)
{
	struct font_role *role = type_case_role(c, "body");
	struct shape_options o = { role, role, false };

	return shape_text(c->a, &c->d, type_case_text(c, z), &o);
}

#endif
