"""What leads about the file: page labels, the outline, embedded files."""
import hashlib
import re

from metadata import PDF_DATE, instant
from pdfobject import Malformed, Ref, Stream, text_string
from trees import entries

RELATIONS = ("Source", "Data", "Alternative", "Supplement", "Unspecified")
VIEWS = ("XYZ", "Fit", "FitH", "FitV", "FitR", "FitB", "FitBH", "FitBV")
STYLES = ("D", "R", "r", "A", "a")


def check_labels(file, report):
    root = file.catalog.get("PageLabels")
    if root is None:
        return
    labels, npage = entries(file, report, root, "Nums", "number-tree"), len(file.pages())
    if not labels or labels[0][0] != 0 or labels[-1][0] >= npage:
        report.say("page-labels", f"for pages {[k for k, _ in labels]} of {npage}")
    for key, value in labels:
        label = file.dict_of(value)
        first = label.get("St", 1)
        if label.get("S", "D") not in STYLES or not isinstance(first, int) or first < 1:
            report.say("page-labels", f"page {key}: {label}")


class Outline:
    """Walks the entries; each must agree with its neighbours and its parent."""

    def __init__(self, file, report):
        self.file, self.report, self.seen = file, report, set()
        self.pages = [ref for ref, _ in file.pages()]
        root = file.catalog.get("Outlines")
        if root is not None:
            nopen = self.level(root)
            if file.dict_of(root).get("Count", 0) != nopen:
                report.say("outline", f"Count {file.dict_of(root).get('Count')}, {nopen} are shown")

    def level(self, parent):
        """The entries below a parent; how many are shown when it is open."""
        above, before, n = self.file.dict_of(parent), None, 0
        ref = above.get("First")
        while ref is not None:
            entry = self.file.dict_of(ref)
            if ref in self.seen or entry.get("Parent") != parent or entry.get("Prev") != before:
                self.report.say("outline", f"{ref} under {parent}, behind {before}")
                return n
            self.seen.add(ref)
            self.entry(entry)
            below, count = self.level(ref), entry.get("Count", 0)
            if abs(count) != below:
                self.report.say("outline", f"Count {count}, there are {below}")
            n += 1 + (below if count > 0 else 0)
            before, ref = ref, entry.get("Next")
        if above.get("Last") != before:
            self.report.say("outline", f"Last {above.get('Last')}, is {before}")
        return n

    def entry(self, entry):
        title = self.file.get(entry.get("Title"))
        if not isinstance(title, bytes) or not text_string(title).strip():
            self.report.say("outline-title")
        target = entry.get("Dest", self.file.entry(entry.get("A"), "D"))
        target = self.file.array_of(target)
        if len(target) < 2 or target[0] not in self.pages or target[1] not in VIEWS:
            self.report.say("outline-target", title)


def check_embedded(file, report):
    catalog = file.catalog
    tree = file.entry(catalog, "Names", "EmbeddedFiles")
    listed = entries(file, report, tree, "Names", "name-tree")
    associated = file.array_of(catalog.get("AF"))
    if "EmbeddedFiles" in file.dict_of(catalog.get("Names")):
        report.say("embedded-tree")
    if "AF" in catalog and report.claims.part in (1, 2):
        report.say("associated")
    for num, value in file.objects.items():
        if isinstance(value, dict) and "EF" in value:
            check_spec(file, report, value, f"object {num}")
            if Ref(num) not in associated:
                report.say("file-associated", f"object {num}")
            if Ref(num) not in [ref for _, ref in listed]:
                report.say("file-listed", f"object {num}")


def check_spec(file, report, spec, where):
    report.say("embedded-file", where)
    if not spec.get("F") or not spec.get("UF"):
        report.say("file-names", where)
    if spec.get("AFRelationship") not in RELATIONS:
        report.say("file-relation", f"{where} {spec.get('AFRelationship')}")
    stream = file.entry(spec, "EF", "F")
    if not re.fullmatch(r"[-\w+.]+/[-\w+.]+", file.entry(stream, "Subtype") or ""):
        report.say("file-type", where)
    if not isinstance(stream, Stream):
        return
    try:
        data = file.decoded(stream)
    except Malformed:
        return
    params = file.dict_of(stream.entries.get("Params"))
    if params.get("Size") != len(data):
        report.say("file-size", f"{where}: {params.get('Size')}, there are {len(data)} bytes")
    if params.get("CheckSum", hashlib.md5(data).digest()) != hashlib.md5(data).digest():
        report.say("file-checksum", where)
    for key in ("CreationDate", "ModDate"):
        if key in params and not instant(text_string(params[key]), PDF_DATE):
            report.say("date", f"{where} {key}")


def check(file, report):
    check_labels(file, report)
    Outline(file, report)
    check_embedded(file, report)
