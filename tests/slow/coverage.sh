#!/bin/sh
# Coverage: what of render/ the suite runs. Prints lines and branches of the whole, then the files
# below 90 % of their lines.
#
#   tests/slow/coverage.sh
#
# Exit status: 1 below 90 % of all lines.
set -eu
NIANBAO_SOURCED=$(readlink -f "$(dirname "$(readlink -f "$0")")/../..")
. "$NIANBAO_SOURCED/run.sh"

build=$root/build/coverage
take_turn || die "cannot write to $root/build"
need_packages build test slow
need_fonts
configure coverage criterion_FOUND:INTERNAL=1
quietly ninja -C "$build" || die "the program does not build"
end_turn
find "$build" -name '*.gcda' -delete
# Those that end the program in its course count nothing, the trace sees the counters' own files, and
# the guard on instructions is of releases.
(cd "$build" && ctest -j "$(nproc)" -E '^(instructions|test_memory|test_faults|test_cli_trace)$') >"$build/ctest.log" 2>&1 ||
	{ tail -n 30 "$build/ctest.log"; say "tests failed: the figures are of what was run"; }
cd "$root"
gcovr -r . --object-directory "$build" -f 'render/' --exclude-throw-branches --json-summary "$build/coverage.json" \
	>/dev/null 2>"$build/gcovr.log" || { tail "$build/gcovr.log"; exit 1; }
python3 - "$build/coverage.json" <<'END'
import json, sys
c = json.load(open(sys.argv[1]))
for f in sorted(c["files"], key=lambda f: f["line_percent"] or 0):
    if f["line_total"] and f["line_percent"] < 90:
        print(f'{f["line_percent"]:5.1f} % of {f["line_total"]:4} lines  {f["filename"]}')
print(f'lines {c["line_percent"]} % of {c["line_total"]}, branches {c["branch_percent"]} % of {c["branch_total"]}')
sys.exit(c["line_percent"] < 90)
END
