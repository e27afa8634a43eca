"""Writes a PDF file in the plainest form, for twins."""
import re

from pdfobject import DELIMITER, Name, Ref, Stream, Word

IRREGULAR = re.compile(rb"[^!-~]|[" + DELIMITER + rb"#]")


def write_value(value):
    if value is None or isinstance(value, bool):
        return {None: b"null", True: b"true", False: b"false"}[value]
    if isinstance(value, Ref):
        return b"%d %d R" % value
    if isinstance(value, Name):
        if value.isalnum() and value.isascii():
            return b"/" + value.encode()
        return b"/" + IRREGULAR.sub(lambda m: b"#%02X" % ord(m[0]), value.encode("latin-1"))
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").encode()
    if isinstance(value, int):
        return b"%d" % value
    if isinstance(value, Word):
        return bytes(value)
    if isinstance(value, bytes):
        return b"<" + value.hex().upper().encode() + b">"
    if isinstance(value, dict):
        pairs = [write_value(Name(k)) + b" " + write_value(v) for k, v in value.items()]
        return b"<<" + b"\n".join(pairs) + b">>"
    return b"[" + b" ".join(write_value(v) for v in value) + b"]"


def write_file(objects, trailer, version="1.7"):
    """The bytes of a file in the plainest form: one cross-reference table, lengths in place."""
    out, offset = bytearray(b"%%PDF-%s\n%%\xe2\xe3\xcf\xd3\n" % version.encode()), {}
    for num, value in sorted(objects.items()):
        offset[num] = len(out)
        out += b"%d 0 obj\n" % num
        if isinstance(value, Stream):
            out += write_value({**value.entries, "Length": len(value.raw)})
            out += b"\nstream\n" + value.raw + b"\nendstream"
        else:
            out += write_value(value)
        out += b"\nendobj\n"
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n" % size
    free = [n for n in range(1, size) if n not in offset]
    chain = dict(zip([0] + free, free + [0]))
    for num in range(size):
        if num in offset:
            out += b"%010d 00000 n \n" % offset[num]
        else:
            out += b"%010d %05d f \n" % (chain[num], 65535 if num == 0 else 0)
    kept = {k: v for k, v in trailer.items() if k in ("Root", "Info", "ID", "Encrypt")}
    out += b"trailer\n" + write_value({**kept, "Size": size})
    return bytes(out + b"\nstartxref\n%d\n%%%%EOF\n" % start)
