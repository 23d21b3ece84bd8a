#!/usr/bin/env bash
# Sets up what is missing, by the ordinary package clients: rustup, npm, cargo, apt. Says what it does; prints nothing when all is there.
# Usage: scripts/setup.sh [build|test]   build: all that `make serve` and `make dist` need; test: browser and checks as well.
set -euo pipefail
exec </dev/null
cd "$(dirname "$0")/.."
level="${1:-test}"

DENY=0.20.2

export PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

command -v cargo >/dev/null && command -v rustup >/dev/null || fail "rustup is missing: install Rust with it first, https://rustup.rs"
command -v node >/dev/null || fail "node is missing: install Node 20 or newer first"
command -v npm >/dev/null || fail "npm is missing: it comes with Node"

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

# What wasm-opt and the tests run on comes from npm, at the versions of package-lock.json.
if ! cmp -s package-lock.json node_modules/.installed-lock; then
  say "installing the npm tools"
  quietly npm ci --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/.installed-lock
fi

if ! rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null | xargs -r test -d; then
  say "adding the wasm32 target"
  quietly rustup target add wasm32-unknown-unknown
fi

# The tools of the build are a crate of the workspace, at the versions of Cargo.lock; cargo knows whether they are up to date.
tool() {
  local name="$1"; shift
  [ -x "${CARGO_TARGET_DIR:-target}/tools/$name" ] || say "building the tool $name (about a minute)"
  quietly cargo build --quiet --locked --profile tools --package dabiao-tools --bin "$name" "$@"
}
tool bind

[ "$level" = build ] && exit 0

tool wasm-bindgen-test-runner --features runner

for tool in clippy rustfmt; do
  if ! cargo "${tool/rust/}" --version >/dev/null 2>&1; then
    say "adding $tool"
    quietly rustup component add "$tool"
  fi
done

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

if ! cargo deny --version 2>/dev/null | grep -qF "$DENY"; then
  say "building cargo-deny $DENY (some minutes)"
  quietly cargo install cargo-deny --version "$DENY" --locked
fi
say "ready"
