"""A PDF file read to the letter: objects by number, how each stands in the file, and what about the
file itself breaks the rules of rules.py.
"""
import re
import zlib

from pdfobject import Lexer, Malformed, Ref, Stream

LINE_ENDS = (b"\r", b"\n")
HEADER = re.compile(rb"%PDF-(1\.[0-7])(\r\n|\r|\n)")
OBJECT = re.compile(rb"(\d+)([\0\t\n\f\r ]+)(\d+)([\0\t\n\f\r ]+)obj")
SECTION = re.compile(rb"(\d+)( +)(\d+)[ ]?(\r\n|\r|\n)")


def unpredict(data, parms):
    """PNG predictors, for cross-reference streams."""
    if parms.get("Predictor", 1) < 10:
        return data
    bits = parms.get("Colors", 1) * parms.get("BitsPerComponent", 8)
    n = (bits * parms.get("Columns", 1) + 7) // 8
    rows, above = [], bytes(n)
    for i in range(0, len(data), n + 1):
        kind, row = data[i], bytearray(data[i + 1:i + 1 + n])
        for k in range(len(row)):
            if kind == 1:
                row[k] = row[k] + (row[k - 1] if k else 0) & 255
            elif kind == 2:
                row[k] = row[k] + above[k] & 255
        rows.append(bytes(row))
        above = rows[-1]
    return b"".join(rows)


