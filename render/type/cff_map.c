#include "type/cff_read.h"

/*
 * Charsets of format 1 and 2: ranges of a first CID and how many follow it, in `nleft` bytes.
 * They begin with glyph 1, as .notdef is CID 0.
 */
static bool read_cid_ranges(struct cff_bytes s, size_t nleft, const uint32_t *gid, size_t n,
			    uint16_t *cid)
{
	size_t i = 0, at = 1;

	for (uint32_t first = 1; i < n; at += 2 + nleft) {
		uint32_t code, left;

		if (s.n - at < 2 + nleft)
			return false;
		code = str_uint(s.s + at, 2);
		left = str_uint(s.s + at + 2, nleft);
		if (code + left > UINT16_MAX)
			return false;
		for (; i < n && gid[i] <= first + left; i++)
			cid[i] = (uint16_t)(code + gid[i] - first);
		first += left + 1;
	}
	return true;
}

bool cff_read_cids(const struct cff_font *font, const uint32_t *gid, size_t n, uint16_t *cid)
{
	struct cff_bytes s = font->charset;

	if (s.s[0] == 1 || s.s[0] == 2)
		return read_cid_ranges(s, s.s[0], gid, n, cid);
	if (s.s[0] != 0)
		return false;
	for (size_t i = 0; i < n; i++) {
		size_t at = 1 + 2 * ((size_t)gid[i] - 1);

		if (at > s.n || s.n - at < 2)
			return false;
		cid[i] = (uint16_t)str_uint(s.s + at, 2);
	}
	return true;
}

/* FDSelect of format 3: ranges of a first glyph and an FD; each ends where the next begins. */
static bool read_fd_ranges(struct cff_bytes s, const uint32_t *gid, size_t n, uint8_t *fd)
{
	size_t i = 0, at = 3;
	uint32_t nrange;

	if (s.n < 5)
		return false;
	nrange = str_uint(s.s + 1, 2);
	for (; nrange > 0 && i < n; nrange--, at += 3) {
		uint32_t first, end;

		if (s.n - at < 5)
			return false;
		first = str_uint(s.s + at, 2);
		end = str_uint(s.s + at + 3, 2);
		for (; i < n && gid[i] >= first && gid[i] < end; i++)
			fd[i] = s.s[at + 2];
	}
	return i == n;
}

bool cff_read_fds(const struct cff_font *font, const uint32_t *gid, size_t n, uint8_t *fd)
{
	struct cff_bytes s = font->fd_select;

	if (s.s[0] == 3) {
		if (!read_fd_ranges(s, gid, n, fd))
			return false;
	} else if (s.s[0] == 0) {
		for (size_t i = 0; i < n; i++) {
			if (gid[i] >= s.n - 1)
				return false;
			fd[i] = s.s[1 + gid[i]];
		}
	} else {
		return false;
	}
	for (size_t i = 0; i < n; i++)
		if (fd[i] >= font->nfd)
			return false;
	return true;
}
