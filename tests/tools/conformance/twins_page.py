"""Twins of the rules about fonts and the content of pages."""
import re

from pdfobject import Name, Stream
from twin import twin

TAGGED = re.compile(rb"/[A-Z]\w*<</MCID \d+>>BDC.*?EMC\n", re.S)
ARTIFACT = re.compile(rb"/Artifact<<[^>]*>>BDC\n(.*?)EMC\n", re.S)
STRING = re.compile(rb"<([0-9A-F]{4})")


def edit_content(t, pattern, new):
    """The first match on the first page becomes `new`, which is called with it."""
    data = t.content()
    m = pattern.search(data)
    if not m:
        raise AssertionError(f"the first page has no {pattern.pattern!r}")
    t.set_content(data[:m.start()] + new(m) + data[m.end():])


def map_text(t, font, pattern, new):
    """The first entry of a ToUnicode map that matches gets another text."""
    data = t.file.decoded(t.get(font["ToUnicode"]))
    edited = re.sub(pattern, new, data, count=1)
    if edited == data:
        raise AssertionError(f"no {pattern!r} in a ToUnicode map")
    font["ToUnicode"] = t.add(Stream({}, edited))


@twin()
def font_kind(t):
    t.font()[0]["Encoding"] = Name("Identity-V")


@twin()
def font_type(t):
    del t.font()[0]["Type"]


@twin()
def font_subtype(t):
    t.font()[1]["Subtype"] = Name("CIDFontType1")


@twin()
def font_name(t):
    del t.font()[1]["BaseFont"]


@twin()
def font_name_differs(t):
    t.font()[2]["FontName"] = Name("ABCDEF+Other")


def rename(parts, name):
    font, cid_font, descriptor = parts
    font["BaseFont"] = cid_font["BaseFont"] = descriptor["FontName"] = Name(name)


@twin()
def subset_tag(t):
    rename(t.font(), "Fandol")


@twin()
def subset_tag_twice(t):
    rename(t.font("FontFile3"), t.font("FontFile2")[0]["BaseFont"])


@twin()
def system_info(t):
    del t.font()[1]["CIDSystemInfo"]


@twin()
def descriptor(t):
    del t.font()[2]["StemV"]


@twin()
def descriptor__flags(t):
    t.font()[2]["Flags"] = 36


@twin()
def font_embedded(t):
    del t.font()[2]["FontFile3"]


