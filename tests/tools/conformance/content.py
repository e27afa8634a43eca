"""Content streams: operators and their order, marks, colours, and which codes of which font are
shown."""
import functools

import document
from pdfobject import Lexer, Malformed, Name, Real, Ref, Word, text_string

# operators by their operands: n number, s string, N name, a array, p name or dictionary
OPERANDS = {op: kinds for kinds, ops in {
    "": "b B b* B* BT BX EMC ET EX f F f* h n q Q s S T* W W*",
    "a": "TJ",
    "an": "d",
    "n": "G g i j J M Tc TL Tr Ts Tw Tz w",
    "nn": "d0 l m Td TD",
    "nnn": "RG rg",
    "nnnn": "K k re v y",
    "nnnnnn": "c cm d1 Tm",
    "nns": '"',
    "N": "BMC CS cs Do gs MP ri sh",
    "Nn": "Tf",
    "Np": "BDC DP",
    "s": "Tj '",
}.items() for op in ops.split()}
ANY = ("SC", "sc", "SCN", "scn", "BI", "ID", "EI")
PAINTS_PATH = ("b", "B", "b*", "B*", "f", "F", "f*", "s", "S")
PATH = ("m", "l", "c", "v", "y", "h", "re", "W", "W*")
SHOWS = ("Tj", "TJ", "'", '"')
IN_TEXT = SHOWS + ("Td", "TD", "Tm", "T*")
RGB, CMYK = ("RG", "rg"), ("K", "k")
RED = [1, 0.2, 0.2]  # of red heads: M 80 % Y 80 %
COLOURED = RGB + CMYK + ("CS", "cs", "SC", "sc", "SCN", "scn", "sh")
INTENTS = ("RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation")
ARTIFACTS = ("Pagination", "Layout", "Page", "Background")
MAX_Q = 28


def kind_of(value):
    """The letters that stand for it in OPERANDS."""
    if isinstance(value, Name):
        return "Np"
    if isinstance(value, bytes):
        return "s"
    return {int: "n", Real: "n", list: "a", dict: "p"}.get(type(value), "")


@functools.lru_cache(maxsize=1024)
def read_operators(data):
    """[(operator, operands)] of a stream, None for operands without one; and the hexadecimal
    strings that are none. Kept, since the twins of a file share most pages."""
    operators, operands, odd_strings = [], [], []
    lexer = Lexer(data, on_hex=lambda text, digits: odd_strings.append((text, digits)))
    while True:
        kind, text = lexer.token()
        if kind == "end":
            break
        value = lexer.value(kind, text)
        if isinstance(value, Word):
            operators.append((value.decode("latin-1"), operands))
            operands = []
            if value == b"BI":
                break
        else:
            operands.append(value)
    if operands:
        operators.append((None, operands))
    return operators, odd_strings


class Mark:
    """An open sequence of marked content."""

    def __init__(self, kind, mcid=None):
        self.kind, self.mcid = kind, mcid
        self.has_text = self.begun_in_text = False


