# SPDX-License-Identifier: Apache-2.0
# Sourced by every script: where the repository is, the locale, and how to say what goes on.
# shellcheck shell=bash
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"

# Qt warns about a locale that is not UTF-8, and the tests take a warning for a failure. C.UTF-8 needs no locale package.
case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
*[Uu][Tt][Ff]8 | *[Uu][Tt][Ff]-8) ;;
*) export LC_ALL=C.UTF-8 ;;
esac

say() { printf '== %s\n' "$*"; }
warn() { printf 'warning: %s\n' "$*" >&2; }
die() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# Runs a command that is allowed to take a while and says how long it took.
timed() {
    local what=$1 start=$SECONDS
    shift
    say "$what"
    "$@" || return
    printf '   %s: %d s\n' "$what" $((SECONDS - start))
}

# One compiler needs up to 1.3 GiB on the largest batches: as many jobs as there are cores and 1.5 GiB.
jobs_here() {
    local cores memory
    cores=$(nproc)
    memory=$(awk '/^MemAvailable:/ { print int($2 / 1572864) }' /proc/meminfo 2>/dev/null || echo 2)
    ((memory < 1)) && memory=1
    echo $((cores < memory ? cores : memory))
}