@twin()
def font_program(t):
    descriptor = t.font()[2]
    data = t.file.decoded(t.get(descriptor["FontFile3"]))
    half = Stream({"Subtype": Name("CIDFontType0C")}, data[:len(data) // 2])
    descriptor["FontFile3"] = t.add(half)


@twin()
def font_program__kind(t):
    t.get(t.font()[2]["FontFile3"]).entries["Subtype"] = Name("Type1C")


@twin()
def font_program__length(t):
    t.get(t.font("FontFile2")[2]["FontFile2"]).entries["Length1"] = 1


@twin()
def gid_map(t):
    del t.font("FontFile2")[1]["CIDToGIDMap"]


@twin()
def code_length(t):
    edit_content(t, re.compile(rb"<[0-9A-F]{4}>"), lambda m: m.group()[:-3] + b">")


@twin(also=("to-unicode",))
def notdef(t):
    edit_content(t, STRING, lambda m: b"<0000")


@twin()
def notdef__gid_map(t):
    """A code that the map leads to glyph 0."""
    cid_font = t.font("FontFile2")[1]
    n = len(t.file.decoded(t.get(cid_font["CIDToGIDMap"])))
    cid_font["CIDToGIDMap"] = t.add(Stream({}, b"\0" * n))


@twin(also=("to-unicode",))
def glyph(t):
    edit_content(t, STRING, lambda m: b"<FFF0")


@twin()
def glyph__gid_map(t):
    cid_font = t.font("FontFile2")[1]
    n = len(t.file.decoded(t.get(cid_font["CIDToGIDMap"])))
    cid_font["CIDToGIDMap"] = t.add(Stream({}, b"\xff\xf0" * (n // 2)))


@twin()
def glyph_blank(t):
    """A space that says it is a letter."""
    for font in t.fonts():
        data = t.file.decoded(t.get(font["ToUnicode"]))
        if b"><0020>" in data:
            map_text(t, font, rb"><0020>", b"><0041>")
            return
    raise AssertionError("the good file has no space")


@twin()
def width(t):
    t.font()[1]["DW"] = 1002


@twin("1a")
def cid_set(t):
    del t.font()[2]["CIDSet"]


@twin("1a")
def cid_set__incomplete(t):
    stream = t.get(t.font()[2]["CIDSet"])
    t.font()[2]["CIDSet"] = t.add(Stream({}, t.file.decoded(stream)[:-1]))


@twin("1a")
def cid_set__truetype(t):
    t.font("FontFile2")[2]["CIDSet"] = t.add(Stream({}, b"\x80"))


@twin(also=("cid-set-needless",))
def cid_set_wrong(t):
    t.font()[2]["CIDSet"] = t.add(Stream({}, b"\xff"))


@twin(also=("cid-set-wrong",))
def cid_set_needless(t):
    t.font()[2]["CIDSet"] = t.add(Stream({}, b"\x80"))


@twin()
def to_unicode(t):
    del t.font()[0]["ToUnicode"]


@twin()
def to_unicode__one(t):
    map_text(t, t.font()[0], rb"(<\w{4}>)<\w+>", rb"\1<>")


@twin()
def to_unicode_value(t):
    map_text(t, t.font()[0], rb"(<\w{4}>)<\w+>", rb"\1<FEFF>")


@twin()
def to_unicode_form(t):
    map_text(t, t.font()[0], rb"beginbfchar", b"begincidchar")


@twin()
def to_unicode_form__count(t):
    map_text(t, t.font()[0], rb"\d+ beginbfchar", b"1 beginbfchar")


@twin()
def private_use(t):
    map_text(t, t.font()[0], rb"(<\w{4}>)<\w+>", rb"\1<E000>")


@twin()
def operator(t):
    t.append(b"0 gray")


@twin()
def operands(t):
    t.append(b"0 0 g")


@twin()
def resource(t):
    t.append(b"/GS9 gs")


@twin()
def nesting(t):
    t.append(b"q " * 29 + b"Q " * 29)


@twin()
def balance(t):
    t.append(b"Q")


@twin()
def balance__text(t):
    t.append(b"BT")


@twin()
def balance__path(t):
    t.append(b"/Artifact BMC 0 0 m 1 1 l 0 g S EMC")


@twin()
def marks_balance(t):
    t.append(b"EMC")


@twin()
def marks_balance__text(t):
    t.append(b"/Artifact BMC BT EMC ET")


@twin()
def no_font(t):
    edit_content(t, re.compile(rb"/F\d+ [\d.]+ Tf\n"), lambda m: b"")


@twin()
def resource__picture(t):
    t.append(b"/Artifact BMC /X9 Do EMC")


@twin()
def drawn_object(t):
    t.resources()["XObject"]["X9"] = t.add(Stream({"Subtype": Name("Form")}, b""))
    t.append(b"/Artifact BMC /X9 Do EMC")


@twin()
def drawn_object__inline(t):
    t.append(b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI")


@twin()
def colour(t):
    t.append(b"1 0 0 rg")


@twin(also=("colour", "intent"))
def rgb(t):
    del t.catalog["OutputIntents"]
    t.append(b"1 0 0 rg")


@twin(also=("colour",))
def cmyk(t):
    t.append(b"0 0 0 1 k")


@twin()
def rendering_intent(t):
    t.append(b"/Vivid ri")


@twin()
def artifact_in_tag(t):
    edit_content(t, re.compile(rb"MCID 0>>BDC\n"), lambda m: m.group() + b"/Artifact BMC EMC\n")


@twin()
def tag_in_artifact(t):
    edit_content(t, TAGGED, lambda m: b"/Artifact BMC\n" + m.group() + b"EMC\n")


@twin()
def unmarked(t):
    edit_content(t, ARTIFACT, lambda m: m.group(1))


@twin()
def unmarked__span(t):
    """A sequence without a number is no tag."""
    edit_content(t, ARTIFACT, lambda m: b"/P BMC\n" + m.group(1) + b"EMC\n")


@twin()
def nested_marks(t):
    edit_content(t, ARTIFACT, lambda m: b"/Artifact BMC\n" + m.group() + b"EMC\n")


@twin()
def artifact_type(t):
    edit_content(t, re.compile(rb"/Type/Pagination"), lambda m: b"/Type/Folio")


@twin()
def mcid_twice(t):
    t.append(b"/P<</MCID 0>>BDC EMC")


@twin()
def mcid_unclaimed(t):
    """A number more on the page, which the parent tree knows of, but no element."""
    row = t.get(t.leaf("ParentTree")["Nums"][1])
    t.append(b"/P<</MCID %d>>BDC EMC" % len(row))
    row.append(None)


@twin()
def mcid_missing(t):
    t.get(t.element("H1"))["K"].append(9999)


@twin()
def mcid_shared(t):
    p, h1 = t.element("P"), t.get(t.element("H1"))
    other = {"Type": Name("MCR"), "Pg": h1["Pg"], "MCID": h1["K"][0]}
    t.get(p)["K"] = [*t.kids(p), other]
