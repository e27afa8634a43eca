"""Broken twins: a good file, and one thing in it made wrong.

A function edits the file; its name is the rule that must be found broken, `also` names those that
can't be kept either. `tag_parent__span` is another twin of the rule tag-parent.
"""
import functools
import pickle

from pdfobject import Name, Ref, Stream
from pdfwrite import write_file

TWINS = []


class Twin:
    def __init__(self, edit, standard, claims, also, of_bytes):
        self.edit, self.standard, self.claims, self.of_bytes = edit, standard, claims, of_bytes
        self.name = edit.__name__.replace("_", "-")
        self.rule = self.name.split("--")[0]
        self.broken = {self.rule, *also}


def twin(standard="3a,ua1", claims=None, also=()):
    """`standard` is that of the good file; `claims` what it is checked against instead."""
    return lambda edit: TWINS.append(Twin(edit, standard, claims or standard, also, False)) or edit


def twin_of_bytes(standard="3a,ua1", also=()):
    """The function takes the bytes of a file and returns others; offsets must stay as they are."""
    return lambda edit: TWINS.append(Twin(edit, standard, standard, also, True)) or edit


def replaced(text, old, new, n=1):
    if text.count(old) < 1:
        raise AssertionError(f"the good file has no {old!r}")
    return text.replace(old, new, n)


@functools.lru_cache
def frozen(file):
    return pickle.dumps((file.objects, file.trailer), protocol=4)


def copied(file):
    """Its objects and its trailer, for one twin: a pickle is ten times as fast as deepcopy."""
    return pickle.loads(frozen(file))


class Good:
    """A good file to edit: objects by number."""

    def __init__(self, file):
        self.file = file
        self.objects, self.trailer = copied(file)
        self.version = file.version

    def bytes(self):
        return write_file(self.objects, self.trailer, self.version)

    def get(self, value):
        while isinstance(value, Ref):
            value = self.objects[value.num]
        return value

    def at(self, value, *keys):
        """Down the keys; a stream stands for its dictionary, until the end."""
        for key in keys:
            value = self.get(value)
            value = (value.entries if isinstance(value, Stream) else value)[key]
        return self.get(value)

    @property
    def catalog(self):
        return self.at(self.trailer, "Root")

    @property
    def info(self):
        return self.at(self.trailer, "Info")

    def add(self, value):
        num = max(self.objects) + 1
        self.objects[num] = value
        return Ref(num)

    # pages

    def page(self, i=0):
        return self.get(self.file.pages()[i][0])

    def resources(self):
        return self.at(self.page(), "Resources")

    def content(self, i=0):
        return self.file.decoded(self.at(self.page(i), "Contents"))

    def set_content(self, data, i=0):
        self.page(i)["Contents"] = self.add(Stream({}, data))

    def append(self, text):
        self.set_content(self.content() + b"\n" + text + b"\n")

    def graphics_state(self, entries):
        self.resources()["ExtGState"] = {"GS0": {"Type": Name("ExtGState"), **entries}}

    # metadata

    def xmp(self):
        return self.at(self.catalog, "Metadata").raw.decode("utf-8")

    def set_xmp(self, text):
        data = text if isinstance(text, bytes) else text.encode("utf-8")
        self.at(self.catalog, "Metadata").raw = data

    def edit_xmp(self, old, new, n=1):
        self.set_xmp(replaced(self.xmp(), old, new, n))

    # fonts

    def fonts(self):
        return [self.get(ref) for ref in self.at(self.page(), "Resources", "Font").values()]

    def font(self, program="FontFile3"):
        """A Type0 font, its CIDFont and its descriptor."""
        for font in self.fonts():
            cid_font = self.get(self.get(font["DescendantFonts"])[0])
            descriptor = self.get(cid_font["FontDescriptor"])
            if program in descriptor:
                return font, cid_font, descriptor
        raise AssertionError(f"the good file has no font with {program}")

    # structure

    def element(self, kind, n=0):
        """The n-th structure element of a type: its reference."""
        found = [ref for ref in self.elements() if self.get(ref)["S"] == kind]
        return found[n]

    def elements(self, ref=None):
        if ref is None:
            ref = self.at(self.catalog, "StructTreeRoot")["K"]
        if isinstance(ref, list):
            ref = ref[0]
        yield ref
        for kid in self.kids(ref):
            if isinstance(kid, Ref):
                yield from self.elements(kid)

    def kids(self, ref):
        value = self.get(ref).get("K", [])
        return value if isinstance(value, list) else [value]

    def put(self, parent, kind, at=None, **more):
        """A new element in another one: behind all its children, or at a place."""
        ref = self.add({"S": Name(kind), "P": parent, **more})
        kids = list(self.kids(parent))
        kids.insert(len(kids) if at is None else at, ref)
        self.get(parent)["K"] = kids
        return ref

    def table(self, has_head):
        """A table with a THead, or without one."""
        for ref in self.elements():
            kinds = [self.get(kid)["S"] for kid in self.kids(ref) if isinstance(kid, Ref)]
            if self.get(ref)["S"] == "Table" and ("THead" in kinds) == has_head:
                return ref
        raise AssertionError("the good file has no such table")

    def leaf(self, key):
        """The first leaf of ParentTree or IDTree."""
        node = self.at(self.catalog, "StructTreeRoot", key)
        while "Kids" in node:
            node = self.get(node["Kids"][0])
        return node

    # embedded files

    def spec(self):
        return self.at(self.get(self.catalog["AF"])[0])
