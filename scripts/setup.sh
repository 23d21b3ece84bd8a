#!/usr/bin/env bash
# Installs whatever is missing, and says what it does. Running it again does nothing.
# Needs: rustup (with cargo), Node with npm, and a Debian-like apt.
# Usage: scripts/setup.sh [build|test]   build: enough for `make serve`; test: browsers and checks as well.
set -euo pipefail
exec </dev/null
cd "$(dirname "$0")/.."
level="${1:-test}"

TRUNK=0.21.14
BINDGEN=0.2.130
SPLIT=0.2.3
DENY=0.20.2

export PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

command -v cargo >/dev/null && command -v rustup >/dev/null || fail "rustup is missing: install Rust with it first, https://rustup.rs"
command -v node >/dev/null || fail "node is missing: install Node 20 or newer first"
command -v npm >/dev/null || fail "npm is missing: it comes with Node"

has_version() { command -v "$1" >/dev/null && "$1" --version 2>/dev/null | grep -qF "$2"; }

case "$(node --version)" in
  v1?.*|v[0-9].*) fail "Node $(node --version) is too old: install Node 20 or newer" ;;
esac

# A build may have to write: keep what a failed step printed, show nothing of one that went well.
quietly() {
  local log
  log="$(mktemp)"
  if ! "$@" >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    fail "this failed: $*"
  fi
  rm -f "$log"
}

if ! rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null | xargs -r test -d; then
  say "adding the wasm32 target"
  quietly rustup target add wasm32-unknown-unknown
fi

if ! has_version wasm-bindgen "$BINDGEN"; then
  say "building wasm-bindgen-cli $BINDGEN (a few minutes)"
  # Without --locked: the crate's own lock file names a version that the registry no longer has.
  quietly cargo install wasm-bindgen-cli --version "$BINDGEN"
fi

if ! has_version trunk "$TRUNK"; then
  say "building trunk $TRUNK (some minutes)"
  quietly cargo install trunk --version "$TRUNK" --locked
fi

# It does not say its version; cargo does.
if ! { command -v wasm-split-cli && cargo install --list | grep -qF "wasm_split_cli_support v$SPLIT"; } >/dev/null; then
  say "building wasm-split-cli $SPLIT (a few minutes)"
  quietly cargo install wasm_split_cli_support --version "$SPLIT" --features build-binary --locked
fi

[ "$level" = build ] && exit 0

for tool in clippy rustfmt; do
  if ! cargo "${tool/rust/}" --version >/dev/null 2>&1; then
    say "adding $tool"
    quietly rustup component add "$tool"
  fi
done

if ! cmp -s package-lock.json node_modules/.installed-lock; then
  say "installing the npm tools of the tests"
  quietly npm ci --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/.installed-lock
fi

need=()
for pkg in chromium chromium-driver fonts-noto-cjk; do
  dpkg -s "$pkg" >/dev/null 2>&1 || need+=("$pkg")
done
if [ "${#need[@]}" -gt 0 ]; then
  say "installing Debian packages: ${need[*]}"
  as_root=(env DEBIAN_FRONTEND=noninteractive)
  [ "$(id -u)" = 0 ] || as_root=(sudo "${as_root[@]}")
  quietly "${as_root[@]}" apt-get update -qq
  quietly "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${need[@]}"
fi

if ! has_version cargo-deny "$DENY"; then
  say "building cargo-deny $DENY (some minutes)"
  quietly cargo install cargo-deny --version "$DENY" --locked
fi
say "ready"
