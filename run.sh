#!/bin/sh
# Run nianbao, from any folder, on a bare Debian 12 too: install what is missing, build what
# has changed, then hand over. Example:
#
#   ./run.sh render fixtures/x.xml -o out.pdf
#
# Exit status: the program's (0 to 3); 3 also when the machine could not be made ready.
set -eu
root=${NIANBAO_SOURCED:-$(dirname "$(readlink -f "$0")")}
me=${0##*/}

say() { printf '%s: %s\n' "$me" "$*" >&2; }
die() { say "$*"; exit 3; }

# stdout belongs to the program: chatter goes to a log, shown only when the step fails.
quietly() {
	"$@" >"$root/build/log" 2>&1 </dev/null 9>&- || { cat "$root/build/log" >&2; return 1; }
}

# Names of the packages of these kinds ("build", "test") that are not installed.
missing_packages() {
	wanted=$(awk -v kinds=" $* " '!/^#/ && NF && index(kinds, " " $1 " ") { print $2 }' \
		"$root/fonts/packages.txt")
	# shellcheck disable=SC2016,SC2086 # dpkg's own variables; a list of words
	dpkg-query -W -f '${Package} ${db:Status-Status}\n' $wanted 2>/dev/null |
		awk -v wanted="$wanted" '
			$2 == "installed" { have[$1] = 1 }
			END {
				n = split(wanted, w)
				for (i = 1; i <= n; i++)
					if (!(w[i] in have)) { printf "%s%s", sep, w[i]; sep = " " }
			}'
}

need_packages() {
	# Not Debian: the libraries may well be there; if not, the build says which.
	command -v dpkg-query >/dev/null || return 0
	missing=$(missing_packages "$@")
	[ -n "$missing" ] || return 0
	[ "$(id -u)" -eq 0 ] || die "these Debian packages are missing; as root, run
  apt-get update && apt-get install --no-install-recommends $missing"
	say "installing $missing"
	quietly apt-get -q update || die "apt-get update failed"
	# shellcheck disable=SC2086 # a list of words
	quietly env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=600 \
		--no-install-recommends install $missing || die "could not install $missing"
}

need_fonts() {
	fonts=$("$root/fonts/install.sh" </dev/null)
}

# configure PRESET [LINE...]: only when it was never done, or was done for other fonts or
# another folder, or CMake's cache lacks one of these lines.
configure() {
	preset=$1
	shift
	for line in "NIANBAO_FONT_DIR:PATH=$fonts" "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$@"; do
		[ -f "$root/build/$preset/build.ninja" ] &&
			grep -qxF "$line" "$root/build/$preset/CMakeCache.txt" && continue
		quietly cmake --fresh -S "$root" --preset "$preset" -DNIANBAO_FONT_DIR:PATH="$fonts" ||
			die "could not configure the build"
		return
	done
}

# Two runs at once must not build in one folder: they take turns until the program is there.
take_turn() {
	mkdir -p "$root/build" 2>/dev/null && [ -w "$root/build" ] || return 1
	exec 9>"$root/build/.lock"
	flock 9
}
end_turn() { exec 9>&-; }

# test.sh and tests/slow/*.sh, which say where this folder is, read this file for what is above.
[ "$me" != test.sh ] && [ -z "${NIANBAO_SOURCED-}" ] || return 0

program=$root/build/release/nianbao
if take_turn; then
	need_packages build
	need_fonts
	configure release
	quietly ninja -C "$root/build/release" nianbao nianbao-sign || die "could not build the program"
	end_turn
elif [ ! -x "$program" ]; then
	die "the program is not built, and $root/build cannot be written to"
elif [ -n "$(find "$root/render" -name '*.[ch]' -newer "$program")" ]; then
	die "the program is older than its sources, and $root/build cannot be written to"
fi
exec "$program" "$@"
