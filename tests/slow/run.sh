#!/bin/sh
# Fuzz: build each target (fuzz_TARGET.c) by clang with libFuzzer and the sanitizers, replay the
# inputs that are kept in corpus/TARGET, then run it for SECONDS (60), as many at once as there are
# processors. The seed is always the same: what is found on one machine is found on another. What
# is found lands in build/fuzz/found; inputs that reached something new stay in build/fuzz/corpus,
# and the next run starts from them too.
#
#   tests/slow/run.sh [SECONDS [TARGET...]]
#
# A line for each target; exit status 1 when there was a finding.
set -eu
NIANBAO_SOURCED=$(readlink -f "$(dirname "$(readlink -f "$0")")/../..")
. "$NIANBAO_SOURCED/run.sh"

slow=$root/tests/slow build=$root/build/fuzz

# Files to start from, besides the kept ones: what the tests of the suite use.
seeds() {
	case $1 in
	report | render) cp "$root"/fixtures/*.xml "$root"/tests/fixtures/*.xml "$2" ;;
	layout) cp "$root"/layouts/*.xml "$root"/tests/layouts/*.xml "$2" ;;
	image) cp "$root"/fixtures/pictures/* "$2" ;;
	esac
}

fuzz_one() {
	target=$1 seconds=$2
	work=$build/corpus/$target kept=$slow/corpus/$target log=$build/$target.log
	mkdir -p "$work"
	seeds "$target" "$work"
	longest=16384 dictionary=
	case $target in
	image) longest=65536 ;;
	pdf | verify) longest=32768 ;;
	esac
	[ ! -f "$slow/$target.dict" ] || dictionary=-dict=$slow/$target.dict
	case $target in
	render) dictionary=-dict=$slow/report.dict ;;
	sign | verify) dictionary=-dict=$slow/pdf.dict ;;
	esac
	export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1:quarantine_size_mb=16
	export LSAN_OPTIONS=suppressions=$root/tests/lsan.supp:print_suppressions=0
	[ -d "$kept" ] || kept=
	limits="-timeout=25 -rss_limit_mb=2048 -malloc_limit_mb=256"
	# shellcheck disable=SC2086 # nothing where there is none
	if { [ -z "$kept" ] || "$build/fuzz_$target" -runs=0 $limits $kept >"$log" 2>&1; } &&
		"$build/fuzz_$target" -seed=1 -max_total_time="$seconds" $limits \
			-max_len=$longest -print_final_stats=1 $dictionary \
			-artifact_prefix="$build/found/$target-" "$work" $kept >"$log" 2>&1; then
		awk -v target="$target" '
			/ cov: / { for (i = 1; i < NF; i++) if ($i == "cov:") edges = $(i + 1) }
			/^Done / { runs = $2; seconds = $5 }
			END { printf "%-8s %9d runs, %5d edges, %d s\n", target, runs, edges, seconds }' "$log"
	else
		tail -n 60 "$log"
		printf '%-8s a finding, or it could not be run\n' "$target"
		return 1
	fi
}

if [ "${1-}" = --one ]; then
	fuzz_one "$2" "$3"
	exit
fi
seconds=${1:-60}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- $(cd "$slow" && printf '%s\n' fuzz_*.c | sed 's/^fuzz_\(.*\)\.c$/\1/')

take_turn || die "cannot write to $root/build"
need_packages build slow
need_fonts
configure fuzz
quietly ninja -C "$build" fuzz || die "the fuzz targets do not build"
end_turn
mkdir -p "$build/found"
printf '%s\n' "$@" | xargs -P "$(nproc)" -I '{}' "$slow/run.sh" --one '{}' "$seconds" ||
	die "there were findings: build/fuzz/found"
