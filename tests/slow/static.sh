#!/bin/sh
# Static checks of render/: gcc and clang with the warnings of the house as errors, cppcheck with
# the suppressions of cppcheck.txt. Exit status: 1 when there is a finding.
set -eu
NIANBAO_SOURCED=$(readlink -f "$(dirname "$(readlink -f "$0")")/../..")
. "$NIANBAO_SOURCED/run.sh"

take_turn || die "cannot write to $root/build"
need_packages build test slow
need_fonts
bad=0
# To clang an enum is unsigned, so that its -Wsign-conversion, alone, is no error there: gcc has it.
for preset in gcc clang; do
	configure "$preset"
	if quietly ninja -C "$root/build/$preset" nianbao nianbao-sign; then
		echo "$preset: no warning"
	else
		bad=1
	fi
done
end_turn
cd "$root"
cppcheck -q -j "$(nproc)" --std=c11 --enable=warning,performance,portability --error-exitcode=1 \
	--suppressions-list=tests/slow/cppcheck.txt -Irender render && echo "cppcheck: nothing" || bad=1
exit $bad
