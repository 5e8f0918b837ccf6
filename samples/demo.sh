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

report=$(mktemp)
trap 'rm -f "$report"' EXIT

heading 'The samples: seven small faults, each beside its repaired twin'
analyze -p build/release samples
sample_findings=$(count '^\(error\|warning\|note\)\[MC' "$report")

heading 'A real tree: the examples that libcurl ships for its users'
if examples=$(sh tests/support/packaged_tree.sh libcurl4-doc \
    usr/share/doc/libcurl4/examples) &&
  curl=$(sh tests/support/packaged_tree.sh libcurl4-openssl-dev \
    "usr/include/$(gcc -print-multiarch)/curl"); then
  analyze --format concise --allow-incomplete "$examples" -- -isystem "${curl%/curl}"
  real_findings=$(count '\[MC[0-9]*\]$' "$report")
  real_files=$(find "$examples/" -name '*.c' | wc -l)
else
  echo 'demo: this part needs apt-get and a network; left out' >&2
  real_findings='' real_files=0
fi

heading 'What happened'
echo "samples: $(find samples -name '*.c' | wc -l) programs, $sample_findings findings;" \
  'every one has its story in samples/README.md.'
if [ -n "$real_findings" ]; then
  echo "libcurl's examples: $real_files programs, $real_findings findings; those that need" \
    'headers of libraries that are not here were analysed as far as they parse.'
fi
echo 'Next: build/release/cli/memcheck analyze on a tree of your own,' \
  'and build/release/cli/memcheck explain MC1001.'
