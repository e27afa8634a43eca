#!/usr/bin/env python3
"""Is the work in proportion to the report? growth.py PROGRAM LAYOUT_DIR. Counts the instructions of
reports with very much of one thing, twice and four times as much: what the second step adds should
be twice what the first adds. Prints the ratio. Exit status 1 when one is above MOST."""
import sys
import tempfile
from pathlib import Path

from callgrind import count

MOST = 2.2
TEXT = ("截至2024年12月31日，全市累计主动公开政府信息12,368,904条，电话0000-12345678转80123；数据格式为"
        "JSON、CSV和GeoPackage，依据《信息处理费管理办法》（国办函〔2020〕109号）办理申请917件。")
ROWS = [  # name, what stands before, the piece, how many of it, what stands after, exit status
    ("sentences of a paragraph", "<p>", TEXT, 50, "</p>", 0),
    ("ten letters of a word", "<p>", "abcdefghij", 1000, "</p>", 0),
    ("accents of a letter", "<p>a", "\u0301", 2000, "</p>", 0),
    ("bold letters", "<p>", "<b>a</b>", 1500, "</p>", 0),
    ("paragraphs", "", f"<p>{TEXT[:20]}</p>\n", 500, "", 0),
    ("rows", "<table>", "<tr><td>1</td><td>2</td></tr>\n", 350, "</table>", 0),
    ("cells of a row, refused", "<table><tr>", "<td>1</td>", 2500, "</tr></table>", 1),
    ("sections, refused", "</section>", "<section id='x'/>\n", 2500, "<section id='y'>", 1),
    ("bytes of a comment", "<!--", " <a 'x", 30000, "-->", 0),
]


def measure(program, layouts, folder, middle, status):
    report = Path(folder, "r.xml")
    report.write_text("<report layout='small-text'><head><organ>云岭市</organ><year>2024</year></head>"
                      f"<section id='text'>{middle}<p>完</p></section></report>\n", "utf-8")
    return count(program, "render", "--layouts", layouts, report, "-o", f"{folder}/r.pdf",
                 status=status)


def main():
    program, layouts = sys.argv[1:]
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, before, piece, n, after, status in ROWS:
            once, twice, four = (
                measure(program, layouts, folder, before + piece * (k * n) + after, status)
                for k in (1, 2, 4))
            ratio = (four - twice) / (twice - once)
            print(f"{n:6} {name:26} {once / 1e6:8.1f} million, twice as many {twice / 1e6:8.1f}, "
                  f"four times {four / 1e6:8.1f}: {ratio:.2f}")
            bad += not 0 < ratio <= MOST
    sys.exit(1 if bad else 0)


main()
