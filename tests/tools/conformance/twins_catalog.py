"""Twins of the rules about the catalog, what it leads to, and what is forbidden."""
from pdfobject import Name, Real, Stream
from twin import twin


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
    t.at(t.catalog, "AcroForm")["Fields"].append(t.add({"FT": Name("Sig"), "T": b"seal", "AA": {}}))


@twin()
def xfa(t):
    t.at(t.catalog, "AcroForm")["XFA"] = b"<xdp/>"


@twin()
def need_appearances(t):
    t.at(t.catalog, "AcroForm")["NeedAppearances"] = True


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
    t.graphics_state({"HT": {"HalftoneType": 1, "TransferFunction": Name("Identity")}})


@twin("1a")
def layers(t):
    t.catalog["OCProperties"] = {"OCGs": [], "D": {}}


@twin("1a")
def soft_mask(t):
    t.graphics_state({"SMask": {"S": Name("Alpha")}})


@twin("1a")
def soft_mask__image(t):
    picture(t, "FlateDecode")["SMask"] = t.add(Stream({}, b""))


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


def picture(t, filter_):
    """The dictionary of a picture in the pages' resources."""
    drawn = [t.get(ref) for ref in t.resources()["XObject"].values()]
    return next(stream.entries for stream in drawn if stream.entries["Filter"] == filter_)


@twin()
def image(t):
    picture(t, "FlateDecode")["Height"] += 1


@twin()
def image__jpeg(t):
    picture(t, "DCTDecode")["Width"] += 1


@twin()
def image_bits(t):
    picture(t, "FlateDecode")["BitsPerComponent"] = 12


@twin()
def alternates(t):
    picture(t, "FlateDecode")["Alternates"] = []


@twin()
def opi(t):
    picture(t, "FlateDecode")["OPI"] = {}


@twin()
def interpolate(t):
    picture(t, "FlateDecode")["Interpolate"] = True


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


@twin(also=("rgb",))
def intent(t):
    del t.catalog["OutputIntents"]


@twin(also=("rgb",))
def intent__other(t):
    t.get(t.catalog["OutputIntents"][0])["S"] = Name("GTS_PDFX")


@twin()
def intent_entries(t):
    del t.get(t.catalog["OutputIntents"][0])["OutputConditionIdentifier"]


@twin()
def intent_profiles(t):
    first = t.get(t.catalog["OutputIntents"][0])
    other = t.add(t.get(first["DestOutputProfile"]))
    t.catalog["OutputIntents"].append({**first, "DestOutputProfile": other})


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
def name_tree__files(t):
    """Two files in the wrong order."""
    names = t.at(t.catalog, "Names", "EmbeddedFiles")["Names"]
    names[:2], names[2:4] = names[2:4], names[:2]


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
