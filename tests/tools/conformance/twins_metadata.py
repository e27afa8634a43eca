"""Twins of the rules about XMP and Info."""
import re
import zlib

from pdfobject import Name
from twin import twin


@twin()
def metadata(t):
    del t.catalog["Metadata"]


@twin()
def metadata_filter(t):
    stream = t.at(t.catalog, "Metadata")
    stream.raw = zlib.compress(stream.raw)
    stream.entries["Filter"] = Name("FlateDecode")


@twin()
def xmp(t):
    t.edit_xmp("</rdf:RDF>", "</rdf:RFD>")


@twin(also=("xmp",))
def xmp_utf8(t):
    t.set_xmp(t.xmp().encode("utf-16"))


@twin()
def xmp_bytes(t):
    t.edit_xmp(" id=", ' bytes="1000" id=')


@twin()
def xmp_encoding(t):
    t.edit_xmp(" id=", ' encoding="UTF-8" id=')


@twin()
def pdfa_id(t):
    t.set_xmp(re.sub(r"<pdfaid:(\w+)>.*?</pdfaid:\1>", "", t.xmp()))


@twin()
def pdfa_part(t):
    t.edit_xmp("<pdfaid:part>3<", "<pdfaid:part>2<")


@twin()
def pdfa_conformance(t):
    t.edit_xmp("<pdfaid:conformance>A<", "<pdfaid:conformance>B<")


@twin()
def pdfa_prefix(t):
    t.set_xmp(re.sub(r"(</?|xmlns:)pdfaid\b", r"\1id", t.xmp()))


@twin()
def pdfua_id(t):
    t.edit_xmp("<pdfuaid:part>1</pdfuaid:part>", "")


@twin()
def pdfua_part(t):
    t.edit_xmp("<pdfuaid:part>1<", "<pdfuaid:part>2<")


@twin(also=("xmp-schema",))
def pdfua_prefix(t):
    t.set_xmp(re.sub(r"(</?|xmlns:)pdfuaid\b", r"\1ua", t.xmp()))


@twin("3a,ua1", "3a")
def claim(t):
    """PDF/UA was not asked for."""


@twin("3a,ua1", "ua1")
def claim__pdfa(t):
    """PDF/A was not asked for."""


@twin()
def xmp_undeclared(t):
    t.edit_xmp("<pdf:Producer>", "<pdf:Press>x</pdf:Press><pdf:Producer>")


@twin()
def xmp_undeclared__schema(t):
    t.edit_xmp("<pdfaProperty:name>part<", "<pdfaProperty:name>amd<")


@twin()
def xmp_type(t):
    bag = "<dc:format><rdf:Bag><rdf:li>x</rdf:li></rdf:Bag></dc:format>"
    t.set_xmp(re.sub(r"(?s)<dc:format>.*?</dc:format>", bag, t.xmp()))


@twin()
def xmp_schema(t):
    t.set_xmp(re.sub(r"<pdfaProperty:category>.*?</pdfaProperty:category>", "", t.xmp()))


@twin(also=("info-Title",))
def dc_title(t):
    t.set_xmp(re.sub(r"(?s)<dc:title>.*?</dc:title>", "", t.xmp()))


@twin()
def info_Title(t):
    t.info["Title"] += b"\0."


@twin()
def info_Author(t):
    del t.info["Author"]


@twin()
def info_Author__two(t):
    t.edit_xmp("<dc:creator><rdf:Seq>", "<dc:creator><rdf:Seq><rdf:li>x</rdf:li>")
    t.info["Author"] = b"x"


@twin()
def info_Subject(t):
    t.info["Subject"] = b"x"


@twin()
def info_Keywords(t):
    t.edit_xmp("<pdf:Producer>", "<pdf:Keywords>x</pdf:Keywords><pdf:Producer>")


@twin()
def info_Creator(t):
    t.info["Creator"] = b"x"


@twin()
def info_Producer(t):
    t.info["Producer"] = b"x"


@twin()
def info_CreationDate(t):
    """The same digits in another zone."""
    t.info["CreationDate"] = t.info["CreationDate"][:-7] + b"+09'00'"


@twin()
def info_ModDate(t):
    del t.info["ModDate"]


@twin(also=("info-ModDate",))
def date(t):
    t.info["ModDate"] = b"2023"


@twin()
def date__embedded(t):
    t.at(t.spec(), "EF", "F").entries["Params"]["ModDate"] = b"D:20231301"
