#!/usr/bin/env bash
# Says how long each step of a run takes.
#   timed.sh --start             forgets the last run
#   timed.sh NAME COMMAND…       runs a step; when it fails, prints the table and passes its exit code on
#   timed.sh --table             prints the table of all steps since --start
set -uo pipefail
cd "$(dirname "$0")/.."
log="${TMPDIR:-/tmp}/dabiao-steps.$(id -u).$(pwd | cksum | cut -d' ' -f1)"

table() {
  printf '\n%-34s %8s\n' step seconds
  awk -F'\t' '{ printf "%-34s %8.1f%s\n", $1, $2, ($3 == 0 ? "" : "  FAILED"); sum += $2 } END { printf "%-34s %8.1f\n", "all", sum }' "$log"
}

case "${1:-}" in
  --start) : >"$log"; exit 0 ;;
  --table) table; rm -f "$log"; exit 0 ;;
esac

name="$1"; shift
printf '\n== %s\n' "$name"
begin=$(date +%s.%N)
"$@"
code=$?
seconds=$(awk -v a="$begin" -v b="$(date +%s.%N)" 'BEGIN { printf "%.1f", b - a }')
printf '== %s: %s s%s\n' "$name" "$seconds" "$([ $code = 0 ] || printf ' (failed with %s)' "$code")"
printf '%s\t%s\t%s\n' "$name" "$seconds" "$code" >>"$log"
[ $code = 0 ] || table >&2
exit $code
