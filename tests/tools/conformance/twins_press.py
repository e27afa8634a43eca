"""Twins of the rules for print shops."""
from pdfobject import Name, Stream
from twin import replaced, twin


@twin("x4")
def x4_version(t):
    t.edit_xmp(">PDF/X-4<", ">PDF/X-5<")


@twin("x4")
def x4_metadata(t):
    t.edit_xmp("RenditionClass", "RenditionGrade", 2)


@twin("x4")
def x4_metadata__date(t):
    t.edit_xmp("MetadataDate", "MetadataDay", 2)


@twin("x4")
def x4_trapped(t):
    del t.info["Trapped"]


@twin("x4")
def x4_trapped__xmp(t):
    t.edit_xmp("<pdf:Trapped>False<", "<pdf:Trapped>True<")


@twin("x4")
def x4_intent(t):
    t.get(t.catalog["OutputIntents"][0])["S"] = Name("GTS_PDFA1")


@twin("x4")
def x4_intent__condition(t):
    del t.get(t.catalog["OutputIntents"][0])["RegistryName"]


@twin("x4")
def x4_profile(t):
    stream = t.at(t.catalog["OutputIntents"][0], "DestOutputProfile")
    data = t.file.decoded(stream)
    stream.entries.pop("Filter", None)
    stream.raw = data[:16] + b"RGB " + data[20:]


@twin("x4")
def x4_profile__components(t):
    t.at(t.catalog["OutputIntents"][0], "DestOutputProfile").entries["N"] = 3


@twin("x4")
def x4_boxes(t):
    del t.page()["TrimBox"]


@twin("x4")
def x4_boxes__nested(t):
    t.page()["BleedBox"] = [0, 0, 10000, 10000]


@twin("x4")
def x4_boxes__art(t):
    t.page()["ArtBox"] = t.page()["TrimBox"]


@twin("x4")
def x4_files(t):
    t.catalog["AF"] = [t.add({})]


@twin("x4")
def press_bleed(t):
    t.page()["BleedBox"] = t.page()["TrimBox"]


@twin("x4")
def press_colour(t):
    t.set_content(replaced(t.content(), b"0 0 0 1 k", b"1 1 1 1 k"))


@twin("x4")
def press_colour__grey(t):
    t.set_content(replaced(t.content(), b"0 0 0 1 k", b"0 g"))


@twin("x4")
def press_overprint(t):
    t.at(t.page(), "Resources", "ExtGState", "Over")["OPM"] = 0


@twin("x4")
def press_overprint__off(t):
    t.set_content(replaced(t.content(), b"/Over gs", b""))


@twin("x4")
def press_stroke(t):
    t.append(b"0.24 w 0 0 m 9 9 l S")


@twin("x4")
def press_stroke__scaled(t):
    t.append(b"q 0.5 0 0 0.5 0 0 cm 0.49 w 0 0 m 9 9 l S Q")


@twin("x4")
def press_image(t):
    entries = {"Subtype": Name("Image"), "Width": 1, "Height": 1, "BitsPerComponent": 8}
    image = t.add(Stream({**entries, "ColorSpace": Name("DeviceRGB")}, b"abc"))
    t.resources()["XObject"] = {"I9": image}
