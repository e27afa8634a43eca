#!/usr/bin/env python3
"""Is there, for each form, one table on the pages with the cells and labels of the official grid,
and with the figures of the report?

  check_form.py FILE.pdf REPORT.xml FORM=GRID.json...
"""
import functools
import json
import sys

import pdfgrid
from report import Report

pdfgrid.grids = functools.lru_cache(pdfgrid.grids)  # the pages are read once


def check(pdf, figures, grid):
    with open(grid, encoding="utf8") as f:
        grid = json.load(f)
    cells = {cell["key"] for cell in pdfgrid.expected_cells(grid) if cell["data"]}
    yield from (f"no cell for {key}" for key in figures.keys() - cells)
    yield from (f"no figure for {key}" for key in cells - figures.keys())
    yield from pdfgrid.best(pdf, grid, figures)[1]


pdf, report, *pairs = sys.argv[1:]
failed = False
for form, grid in (pair.split("=") for pair in pairs):
    wrong = list(check(pdf, Report(report).figures(form), grid))
    failed = failed or bool(wrong)
    print(f"{form}: {'; '.join(wrong) or 'grid equal'}")
sys.exit(failed)
