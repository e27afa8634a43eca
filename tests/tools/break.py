#!/usr/bin/env python3
"""Does conform.py notice what is wrong? Breaks good files in every way that it should notice, and
asks that just the right rules are reported. Prints what is not so.

  break.py 3a,ua1=FILE.pdf [1a=FILE.pdf x4=FILE.pdf]     all twins
  break.py 3a,ua1=FILE.pdf NAME OUT.pdf      only writes one of them
"""
import sys
from pathlib import Path

# pylint: disable=wrong-import-position,unused-import
from conform import check
import twins_catalog
import twins_field
import twins_file
import twins_metadata
import twins_page
import twins_press
import twins_tree
from pdffile import File
from rules import RULES
from twin import TWINS, Good


def broken(twin, file):
    """The bytes of a twin."""
    copy = Good(file)
    if twin.of_bytes:
        return twin.edit(copy.bytes())
    twin.edit(copy)
    return copy.bytes()


def broken_file(twin, file):
    """A twin to check; not by way of bytes if it is not about them, which takes half the time."""
    if twin.of_bytes:
        return File.read(broken(twin, file))
    copy = Good(file)
    twin.edit(copy)
    return File(copy.objects, copy.trailer, copy.version)


def try_twin(twin, file):
    found = {slug for slug, _ in check(broken_file(twin, file), twin.claims).found}
    if found != twin.broken:
        said = [f"not found: {slug}" for slug in sorted(twin.broken - found)]
        said += [f"found: {slug}" for slug in sorted(found - twin.broken)]
        yield f"{twin.name}: {' '.join(said)}"


def try_all(files):
    found = [f"the good file of {standard}: {line}" for standard, file in files.items()
             for line in check(File.read(Good(file).bytes()), standard).lines()]
    if found:
        yield from found
        return
    twins = [twin for twin in TWINS if twin.standard in files]
    for twin in twins:
        yield from try_twin(twin, files[twin.standard])
    if len(files) > 1:
        untried = set(RULES).difference(*(twin.broken for twin in twins))
        yield from (f"no twin breaks {rule}" for rule in sorted(untried))


def main(arguments):
    files = {standard: File.read(Path(path).read_bytes())
             for standard, path in (a.split("=", 1) for a in arguments if "=" in a)}
    chosen = [a for a in arguments if "=" not in a]
    if chosen:
        twin = next(t for t in TWINS if t.name == chosen[0])
        Path(chosen[1]).write_bytes(broken(twin, files[twin.standard]))
        return
    wrong = list(try_all(files))
    ntwin = sum(twin.standard in files for twin in TWINS)
    print("\n".join(wrong) or f"{ntwin} twins, all noticed")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
