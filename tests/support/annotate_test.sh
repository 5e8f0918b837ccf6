#!/bin/sh
# annotate_test.sh INCLUDE_DIR: annotate.h is silent in every compiler that is here, vanishes
# in gcc, and reaches clang's tree as the words that the analyzer reads.
set -eu
include=${1:?usage: annotate_test.sh INCLUDE_DIR}
user=$(dirname -- "$0")/annotate_user.c
failures=0

fail() {
  echo "FAILED: $*"
  failures=$((failures + 1))
}

for compiler in cc gcc clang-19 clang tcc; do
  command -v "$compiler" >/dev/null || continue
  for standard in c99 c11 gnu11; do
    "$compiler" -std="$standard" -Wall -Wextra -Werror -pedantic -I"$include" \
      -c -o /dev/null "$user" || fail "$compiler -std=$standard refuses annotate.h"
  done
done

if command -v gcc >/dev/null; then
  gcc -E -P -I"$include" "$user" | grep -q annotate && fail "gcc sees the annotations"
fi

clang=$(command -v clang-19 || command -v clang || true)
if [ -n "$clang" ]; then
  tree=$("$clang" -E -P -I"$include" "$user")
  for words in 'returns_owned' 'takes " "2' 'borrows " "1' 'borrows " "2' '(free heap)'; do
    case $tree in
    *"annotate(\"mc:\" \"$words\")"*) ;;
    *) fail "clang does not see $words" ;;
    esac
  done
fi

exit "$((failures != 0))"
