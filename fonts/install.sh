#!/bin/sh
# Put the fonts named in fonts.lock into a folder: 214 MB, out of 274 MB of packages.
# The folder is outside the checkout, so that all checkouts and users share one copy.
#
#   fonts/install.sh [DIR]           install what is missing or wrong, print the folder
#   fonts/install.sh --check [DIR]   is DIR complete? milliseconds, trusts the last install
#   fonts/install.sh --verify [DIR]  the same, but reads every byte
#   fonts/install.sh --where         print the folder that is used when DIR is not given
#
# Exit status: 0 done, 1 not complete (--check, --verify), 2 usage, 3 could not install.
set -eu
umask 022
export LC_ALL=C

here=$(dirname "$(readlink -f "$0")")
lock=$here/fonts.lock
shared=/usr/local/share/nianbao/fonts

say() { printf 'fonts: %s\n' "$*" >&2; }
die() { say "$*"; exit 3; }

# Rows of the lock file; with a package name, only that package's.
rows() { awk -v p="${1-}" '!/^#/ && NF && (p == "" || $3 == p)' "$lock"; }

# The copy of the lock file in a folder is written last, so it says that all is there.
is_complete() {
	cmp -s "$lock" "$1/fonts.lock" || return 1
	for file in $(rows | awk '{ print $2 }'); do
		[ -s "$1/$file" ] || return 1
	done
}

# Do the files of a package (of all, without one) have the right bytes?
right() (
	cd "$1" 2>/dev/null || exit 1
	rows "${2-}" | awk '{ print $1 "  " $2 }' | sha256sum --quiet --strict -c - 2>&1
)

where() {
	if [ -n "${NIANBAO_FONT_DIR:-}" ]; then
		echo "$NIANBAO_FONT_DIR"
	elif [ "$(id -u)" -eq 0 ] || is_complete "$shared"; then
		echo "$shared"
	elif [ -n "${XDG_DATA_HOME:-}${HOME:-}" ]; then
		echo "${XDG_DATA_HOME:-$HOME/.local/share}/nianbao/fonts"
	else
		die "no place for the fonts: set NIANBAO_FONT_DIR to a folder, or HOME"
	fi
}

# apt verifies the package's signature; the sha256 of each file decides afterwards.
download() (
	cd "$work/deb"
	apt-get -q download "$1" >log 2>&1 && exit
	# A fresh machine has no package lists, an old one may have outdated ones.
	[ "$(id -u)" -eq 0 ] && apt-get -q update >>log 2>&1 && apt-get -q download "$1" >>log 2>&1
)

fetch() {
	package=$1
	version=$(rows "$package" | awk '{ print $4; exit }')
	say "fetching $package $version"
	rm -rf "$work/deb" "$work/tree"
	mkdir "$work/deb" "$work/tree"
	# apt downloads as _apt where it can: let that user write here.
	[ "$(id -u)" -ne 0 ] || chown _apt "$work/deb" 2>/dev/null || :
	if ! download "$package=$version"; then
		cat "$work/deb/log" >&2
		say "cannot get $package=$version"
		say "if the network or the package lists are to blame: apt-get update, as root"
		die "if this version is no longer to be had: fonts.lock says how to move to another"
	fi
	# Only the files wanted: a whole package would be hundreds of megabytes on disk.
	rows "$package" | awk '{ print "./" $5 }' >"$work/wanted"
	dpkg-deb --fsys-tarfile "$work"/deb/*.deb |
		tar -x -C "$work/tree" --no-same-owner -T "$work/wanted" -f - ||
		die "cannot unpack the files that fonts.lock names out of $package $version"
	rows "$package" | while read -r _ file _ _ path; do
		mkdir -p "$(dirname "$work/new/$file")"
		mv "$work/tree/$path" "$work/new/$file"
	done
	right "$work/new" "$package" >&2 ||
		die "$package $version is not what fonts.lock says; nothing of it was installed"
	# Within one file system a move is atomic: a reader sees a whole font or none.
	for file in $(rows "$package" | awk '{ print $2 }'); do
		mkdir -p "$(dirname "$dir/$file")"
		mv -f "$work/new/$file" "$dir/$file"
	done
}

install_set() {
	is_complete "$dir" && return
	mkdir -p "$dir" 2>/dev/null || die "cannot make the folder $dir"
	[ -w "$dir" ] || die "cannot write to the folder $dir"
	# One installer at a time; so what an interrupted one left can be swept away.
	exec 9>"$dir/.lock"
	flock 9
	is_complete "$dir" && return
	rm -rf "$dir"/.new.*
	work=$(mktemp -d "$dir/.new.XXXXXX")
	trap 'rm -rf "$work"' EXIT
	trap 'exit 130' INT
	trap 'exit 143' TERM HUP
	chmod 755 "$work"
	rm -f "$dir/fonts.lock" # from here on until the end it is not complete
	for package in $(rows | awk '!seen[$3]++ { print $3 }'); do
		right "$dir" "$package" >/dev/null || fetch "$package"
	done
	cp "$lock" "$work/fonts.lock"
	mv -f "$work/fonts.lock" "$dir/fonts.lock"
	say "installed in $dir"
}

mode=install
case ${1-} in
--check | --verify | --where)
	mode=${1#--}
	shift
	;;
-*)
	say "usage: fonts/install.sh [--check | --verify | --where] [DIR]"
	exit 2
	;;
esac
dir=${1:-$(where)}
dir=$(readlink -m "$dir") # it is built into the program
case $mode in
where) echo "$dir" ;;
check) is_complete "$dir" || { say "$dir is not complete"; exit 1; } ;;
verify)
	right "$dir" >&2 || {
		say "$dir is not what fonts.lock says: remove it and install again"
		exit 1
	}
	;;
install)
	install_set
	echo "$dir"
	;;
esac
