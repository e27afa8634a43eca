#!/usr/bin/env python3
"""Has the program become slower? instructions.py PROGRAM [--bless]. Counts instructions
(callgrind.py) and compares them with instructions.txt. Exit status 1 when one is more than MARGIN
above what is written there; one that much below should be written anew, with --bless."""
import subprocess
import sys
import tempfile
from pathlib import Path

from callgrind import count

HERE = Path(__file__).parent
STORED = HERE / "instructions.txt"
MARGIN = 0.03
BATCH = 20


def measure(program, folder):
    seed = HERE.parent.parent / "fixtures/hongqi-xinfang-2022.xml"
    made = subprocess.run([sys.executable, HERE / "make_reports.py", str(BATCH), f"{folder}/in"],
                          check=True, capture_output=True, text=True).stdout.split()
    return {"start": count(program, "--version"),
            "check the seed": count(program, "check", seed),
            "render the seed": count(program, "render", seed, "-o", f"{folder}/x.pdf"),
            f"render {BATCH} made reports": count(program, "render", "-d", folder, *made)}


def main():
    program, bless = sys.argv[1], "--bless" in sys.argv
    with tempfile.TemporaryDirectory() as folder:
        now = measure(program, folder)
    if bless:
        STORED.write_text("".join(f"{n:12} {name}\n" for name, n in now.items()))
    then = {name: int(n) for n, name in
            (line.split(maxsplit=1) for line in STORED.read_text().splitlines())}
    slower = 0
    for name, n in now.items():
        change = n / then[name] - 1
        print(f"{name:24} {n / 1e6:8.1f} million, {change:+.1%}")
        slower += change > MARGIN
        if change < -MARGIN:
            print(f"{'':24} write that down: {Path(sys.argv[0]).name} PROGRAM --bless")
    sys.exit(1 if slower or now.keys() != then.keys() else 0)


main()