class Content:
    """What a page's content does. `shown` is {font reference: {code: is said by ActualText}} of
    all pages; `mcids` {number: tag} of this one, `said` {number: what it shows}: ActualText as str,
    a glyph as (font reference, code)."""
    needs_marks = True

    def __init__(self, file, report, page, where, shown):
        self.file, self.report, self.where, self.shown = file, report, where, shown
        self.resources = file.dict_of(page.get("Resources"))
        self.marks, self.mcids, self.said = [], {}, {}
        self.depth, self.fonts, self.font = 0, [], None
        self.in_text = self.in_path = False
        self.uses_grey = self.uses_rgb = self.uses_cmyk = self.is_painted = False
        contents = file.get(page.get("Contents"))
        parts = contents if isinstance(contents, list) else [contents] if contents else []
        try:
            data = b"\n".join(file.decoded(file.get(part)) for part in parts)
        except Malformed as e:
            self.say("stream-data", e)
            return
        try:
            self.read(data)
        except Malformed as e:
            self.say("operator", e)
        self.end()

    def say(self, rule, detail=""):
        self.report.say(rule, f"{self.where}{': ' if str(detail) else ''}{detail}")

    def read(self, data):
        operators, odd_strings = read_operators(data)
        for text, digits in odd_strings:
            if len(digits) % 2:
                self.say("hex-odd", text[:20].decode("latin-1"))
            if digits.strip(b"0123456789abcdefABCDEF"):
                self.say("hex-digits", text[:20].decode("latin-1"))
        for op, operands in operators:
            if op == "BI":
                self.say("drawn-object", "an inline image")
                return
            if op is None:
                self.say("operands", "the stream ends in operands")
                return
            self.operator(op, operands)

    def operator(self, op, operands):
        if op not in OPERANDS and op not in ANY:
            self.say("operator", op)
            return
        wanted = OPERANDS.get(op)
        if wanted is not None and (len(wanted) != len(operands)
                                   or not all(w in kind_of(v) for w, v in zip(wanted, operands))):
            self.say("operands", f"{op} {operands}"[:60])
            return
        for value in operands:
            document.check_limits(value, self.where, self.report)
        self.order(op)
        self.colours(op, operands)
        if op in ("BMC", "BDC"):
            self.begin_mark(*operands)
        elif op == "EMC":
            self.end_mark()
        elif op in SHOWS:
            self.show(operands[-1])
        elif op == "Tf":
            self.select(operands[0])
        elif op in PAINTS_PATH or op in ("sh", "Do"):
            self.paint(op)
        if op == "Do":
            self.draw(operands[0])
        if op == "gs" and operands[0] not in self.file.dict_of(self.resources.get("ExtGState")):
            self.say("resource", operands[0])

    def order(self, op):
        """Text objects, paths and the stack; they may not overlap."""
        if op in IN_TEXT and not self.in_text:
            self.say("balance", f"{op} outside of BT and ET")
        if self.in_text and (op in PATH + PAINTS_PATH or op in ("BT", "q", "Q", "cm")):
            self.say("balance", f"{op} between BT and ET")
        if op == "ET" and not self.in_text:
            self.say("balance", "ET without BT")
        if self.in_path and op not in PATH + PAINTS_PATH + ("n",):
            self.say("balance", f"{op} inside a path")
        if op in PAINTS_PATH and not self.in_path:
            self.say("balance", f"{op} without a path")
        self.in_text = op == "BT" or (self.in_text and op != "ET")
        self.in_path = op in PATH or (self.in_path and op not in PAINTS_PATH + ("n",))
        if op == "q":
            self.fonts.append(self.font)
            if len(self.fonts) > MAX_Q:
                self.say("nesting", f"{len(self.fonts)} deep")
        elif op == "Q" and not self.fonts:
            self.say("balance", "Q without q")
        elif op == "Q":
            self.font = self.fonts.pop()

    def colours(self, op, operands):
        self.uses_rgb |= op in RGB
        self.uses_cmyk |= op in CMYK
        is_red = op in RGB and list(operands) == RED
        is_ink = is_red or self.report.claims.is_press   # whose inks press.py checks
        if (op in COLOURED and not is_ink) or (op in ("g", "G") and not 0 <= operands[0] <= 1):
            self.say("colour", f"{op} {operands}")
        if op == "ri" and operands[0] not in INTENTS:
            self.say("rendering-intent", operands[0])

    def begin_mark(self, tag, properties=None):
        if isinstance(properties, Name):
            named = self.file.dict_of(self.resources.get("Properties"))
            if properties not in named:
                self.say("resource", properties)
            properties = named.get(properties)
        properties = self.file.dict_of(properties)
        document.check_language(properties, self.where, self.report)
        mcid = properties.get("MCID")
        outer = [mark.kind for mark in self.marks]
        if tag == "Artifact":
            mark = Mark("artifact")
            if "tag" in outer:
                self.say("artifact-in-tag")
            if "Type" in properties and properties["Type"] not in ARTIFACTS:
                self.say("artifact-type", properties["Type"])
        elif isinstance(mcid, int):
            mark = Mark("tag", mcid)
            if "artifact" in outer:
                self.say("tag-in-artifact", f"MCID {mcid}")
            if mcid in self.mcids:
                self.say("mcid-twice", f"MCID {mcid}")
            self.mcids[mcid] = str(tag)
        else:
            mark = Mark("other")
        if mark.kind != "other" and mark.kind in outer:
            self.say("nested-marks", f"{tag} {mcid if mcid is not None else ''}")
        mark.begun_in_text = self.in_text
        self.marks.append(mark)
        text = self.file.get(properties.get("ActualText"))
        if isinstance(text, bytes) and text:
            self.say_text(text_string(text))
            mark.has_text = True

    def say_text(self, piece):
        """Shown or ActualText, for the innermost tag; not inside of ActualText."""
        tags = [mark.mcid for mark in self.marks if mark.kind == "tag"]
        if tags and not any(mark.has_text for mark in self.marks):
            self.said.setdefault(tags[-1], []).append(piece)

    def end_mark(self):
        if not self.marks:
            self.say("marks-balance", "EMC without BMC")
        elif self.marks.pop().begun_in_text != self.in_text:
            self.say("marks-balance", "a sequence crosses the border of a text object")

    def paint(self, what):
        self.is_painted = True
        if self.needs_marks and self.report.is_tagged \
                and not any(m.kind in ("tag", "artifact") for m in self.marks):
            self.say("unmarked", what)

    def draw(self, name):
        """An image; of other XObjects the program has none."""
        drawn = self.file.dict_of(self.resources.get("XObject"))
        if name not in drawn:
            self.say("resource", name)
            return
        entries = self.file.dict_of(drawn[name])
        if entries.get("Subtype") != "Image":
            self.say("drawn-object", name)
        self.uses_rgb |= self.file.get(entries.get("ColorSpace")) == "DeviceRGB"
        self.uses_cmyk |= self.file.get(entries.get("ColorSpace")) == "DeviceCMYK"

    def select(self, name):
        fonts = self.file.dict_of(self.resources.get("Font"))
        self.font = fonts.get(name)
        if name not in fonts:
            self.say("resource", name)
        elif not isinstance(self.font, Ref):
            self.say("font-kind", f"{name} is no object of its own")
            self.font = None

    def show(self, value):
        self.paint("text")
        if self.font is None:
            self.say("no-font")
            return
        codes = self.shown.setdefault(self.font, {})
        is_said = any(mark.has_text for mark in self.marks)
        for part in value if isinstance(value, list) else [value]:
            if not isinstance(part, bytes):
                if kind_of(part) != "n":
                    self.say("operands", f"TJ with {part!r}")
                continue
            if len(part) % 2:
                self.say("code-length", part.hex())
            for i in range(0, len(part) - 1, 2):
                code = part[i] << 8 | part[i + 1]
                codes[code] = codes.get(code, True) and is_said
                self.say_text((self.font, code))

    def end(self):
        if self.marks:
            self.say("marks-balance", f"{len(self.marks)} sequences have no end")
        if self.in_text or self.in_path or self.fonts:
            self.say("balance", "something has no end")


def check(file, report):
    """The contents of all pages in order, and the codes shown of every font."""
    shown, contents = {}, []
    for i, (_, page) in enumerate(file.pages()):
        contents.append(Content(file, report, page, f"page {i + 1}", shown))
    return contents, shown
