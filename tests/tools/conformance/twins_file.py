"""Twins of the rules about the file as bytes and objects."""
import re
import subprocess
import tempfile
from pathlib import Path

from pdfobject import Name, Real, Ref
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
        options = ["--object-streams=generate", "--newline-before-endstream"]
        subprocess.run(["qpdf", *options, plain, packed], check=True)
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
    end = re.compile(rb"\D").search(data, at).start()
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
