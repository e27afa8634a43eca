"""PDF objects and how they are written.

Dictionaries are dict (keys without the slash), arrays list, names Name, strings bytes.
"""
import re
from typing import NamedTuple

DELIMITER = rb"\0\t\n\f\r ()<>\[\]{}/%"
TOKEN = re.compile(
    rb"(?:[\0\t\n\f\r ]|%[^\r\n]*)*"
    rb"(?:(?P<ref>\d+[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+R(?![^" + DELIMITER + rb"]))"
    rb"|(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?![^" + DELIMITER + rb"]))"
    rb"|(?P<name>/[^" + DELIMITER + rb"]*)"
    rb"|(?P<open><<|\[)|(?P<close>>>|\])"
    rb"|(?P<hex><[^<>]*>)"
    rb"|(?P<string>\((?:[^()\\]|\\.)*\))"
    rb"|(?P<nested>\()"
    rb"|(?P<word>[^" + DELIMITER + rb"]+)"
    rb"|(?P<other>[^\0\t\n\f\r ]))", re.S)
ESCAPE = re.compile(rb"\\(\r\n|[0-7]{1,3}|.)", re.S)
PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
WORDS = {b"true": True, b"false": False, b"null": None}
HEX = re.compile(rb"<[0-9A-Fa-f]*>")


class Ref(NamedTuple):
    num: int
    gen: int = 0


class Name(str):
    pass


class Real(float):
    pass


class Word(bytes):
    """An operator, or what can't be read."""


class Stream:
    def __init__(self, entries, raw):
        self.entries, self.raw = entries, raw


class Malformed(Exception):
    pass


def text_string(data):
    if data.startswith(b"\xfe\xff"):
        return data[2:].decode("utf-16-be", "replace")
    return data.decode("latin-1")


def unescape(data):
    def one(m):
        c = m.group(1)
        if c in (b"\n", b"\r", b"\r\n"):
            return b""
        return bytes([int(c, 8) & 255]) if c[:1].isdigit() else PLAIN.get(c, c)
    return ESCAPE.sub(one, data) if b"\\" in data else data


class Lexer:
    """Objects and operators one after another. `on_hex` hears of each hexadecimal string."""

    def __init__(self, data, at=0, on_hex=None):
        self.data, self.at, self.on_hex = data, at, on_hex

    def token(self):
        m = TOKEN.match(self.data, self.at)
        if not m:
            return "end", b""
        self.at = m.end()
        return m.lastgroup, m[m.lastgroup]

    def hex_string(self, text):
        if len(text) % 2 == 0 and HEX.fullmatch(text):
            return bytes.fromhex(text[1:-1].decode())
        digits = re.sub(rb"[\0\t\n\f\r ]", b"", text[1:-1])
        if self.on_hex:
            self.on_hex(text, digits)
        digits = re.sub(rb"[^0-9A-Fa-f]", b"0", digits)
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())

    def nested_string(self):
        begin, depth = self.at, 1
        for m in re.finditer(rb"\\.|[()]", self.data[begin:], re.S):
            depth += {b"(": 1, b")": -1}.get(m.group(), 0)
            if depth == 0:
                self.at = begin + m.end()
                return unescape(self.data[begin:self.at - 1])
        raise Malformed("a string has no end")

    def object(self):
        return self.value(*self.token())

    def value(self, kind, text):
        if kind == "number":
            return Real(text) if b"." in text else int(text)
        if kind == "name":
            if b"#" in text:
                text = re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), text)
            return Name(text[1:].decode("latin-1"))
        if kind == "ref":
            num, gen, _ = text.split()
            return Ref(int(num), int(gen))
        if kind == "hex":
            return self.hex_string(text)
        if kind == "string":
            return unescape(text[1:-1])
        if kind == "nested":
            return self.nested_string()
        if text == b"[":
            return self.items(b"]")
        if text == b"<<":
            return self.dictionary()
        if kind == "word":
            return WORDS[text] if text in WORDS else Word(text)
        raise Malformed(f"{text!r} where an object should be, at byte {self.at}")

    def items(self, end):
        found = []
        while True:
            kind, text = self.token()
            if text == end and kind == "close":
                return found
            found.append(self.value(kind, text))

    def dictionary(self):
        items = self.items(b">>")
        if len(items) % 2 or not all(isinstance(k, Name) for k in items[::2]):
            raise Malformed(f"a dictionary of odd parts before byte {self.at}")
        keys = [str(k) for k in items[::2]]
        if len(set(keys)) < len(keys):
            raise Malformed(f"a dictionary with a key twice before byte {self.at}")
        return dict(zip(keys, items[1::2]))
