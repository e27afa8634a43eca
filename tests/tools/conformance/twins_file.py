"""Twins of the rules about the file, the catalog, and what is forbidden."""
import subprocess
import tempfile
from pathlib import Path

from pdffile import Name, Real, Ref, Stream
from twin import replaced, twin, twin_of_bytes

XMP_END = b"<?xpacket end=\"w\"?>"


@twin_of_bytes()
def header(data):
    return replaced(data, b"%PDF-1.7", b"%PDF-2.0")


@twin()
def version(t):
    t.version = "1.4"


@twin("1a")
def version__part_1(t):
    t.version = "1.7"


@twin_of_bytes()
def binary_comment(data):
    return replaced(data, b"%\xe2\xe3\xcf\xd3", b"%abcd")


@twin_of_bytes()
def eof(data):
    return data + b"and so on"


@twin_of_bytes()
def eof__none(data):
    return replaced(data, b"%%EOF", b"%%EOP")


@twin()
def id(t):
    del t.trailer["ID"]


@twin()
def encrypt(t):
    t.trailer["Encrypt"] = {"Filter": Name("Standard")}


@twin_of_bytes()
def xref_space(data):
    return replaced(data, b"xref\n0 ", b"xref\n0  ")


@twin_of_bytes()
def xref_eol(data):
    return replaced(data, b"xref\n0 ", b"xref\n\n0 ")


@twin_of_bytes()
def xref(data):
    """Two entries of the table change places."""
    at = data.index(b"f \n", data.index(b"\nxref\n")) + 3
    return data[:at] + data[at + 20:at + 40] + data[at:at + 20] + data[at + 40:]


@twin_of_bytes()
def size(data):
    at = data.rindex(b"/Size ") + 6
    return data[:at] + b"9" + data[at:]


def packed_by_qpdf(data):
    with tempfile.TemporaryDirectory() as folder:
        plain, packed = Path(folder, "plain.pdf"), Path(folder, "packed.pdf")
        plain.write_bytes(data)
        subprocess.run(["qpdf", "--object-streams=generate", "--newline-before-endstream", plain, packed], check=True)
        return packed.read_bytes()


@twin_of_bytes("1a", also=("object-stream", "version"))
def xref_stream(data):
    return packed_by_qpdf(data)


@twin_of_bytes("1a", also=("xref-stream", "version"))
def object_stream(data):
    return packed_by_qpdf(data)


@twin_of_bytes()
def hex_odd(data):
    at = data.index(b">", data.rindex(b"/ID "))
    return data[:at - 1] + data[at:]


@twin_of_bytes()
def hex_digits(data):
    at = data.index(b">", data.rindex(b"/ID "))
    return data[:at - 1] + b"G" + data[at:]


@twin_of_bytes()
def stream_length(data):
    """The last byte of the metadata is beyond the length."""
    at = data.rindex(b"/Length ", 0, data.index(XMP_END)) + 8
    end = data.index(b"\n", at)
    return data[:at] + b"%0*d" % (end - at, int(data[at:end]) - 1) + data[end:]


@twin_of_bytes()
def stream_eol(data):
    return replaced(data, XMP_END + b"\nendstream\n", XMP_END + b"endstream\n\n")


@twin_of_bytes()
def object_space(data):
    return replaced(data, b"\n1 0 obj\n", b"\n1 0  obj")


@twin()
def stream_file(t):
    t.at(t.catalog, "Metadata").entries["F"] = b"metadata.xml"


@twin()
def stream_data(t):
    stream = t.at(t.spec(), "EF", "F")
    stream.raw = stream.raw[:-10]


@twin()
def filter(t):
    t.at(t.spec(), "EF", "F").entries["Filter"] = Name("LZWDecode")


@twin()
def reference(t):
    t.catalog["Further"] = Ref(999999)


@twin()
def integer(t):
    t.catalog["Further"] = [2**31]


@twin()
def real(t):
    t.catalog["Further"] = [Real(4e38)]


@twin("1a")
def real__part_1(t):
    t.catalog["Further"] = [Real(32768.5)]


@twin()
def string(t):
    t.catalog["Further"] = b"x" * 32768


@twin("1a")
def string__part_1(t):
    t.catalog["Further"] = b"x" * 65536


