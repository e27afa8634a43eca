#!/usr/bin/env python3
"""Do the drawn pages obey GB/T 9704-2012 and CLREQ? Prints what does not.

  check_page.py FILE.pdf [NAME=NUMBER...]

chars=28    most lines that go on have so many characters, some of them nothing but full-width ones
lines=22    so many lines at most on a page, and on one page at least
pages=5     so many pages
"""
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

from geometry import MM, NO_END, NO_START, lines_of, measure
from pdfgrid import page_marks, pages

WIDTH, HEIGHT = 210, 297  # A4 [mm]
LEFT, TOP, RIGHT, BOTTOM = 28, 37, 184, 262  # the text block [mm]
EM14 = 14 / MM  # a character of the folio [mm]
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
UNSQUEEZED = re.compile(f"({HAN.pattern}[，。；、：《》（）“”]?)+(?<={HAN.pattern})")


def check_sheet(pdf):
    info = subprocess.run(["pdfinfo", "-l", "9999", pdf], check=True, capture_output=True)
    for line in info.stdout.decode("utf8").splitlines():
        if line.startswith("Page ") and " size:" in line:
            size = [float(v) / MM for v in re.findall(r"[\d.]+(?= x| pts)", line)]
            if abs(size[0] - WIDTH) > 0.01 or abs(size[1] - HEIGHT) > 0.01:
                yield f"the sheet is {size} mm: {line}"


def check_inside(number, marks):
    """All but the folio and the draft mark stands in the text block, rules too."""
    segments, glyphs = page_marks(marks)
    if not glyphs:
        yield f"page {number} is blank"
    for middle, _, char, size, x, y in glyphs:
        if not (char or "").strip():
            continue
        left, right, base = x / MM, (2 * middle - x) / MM, y / MM
        # the folio below and the draft mark above; a mark may hang its empty half out
        if base > BOTTOM + 5 or (base < TOP and char in "草稿"):
            left, right, base = max(left, LEFT), min(right, RIGHT), (TOP + BOTTOM) / 2
        hang = size / MM / 2 + 0.1 if char in NO_START | NO_END else 0.2
        if left < LEFT - hang or right > RIGHT + hang or not TOP < base < BOTTOM:
            yield f"page {number}: {char} at {left:.2f}–{right:.2f}, {base:.2f} mm"
    for x0, y0, x1, y1 in segments:
        left, top, right, bottom = x0 / MM, y0 / MM, x1 / MM, y1 / MM
        if min(left - LEFT, top - TOP, RIGHT - right, BOTTOM - bottom) < -0.2:
            yield f"page {number}: a rule at {left:.2f}–{right:.2f}, {top:.2f}–{bottom:.2f} mm"


def is_imprint(marks):
    """Nothing stands on the page but who issued the document and when, above its lower edge."""
    text = "".join(g[2] for _, line in lines_of(marks, 1, 99) for g in line)
    return bool(re.fullmatch("(抄送：.+。)?.+年.+月.+日印发", text))


def check_folio(number, marks):
    """— 1 — of 14 pt, its dash 7 mm below the text block, one character in from the outer side."""
    low = [line for line in lines_of(marks, 13.5, 14.5) if line[0] / MM > BOTTOM]
    if not low and is_imprint(marks):
        return
    if len(low) != 1:
        yield f"page {number} has {len(low)} folios"
        return
    base, glyphs = low[0]
    text = "".join(g[2] for g in glyphs)
    left, right = glyphs[0][4] / MM, (2 * glyphs[-1][0] - glyphs[-1][4]) / MM
    if text != f"—{number}—":
        yield f"page {number} has the folio {text}"
    if abs(base / MM - 0.38 * EM14 - (BOTTOM + 7)) > 0.3:
        yield f"page {number}: the folio's baseline is at {base / MM:.2f} mm"
    off = right - (RIGHT - EM14) if number % 2 else left - (LEFT + EM14)
    if abs(off) > 0.1:
        yield f"page {number}: the folio is at {left:.2f}–{right:.2f} mm"


def check_lines(pdf, want):
    d = measure(pdf, left=LEFT * MM)
    if d["lines_that_go_on"] and abs(d["measure_mm"] - (RIGHT - LEFT)) > 0.5:
        yield f"the measure is {d['measure_mm']} mm"
    if d.get("ragged_lines"):
        yield f"{d['ragged_lines']} ragged lines: {d['ragged_examples']}"
    for name in ("kinsoku_violations", "lone_character_lines"):
        if d[name]:
            yield f"{name}: {d[name]}"
    if "chars" in want and d["chars_per_line"][0][0] != want["chars"]:
        yield f"characters a line: {d['chars_per_line']}"
    if "lines" in want and max(d["lines_per_page"]) != want["lines"]:
        yield f"lines a page: {d['lines_per_page']}"


def check_pitch(marks_of_pages, want):
    """Where nothing is squeezed, character i of a line of 28 stands at i/28 of the measure."""
    em, n = (RIGHT - LEFT) / 28, 0
    for number, marks in marks_of_pages:
        for _, glyphs in lines_of(marks, 15.5, 16.3):
            text = "".join(g[2] for g in glyphs)
            first = {28: 0, 26: 2}.get(len(text))
            if first is None or not UNSQUEEZED.fullmatch(text):
                continue
            if abs((glyphs[0][4] / MM - LEFT) / em - first) > 0.5:
                continue  # 26 characters that go on: spread
            n += 1
            if any(abs((g[4] / MM - LEFT) / em - first - i) > 0.05 for i, g in enumerate(glyphs)):
                yield f"page {number}: {text} is not spaced by the grid"
    if "chars" in want and n < 3:
        yield f"only {n} lines with nothing but full-width characters"


def check(pdf, want):
    marks_of_pages = list(pages(pdf))
    yield from check_sheet(pdf)
    for number, marks in marks_of_pages:
        yield from check_inside(number, marks)
        yield from check_folio(number, marks)
    yield from check_pitch(marks_of_pages, want)
    yield from check_lines(pdf, want)
    if want.get("pages", len(marks_of_pages)) != len(marks_of_pages):
        yield f"{len(marks_of_pages)} pages"


wanted = {name: int(value) for name, value in (arg.split("=") for arg in sys.argv[2:])}
wrong = list(check(sys.argv[1], wanted))
print("\n".join(wrong) or "all right")
sys.exit(1 if wrong else 0)
