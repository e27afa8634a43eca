#!/usr/bin/env python3
"""Can all the text of a report be copied out of its PDF?

  check_text.py FILE.pdf REPORT.xml FORM=GRID.json...
"""
import json
import re
import subprocess
import sys

from pdfgrid import expected_cells
from report import Report, tight


def copied(pdf):
    """The text of the pages in the order in which it is drawn, without folios and draft marks."""
    raw = subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True)
    return tight(re.sub(r"(?m)^(— \d+ —|草稿)$", "", raw.stdout.decode("utf8")))


def check(pdf, report, grids):
    report, found = Report(report), copied(pdf)
    wanted = list(report.texts())
    for form, grid in (pair.split("=") for pair in grids):
        wanted += report.figures(form).values()
        with open(grid, encoding="utf8") as f:
            wanted += [cell["text"] for cell in expected_cells(json.load(f))]
    yield from (f"not found: {text}" for text in wanted if tight(text) not in found)
    if len(wanted) < 100:
        yield f"only {len(wanted)} texts were looked for"


wrong = list(check(sys.argv[1], sys.argv[2], sys.argv[3:]))
print("\n".join(wrong) or "all found")
sys.exit(1 if wrong else 0)
