"""XMP and Info: what the file claims, and that both say the same."""
import datetime
import re
import xml.etree.ElementTree as ET
from io import BytesIO

from pdfobject import Malformed, Stream, text_string

RDF, XML = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}", "{http://www.w3.org/XML/1998/namespace}"
DC = "http://purl.org/dc/elements/1.1/"
XMP, PDF = "http://ns.adobe.com/xap/1.0/", "http://ns.adobe.com/pdf/1.3/"
PDFA, PDFUA = "http://www.aiim.org/pdfa/ns/id/", "http://www.aiim.org/pdfua/ns/id/"
PDFX = "http://www.npes.org/pdfx/ns/id/"
EXTENSION, SCHEMA = "http://www.aiim.org/pdfa/ns/extension/", "http://www.aiim.org/pdfa/ns/schema#"
PROPERTY = "http://www.aiim.org/pdfa/ns/property#"
# predefined properties that a report may have, and the form of their values
PREDEFINED = {
    DC: dict(title="Alt", creator="Seq", description="Alt", language="Bag", format="",
             subject="Bag", date="Seq", publisher="Bag", rights="Alt", type="Bag", identifier="",
             source="", relation="Bag", contributor="Bag", coverage=""),
    XMP: dict(CreateDate="date", ModifyDate="date", MetadataDate="date", CreatorTool="",
              Identifier="Bag", Label="", Nickname="", BaseURL=""),
    PDF: dict(Producer="", Keywords="", PDFVersion=""),
    PDFA: dict(part="integer", conformance="", amd=""),
    EXTENSION: dict(schemas="Bag"),
}
INFO = {  # key: namespace and name of the property that says the same
    "Title": (DC, "title"), "Author": (DC, "creator"), "Subject": (DC, "description"),
    "Keywords": (PDF, "Keywords"), "Creator": (XMP, "CreatorTool"), "Producer": (PDF, "Producer"),
    "CreationDate": (XMP, "CreateDate"), "ModDate": (XMP, "ModifyDate"),
}
# year, month, day, hour, minute, second; Z or a sign, hours, minutes
PDF_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?"
                      r"(?:(Z)(?:00'00'?)?|([+-])(\d\d)'(\d\d)?'?)?")
XMP_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?"
                      r"(?:(Z)|([+-])(\d\d):(\d\d)))?)?)?")


def instant(text, form):
    """The instant that a date means, None when it is none."""
    m = form.fullmatch(text)
    if not m:
        return None
    fields = [int(f) if f else d for f, d in zip(m.groups()[:6], (0, 1, 1, 0, 0, 0))]
    zone = datetime.timedelta(hours=int(m[9] or 0), minutes=int(m[10] or 0))
    try:
        moment = datetime.datetime(*fields, tzinfo=datetime.timezone.utc)
    except ValueError:
        return None
    return moment - zone if m[8] == "+" else moment + zone


class Packet:
    """The properties of XMP: {(namespace, name): element or text}."""

    def __init__(self, data, report):
        self.report, self.properties, self.prefixes = report, {}, {}
        head = re.match(rb"\s*<\?xpacket ([^?]*)\?>", data)
        for word, rule in ((b"bytes=", "xmp-bytes"), (b"encoding=", "xmp-encoding")):
            if head and word in head[1]:
                report.say(rule)
        if not head or not re.search(rb"<\?xpacket end=['\"][rw]['\"]\?>\s*\Z", data):
            report.say("xmp", "no packet header and trailer")
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            report.say("xmp-utf8")
        try:
            self.read(data)
        except ET.ParseError as e:
            report.say("xmp", e)

    def read(self, data):
        for event, item in ET.iterparse(BytesIO(data), events=("start-ns", "end")):
            if event == "start-ns":
                self.prefixes.setdefault(item[1], set()).add(item[0])
                continue
            if item.tag != RDF + "Description" or item.get(RDF + "about") is None:
                continue
            pairs = [(child.tag, child) for child in item]
            pairs += [pair for pair in item.attrib.items() if not pair[0].startswith((RDF, XML))]
            for tag, value in pairs:
                key = tuple(tag[1:].split("}", 1))
                if key in self.properties:
                    self.report.say("xmp", f"{key[1]} twice")
                self.properties[key] = value

    def form(self, key):
        """"Alt", "Seq", "Bag", "" for a text, None for anything else."""
        value = self.properties[key]
        if isinstance(value, str) or len(value) == 0:
            return ""
        inner = value[0].tag
        return inner[len(RDF):] if len(value) == 1 and inner.startswith(RDF) else None

    def items(self, key):
        value = self.properties.get(key)
        if value is None:
            return []
        if isinstance(value, str):
            return [value]
        if len(value) == 0:
            return [value.text or ""]
        return ["".join(i.itertext()) for i in value.iter(RDF + "li")]

    def text(self, *key):
        """Its text; of an Alt the default one; None when it is not there."""
        value = self.properties.get(key)
        if value is not None and not isinstance(value, str) and self.form(key) == "Alt":
            for item in value.iter(RDF + "li"):
                if item.get(XML + "lang") == "x-default":
                    return item.text or ""
            return None
        items = self.items(key)
        return items[0] if items else None