@twin()
def name(t):
    t.catalog["Further"] = Name("n" * 128)


@twin("1a")
def array(t):
    t.catalog["Further"] = [0] * 8192


@twin("1a")
def dictionary(t):
    t.catalog["Further"] = {f"K{i}": i for i in range(4096)}


@twin()
def page_size(t):
    t.page()["MediaBox"] = [0, 0, 595, 14401]


@twin()
def mark_info(t):
    t.catalog["MarkInfo"] = {}


@twin()
def suspects(t):
    t.catalog["MarkInfo"]["Suspects"] = True


@twin()
def display_title(t):
    t.catalog["ViewerPreferences"] = {"DisplayDocTitle": False}


@twin()
def lang(t):
    del t.catalog["Lang"]


@twin()
def lang_tag(t):
    t.catalog["Lang"] = b"zh_CN"


@twin(also=("drawn-object",))
def page_tabs(t):
    t.page()["Annots"] = [{"Type": Name("Annot"), "Subtype": Name("Link")}]


@twin(also=("drawn-object",))
def annotation(t):
    t.page().update(Tabs=Name("S"), Annots=[{"Type": Name("Annot"), "Subtype": Name("Movie")}])


@twin("1a", also=("drawn-object",))
def annotation__part_1(t):
    t.page()["Annots"] = [{"Type": Name("Annot"), "Subtype": Name("FileAttachment")}]


@twin()
def action(t):
    t.catalog["OpenAction"] = {"S": Name("JavaScript"), "JS": b"app.alert(1)"}


@twin()
def action__launch(t):
    t.at(t.catalog, "Outlines", "First")["A"] = {"S": Name("Launch"), "F": b"calc.exe"}


@twin()
def named_action(t):
    t.catalog["OpenAction"] = {"S": Name("Named"), "N": Name("Print")}


@twin()
def catalog_aa(t):
    t.catalog["AA"] = {"WC": {"S": Name("GoTo"), "D": [t.file.pages()[0][0], Name("Fit")]}}


@twin()
def page_aa(t):
    t.page()["AA"] = {}


@twin()
def field_aa(t):
    t.catalog["AcroForm"] = {"Fields": [t.add({"FT": Name("Sig"), "T": b"seal", "AA": {}})]}


@twin()
def xfa(t):
    t.catalog["AcroForm"] = {"Fields": [], "XFA": b"<xdp/>"}


@twin()
def need_appearances(t):
    t.catalog["AcroForm"] = {"Fields": [], "NeedAppearances": True}


@twin()
def needs_rendering(t):
    t.catalog["NeedsRendering"] = True


@twin()
def transfer(t):
    t.graphics_state({"TR": Name("Identity")})


@twin()
def transfer_2(t):
    t.graphics_state({"TR2": Name("Identity")})


@twin()
def halftone_phase(t):
    t.graphics_state({"HTP": [0, 0]})


@twin()
def halftone(t):
    t.graphics_state({"HT": {"Type": Name("Halftone"), "HalftoneType": 1, "TransferFunction": Name("Identity")}})


@twin("1a")
def layers(t):
    t.catalog["OCProperties"] = {"OCGs": [], "D": {}}


@twin("1a")
def soft_mask(t):
    t.graphics_state({"SMask": {"S": Name("Alpha")}})


@twin("1a")
def soft_mask__image(t):
    t.add(Stream({"Subtype": Name("Image"), "SMask": t.add(Stream({}, b""))}, b""))


@twin("1a")
def group(t):
    t.page()["Group"] = {"S": Name("Transparency")}


@twin("1a")
def blend(t):
    t.graphics_state({"BM": Name("Multiply")})


@twin()
def blend_unknown(t):
    t.graphics_state({"BM": Name("Mix")})


@twin("1a")
def alpha_stroke(t):
    t.graphics_state({"CA": Real(0.5)})


@twin("1a")
def alpha_fill(t):
    t.graphics_state({"ca": Real(0.5)})


@twin()
def alternates(t):
    t.add(Stream({"Subtype": Name("Image"), "Alternates": []}, b""))


@twin()
def opi(t):
    t.add(Stream({"Subtype": Name("Image"), "OPI": {}}, b""))


@twin()
def interpolate(t):
    t.add(Stream({"Subtype": Name("Image"), "Interpolate": True}, b""))


