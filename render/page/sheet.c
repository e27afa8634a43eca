#include "page/sheet.h"

#define CORNERS 4

const struct print_profile print_profile_plain = { .id = { "office", 6 }, .sheet.across = 1 };

struct imposer {
	struct arena *a;
	const struct book *book;
	const struct print_profile *profile;
	struct sheets *to;
	emu shift;  /* of even pages, so that their binding edge is at the right */
	emu margin; /* around the page, for bleed and marks */
	struct sheet *sheet;
};

emu placement_x(const struct placement *p, emu x)
{
	return p->x + (emu)emu_scale(x, p->num, p->den);
}

emu placement_y(const struct placement *p, emu y)
{
	return p->y + (emu)emu_scale(y, p->num, p->den);
}

const struct placement *sheets_find(const struct sheets *s, uint32_t page, size_t *isheet)
{
	for (*isheet = 0; *isheet < s->n; (*isheet)++) {
		const struct sheet *sheet = &s->sheet[*isheet];

		for (size_t i = 0; i < sheet->nplace; i++)
			if (sheet->place[i].page == page)
				return &sheet->place[i];
	}
	return NULL;
}

/* num / den: as large as the place lets it be; without `fits`, never larger than it is. */
static void scale_page(const struct imposer *m, emu width, emu height, struct placement *p)
{
	emu w = m->book->width, h = m->book->height;
	bool is_flat = (int64_t)width * h <= (int64_t)height * w;

	p->num = is_flat ? width : height;
	p->den = is_flat ? w : h;
	if (p->num == p->den || (p->num > p->den && !m->profile->sheet.fits))
		p->num = p->den = 1;
}

/* Page `ipage` (counted from 0) in the `column`-th place of a sheet, moved right by `creep`. */
static struct placement place(const struct imposer *m, size_t ipage, int32_t column, emu creep)
{
	emu room = m->to->width - 2 * m->margin, width = room / m->profile->sheet.across;
	emu height = m->to->height - 2 * m->margin;
	struct placement p = { .page = (uint32_t)ipage };
	emu shift = m->book->page[ipage].number % 2 == 0 ? m->shift : 0;

	scale_page(m, width, height, &p);
	p.x = m->margin + (emu)((int64_t)room * column / m->profile->sheet.across) + creep;
	p.x += (width - (emu)emu_scale(m->book->width, p.num, p.den)) / 2;
	p.x += (emu)emu_scale(shift, p.num, p.den);
	p.y = m->margin + (height - (emu)emu_scale(m->book->height, p.num, p.den)) / 2;
	return p;
}

static void impose_reading(struct imposer *m)
{
	size_t across = (size_t)m->profile->sheet.across, n = m->book->npage;
	struct placement *p = arena_array(m->a, n, sizeof *p);

	m->to->n = (n + across - 1) / across;
	m->sheet = arena_array(m->a, m->to->n, sizeof *m->sheet);
	for (size_t i = 0; i < n; i++) {
		struct sheet *s = &m->sheet[i / across];

		p[i] = place(m, i, (int32_t)(i % across), 0);
		if (s->nplace++ == 0)
			s->place = &p[i];
	}
}

/* Two sides a sheet of paper, from the outermost in: (last, 1) (2, last - 1) (last - 2, 3) … */
static void impose_saddle(struct imposer *m)
{
	size_t n = m->book->npage, nside = 2 * ((n + 3) / 4);

	m->to->n = nside;
	m->sheet = arena_array(m->a, nside, sizeof *m->sheet);
	for (size_t i = 0; i < nside; i++) {
		struct placement *p = arena_array(m->a, 2, sizeof *p);
		size_t low = i, high = 2 * nside - 1 - i, left = i % 2 ? low : high;
		size_t right = i % 2 ? high : low;
		emu creep = (emu)(i / 2) * m->profile->sheet.creep;

		m->sheet[i].place = p;
		if (left < n)
			p[m->sheet[i].nplace++] = place(m, left, 0, creep);
		if (right < n)
			p[m->sheet[i].nplace++] = place(m, right, 1, -creep);
	}
}

static struct item mark(const struct imposer *m, emu x, emu y, emu x1, emu y1)
{
	return (struct item){ .kind = ITEM_RULE,
			      .x = x,
			      .y = y,
			      .x1 = x1,
			      .y1 = y1,
			      .size = m->profile->press.mark_rule };
}

/* Two rules at each corner of the trimmed page, outside of the bleed. */
static void add_marks(struct imposer *m)
{
	const struct print_press *press = &m->profile->press;
	const struct sheet_box *t = &m->to->trim;
	struct item *item = arena_array(m->a, 2 * CORNERS, sizeof *item);
	emu near = press->mark_gap, far = press->mark_gap + press->mark_length;

	for (int i = 0; i < CORNERS; i++) {
		emu x = i % 2 ? t->right : t->left, y = i / 2 ? t->bottom : t->top;
		emu sx = i % 2 ? 1 : -1, sy = i / 2 ? 1 : -1;

		item[2 * i] = mark(m, x + sx * near, y, x + sx * far, y);
		item[2 * i + 1] = mark(m, x, y + sy * near, x, y + sy * far);
	}
	m->to->mark = item;
	m->to->nmark = 2 * CORNERS;
}

static struct sheet_box inset(const struct sheets *s, emu by)
{
	return (struct sheet_box){ by, by, s->width - by, s->height - by };
}

/* The paper and its boxes. */
static void measure(struct imposer *m)
{
	const struct print_profile *profile = m->profile;
	struct sheets *s = m->to;

	m->margin = profile->press.margin;
	s->width =
		(profile->sheet.width ? profile->sheet.width : m->book->width) + 2 * m->margin;
	s->height = (profile->sheet.height ? profile->sheet.height : m->book->height) +
		    2 * m->margin;
	s->trim = inset(s, m->margin);
	s->bleed =
		inset(s, profile->standard == PRINT_X4 ? m->margin - profile->press.bleed : 0);
	if (profile->standard == PRINT_X4)
		add_marks(m);
}

const struct sheets *sheets_make(struct arena *a, const struct book *b,
				 const struct print_profile *profile,
				 const struct layout_page *layout)
{
	struct sheets *s = arena_alloc(a, sizeof *s);
	struct imposer m = { .a = a, .book = b, .profile = profile, .to = s };

	*s = (struct sheets){ .profile = profile };
	if (layout && profile->mirrors)
		m.shift = layout->width - 2 * layout->left - layout->text_width;
	measure(&m);
	if (profile->sheet.order == PRINT_SADDLE)
		impose_saddle(&m);
	else
		impose_reading(&m);
	s->sheet = m.sheet;
	return s;
}
