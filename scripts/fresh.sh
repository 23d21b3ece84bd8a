#!/usr/bin/env bash
# Proves the two commands of the README on a machine that has only rustup, Node and apt: in a copy of the committed tree, with
# an empty home, a path of system folders plus rustup, and a toolchain without the wasm32 target. Prints each step's time.
# Usage: scripts/fresh.sh [serve|all]   serve: stop after `make serve`; all (the default): `make test` as well.
set -euo pipefail
cd "$(dirname "$0")/.."
what="${1:-all}"

say() { printf 'fresh: %s\n' "$*"; }
work="$(mktemp -d "${TMPDIR:-/tmp}/dabiao-fresh-XXXXXX")"
served=''
finish() {
  # The group: make, its shell and the server.
  [ -z "$served" ] || kill -- -"$served" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

say "a copy of the committed tree, an empty home"
git clone --quiet --no-hardlinks . "$work/dabiao"
mkdir -p "$work/home/.cargo" "$work/bin"
# What the package clients were told about where to fetch from: without it nothing could be fetched on some machines.
cargo_home="${CARGO_HOME:-$HOME/.cargo}"
for file in config.toml config; do [ ! -e "$cargo_home/$file" ] || cp "$cargo_home/$file" "$work/home/.cargo/"; done
[ ! -e "$HOME/.npmrc" ] || cp "$HOME/.npmrc" "$work/home/"
for tool in cargo rustc rustup rustdoc rustfmt cargo-fmt cargo-clippy clippy-driver; do
  [ ! -e "$cargo_home/bin/$tool" ] || ln -s "$(readlink -f "$cargo_home/bin/$tool")" "$work/bin/$tool"
done
# A toolchain as rustup installs it: no target but the machine's own.
cp -a "${RUSTUP_HOME:-$HOME/.rustup}" "$work/rustup"

# Runs a command as a newcomer would.
as_newcomer() {
  env -u CARGO_TARGET_DIR -u RUSTFLAGS -u CARGO_BUILD_TARGET HOME="$work/home" CARGO_HOME="$work/home/.cargo" RUSTUP_HOME="$work/rustup" \
    PATH="$work/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" make --no-print-directory -C "$work/dabiao" "$@"
}
env RUSTUP_HOME="$work/rustup" rustup target remove wasm32-unknown-unknown >/dev/null 2>&1 || true

port=8137
begin=$SECONDS
say "make serve"
set -m
as_newcomer serve PORT="$port" </dev/null >"$work/serve.log" 2>&1 &
served=$!
set +m
tail -n +1 --pid="$served" -f "$work/serve.log" &
tail=$!
until curl -sf "http://127.0.0.1:$port/" >/dev/null 2>&1; do
  kill -0 "$served" 2>/dev/null || { wait "$tail" || true; say "make serve ended without serving anything"; exit 1; }
  sleep 1
done
say "the page answers after $((SECONDS - begin)) s"
kill "$tail" 2>/dev/null || true

# The browser is a tool of the tests; a newcomer has one.
if [ ! -x "${CHROMIUM:-/usr/bin/chromium}" ]; then
  say "a browser to look at it with"
  (cd "$work/dabiao" && env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null)
fi
(cd "$work/dabiao" && node tests/e2e/first.mjs "http://127.0.0.1:$port/")
kill -- -"$served" 2>/dev/null || true
served=''
[ "$what" = serve ] && exit 0

begin=$SECONDS
say "make test"
as_newcomer test </dev/null
say "make test took $((SECONDS - begin)) s"
