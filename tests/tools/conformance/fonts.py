"""Fonts: dictionaries, programs, and every code that is shown."""
import functools
import re
import unicodedata

import fontprogram
from pdfobject import Lexer, Malformed, Stream, Word

DESCRIPTOR = ("Type FontName Flags FontBBox ItalicAngle Ascent Descent CapHeight StemV").split()
PROGRAMS = {"CIDFontType0": "FontFile3", "CIDFontType2": "FontFile2"}
NO_TEXT = ("\0", "\ufeff", "\ufffe")
MAX_BLOCK = 100  # entries of a bfchar or bfrange


@functools.lru_cache(maxsize=64)
def read_program(data, is_cff):
    return fontprogram.CFF(data) if is_cff else fontprogram.TrueType(data)


class Font:
    def __init__(self, file, report, ref, codes):
        self.file, self.report, self.codes = file, report, codes
        self.font = file.dict_of(ref)
        self.name = str(self.font.get("BaseFont", f"object {ref.num}"))
        kids = file.array_of(self.font.get("DescendantFonts"))
        self.cid_font = file.dict_of(kids[0]) if len(kids) == 1 else {}
        self.descriptor = file.dict_of(self.cid_font.get("FontDescriptor"))
        self.kind = file.get(self.cid_font.get("Subtype"))
        self.program = self.gids = None
        self.is_tagged = True

    def say(self, rule, detail=""):
        self.report.say(rule, f"{self.name}{': ' if str(detail) else ''}{detail}")

    def check(self):
        if self.font.get("Type") != "Font" or self.cid_font.get("Type") != "Font":
            self.say("font-type")
        kind = (self.font.get("Subtype"), self.file.get(self.font.get("Encoding")))
        if kind != ("Type0", "Identity-H"):
            self.say("font-kind", kind)
            return
        if self.kind not in PROGRAMS:
            self.say("font-subtype", self.kind)
            return
        self.check_names()
        self.check_dictionaries()
        self.read_program()
        self.read_gid_map()
        self.check_tag()
        self.check_cid_set()
        if self.program and (self.gids or self.kind != "CIDFontType2"):
            self.check_glyphs()
        self.check_text()

    def check_names(self):
        names = [self.font.get("BaseFont"), self.cid_font.get("BaseFont")]
        names.append(self.descriptor.get("FontName"))
        if None in names[:2]:
            self.say("font-name")
        elif len(set(names)) > 1:
            self.say("font-name-differs", " ".join(map(str, names)))
        self.is_tagged = all(re.match(r"[A-Z]{6}\+.", n or "AAAAAA+A") for n in names)

    def check_dictionaries(self):
        missing = [key for key in DESCRIPTOR if key not in self.descriptor]
        flags = self.descriptor.get("Flags", 4)
        if missing or not isinstance(flags, int) or bool(flags & 4) == bool(flags & 32):
            self.say("descriptor", " ".join(missing) or f"Flags {flags}")
        system = self.file.dict_of(self.cid_font.get("CIDSystemInfo"))
        for key, kind in (("Registry", bytes), ("Ordering", bytes), ("Supplement", int)):
            if not isinstance(system.get(key), kind):
                self.say("system-info", key)

    def read_program(self):
        there = [key for key in ("FontFile", "FontFile2", "FontFile3") if key in self.descriptor]
        if not there:
            self.say("font-embedded")
            return
        stream = self.file.get(self.descriptor[there[0]])
        wanted = "CIDFontType0C" if self.kind == "CIDFontType0" else None
        is_stream = isinstance(stream, Stream) and stream.entries.get("Subtype") == wanted
        if not is_stream or there != [PROGRAMS[self.kind]]:
            self.say("font-program", f"{self.kind} with {' '.join(there)}")
            return
        try:
            data = self.file.decoded(stream)
            length = self.file.get(stream.entries.get("Length1"))
            if wanted is None and length != len(data):
                self.say("font-program", f"Length1 {length}, there are {len(data)} bytes")
            self.program = read_program(data, wanted is not None)
        except fontprogram.Broken as e:
            self.say("font-program", e)
        except Malformed as e:
            self.say("stream-data", e)

    def read_gid_map(self):
        if self.kind != "CIDFontType2":
            return
        value = self.file.get(self.cid_font.get("CIDToGIDMap"))
        if isinstance(value, Stream):
            data = self.file.decoded(value)
            self.gids = [a << 8 | b for a, b in zip(data[::2], data[1::2])]
            if len(data) % 2 or len(data) > 2 * 65536:
                self.say("gid-map", f"{len(data)} bytes")
        elif value == "Identity":
            self.gids = range(65536)
        else:
            self.say("gid-map", value)

    def glyph_number(self, code):
        """What the program is asked for: the CID, or the glyph that it stands for."""
        if self.kind != "CIDFontType2":
            return code
        return self.gids[code] if self.gids and code < len(self.gids) else 0

    def check_tag(self):
        """Without a tag the font is whole: it has more glyphs than are shown."""
        try:
            if not self.is_tagged and (not self.program or
                                       self.program.drawn() <= len(self.codes) + 1):
                self.say("subset-tag")
        except fontprogram.Broken:
            pass  # said when the glyphs are looked at

    def check_cid_set(self):
        if "CIDSet" not in self.descriptor:
            if self.report.claims.part == 1 and self.is_tagged:
                self.say("cid-set", "there is none")
            return
        if self.report.claims.part != 1:
            self.say("cid-set-needless")
        data = self.file.decoded(self.file.get(self.descriptor["CIDSet"]))
        said = {8 * i + k for i, byte in enumerate(data) for k in range(8) if byte & 128 >> k}
        if isinstance(self.program, fontprogram.CFF):
            wanted = self.program.cids()
        else:
            wanted = {code for code, gid in enumerate(self.gids or []) if gid} | {0}
        if said ^ wanted:
            differ = f"differs in {sorted(said ^ wanted)[:8]}"
            self.say("cid-set", differ)
            self.say("cid-set-wrong", differ)

    def widths(self):
        found, items = {}, self.file.array_of(self.cid_font.get("W"))
        while items:
            first, second = items[0], self.file.get(items[1]) if len(items) > 1 else None
            if isinstance(second, list):
                found.update(zip(range(first, first + len(second)), second))
                items = items[2:]
            elif len(items) > 2 and isinstance(second, int):
                found.update(dict.fromkeys(range(first, second + 1), items[2]))
                items = items[3:]
            else:
                self.say("width", "W ends in the middle")
                break
        return found

    def check_glyphs(self):
        widths, default = self.widths(), self.cid_font.get("DW", 1000)
        try:
            for code in sorted(self.codes):
                number, width = self.glyph_number(code), widths.get(code, default)
                glyph = self.program.glyph(number)
                if number == fontprogram.NOTDEF:
                    self.say("notdef", f"<{code:04X}>")
                elif glyph is None:
                    self.say("glyph", f"<{code:04X}>")
                elif abs(glyph[0] - width) > 1:
                    self.say("width", f"<{code:04X}> {width}, in the program {glyph[0]:.1f}")
        except fontprogram.Broken as e:
            self.say("font-program", e)

    def has_ink(self, code):
        if not self.program or (self.kind == "CIDFontType2" and not self.gids):
            return True
        try:
            glyph = self.program.glyph(self.glyph_number(code))
        except fontprogram.Broken:
            return True
        return self.glyph_number(code) == fontprogram.NOTDEF or glyph is None or glyph[1]

    def check_text(self):
        stream = self.file.get(self.font.get("ToUnicode"))
        if not isinstance(stream, Stream):
            self.say("to-unicode", "there is no ToUnicode")
            return
        try:
            texts = read_cmap(self.file.decoded(stream))
        except Malformed as e:
            self.say("to-unicode-form", e)
            return
        for code, is_said in sorted(self.codes.items()):
            text = texts.get(code, "")
            if not text:
                self.say("to-unicode", f"<{code:04X}>")
            elif any(c in text for c in NO_TEXT):
                self.say("to-unicode-value", f"<{code:04X}>")
            elif any(unicodedata.category(c) == "Co" for c in text) and not is_said:
                self.say("private-use", f"<{code:04X}> U+{ord(text[0]):04X}")
            elif is_visible(text) and not self.has_ink(code):
                self.say("glyph-blank", f"<{code:04X}> {text}")


