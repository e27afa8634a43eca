#!/usr/bin/env python3
"""How fast is a batch? batch.py PROGRAM [REPORTS]. Writes distinct reports (make_reports.py) into
memory where the system has a file system there, renders them RUNS times with one worker and with
two, and prints reports a second: least, median and most. Figures, not tests."""
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 5


def main():
    program, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 500
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        made = subprocess.run([sys.executable, Path(__file__).with_name("make_reports.py"),
                               str(count), f"{folder}/in"], check=True, capture_output=True)
        Path(folder, "list").write_bytes(made.stdout)
        Path(folder, "out").mkdir()
        print(f"{count} distinct reports {'least':>20} {'median':>10} {'most':>10}  reports/s")
        medians = [measure(program, folder, count, jobs) for jobs in (1, 2)]
        print(f"two workers / one {medians[1] / medians[0]:36.2f}")


def measure(program, folder, count, jobs):
    rates = []
    for _ in range(RUNS):
        start = time.monotonic()
        subprocess.run([program, "render", "--force", "-j", str(jobs), "-d", f"{folder}/out",
                        f"@{folder}/list"], check=True, stderr=subprocess.DEVNULL)
        rates.append(count / (time.monotonic() - start))
    median = statistics.median(rates)
    print(f"-j {jobs} {min(rates):42.0f} {median:10.0f} {max(rates):10.0f}", flush=True)
    return median


main()
