#!/usr/bin/env python3
"""Does a file keep the standards that it claims? Prints a line for every rule that is broken; the
rules stand in conformance/rules.py.

  conform.py [--standard 3a,ua1] FILE.pdf...      (x4: a print shop's file)

A standard is that of the files behind it, up to the next one; the first also of those before it.
"""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "conformance"))

# pylint: disable=wrong-import-position
import content
import document
import fields
import fonts
import metadata
import navigation
import press
import structure
import tables
from pdffile import File
from rules import Claims, Report

DEFAULT = "3a,ua1"


def check(file, standard=DEFAULT):
    """The report on a file."""
    report = Report(Claims(standard))
    report.is_tagged |= "StructTreeRoot" in file.catalog
    contents, shown = content.check(file, report)
    looks = fields.looks(file, report, shown)
    document.check(file, report, contents + looks)
    press.check(file, report, metadata.check(file, report))
    navigation.check(file, report)
    fonts.check(file, report, shown)
    tree = structure.check(file, report, contents) if report.is_tagged else None
    if tree:
        tables.check(tree, report)
    fields.check(file, report, tree)
    return report


def read_arguments(words):
    """(path, standard) of every file."""
    standards = [after for word, after in zip(words, words[1:]) if word == "--standard"]
    standard, files = (standards + [DEFAULT])[0], []
    words = iter(words)
    for word in words:
        if word == "--standard":
            standard = next(words)
        else:
            files.append((word, standard))
    return files


def main(words):
    files, nbroken = read_arguments(words), 0
    for path, standard in files:
        for line in check(File.read(Path(path).read_bytes()), standard).lines():
            print(f"{path}: {line}" if len(files) > 1 else line)
            nbroken += 1
    sys.exit(nbroken > 0)


if __name__ == "__main__":
    main(sys.argv[1:])