class File:
    """Objects by number, read from bytes or given; `problems`: (rule, detail) about the bytes."""

    def __init__(self, objects=None, trailer=None, version=None):
        self.data, self.problems = b"", []
        self.objects, self.trailer, self.offsets = objects or {}, trailer or {}, {}
        self.uses_xref_stream = self.uses_object_stream = False
        self.last = 0         # the highest number in the cross-reference table
        self.version = version

    @classmethod
    def read(cls, data):
        file = cls()
        file.data = data
        file.read_header()
        file.read_end()
        try:
            file.read_sections(file.start)
            file.read_objects()
        except (Malformed, ValueError, IndexError, RecursionError) as e:
            file.say("xref", f"the file cannot be read: {e}")
        return file

    def say(self, rule, detail):
        self.problems.append((rule, detail))

    def hear_hex(self, text, digits):
        if len(digits) % 2:
            self.say("hex-odd", f"{text[:40].decode('latin-1')}")
        if re.search(rb"[^0-9A-Fa-f]", digits):
            self.say("hex-digits", f"{text[:40].decode('latin-1')}")

    def read_header(self):
        m = HEADER.match(self.data)
        if not m:
            self.say("header", f"the file begins with {self.data[:10]!r}")
            return
        self.version = m.group(1).decode()
        if not re.match(rb"%[\x80-\xff]{4}", self.data[m.end():]):
            self.say("binary-comment", f"{self.data[m.end():m.end() + 8]!r}")

    def read_end(self):
        end = self.data[max(self.data.rfind(b"startxref"), 0):]
        m = re.match(rb"startxref[\r\n]+(\d+)(.*)\Z", end, re.S)
        self.start = int(m.group(1)) if m else 0
        if not m or not re.fullmatch(rb"(\r\n|\r|\n)%%EOF(\r\n|\r|\n)?", m.group(2)):
            self.say("eof", f"{self.data[-30:]!r}")

    def read_sections(self, at):
        seen = set()
        while at is not None:
            if at in seen:
                raise Malformed("the sections of the cross-reference table go round")
            seen.add(at)
            if self.data.startswith(b"xref", at):
                trailer = self.read_table(at)
            else:
                trailer = self.read_xref_stream(at)
            self.trailer = self.trailer or trailer
            at = trailer.get("Prev")

    def read_table(self, at):
        m = re.match(rb"xref(\r\n|\r|\n)(?=\d)", self.data[at:at + 20])
        if not m:
            self.say("xref-eol", f"{self.data[at:at + 10]!r}")
            m = re.match(rb"xref[\0\t\n\f\r ]*", self.data[at:at + 50])
        at += m.end()
        while (m := SECTION.match(self.data, at)):
            if m.group(2) != b" ":
                self.say("xref-space", f"{m.group()!r}")
            first, n, at = int(m.group(1)), int(m.group(3)), m.end()
            for i in range(n):
                entry = self.data[at:at + 20]
                e = re.fullmatch(rb"(\d{10}) (\d{5}) ([nf])(?: \r| \n|\r\n)", entry)
                if not e:
                    raise Malformed(f"entry {first + i} of the cross-reference table is {entry!r}")
                self.last = max(self.last, first + i)
                if e.group(3) == b"n":
                    self.offsets.setdefault(first + i, int(e.group(1)))
                elif first + i == 0 and e.group(2) != b"65535":
                    self.say("xref", f"object 0 has the entry {entry!r}")
                at += 20
        lexer = Lexer(self.data, at, self.hear_hex)
        if lexer.object() != b"trailer":
            raise Malformed("no trailer behind the cross-reference table")
        trailer = lexer.object()
        if not isinstance(trailer, dict):
            raise Malformed("the trailer is no dictionary")
        return trailer

    def read_xref_stream(self, at):
        self.uses_xref_stream = True
        _, stream = self.indirect(at)
        if not isinstance(stream, Stream) or stream.entries.get("Type") != "XRef":
            raise Malformed(f"no cross-reference table at byte {at}")
        body, widths = self.decoded(stream), stream.entries["W"]
        index = stream.entries.get("Index", [0, stream.entries["Size"]])
        at = 0
        for first, n in zip(index[::2], index[1::2]):
            for num in range(first, first + n):
                field = []
                for w in widths:
                    field.append(int.from_bytes(body[at:at + w], "big"))
                    at += w
                field[0] = field[0] if widths[0] else 1
                self.last = max(self.last, num)
                if field[0] == 1:
                    self.offsets.setdefault(num, field[1])
                elif field[0] == 2:
                    self.offsets.setdefault(num, (field[1], field[2]))
        return stream.entries

    def indirect(self, at):
        """The object at a byte: its number, itself. How it is written is checked."""
        m = OBJECT.match(self.data, at)
        if not m:
            raise Malformed(f"no object at byte {at}: {self.data[at:at + 12]!r}")
        before, after = self.data[at - 1:at], self.data[m.end():m.end() + 1]
        is_spaced = len(m.group(2)) == len(m.group(4)) == 1
        if not is_spaced or before not in LINE_ENDS or after not in LINE_ENDS:
            self.say("object-space", f"{m.group()!r} between {before!r} and {after!r}")
        num, lexer = int(m.group(1)), Lexer(self.data, m.end(), self.hear_hex)
        value = lexer.object()
        _, word = lexer.token()
        if word == b"stream" and isinstance(value, dict):
            value, lexer.at = self.stream(num, value, lexer.at)
            _, word = lexer.token()
        if word != b"endobj":
            raise Malformed(f"object {num} has no endobj")
        before, after = self.data[lexer.at - 7:lexer.at - 6], self.data[lexer.at:lexer.at + 1]
        if before not in LINE_ENDS or after not in LINE_ENDS:
            self.say("object-space", f"endobj of object {num} between {before!r} and {after!r}")
        return num, value

    def stream(self, num, entries, at):
        """The stream behind its keyword: itself, and where its endstream ends."""
        if self.data.startswith(b"\r\n", at):
            at += 2
        elif self.data.startswith(b"\n", at):
            at += 1
        else:
            self.say("stream-eol", f"object {num}: {self.data[at:at + 2]!r} behind stream")
        length = self.length(entries.get("Length"))
        tail = self.data[at + length:at + length + 11] if length is not None else b""
        if not re.match(rb"(\r\n|\r|\n)?endstream", tail):
            end = self.data.find(b"endstream", at)
            if end < 0:
                raise Malformed(f"stream {num} has no end")
            real = end - at - len(re.search(rb"(\r\n|\r|\n)?\Z", self.data[at:end]).group())
            self.say("stream-length", f"object {num}: Length {length}, in the file {real}")
            length = real
            tail = self.data[at + length:end + 9]
        if tail.startswith(b"endstream"):
            self.say("stream-eol", f"object {num}: no end of line before endstream")
        raw = self.data[at:at + length]
        return Stream(entries, raw), self.data.index(b"endstream", at + length) + 9

    def length(self, value):
        if isinstance(value, Ref):
            at = self.offsets.get(value.num)
            value = self.indirect(at)[1] if isinstance(at, int) else None
        return value if isinstance(value, int) else None

    def read_objects(self):
        packed = {}
        for num, at in sorted(self.offsets.items()):
            if isinstance(at, tuple):
                packed.setdefault(at[0], []).append((num, at[1]))
                continue
            said = len(self.problems)
            found, value = self.indirect(at)
            self.objects[found] = value
            if found != num:
                del self.problems[said:]
                self.say("xref", f"the entry of object {num} leads to object {found}")
        self.uses_object_stream = bool(packed)
        for holder, members in packed.items():
            self.unpack(self.objects[holder], members)
        if self.trailer.get("Size") != self.last + 1:
            self.say("size", f"Size {self.trailer.get('Size')}, the last object is {self.last}")

    def unpack(self, stream, members):
        body = self.decoded(stream)
        numbers = [int(n) for n in body[:stream.entries["First"]].split()]
        for num, i in members:
            at = stream.entries["First"] + numbers[2 * i + 1]
            self.objects[num] = Lexer(body, at, self.hear_hex).object()

    def get(self, value):
        """What a reference refers to, or the value itself."""
        for _ in range(16):
            if not isinstance(value, Ref):
                return value
            value = self.objects.get(value.num)
        return None

    def entry(self, value, *keys):
        """Down the keys of dictionaries; None where there is none."""
        for key in keys:
            value = self.get(value)
            if isinstance(value, Stream):
                value = value.entries
            value = value.get(key) if isinstance(value, dict) else None
        return self.get(value)

    def dict_of(self, value):
        value = self.get(value)
        if isinstance(value, Stream):
            value = value.entries
        return value if isinstance(value, dict) else {}

    def array_of(self, value):
        value = self.get(value)
        return value if isinstance(value, list) else []

    def decoded(self, stream):
        filters, data = self.get(stream.entries.get("Filter")), stream.raw
        filters = filters if isinstance(filters, list) else [filters] if filters else []
        parms = self.get(stream.entries.get("DecodeParms"))
        parms = parms if isinstance(parms, list) else [parms] * len(filters)
        for name, parm in zip(filters, parms):
            if self.get(name) != "FlateDecode":
                raise Malformed(f"the filter {self.get(name)} is not known here")
            decoder = zlib.decompressobj()
            try:
                data = unpredict(decoder.decompress(data), self.get(parm) or {})
            except zlib.error as e:
                raise Malformed(str(e)) from e
            if not decoder.eof:
                raise Malformed("deflated data without an end")
        return data

    @property
    def catalog(self):
        return self.dict_of(self.trailer.get("Root"))

    def pages(self):
        """References of the pages in order, with what they inherit."""
        found, seen = [], set()

        def walk(ref, inherited):
            node = self.dict_of(ref)
            if isinstance(ref, Ref):
                if ref in seen:
                    return
                seen.add(ref)
            kept = {k: node[k] for k in ("Resources", "MediaBox", "CropBox", "Rotate") if k in node}
            if node.get("Type") == "Page":
                found.append((ref, {**inherited, **node}))
            for kid in self.array_of(node.get("Kids")):
                walk(kid, {**inherited, **kept})
        walk(self.catalog.get("Pages"), {})
        return found


def walk(top, where):
    """Every stream, dictionary and array in an object, and its path; not through references."""
    found = [(top, where)]
    for value, where in found:
        if isinstance(value, Stream):
            found.append((value.entries, where))
        elif isinstance(value, dict):
            found += [(item, f"{where}/{key}") for key, item in value.items()
                      if isinstance(item, (dict, list))]
        elif isinstance(value, list):
            found += [(item, where) for item in value if isinstance(item, (dict, list))]
    return found


def is_signature_widget(entries):
    """The one kind of annotation that the program has."""
    return entries.get("Subtype") == "Widget" and entries.get("FT") == "Sig"
