#!/bin/sh
# Coverage: what of render/ the suite runs. Prints the folders, the files below 90 % of their lines,
# and last a line "lines X % of N, branches Y % of M".
#
#   tests/slow/coverage.sh
#
# The whole suite runs, built without optimization (preset coverage), the faults of the machine
# among it; the library and every program count, children too (counters.c). What is counted are
# gcovr's lines with code and gcov's branches, each side of each && and || for itself, of render/
# alone; branches of exceptions, which C does not have, are left out. No line and no branch is marked
# to be left out, a guard counts like everything else.
#
# Exit status: 1 when a test failed, or below LEAST_LINES % of the lines or LEAST_BRANCHES % of the branches.
set -eu
NIANBAO_SOURCED=$(readlink -f "$(dirname "$(readlink -f "$0")")/../..")
. "$NIANBAO_SOURCED/run.sh"
LEAST_LINES=95 LEAST_BRANCHES=86

build=$root/build/coverage status=0
take_turn || die "cannot write to $root/build"
need_packages build test slow
need_fonts
configure coverage criterion_FOUND:INTERNAL=1
quietly ninja -C "$build" || die "the program does not build"
end_turn
find "$build" -name '*.gcda' -delete
(cd "$build" && ctest -j "$(nproc)" --output-on-failure) >"$build/ctest.log" 2>&1 </dev/null || {
	status=1
	grep -E 'Assertion|^\[(FAIL|----)|\*\*\*|% tests passed' "$build/ctest.log" | tail -n 60
	say "tests failed: the figures are of what was run"
}
cd "$root"
gcovr -j "$(nproc)" -r . --object-directory "$build" -f 'render/' --exclude-throw-branches \
	--json-summary "$build/coverage.json" >/dev/null 2>"$build/gcovr.log" ||
	{ tail "$build/gcovr.log"; exit 1; }
python3 - "$build/coverage.json" $LEAST_LINES $LEAST_BRANCHES <<'END_OF_PYTHON' || status=1
import collections, json, sys

KINDS = "line_covered", "line_total", "branch_covered", "branch_total"
c = json.load(open(sys.argv[1]))
folders = collections.defaultdict(lambda: [0] * 4)
for f in c["files"]:
    folder = "/".join(f["filename"].split("/")[:-1])
    for i, kind in enumerate(KINDS):
        folders[folder][i] += f[kind]
for folder, (l, ln, b, bn) in sorted(folders.items()):
    print(f"{100 * l / ln:5.1f} % of {ln:5} lines, {100 * b / max(bn, 1):5.1f} % of {bn:5} branches  {folder}")
for f in sorted(c["files"], key=lambda f: f["line_percent"] or 0):
    if f["line_total"] and f["line_percent"] < 90:
        print(f'{f["line_percent"]:5.1f} % of {f["line_total"]:5} lines  {f["filename"]}')
print(f'lines {c["line_percent"]} % of {c["line_total"]}, branches {c["branch_percent"]} % of {c["branch_total"]}')
sys.exit(c["line_percent"] < float(sys.argv[2]) or c["branch_percent"] < float(sys.argv[3]))
END_OF_PYTHON
exit $status