def is_visible(text):
    return any(unicodedata.category(c)[0] not in "ZC" and not is_selector(c) for c in text)


def is_selector(c):
    """A variation selector, which by itself has no form."""
    return "\ufe00" <= c <= "\ufe0f" or "\U000e0100" <= c <= "\U000e01ef"


def utf16(data):
    try:
        return data.decode("utf-16-be")
    except UnicodeDecodeError as e:
        raise Malformed(f"<{data.hex()}> is no UTF-16") from e


@functools.lru_cache(maxsize=1024)
def read_cmap(data):
    """{code: text} of a ToUnicode CMap; Malformed where readers would not agree on it."""
    texts, operands, lexer = {}, [], Lexer(data)
    is_spaced = False
    while True:
        kind, text = lexer.token()
        if kind == "end":
            break
        value = lexer.value(kind, text)
        if not isinstance(value, Word):
            operands.append(value)
            continue
        if value in (b"begincodespacerange", b"beginbfchar", b"beginbfrange"):
            if not operands or not isinstance(operands[-1], int) or operands[-1] > MAX_BLOCK:
                raise Malformed(f"{value.decode()} of {operands[-1:]}")
            count = operands[-1]
        elif value in (b"begincidrange", b"begincidchar", b"usecmap"):
            raise Malformed(f"{value.decode()} has no meaning in a ToUnicode CMap")
        elif value == b"endcodespacerange":
            is_spaced = operands == [b"\0\0", b"\xff\xff"]
        elif value == b"endbfchar":
            put_chars(texts, operands, count)
        elif value == b"endbfrange":
            put_ranges(texts, operands, count)
        operands = []
    if not is_spaced:
        raise Malformed("the code space is not <0000> to <FFFF>")
    return texts


