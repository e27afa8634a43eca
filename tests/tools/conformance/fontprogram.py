"""Font programs as they are embedded: which glyphs there are, how wide each is in 1/1000 em, and
whether it has ink. CFF after Adobe Technical Notes 5176 and 5177, TrueType after OpenType.
"""
import functools
import struct

NOTDEF = 0
STEMS = (1, 3, 18, 23)        # hstem vstem hstemhm vstemhm
MASKS = (19, 20)              # hintmask cntrmask
MOVES = {21: 2, 22: 1, 4: 1}  # rmoveto hmoveto vmoveto: operands without a width
ENDCHAR, RETURN, CALLSUBR, CALLGSUBR = 14, 11, 10, 29
MAX_CALLS = 10


class Broken(Exception):
    pass


def read_index(data, at):
    """The items of an INDEX, and where it ends."""
    count = struct.unpack_from(">H", data, at)[0]
    if count == 0:
        return [], at + 2
    size = data[at + 2]
    offsets = [int.from_bytes(data[k:k + size], "big")
               for k in range(at + 3, at + 3 + (count + 1) * size, size)]
    base = at + 2 + (count + 1) * size
    if offsets[0] != 1 or sorted(offsets) != offsets or base + offsets[-1] > len(data):
        raise Broken(f"the INDEX at byte {at} is no INDEX")
    return [data[base + a:base + b] for a, b in zip(offsets, offsets[1:])], base + offsets[-1]


def read_real(data, at):
    text = ""
    while True:
        for nibble in (data[at] >> 4, data[at] & 15):
            if nibble == 15:
                return float(text), at + 1
            text += "0123456789.EE -"[nibble] + ("-" if nibble == 12 else "")
        at += 1


def read_dict(data):
    """{operator: operands}; operators of two bytes are 1200 and more."""
    found, operands, at = {}, [], 0
    while at < len(data):
        b = data[at]
        at += 1
        if b <= 21:
            if b == 12:
                b, at = 1200 + data[at], at + 1
            found[b], operands = operands, []
        elif b == 28:
            operands.append(struct.unpack_from(">h", data, at)[0])
            at += 2
        elif b == 29:
            operands.append(struct.unpack_from(">i", data, at)[0])
            at += 4
        elif b == 30:
            value, at = read_real(data, at)
            operands.append(value)
        elif b < 247:
            operands.append(b - 139)
        elif b < 251:
            operands.append((b - 247) * 256 + data[at] + 108)
            at += 1
        else:
            operands.append(-(b - 251) * 256 - data[at] - 108)
            at += 1
    return found


class Charstring:
    """Runs a Type 2 charstring as far as width and ink are concerned."""

    def __init__(self, code, subrs, gsubrs):
        self.subrs, self.gsubrs = subrs, gsubrs
        self.stack, self.nstem = [], 0
        self.extra = None     # the operand that is the width
        self.is_begun = False
        self.has_ink = self.is_ended = False
        self.run(code, 0)
        if not self.is_ended:
            raise Broken("a charstring has no endchar")

    def begin(self, takes):
        """The first operator that clears the stack: one operand too many is the width."""
        if not self.is_begun:
            odd = len(self.stack) % 2 == 1 if takes is None else len(self.stack) > takes
            self.extra = self.stack[0] if odd else None
        self.is_begun = True

    def call(self, subrs, calls):
        bias = 107 if len(subrs) < 1240 else 1131 if len(subrs) < 33900 else 32768
        i = int(self.stack.pop()) + bias
        if calls >= MAX_CALLS or not 0 <= i < len(subrs):
            raise Broken("a charstring calls a subroutine that is not there")
        self.run(subrs[i], calls + 1)

    def number(self, code, at, b):
        if b == 28:
            return struct.unpack_from(">h", code, at)[0], at + 2
        if b < 247:
            return b - 139, at
        if b < 251:
            return (b - 247) * 256 + code[at] + 108, at + 1
        if b < 255:
            return -(b - 251) * 256 - code[at] - 108, at + 1
        return struct.unpack_from(">i", code, at)[0] / 65536, at + 4

    def run(self, code, calls):
        at = 0
        while at < len(code) and not self.is_ended:
            b = code[at]
            at += 1
            if b == 28 or b >= 32:
                value, at = self.number(code, at, b)
                self.stack.append(value)
                continue
            if b == 12:
                at += 1       # flex; arithmetic is not expected
                self.has_ink = True
            elif b in (CALLSUBR, CALLGSUBR):
                self.call(self.subrs if b == CALLSUBR else self.gsubrs, calls)
                continue
            elif b == RETURN:
                return
            elif b in STEMS or b in MASKS:
                self.begin(None)
                self.nstem += len(self.stack) // 2
                at += (self.nstem + 7) // 8 if b in MASKS else 0
            elif b in MOVES:
                self.begin(MOVES[b])
            elif b == ENDCHAR:
                self.begin(4 if len(self.stack) >= 4 else 0)
                self.is_ended = True
            else:
                self.has_ink = True
            self.stack = []


@functools.lru_cache(maxsize=None)
def run_plain(code):
    """Width and ink of a charstring without subroutines; kept, since files share most glyphs."""
    done = Charstring(code, [], [])
    return done.extra, done.has_ink