@twin()
def postscript(t):
    t.add(Stream({"Type": Name("XObject"), "Subtype": Name("PS")}, b""))


@twin()
def reference_xobject(t):
    t.add(Stream({"Subtype": Name("Form"), "Ref": {"F": b"other.pdf"}}, b""))


@twin()
def alternate_pages(t):
    t.catalog["Names"]["AlternatePresentations"] = {}


@twin()
def pres_steps(t):
    t.page()["PresSteps"] = {}


@twin()
def requirements(t):
    t.catalog["Requirements"] = []


@twin()
def intent(t):
    del t.catalog["OutputIntents"]


@twin()
def intent__other(t):
    t.at(t.catalog, "OutputIntents")[0] = {**t.get(t.catalog["OutputIntents"][0]), "S": Name("GTS_PDFX")}


@twin()
def intent_entries(t):
    del t.get(t.catalog["OutputIntents"][0])["OutputConditionIdentifier"]


@twin()
def intent_profiles(t):
    first = t.get(t.catalog["OutputIntents"][0])
    t.catalog["OutputIntents"].append({**first, "DestOutputProfile": t.add(t.get(first["DestOutputProfile"]))})


def edit_profile(t, at, new):
    stream = t.at(t.catalog["OutputIntents"][0], "DestOutputProfile")
    data = t.file.decoded(stream)
    stream.entries.pop("Filter", None)
    stream.raw = data[:at] + new + data[at + len(new):]


@twin()
def profile(t):
    edit_profile(t, 36, b"acsq")


@twin()
def profile__class(t):
    edit_profile(t, 12, b"scnr")


@twin()
def profile__cut_off(t):
    edit_profile(t, 0, b"\0\0\xff\xff")


@twin("1a")
def profile_version(t):
    edit_profile(t, 8, b"\4")


@twin()
def components(t):
    t.at(t.catalog["OutputIntents"][0], "DestOutputProfile").entries["N"] = 4


@twin(also=("file-listed",))
def name_tree(t):
    """A root that has limits and no entries."""
    t.at(t.catalog, "Names", "EmbeddedFiles").update(Limits=[b"a", b"b"], Names=[])


@twin("3a,ua1", "2a,ua1", also=("associated", "pdfa-part"))
def embedded_file(t):
    """Part 2 takes only files that are PDF/A themselves."""


@twin("1a", also=("file-listed",))
def embedded_file__part_1(t):
    t.add({"Type": Name("Filespec"), "F": b"a", "EF": {}})


@twin("1a")
def embedded_tree(t):
    t.catalog["Names"] = {"EmbeddedFiles": {"Names": []}}


@twin("1a")
def associated(t):
    t.catalog["AF"] = []


@twin()
def file_names(t):
    del t.spec()["UF"]


@twin()
def file_type(t):
    del t.at(t.spec(), "EF", "F").entries["Subtype"]


@twin()
def file_relation(t):
    t.spec()["AFRelationship"] = Name("Origin")


@twin()
def file_associated(t):
    del t.catalog["AF"]


@twin()
def file_listed(t):
    t.at(t.catalog, "Names", "EmbeddedFiles")["Names"] = []


@twin()
def file_size(t):
    t.at(t.spec(), "EF", "F").entries["Params"]["Size"] += 1


@twin()
def file_checksum(t):
    t.at(t.spec(), "EF", "F").entries["Params"]["CheckSum"] = b"\0" * 16


@twin()
def page_labels(t):
    t.at(t.catalog, "PageLabels")["Nums"][0] = 1


@twin()
def page_labels__style(t):
    t.at(t.catalog, "PageLabels")["Nums"][1] = {"S": Name("X")}


@twin()
def outline(t):
    t.at(t.catalog, "Outlines")["Count"] += 1


@twin()
def outline__links(t):
    t.at(t.catalog, "Outlines", "Last").pop("Prev")


@twin()
def outline__round(t):
    t.at(t.catalog, "Outlines", "Last")["Next"] = t.at(t.catalog, "Outlines")["First"]


@twin()
def outline_title(t):
    t.at(t.catalog, "Outlines", "First")["Title"] = b" "


@twin()
def outline_target(t):
    t.at(t.catalog, "Outlines", "First")["Dest"][0] = t.trailer["Root"]
