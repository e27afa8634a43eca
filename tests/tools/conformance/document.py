"""The file as a whole: limits, what is forbidden anywhere, the catalog, colours."""
import re
import struct

from pdffile import is_signature_widget, walk
from pdfobject import Malformed, Name, Real, Ref, Stream, text_string

ACTIONS = ("GoTo", "GoToR", "GoToE", "Thread", "URI", "Named", "SubmitForm")
NAMED = ("NextPage", "PrevPage", "FirstPage", "LastPage")
ANNOTATIONS = ("Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly"
               " StrikeOut Stamp Caret Ink Popup FileAttachment Widget PrinterMark TrapNet"
               " Watermark").split()
YOUNG_ANNOTATIONS = ("Polygon", "PolyLine", "Caret", "FileAttachment", "Watermark")  # not in part 1
FILTERS = ("ASCIIHexDecode", "ASCII85Decode", "FlateDecode", "RunLengthDecode", "CCITTFaxDecode",
           "JBIG2Decode", "DCTDecode", "JPXDecode")
BLENDS = ("Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight"
          " SoftLight Difference Exclusion Hue Saturation Color Luminosity").split()
UNWANTED = (  # entries of the catalog, and deeper ones
    ("catalog-aa", ("AA",)), ("layers", ("OCProperties",)), ("requirements", ("Requirements",)),
    ("needs-rendering", ("NeedsRendering",)), ("need-appearances", ("AcroForm", "NeedAppearances")),
    ("xfa", ("AcroForm", "XFA")), ("alternate-pages", ("Names", "AlternatePresentations")),
)
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
# part 1, and parts 2 and 3
STRING, REAL, REAL_MIN = {1: 65535}, {1: 32767.0}, {1: 0.0}
MAX_STRING, MAX_REAL, MIN_REAL = 32767, 3.403e38, 1.175e-38
MAX_NAME, MAX_ARRAY, MAX_DICT = 127, 8191, 4095
COMPONENTS = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}
# the ICC profile classes of screens and printers; components of its colour spaces
CLASSES, SPACES = (b"mntr", b"prtr"), {b"GRAY": 1, b"RGB ": 3, b"CMYK": 4}
PROFILE_TAGS = {b"GRAY": (b"kTRC",), b"CMYK": (b"A2B0", b"B2A0"),
                b"RGB ": (b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC")}


def check_file(file, report):
    for rule, detail in file.problems:
        report.say(rule, detail)
    wanted = report.claims.version
    for version in (file.version, file.catalog.get("Version", wanted)):
        if version is not None and version != wanted:
            report.say("version", version)
    pair = file.array_of(file.trailer.get("ID"))
    if len(pair) != 2 or not all(isinstance(i, bytes) and i for i in pair):
        report.say("id")
    if "Encrypt" in file.trailer:
        report.say("encrypt")
    if file.uses_xref_stream:
        report.say("xref-stream")
    if file.uses_object_stream:
        report.say("object-stream")


def check_limits(value, where, report):
    """A value that contains no others."""
    part = report.claims.part
    if isinstance(value, int) and not -2**31 <= value < 2**31:
        report.say("integer", f"{where} {value}")
    elif isinstance(value, Real):
        if abs(value) > REAL.get(part, MAX_REAL) or 0 < abs(value) < REAL_MIN.get(part, MIN_REAL):
            report.say("real", f"{where} {value}")
    elif isinstance(value, Name) and len(value) > MAX_NAME:
        report.say("name", f"{where} {len(value)} bytes")
    elif isinstance(value, bytes) and len(value) > STRING.get(part, MAX_STRING):
        report.say("string", f"{where} {len(value)} bytes")


def check_container(file, value, where, report):
    if isinstance(value, dict):
        items = value.values()
        if len(value) > MAX_DICT:
            report.say("dictionary", f"{where} {len(value)} entries")
        if max(map(len, value), default=0) > MAX_NAME:
            report.say("name", f"{where} a key")
    else:
        items = value
        if len(value) > MAX_ARRAY:
            report.say("array", f"{where} {len(value)} items")
    for item in items:
        if isinstance(item, Ref):
            if item.num not in file.objects:
                report.say("reference", f"{where} {item.num}")
        elif not isinstance(item, (dict, list)):
            check_limits(item, where, report)


def check_objects(file, report):
    """Every value in the file; `where` is its path from the object on."""
    for num, top in file.objects.items():
        if not isinstance(top, (dict, list, Stream)):
            check_limits(top, f"object {num}", report)
            continue
        for value, where in walk(top, f"object {num} "):
            if isinstance(value, Stream):
                check_stream(file, value, where, report)
                continue
            check_container(file, value, where, report)
            if isinstance(value, dict):
                check_dictionary(file, value, where, report)


def jpeg_frame(data):
    """Precision, lines, samples a line, components: from the frame's header."""
    at = 2
    while data.startswith(b"\xff\xd8") and at + 10 <= len(data) and data[at] == 0xff:
        marker, size = struct.unpack_from(">BH", data, at + 1)
        if marker in (0xc0, 0xc1, 0xc2):
            return struct.unpack_from(">BHHB", data, at + 4)
        at += 2 + size
    return None


def is_image(file, stream):
    """Is there as much data as the dictionary says? Samples, or JPEG of one frame."""
    entries = stream.entries
    width, height, bits = (entries.get(k) for k in ("Width", "Height", "BitsPerComponent"))
    ncomponent = COMPONENTS.get(str(file.get(entries.get("ColorSpace"))))
    if entries.get("ImageMask") is True:
        ncomponent = 1 if bits == 1 and "ColorSpace" not in entries else None
    if not all(isinstance(n, int) and n > 0 for n in (width, height, ncomponent)):
        return False
    if file.get(entries.get("Filter")) == "DCTDecode":
        return jpeg_frame(stream.raw) == (bits, height, width, ncomponent)
    try:
        return len(file.decoded(stream)) == (width * ncomponent * bits + 7) // 8 * height
    except Malformed:
        return False


def check_stream(file, stream, where, report):
    if any(key in stream.entries for key in ("F", "FFilter", "FDecodeParms")):
        report.say("stream-file", where)
    names = file.get(stream.entries.get("Filter"))
    for name in names if isinstance(names, list) else [names] if names else []:
        if file.get(name) not in FILTERS:
            report.say("filter", f"{where} {file.get(name)}")
    if names == "FlateDecode":
        try:
            file.decoded(stream)
        except Malformed as e:
            report.say("stream-data", f"{where}: {e}")
    if stream.entries.get("Subtype") == "Image":
        check_image(file, stream, where, report)
    if "PS" in stream.entries or "PS" in (stream.entries.get(k) for k in ("Subtype", "Subtype2")):
        report.say("postscript", where)
    if stream.entries.get("Subtype") == "Form" and "Ref" in stream.entries:
        report.say("reference-xobject", where)
    if "OPI" in stream.entries:
        report.say("opi", where)


def check_image(file, stream, where, report):
    entries = stream.entries
    if entries.get("BitsPerComponent") not in (1, 2, 4, 8):
        report.say("image-bits", f"{where} {entries.get('BitsPerComponent')}")
    elif not is_image(file, stream):
        report.say("image", where)
    if "Alternates" in entries:
        report.say("alternates", where)
    if entries.get("Interpolate") is True:
        report.say("interpolate", where)
    if "SMask" in entries:
        report.say("soft-mask", where)


def check_language(entries, where, report):
    lang = entries.get("Lang")
    if isinstance(lang, bytes) and not LANGUAGE.fullmatch(text_string(lang)):
        report.say("lang-tag", f"{where} {text_string(lang)}")


def check_dictionary(file, entries, where, report):
    if "TransferFunction" in entries:
        report.say("halftone", where)
    if entries.get("S") == "Transparency":
        report.say("group", where)
    check_language(entries, where, report)
    states = file.dict_of(entries.get("ExtGState"))
    for name, state in states.items():
        check_graphics_state(file, file.dict_of(state), f"{where}/{name}", report)
    for key in ("A", "OpenAction", "Next"):
        if key in entries:
            check_action(file, entries[key], f"{where}/{key}", report)
    if "AA" in entries:
        for action in file.dict_of(entries["AA"]).values():
            check_action(file, action, f"{where}/AA", report)
    is_field = entries.get("Subtype") == "Widget" or "FT" in entries
    if is_field and ("AA" in entries or "A" in entries):
        report.say("field-aa", where)
    if entries.get("Type") == "Page":
        check_page(file, entries, where, report)


def check_action(file, value, where, report):
    value = file.get(value)
    for action in value if isinstance(value, list) else [value]:
        action = file.dict_of(action)
        kind = action.get("S")
        if "S" in action and action.get("Type", "Action") == "Action" and kind not in ACTIONS:
            report.say("action", f"{where} {kind}")
        if kind == "Named" and action.get("N") not in NAMED:
            report.say("named-action", f"{where} {action.get('N')}")


def check_graphics_state(file, entries, where, report):
    if "TR" in entries:
        report.say("transfer", where)
    if file.get(entries.get("TR2", "Default")) != "Default":
        report.say("transfer-2", where)
    if "HTP" in entries:
        report.say("halftone-phase", where)
    if file.get(entries.get("SMask", "None")) != "None":
        report.say("soft-mask", where)
    mode = file.get(entries.get("BM", "Normal"))
    if mode not in ("Normal", "Compatible"):
        report.say("blend", f"{where} {mode}")
    if mode not in BLENDS and not isinstance(mode, list):
        report.say("blend-unknown", f"{where} {mode}")
    if entries.get("CA", 1) != 1:
        report.say("alpha-stroke", where)
    if entries.get("ca", 1) != 1:
        report.say("alpha-fill", where)


def check_page(file, page, where, report):
    if "AA" in page:
        report.say("page-aa", where)
    if "PresSteps" in page:
        report.say("pres-steps", where)
    annotations = file.array_of(page.get("Annots"))
    if annotations and page.get("Tabs") != "S":
        report.say("page-tabs", where)
    for ref in annotations:
        kind = file.dict_of(ref).get("Subtype")
        if kind not in ANNOTATIONS or (report.claims.part == 1 and kind in YOUNG_ANNOTATIONS):
            report.say("annotation", f"{where} {kind}")
        if not is_signature_widget(file.dict_of(ref)):
            report.say("drawn-object", f"{where} an annotation {kind}")


def check_catalog(file, report):
    catalog = file.catalog
    marks = file.dict_of(catalog.get("MarkInfo"))
    if report.is_tagged and file.get(marks.get("Marked")) is not True:
        report.say("mark-info")
    if file.get(marks.get("Suspects", False)) is not False:
        report.say("suspects")
    if file.entry(catalog, "ViewerPreferences", "DisplayDocTitle") is not True:
        report.say("display-title")
    if not file.get(catalog.get("Lang")):
        report.say("lang")
    for rule, path in UNWANTED:
        if file.entry(catalog, *path) not in (None, False):
            report.say(rule)
    for i, (_, page) in enumerate(file.pages()):
        box = file.array_of(page.get("MediaBox"))
        if len(box) != 4 or not all(3 <= abs(box[k + 2] - box[k]) <= 14400 for k in (0, 1)):
            report.say("page-size", f"page {i + 1}: {box}")


def check_colours(file, report, contents):
    """Pages in grey, and the space that says which grey."""
    profiles, space = [], None
    intents = [file.dict_of(i) for i in file.array_of(file.catalog.get("OutputIntents"))]
    for intent in intents:
        if intent.get("S") != "GTS_PDFA1":
            continue
        if not isinstance(file.get(intent.get("OutputConditionIdentifier")), bytes):
            report.say("intent-entries", "OutputConditionIdentifier")
        profile = file.get(intent.get("DestOutputProfile"))
        if isinstance(profile, Stream):
            profiles.append(intent["DestOutputProfile"])
            space = check_profile(file, profile, report)
        else:
            report.say("intent-entries", "DestOutputProfile")
    if len(set(map(str, profiles))) > 1:
        report.say("intent-profiles")
    if not profiles and any(c.is_painted for c in contents):
        report.say("intent")
    if any(c.uses_rgb for c in contents) and space != b"RGB ":
        report.say("rgb")
    if any(c.uses_cmyk for c in contents) and space != b"CMYK":
        report.say("cmyk")


def check_profile(file, stream, report):
    """The profile's colour space."""
    try:
        data = file.decoded(stream)
        size, version, kind, space = struct.unpack_from(">L4xB3x4s4s", data)
        count, = struct.unpack_from(">L", data, 128)
        tags = [struct.unpack_from(">4sLL", data, 132 + 12 * i) for i in range(count)]
    except (struct.error, Malformed) as e:
        report.say("profile", e)
        return None
    wanted = {b"desc", b"cprt", b"wtpt", *PROFILE_TAGS.get(space, ())}
    is_whole = size == len(data) and data[36:40] == b"acsp" and version <= 4
    is_whole &= all(at % 4 == 0 and at + n <= size for _, at, n in tags)
    if not is_whole or kind not in CLASSES or space not in SPACES or wanted - {t[0] for t in tags}:
        report.say("profile", f"{kind} {space} version {version}, {size} of {len(data)} bytes")
    if version > 2:
        report.say("profile-version", version)
    if file.get(stream.entries.get("N")) != SPACES.get(space):
        report.say("components", f"N {stream.entries.get('N')}, the profile is {space}")
    return space


def check(file, report, contents):
    check_file(file, report)
    check_objects(file, report)
    check_catalog(file, report)
    check_colours(file, report, contents)
