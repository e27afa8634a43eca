#include "form/join.h"

const struct section *join_section(const struct report *r, struct str id)
{
	for (size_t i = 0; i < r->nsection; i++)
		if (str_eq(r->section[i].id, id))
			return &r->section[i];
	return NULL;
}

const struct report_form *join_report_form(const struct report *r, struct str id)
{
	for (size_t i = 0; i < r->nform; i++)
		if (str_eq(r->form[i].id, id))
			return &r->form[i];
	return NULL;
}

int join_record(const struct form *f, struct str id, int next)
{
	if (next >= 0 && (size_t)next < f->nrecord && str_eq(f->record[next].id, id))
		return next;
	return form_record_find(f, id);
}

enum seal join_seal(const struct report *r, const struct layout *l)
{
	if (r->signature.has_seal)
		return r->signature.seal;
	for (size_t i = 0; i < l->npart; i++)
		if (l->part[i].kind == PART_SIGNATURE)
			return l->part[i].seal;
	return SEAL_NONE;
}

struct str join_date(const struct report *r)
{
	return r->signature.date.n > 0 ? r->signature.date : r->date;
}

struct join join_form(struct arena *a, const struct report *r, const struct form *f)
{
	struct join j = { .form = f, .given = join_report_form(r, f->id) };
	int *record, last = -1;

	if (!j.given)
		return j;
	j.labels = label_form(a, f);
	j.row = arena_array(a, f->nrecord, sizeof(*j.row));
	j.record = record = arena_array(a, j.given->nrow, sizeof(*record));
	for (size_t i = 0; i < j.given->nrow; i++) {
		record[i] = join_record(f, j.given->row[i].id, last + 1);
		if (record[i] < 0)
			continue;
		last = record[i];
		if (!j.row[last])
			j.row[last] = &j.given->row[i];
	}
	return j;
}

const struct str *join_figure(const struct join *j, size_t irecord, size_t ifield)
{
	const struct report_row *row = j->row[irecord];

	for (size_t i = 0; row && i < row->nfigure; i++)
		if (str_eq(row->figure[i].name, j->form->record[irecord].field[ifield]))
			return &row->figure[i].value;
	return NULL;
}