class CFF:
    """A CFF font: glyphs are found by CID, in a font keyed by name by their number."""

    def __init__(self, data):
        try:
            self.read(data)
        except (IndexError, KeyError, struct.error, ValueError) as e:
            raise Broken(f"CFF: {type(e).__name__} {e}") from e

    def read(self, data):
        names, at = read_index(data, data[2])
        tops, at = read_index(data, at)
        _, at = read_index(data, at)
        self.gsubrs, _ = read_index(data, at)
        if len(names) != 1 or len(tops) != 1:
            raise Broken("a CFF font set of several fonts")
        top = read_dict(tops[0])
        self.code, _ = read_index(data, top[17][0])
        self.known = {}
        if 1230 not in top:
            self.gid = dict(zip(range(len(self.code)), range(len(self.code))))
            self.select = bytes(len(self.code))
            self.dicts = [self.private(data, top, None)]
            return
        self.gid = {cid: gid for gid, cid in enumerate(self.charset(data, top[15][0]))}
        if len(self.gid) != len(self.code):
            raise Broken("CFF: a CID has two glyphs")
        self.select = self.fdselect(data, top[1237][0])
        matrix = top.get(1207)
        fonts, _ = read_index(data, top[1236][0])
        self.dicts = [self.private(data, read_dict(font), matrix) for font in fonts]

    def charset(self, data, at):
        cids, kind, at = [NOTDEF], data[at], at + 1
        while len(cids) < len(self.code):
            first, left = struct.unpack_from(">H", data, at)[0], 0
            at += 2
            if kind:
                left = int.from_bytes(data[at:at + kind], "big")
                at += kind
            cids += range(first, first + left + 1)
        return cids[:len(self.code)]

    def fdselect(self, data, at):
        if data[at] == 0:
            return data[at + 1:at + 1 + len(self.code)]
        if data[at] != 3:
            raise Broken("CFF: an FDSelect of unknown format")
        n, chosen = struct.unpack_from(">H", data, at + 1)[0], bytearray()
        for i in range(n):
            first, fd, end = struct.unpack_from(">HBH", data, at + 3 + 3 * i)
            chosen += bytes([fd]) * (end - first)
        return bytes(chosen)

    def private(self, data, font, top_matrix):
        size, at = font[18]
        private = read_dict(data[at:at + size])
        subrs = read_index(data, at + private[19][0])[0] if 19 in private else []
        own = font.get(1207, [1 if top_matrix else 0.001])
        scale = 1000 * own[0] * (top_matrix[0] if top_matrix else 1)
        return private.get(20, [0])[0], private.get(21, [0])[0], subrs, scale

    def glyph(self, cid):
        """(width, has_ink), None when there is no such glyph."""
        if cid not in self.gid:
            return None
        if cid not in self.known:
            self.known[cid] = self.run(cid, self.gid[cid])
        return self.known[cid]

    def run(self, cid, gid):
        default, nominal, subrs, scale = self.dicts[self.select[gid]]
        try:
            if subrs or self.gsubrs:
                done = Charstring(self.code[gid], subrs, self.gsubrs)
                extra, has_ink = done.extra, done.has_ink
            else:
                extra, has_ink = run_plain(self.code[gid])
        except (IndexError, struct.error) as e:
            raise Broken(f"CFF: the charstring of CID {cid}: {e}") from e
        return (default if extra is None else nominal + extra) * scale, has_ink

    def cids(self):
        return set(self.gid)

    def drawn(self):
        """How many glyphs have ink."""
        return sum(1 for cid in self.gid if self.glyph(cid)[1])


class TrueType:
    """Glyphs are found by their number."""

    def __init__(self, data):
        try:
            self.read(data)
        except (IndexError, KeyError, struct.error) as e:
            raise Broken(f"TrueType: {type(e).__name__} {e}") from e

    def read(self, data):
        if data[:4] not in (b"\0\1\0\0", b"true"):
            raise Broken("TrueType: the program does not begin as one")
        self.table, n = {}, struct.unpack_from(">H", data, 4)[0]
        for i in range(n):
            tag, _, at, size = struct.unpack_from(">4sLLL", data, 12 + 16 * i)
            if at + size > len(data):
                raise Broken(f"TrueType: the table {tag.decode('latin-1')} is cut off")
            self.table[tag.decode("latin-1")] = data[at:at + size]
        table = self.table
        self.em, = struct.unpack_from(">H", table["head"], 18)
        long_loca, = struct.unpack_from(">h", table["head"], 50)
        self.count, = struct.unpack_from(">H", table["maxp"], 4)
        nmetric, = struct.unpack_from(">H", table["hhea"], 34)
        self.widths = struct.unpack(f">{'Hh' * nmetric}", table["hmtx"][:4 * nmetric])[::2]
        loca = struct.unpack_from(f">{self.count + 1}{'L' if long_loca else 'H'}", table["loca"])
        self.loca = [at if long_loca else 2 * at for at in loca]
        if self.em == 0 or self.loca != sorted(self.loca) or self.loca[-1] > len(table["glyf"]):
            raise Broken("TrueType: loca leads out of glyf")

    def glyph(self, gid):
        if not 0 <= gid < self.count:
            return None
        width = self.widths[min(gid, len(self.widths) - 1)]
        return width * 1000 / self.em, self.loca[gid + 1] > self.loca[gid]

    def drawn(self):
        """How many glyphs have ink."""
        return sum(1 for a, b in zip(self.loca, self.loca[1:]) if b > a)
