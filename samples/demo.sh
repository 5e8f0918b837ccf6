#!/bin/sh
# demo.sh MEMCHECK: what memcheck says of the samples, then of a real tree.
#
# Findings are what the demo is for, so exit codes 0 and 1 of `memcheck analyze` are both
# fine; anything else is a fault of ours and ends the demo with an error.
set -eu
memcheck=${1:?usage: demo.sh MEMCHECK}
cd "$(dirname -- "$0")/.."

heading() {
  printf '\n== %s\n\n' "$*"
}

# Shows the command as a user would type it, runs it, keeps what it printed in $report.
analyze() {
  printf '$ memcheck analyze %s\n' "$*"
  code=0
  "$memcheck" analyze "$@" >"$report" || code=$?
  cat "$report"
  case $code in
  0 | 1) ;;
  *)
    echo "demo: memcheck ended with exit code $code, not 0 or 1" >&2
    exit 1
    ;;
  esac
}

count() {
  grep -c "$1" "$2" || true
}

# Prints those C files of folder $1 that compile with the headers of folder $2.
that_compile() {
  for source in "$1"/*.c; do
    if gcc -fsyntax-only -w -isystem "$2" "$source" 2>/dev/null; then
      printf '%s\n' "$source"
    fi
  done
}

mkdir -p build/demo
report=build/demo/report
list=build/demo/files

heading 'The samples: small faults, each beside its repaired twin'
analyze -p build/release samples
sample_findings=$(count '^\(error\|warning\|note\)\[MC' "$report")

heading 'A real tree: the examples that libcurl ships for its users'
if examples=$(sh tests/support/packaged_tree.sh libcurl4-doc \
    usr/share/doc/libcurl4/examples) &&
  curl=$(sh tests/support/packaged_tree.sh libcurl4-openssl-dev \
    "usr/include/$(gcc -print-multiarch)/curl"); then
  headers=${curl%/curl}
  that_compile "$examples" "$headers" >"$list"
  analyze --format concise --files-from "$list" -- -isystem "$headers"
  real_findings=$(count '\[MC[0-9]*\]$' "$report")
else
  echo 'demo: this part needs apt-get and a network; left out' >&2
  real_findings=
fi

heading 'What happened'
echo "samples: $(find samples -name '*.c' | wc -l) programs, $sample_findings findings;" \
  'each has its story in samples/README.md.'
if [ -n "$real_findings" ]; then
  echo "libcurl: $(wc -l <"$list") of $(find "$examples/" -name '*.c' | wc -l)" \
    "examples, $real_findings findings; the others need headers that are not here."
fi
echo 'Next: build/release/cli/memcheck analyze, in a project of your own;' \
  'build/release/cli/memcheck explain MC1001.'