def check_types(packet, report):
    declared = check_schemas(packet, report)
    for key in packet.properties:
        namespace, name = key
        wanted = PREDEFINED.get(namespace, {}).get(name, declared.get(key))
        if wanted is None:
            report.say("xmp-undeclared", f"{namespace} {name}")
            continue
        form, text = packet.form(key), packet.text(*key)
        if form != (wanted if wanted in ("Alt", "Seq", "Bag") else "") or text is None \
                or (wanted == "date" and not instant(text, XMP_DATE)) \
                or (wanted == "integer" and not re.fullmatch(r"\d+", text)):
            report.say("xmp-type", name)


def check_schemas(packet, report):
    """{(namespace, name): form} of the properties that the packet declares itself."""
    declared, schemas = {}, packet.properties.get((EXTENSION, "schemas"))
    if schemas is None or isinstance(schemas, str):
        return declared
    for schema in schemas.findall(f"{RDF}Bag/{RDF}li"):
        said = {name: schema.findtext(f"{{{SCHEMA}}}{name}")
                for name in ("schema", "namespaceURI", "prefix")}
        missing = [name for name, text in said.items() if not text]
        if said["prefix"] not in packet.prefixes.get(said["namespaceURI"], ()):
            missing.append("prefix")
        properties = schema.findall(f"{{{SCHEMA}}}property/{RDF}Seq/{RDF}li")
        for item in properties:
            field = {name: item.findtext(f"{{{PROPERTY}}}{name}")
                     for name in ("name", "valueType", "category", "description")}
            missing += [name for name, text in field.items() if not text]
            if field["category"] not in ("internal", "external"):
                missing.append("category")
            form = "integer" if field["valueType"] == "Integer" else ""
            declared[said["namespaceURI"], field["name"]] = form
        if missing or not properties:
            report.say("xmp-schema", " ".join(missing) or "property")
    return declared


def check_claims(packet, report):
    claims, part = report.claims, packet.text(PDFA, "part")
    if claims.part:
        if part is None:
            report.say("pdfa-id")
        else:
            if part != str(claims.part):
                report.say("pdfa-part", part)
            if packet.text(PDFA, "conformance") != claims.level.upper():
                report.say("pdfa-conformance", packet.text(PDFA, "conformance"))
            if packet.prefixes.get(PDFA) != {"pdfaid"}:
                report.say("pdfa-prefix")
    elif part is not None:
        report.say("claim", f"PDF/A-{part}")
    part = packet.text(PDFUA, "part")
    if claims.is_ua:
        if part is None:
            report.say("pdfua-id")
        else:
            if part != "1":
                report.say("pdfua-part", part)
            if packet.prefixes.get(PDFUA) != {"pdfuaid"}:
                report.say("pdfua-prefix")
    elif part is not None:
        report.say("claim", f"PDF/UA-{part}")
    if not claims.is_press and packet.text(PDFX, "GTS_PDFXVersion"):
        report.say("claim", packet.text(PDFX, "GTS_PDFXVersion"))


def check_info(file, packet, report):
    info = file.dict_of(file.trailer.get("Info"))
    for key, (namespace, name) in INFO.items():
        value = file.get(info.get(key))
        said = text_string(value) if isinstance(value, bytes) else None
        also = packet.text(namespace, name)
        if key.endswith("Date"):
            if said is not None and not instant(said, PDF_DATE):
                report.say("date", f"{key} {said}")
            same = (said is None) == (also is None) and (
                said is None or instant(said, PDF_DATE) == instant(also, XMP_DATE))
        else:
            same = said == also and (key != "Author" or len(packet.items((namespace, name))) <= 1)
        if not same:
            report.say(f"info-{key}", f"{said!r}, {also!r}")


def check(file, report):
    """The packet, None if there is none that can be read."""
    stream = file.get(file.catalog.get("Metadata"))
    kind = [file.entry(stream, key) for key in ("Type", "Subtype")]
    if not isinstance(stream, Stream) or kind != ["Metadata", "XML"]:
        report.say("metadata")
        return None
    if "Filter" in stream.entries:
        report.say("metadata-filter")
    try:
        packet = Packet(file.decoded(stream), report)
    except Malformed as e:
        report.say("xmp", e)
        return None
    if not packet.properties:
        return None
    check_types(packet, report)
    check_claims(packet, report)
    if not packet.text(DC, "title"):
        report.say("dc-title")
    check_info(file, packet, report)
    return packet
