#include "form/init.h"

#include "form/label.h"

struct init {
	struct arena *a;
	const struct layout *l;
	struct buf *out;
};

static void put_escaped(struct buf *out, struct str s)
{
	static const struct {
		char c;
		const char *entity;
	} escape[] = { { '&', "&amp;" }, { '<', "&lt;" }, { '>', "&gt;" }, { '"', "&quot;" } };

	for (size_t i = 0; i < s.n; i++) {
		const char *entity = NULL;

		for (size_t k = 0; k < sizeof(escape) / sizeof(*escape); k++)
			if (s.s[i] == escape[k].c)
				entity = escape[k].entity;
		if (entity)
			buf_z(out, entity);
		else
			buf_char(out, s.s[i]);
	}
}

/* XML forbids "--" inside a comment, and a hyphen before its end. */
static void put_comment(struct buf *out, const char *indent, struct str s)
{
	char before = '\0';

	buf_z(out, indent);
	buf_z(out, "<!-- ");
	for (size_t i = 0; i < s.n; i++) {
		if (s.s[i] == '-' && before == '-')
			buf_char(out, ' ');
		buf_char(out, s.s[i]);
		before = s.s[i];
	}
	buf_z(out, " -->\n");
}

static void put_element(struct buf *out, const char *indent, const char *name, struct str text)
{
	buf_printf(out, "%s<%s>", indent, name);
	put_escaped(out, text);
	buf_printf(out, "</%s>\n", name);
}

static void put_section(struct init *i, const struct layout_part *part)
{
	struct str hint = part->hint.n > 0 ? part->hint : STR("（文字描述）");

	put_comment(i->out, "  ", text_plain(i->a, part->title));
	buf_z(i->out, "  <section id=\"");
	put_escaped(i->out, part->id);
	buf_z(i->out, "\">\n");
	put_element(i->out, "    ", "p", hint);
	buf_z(i->out, "  </section>\n");
}

/* A column as it was told to the reader of the file. */
struct column {
	struct str field, head;
};

/* Add a column to those told; false when it was there. */
static bool tell(struct column *told, size_t *n, struct column c)
{
	for (size_t i = 0; i < *n; i++)
		if (str_eq(told[i].field, c.field) && str_eq(told[i].head, c.head))
			return false;
	told[(*n)++] = c;
	return true;
}

/* "三、收到和处理…：person 自然人，enterprise 商业企业，…" */
static void put_columns(struct init *i, const struct layout_part *part,
			const struct form_labels *l)
{
	const struct form *f = l->form;
	struct column *told = arena_array(i->a, f->ncell, sizeof(*told));
	struct buf b = { .arena = i->a };
	size_t n = 0;

	buf_str(&b, text_plain(i->a, part->title));
	for (size_t r = 0; r < f->nrecord; r++) {
		for (size_t k = 0; k < f->record[r].nfield; k++) {
			struct column c = { f->record[r].field[k],
					    label_of_field(i->a, l, r, k) };

			if (!tell(told, &n, c))
				continue;
			buf_z(&b, n == 1 ? "：" : "，");
			buf_str(&b, c.field);
			buf_char(&b, ' ');
			buf_str(&b, c.head);
		}
	}
	put_comment(i->out, "  ", buf_text(&b));
}

static void put_row(struct init *i, const struct form_labels *l, size_t irecord)
{
	const struct form_record *record = &l->form->record[irecord];

	put_comment(i->out, "    ", label_path(i->a, l, irecord));
	buf_z(i->out, "    <row id=\"");
	put_escaped(i->out, record->id);
	buf_char(i->out, '"');
	for (size_t k = 0; k < record->nfield; k++) {
		buf_char(i->out, ' ');
		buf_str(i->out, record->field[k]);
		buf_z(i->out, "=\"0\"");
	}
	buf_z(i->out, "/>\n");
}

static void put_form(struct init *i, const struct layout_part *part)
{
	const struct form *f = layout_form(i->l, part->id);
	struct form_labels labels = label_form(i->a, f);

	put_columns(i, part, &labels);
	buf_z(i->out, "  <form id=\"");
	put_escaped(i->out, part->id);
	buf_z(i->out, "\">\n");
	for (size_t r = 0; r < f->nrecord; r++)
		put_row(i, &labels, r);
	buf_z(i->out, "  </form>\n");
}

static void put_part(struct init *i, const struct layout_part *part)
{
	switch (part->kind) {
	case PART_PREFACE:
		put_comment(i->out, "  ", STR("引言（可选）：<preface><p>…</p></preface>"));
		break;
	case PART_SECTION:
		put_section(i, part);
		break;
	case PART_FORM:
		put_form(i, part);
		break;
	case PART_SIGNATURE:
		put_comment(i->out, "  ",
			    STR("落款（可选）：<signature><organ/><date/></signature>，"
				"日期取自 <head> 中的 <date>2023-01-16</date>"));
		break;
	}
}

void init_report(struct arena *a, const struct layout *l, struct str organ, struct str year,
		 struct buf *out)
{
	struct init i = { .a = a, .l = l, .out = out };

	buf_z(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<report layout=\"");
	put_escaped(out, l->id);
	buf_z(out, "\">\n  <head>\n");
	put_element(out, "    ", "organ", organ);
	put_element(out, "    ", "year", year);
	if (l->red_head.mark_style.n > 0)
		put_comment(out, "    ",
			    STR("版头：<document-number>某府发〔2025〕3号</document-number>；"
				"需要时 <copy-number>000012</copy-number>、<secrecy>秘密★1年</secrecy>、"
				"<urgency>特急</urgency>"));
	if (l->imprint.style.n > 0)
		put_comment(out, "    ",
			    STR("版记：<copy-to>某某机关，某某机关</copy-to>、"
				"<issued-by>某某办公室</issued-by>、"
				"<issued-date>2025-01-26</issued-date>"));
	buf_z(out, "  </head>\n");
	for (size_t k = 0; k < l->npart; k++)
		put_part(&i, &l->part[k]);
	if (l->annexes.list_style.n > 0)
		put_comment(out, "  ", STR("附件（可选，可有多个）：<annex><title>…</title><p>…</p></annex>"));
	buf_z(out, "</report>\n");
}
