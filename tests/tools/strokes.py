#!/usr/bin/env python3
"""The thinnest stroke of each file, in points as printed, as `mutool trace` sees it.

  strokes.py FILE.pdf...      "NAME 0.5" a line
"""
import re
import subprocess
import sys
from pathlib import Path

STROKE = re.compile(r'<stroke_path\b[^>]*>')


def widths(path):
    trace = subprocess.run(["mutool", "trace", path], check=True, capture_output=True,
                           text=True).stdout
    for tag in STROKE.findall(trace):
        attr = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        a, b, c, d = map(float, attr["transform"].split()[:4])
        yield float(attr["linewidth"]) * abs(a * d - b * c) ** .5


for name in sys.argv[1:]:
    print(Path(name).name, f"{min(widths(name)):g}")
