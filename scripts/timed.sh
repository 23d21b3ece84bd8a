#!/usr/bin/env bash
# Says how long each step of a run takes.
#   timed.sh --start                   forgets the last run
#   timed.sh NAME COMMAND…             runs a step; when it fails, prints the table and passes its exit code on
#   timed.sh --beside NAME COMMAND…    begins a step beside those that follow; what it prints is kept
#   timed.sh --join NAME               waits for such a step, prints what it printed, and goes on as after any other
#   timed.sh --table                   prints the table of all steps since --start
set -uo pipefail
cd "$(dirname "$0")/.."
log="${TMPDIR:-/tmp}/dabiao-steps.$(id -u).$(pwd | cksum | cut -d' ' -f1)"

now() { date +%s.%N; }
since() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.1f", b - a }'; }
beside() { printf '%s.%s' "$log" "$(printf %s "$1" | tr -c 'a-z0-9\n' -)"; }

# Ends what runs beside, with all that it has started.
end_beside() {
  local pid
  for pid in "$log".*.pid; do
    [ -e "$pid" ] || continue
    pid="$(cat "$pid")"
    grep -qas beside "/proc/$pid/cmdline" && kill -- -"$pid" 2>/dev/null
  done
  rm -f "$log".*
}

table() {
  printf '\n%-34s %8s\n' step seconds
  awk -F'\t' '$1 == "" { next } { printf "%-34s %8.1f%s%s\n", $1, $2, ($4 == "" ? "" : "  beside others"), ($3 == 0 ? "" : "  FAILED") }' "$log"
  printf '%-34s %8.1f\n' all "$(since "$(head -n 1 "$log" | cut -f 2)")"
}

# Ends a step: name, seconds, exit code, "beside" or nothing.
ended() {
  printf '== %s: %s s%s\n' "$1" "$2" "$([ "$3" = 0 ] || printf ' (failed with %s)' "$3")"
  printf '%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "${4:-}" >>"$log"
  [ "$3" = 0 ] && exit 0
  table >&2
  end_beside
  exit "$3"
}

case "${1:-}" in
  --start)
    end_beside
    printf '\t%s\n' "$(now)" >"$log"
    exit 0 ;;
  --table)
    table
    rm -f "$log"
    exit 0 ;;
  --beside)
    name="$2"; shift 2
    printf '\n== %s (beside what follows)\n' "$name"
    # A group of its own, so that it can be ended as a whole. Its log is no terminal, and must not keep the caller's pipes open.
    file="$(beside "$name")"
    begin="$(now)"
    setsid bash -c 'file="$1"; begin="$2"; shift 2; "$@" >"$file.out" 2>&1; code=$?
      awk -v a="$begin" -v b="$(date +%s.%N)" -v code="$code" "BEGIN { printf \"%.1f %s\n\", b - a, code }" >"$file.new"
      mv "$file.new" "$file.end"' beside "$file" "$begin" "$@" </dev/null >/dev/null 2>&1 &
    echo $! >"$file.pid"
    exit 0 ;;
  --join)
    file="$(beside "$2")"
    printf '\n== %s (since before)\n' "$2"
    while [ ! -e "$file.end" ]; do
      if ! kill -0 "$(cat "$file.pid")" 2>/dev/null && [ ! -e "$file.end" ]; then
        echo "- 1" >"$file.end"
      fi
      sleep 0.2
    done
    cat "$file.out"
    read -r seconds code <"$file.end"
    rm -f "$file".*
    ended "$2" "$seconds" "$code" beside ;;
esac

name="$1"; shift
printf '\n== %s\n' "$name"
begin="$(now)"
"$@"
code=$?
ended "$name" "$(since "$begin")" "$code"
