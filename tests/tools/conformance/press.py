"""What a print shop's file must have: PDF/X-4 (ISO 15930-7), and what nianbao promises beyond it:
all type and rules on the black plate, over other colours, no stroke thinner than 0.25 pt."""
import struct

import content
from pdfobject import Malformed, Stream, text_string

PDFX, MM = "http://www.npes.org/pdfx/ns/id/", "http://ns.adobe.com/xap/1.0/mm/"
DC, XMP, PDF = ("http://purl.org/dc/elements/1.1/", "http://ns.adobe.com/xap/1.0/",
                "http://ns.adobe.com/pdf/1.3/")
WANTED = ((DC, "title"), (XMP, "CreateDate"), (XMP, "ModifyDate"), (XMP, "MetadataDate"),
          (MM, "DocumentID"), (MM, "VersionID"), (MM, "RenditionClass"))
BLACK, RED = [0, 0, 0, 1], [0, .8, .8, 0]
HAIRLINE, BLEED = 0.25, 3 * 72 / 25.4
NEAR = 0.002   # points: boxes are rounded to a thousandth


def check_metadata(file, packet, report):
    if packet.text(PDFX, "GTS_PDFXVersion") != "PDF/X-4":
        report.say("x4-version", packet.text(PDFX, "GTS_PDFXVersion"))
    for key in WANTED:
        if not packet.items(key):
            report.say("x4-metadata", key[1])
    trapped = file.entry(file.trailer, "Info", "Trapped")
    if trapped not in ("True", "False") or packet.text(PDF, "Trapped") != trapped:
        report.say("x4-trapped", f"{trapped} and {packet.text(PDF, 'Trapped')}")


def check_intent(file, report):
    intents = [file.dict_of(i) for i in file.array_of(file.catalog.get("OutputIntents"))]
    intents = [i for i in intents if i.get("S") == "GTS_PDFX"]
    if len(intents) != 1:
        report.say("x4-intent", f"{len(intents)} of GTS_PDFX")
        return
    for key in ("OutputConditionIdentifier", "RegistryName", "Info"):
        text = file.get(intents[0].get(key))
        if not isinstance(text, bytes) or not text_string(text):
            report.say("x4-intent", key)
    profile = file.get(intents[0].get("DestOutputProfile"))
    if not isinstance(profile, Stream):
        report.say("x4-intent", "DestOutputProfile")
        return
    try:
        data = file.decoded(profile)
        kind, space, mark = struct.unpack_from(">12x4s4s16x4s", data)
        size, = struct.unpack_from(">L", data)
    except (Malformed, struct.error) as e:
        report.say("x4-profile", e)
        return
    if (kind, space, mark) != (b"prtr", b"CMYK", b"acsp") or size != len(data) or \
            file.get(profile.entries.get("N")) != 4:
        report.say("x4-profile", f"{kind} {space}, {size} of {len(data)} bytes")


def inside(inner, outer, by=0.0):
    return all(inner[k] - outer[k] >= by - NEAR and outer[k + 2] - inner[k + 2] >= by - NEAR
               for k in (0, 1))


def box_of(file, page, key):
    box = [file.get(side) for side in file.array_of(page.get(key))]
    return [float(side) for side in box] if len(box) == 4 else None


def check_boxes(file, page, where, report):
    media, bleed, trim = (box_of(file, page, key) for key in ("MediaBox", "BleedBox", "TrimBox"))
    if not media or not trim or "ArtBox" in page:
        report.say("x4-boxes", f"{where}: TrimBox {trim}")
    elif not bleed or not inside(bleed, media) or not inside(trim, bleed):
        report.say("x4-boxes", f"{where}: {trim} in {bleed} in {media}")
    elif not inside(trim, bleed, BLEED):
        report.say("press-bleed", f"{where}: {trim} in {bleed}")


class Painter:
    """What a page's operators paint with: colours, overprint, how thick strokes are in the end."""

    def __init__(self, file, page, where, report):
        self.file, self.where, self.report = file, where, report
        self.states = file.dict_of(file.dict_of(page.get("Resources")).get("ExtGState"))
        # stroke and fill colour, line width, scale, overprints
        self.now, self.stack = [None, None, 1.0, 1.0, False], []

    def run(self, data):
        for op, operands in content.read_operators(data)[0]:
            if op in ("K", "k"):
                self.now[op == "k"] = [float(v) for v in operands]
            elif op in ("G", "g", "RG", "rg", "CS", "cs", "SC", "sc", "SCN", "scn"):
                self.now[op.islower()] = op
            elif op == "w":
                self.now[2] = float(operands[0])
            elif op == "cm":
                self.now[3] *= abs(operands[0] * operands[3] - operands[1] * operands[2]) ** .5
            elif op == "q":
                self.stack.append(list(self.now))
            elif op == "Q" and self.stack:
                self.now = self.stack.pop()
            elif op == "gs":
                self.now[4] = self.overprints(operands[0])
            elif op in content.SHOWS:
                self.paint(self.now[1], "text")
            elif op in ("S", "s"):
                self.paint(self.now[0], "a stroke")
                if self.now[2] * self.now[3] < HAIRLINE - NEAR:
                    self.report.say("press-stroke", f"{self.where}: {self.now[2] * self.now[3]}")

    def overprints(self, name):
        state = self.file.dict_of(self.states.get(name))
        return all(self.file.get(state.get(key)) is True for key in ("OP", "op")) and \
            self.file.get(state.get("OPM")) == 1

    def paint(self, colour, what):
        if colour not in (BLACK, RED):
            self.report.say("press-colour", f"{self.where}: {what} in {colour}")
        elif colour == BLACK and not self.now[4]:
            self.report.say("press-overprint", f"{self.where}: {what}")


def check_page(file, page, where, report):
    check_boxes(file, page, where, report)
    drawn = file.dict_of(file.dict_of(page.get("Resources")).get("XObject"))
    for name, image in drawn.items():
        if file.get(file.dict_of(image).get("ColorSpace")) not in ("DeviceGray", "DeviceCMYK"):
            report.say("press-image", f"{where}: {name}")
    try:
        Painter(file, page, where, report).run(file.decoded(file.get(page.get("Contents"))))
    except Malformed as e:
        report.say("stream-data", e)


def check(file, report, packet):
    if not report.claims.is_press:
        return
    if packet:
        check_metadata(file, packet, report)
    check_intent(file, report)
    if file.entry(file.catalog, "Names", "EmbeddedFiles") or file.catalog.get("AF"):
        report.say("x4-files")
    for i, (_, page) in enumerate(file.pages()):
        check_page(file, page, f"page {i + 1}", report)
