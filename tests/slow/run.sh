#!/bin/sh
# Fuzz: build each target by clang with libFuzzer and the sanitizers, replay the inputs that are
# kept in corpus/TARGET, then run it for SECONDS (60). What it finds lands in build/fuzz/found.
#
#   tests/slow/run.sh [SECONDS [TARGET...]]
#
# Exit status: 1 when there was a finding.
set -eu
NIANBAO_SOURCED=$(dirname "$(readlink -f "$0")")/../..
NIANBAO_SOURCED=$(readlink -f "$NIANBAO_SOURCED")
. "$NIANBAO_SOURCED/run.sh"

seconds=${1:-60}
[ $# -eq 0 ] || shift
slow=$root/tests/slow build=$root/build/fuzz

take_turn || die "cannot write to $root/build"
need_packages build slow
need_fonts
configure fuzz
quietly ninja -C "$build" fuzz || die "the fuzz targets do not build"
end_turn

# Files to start from, besides the kept ones: what the tests of the suite use.
seeds() {
	case $1 in
	report | render) cp "$root"/fixtures/*.xml "$root"/tests/fixtures/*.xml "$2" ;;
	layout) cp "$root"/layouts/*.xml "$root"/tests/layouts/*.xml "$2" ;;
	image) cp "$root"/fixtures/pictures/* "$2" ;;
	esac
}

found=0
mkdir -p "$build/found"
for target in ${*:-report layout figure para table render font image pdf}; do
	printf '== %s\n' "$target"
	work=$build/corpus/$target
	mkdir -p "$work"
	seeds "$target" "$work"
	[ "$target" = image ] && longest=65536 || longest=16384
	dictionary=
	[ ! -f "$slow/$target.dict" ] || dictionary=-dict=$slow/$target.dict
	export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1
	export LSAN_OPTIONS=suppressions=$root/tests/lsan.supp:print_suppressions=0
	log=$build/$target.log
	kept=$slow/corpus/$target
	if { [ ! -d "$kept" ] || "$build/fuzz_$target" -runs=0 "$kept" >"$log" 2>&1; } &&
		"$build/fuzz_$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
			-max_len=$longest $dictionary -artifact_prefix="$build/found/$target-" \
			"$work" >"$log" 2>&1; then
		tail -n 1 "$log"
	else
		tail -n 60 "$log"
		found=1
	fi
done
exit $found
