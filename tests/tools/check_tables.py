#!/usr/bin/env python3
"""Are the tables of a file tagged as they should be? Prints what differs, cell by cell.

  check_tables.py FILE.pdf TABLES.txt [--flat]

TABLES.txt: see seed-tables.txt. --flat: a file without THead and TBody, which PDF 1.4 did not have.
"""
import difflib
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "conformance"))

# pylint: disable=wrong-import-position
import content
import fonts
import structure
import tables
from pdffile import File
from pdfobject import Malformed, text_string
from rules import Claims, Report

GROUPS = {"THead": "head", "TBody": "body", "TFoot": "foot", "Table": "rows"}


class Texts:
    """The text of structure elements, as a reader has it."""

    def __init__(self, file, contents):
        self.file, self.maps = file, {}
        pages = [ref for ref, _ in file.pages()]
        self.said = {(pages[i], mcid): said
                     for i, c in enumerate(contents) for mcid, said in c.said.items()}

    def glyph(self, font, code):
        if font not in self.maps:
            data = self.file.decoded(self.file.entry(font, "ToUnicode"))
            self.maps[font] = fonts.read_cmap(data)
        return self.maps[font].get(code, "?")

    def of(self, element):
        said = self.file.get(element.entries.get("ActualText"))
        if isinstance(said, bytes):
            return re.sub(r"\s", "", text_string(said))
        pieces = [p for mark in element.marks for p in self.said.get(mark, [])]
        text = "".join(p if isinstance(p, str) else self.glyph(*p) for p in pieces)
        return re.sub(r"\s", "", text + "".join(map(self.of, element.kids)))


def names_of(heads, texts):
    """{ID: text, or text#2 where the table has several of them}"""
    said = [texts.of(head) for head in heads]
    return {head.id: f"{text}#{said[:i + 1].count(text)}" if said.count(text) > 1 else text
            for i, (head, text) in enumerate(zip(heads, said))}


def cell_line(cell, texts, names):
    line = f"  {cell.kind}"
    for letter, key in (("r", "RowSpan"), ("c", "ColSpan")):
        if cell.span(key) > 1:
            line += f" {letter}{cell.span(key)}"
    line += f" {texts.of(cell)}"
    heads = [names.get(h, str(h)) for h in cell.attributes.get("Headers", [])]
    return line + (" < " + " | ".join(sorted(heads)) if heads else "")


def table_lines(table, texts):
    names = names_of([cell for cell in table.all() if cell.kind == "TH"], texts)
    group = None
    for kind, row in tables.rows_of(table):
        if row.parent is not group:
            group = row.parent
            yield GROUPS[kind]
        yield "row"
        for cell in row.kids:
            yield cell_line(cell, texts, names)


def lines(path):
    file, report = File.read(Path(path).read_bytes()), Report(Claims("none"))
    report.is_tagged = True
    contents, _ = content.check(file, report)
    texts, heading = Texts(file, contents), ""
    for element in structure.Tree(file, report).all():
        if re.fullmatch("H[1-6]", element.kind):
            heading = texts.of(element)
        elif element.kind == "Table":
            yield f"= {heading}"
            yield from table_lines(element, texts)


def expected(path):
    """The lines of the text file; heads in the order of the alphabet, since any order will do."""
    for line in Path(path).read_text("utf8").splitlines():
        cell, arrow, heads = line.partition(" < ")
        if line and line[0] != "#":
            yield cell + arrow + " | ".join(sorted(heads.split(" | ")))


def main(pdf, wanted, *flat):
    wanted = [line for line in expected(wanted) if not flat or line not in ("head", "body")]
    try:
        found = [line for line in lines(pdf) if not flat or line != "rows"]
    except Malformed as e:
        sys.exit(str(e))
    diff = list(difflib.unified_diff(wanted, found, "expected", "tagged", n=1, lineterm=""))
    print("\n".join(diff[:40]) or f"{sum(line[0] == '=' for line in found)} tables equal")
    sys.exit(1 if diff else 0)


main(*sys.argv[1:])
