#!/usr/bin/env bash
# Reports what instrumented tests have run of some folders: scripts/coverage.sh LLVM_BIN TARGET_FOLDER FOLDER…
set -euo pipefail
llvm="$1"; target="$2"; shift 2
objects=()
for program in "$target"/debug/deps/*; do
  case "$(basename "$program")" in
    dabiao-*.*|view_model-*.*|view_sides-*.*|wire-*.*) ;;
    dabiao-*|view_model-*|view_sides-*|wire-*) objects+=(-object "$program") ;;
  esac
done
"$llvm/llvm-cov" report -instr-profile="$target/merged.profdata" "${objects[@]}" -sources "$@"