def put_chars(texts, items, count):
    if len(items) != 2 * count or not all(isinstance(i, bytes) for i in items):
        raise Malformed(f"a bfchar of {count} has {len(items)} items")
    for code, text in zip(items[::2], items[1::2]):
        put(texts, code, utf16(text))


def put_ranges(texts, items, count):
    if len(items) != 3 * count:
        raise Malformed(f"a bfrange of {count} has {len(items)} items")
    for first, last, text in zip(items[::3], items[1::3], items[2::3]):
        codes = range(int.from_bytes(first, "big"), int.from_bytes(last, "big") + 1)
        if isinstance(text, list):
            if len(text) != len(codes):
                raise Malformed("a bfrange whose list is not its length")
            for code, one in zip(codes, text):
                put(texts, code.to_bytes(2, "big"), utf16(one))
            continue
        if first[:-1] != last[:-1] or text[-1] + len(codes) - 1 > 255:
            raise Malformed(f"a bfrange <{first.hex()}> <{last.hex()}> that passes xxFF")
        for i, code in enumerate(codes):
            put(texts, code.to_bytes(2, "big"), utf16(text[:-1] + bytes([text[-1] + i])))


def put(texts, code, text):
    if len(code) != 2:
        raise Malformed(f"the code <{code.hex()}> has not two bytes")
    number = code[0] << 8 | code[1]
    if texts.setdefault(number, text) != text:
        raise Malformed(f"the code <{code.hex()}> has two texts")


def check(file, report, shown):
    """All fonts of the pages' resources, shown or not."""
    fonts = dict(shown)
    for _, page in file.pages():
        for ref in file.dict_of(file.dict_of(page.get("Resources")).get("Font")).values():
            if isinstance(ref, tuple):
                fonts.setdefault(ref, {})
    names = [file.dict_of(ref).get("BaseFont") for ref in fonts]
    for name in sorted({str(n) for n in names if n is not None and names.count(n) > 1}):
        report.say("subset-tag-twice", name)
    for ref, codes in fonts.items():
        Font(file, report, ref, codes).check()
