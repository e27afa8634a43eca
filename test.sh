#!/bin/sh
# Build everything and run every test, as released and under the sanitizers. The last line
# is "N passed, N failed"; the exit status is 0 when nothing failed.
set -eu
. "$(dirname "$(readlink -f "$0")")/run.sh"

passed=0 failed=0 summary=
finish() {
	status=$?
	# Whatever ended this script early is a failure too.
	[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
	printf '\n%s%s passed, %s failed\n' "$summary" "$passed" "$failed"
	[ "$status" -ne 0 ] || [ "$failed" -eq 0 ] || status=1
	exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

line() { summary="$summary$(printf '%-8s  %s' "$1" "$2")
"; }

# How many tests there are, and how many ran: one that is skipped, or that its program does not
# find, must not go unnoticed. The sanitizers leave out those of memory and small machines.
declared() { cat "$root"/tests/test_*.c | grep -c '^Test('; }
ran() {
	sed -n 's/.*Synthesis: Tested: .*Passing: .*/&/p' "$root/build/$1/Testing/Temporary/LastTest.log" |
		sed 's/\x1b\[[0-9;]*m//g; s/.*Tested: *\([0-9]*\).*/\1/' | awk '{ n += $1 } END { print n + 0 }'
}
left_out() { [ "$1" = asan ] && echo 14 || echo 0; }

# Build and test one preset.
run() {
	printf '\n== %s\n' "$1"
	take_turn || die "cannot write to $root/build"
	# A build made before Criterion was installed has no tests in it.
	configure "$1" criterion_FOUND:INTERNAL=1
	if ! quietly ninja -C "$root/build/$1" -k 0; then
		failed=$((failed + 1))
		line "$1" "does not build"
		return
	fi
	grep 'warning:' "$root/build/log" || :
	end_turn # a test may call run.sh
	(cd "$root" && ctest --preset "$1" -j "$(nproc)" 2>&1 </dev/null) |
		tee "$root/build/$1/ctest.log"
	# ctest's own words: "75% tests passed, 1 tests failed out of 4"
	counts=$(sed -n 's/^[0-9]*% tests passed, \([0-9]*\) tests failed out of \([0-9]*\)$/\1 \2/p' \
		"$root/build/$1/ctest.log")
	bad=${counts% *} all=${counts#* }
	if [ -z "$counts" ]; then
		bad=1 all=1
	fi
	passed=$((passed + all - bad))
	failed=$((failed + bad))
	want=$(($(declared) - $(left_out "$1"))) have=$(ran "$1")
	if [ "$have" -ne "$want" ]; then
		failed=$((failed + 1))
		line "$1" "$have tests ran, not $want: some were skipped"
	fi
	line "$1" "$((all - bad)) passed, $bad failed ($have tests)"
}

take_turn || die "cannot write to $root/build"
need_packages build test
need_fonts
end_turn
"$root/fonts/install.sh" --verify "$fonts"
for preset in release asan; do
	run "$preset"
done
