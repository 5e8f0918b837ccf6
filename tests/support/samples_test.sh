#!/bin/sh
# samples_test.sh MEMCHECK SAMPLES: each sample has the one finding that its story is about,
# its repaired twin has none, and samples/README.md tells of all of them.
set -eu
memcheck=${1:?usage: samples_test.sh MEMCHECK SAMPLES}
samples=${2:?usage: samples_test.sh MEMCHECK SAMPLES}
said=$(mktemp)
trap 'rm -f "$said"' EXIT
failures=0

fail() {
  echo "FAILED: $*"
  sed 's/^/  /' "$said"
  failures=$((failures + 1))
}

# analyze FILE: what memcheck says of it is in $said, its exit code in $code.
analyze() {
  code=0
  "$memcheck" analyze --format concise "$1" -- -std=gnu11 >"$said" 2>&1 || code=$?
}

# story NAME RULE TEXT: one finding of RULE, on a line of NAME.c that holds TEXT.
story() {
  name=$1 rule=$2 text=$3
  analyze "$samples/$name.c"
  [ "$code" -eq 1 ] || fail "$name.c: exit code $code, not 1"
  [ "$(grep -c '\[MC[0-9]*\]$' "$said")" -eq 1 ] || fail "$name.c: not one finding"
  line=$(sed -n "s/^.*$name\.c:\([0-9]*\):.*\[$rule\]\$/\1/p" "$said")
  if [ -z "$line" ]; then
    fail "$name.c: no $rule"
  elif ! sed -n "${line}p" "$samples/$name.c" | grep -qF -- "$text"; then
    fail "$name.c: $rule stands on line $line, which has no '$text'"
  fi

  analyze "$samples/${name}_fixed.c"
  [ "$code" -eq 0 ] || fail "${name}_fixed.c: exit code $code, not 0"
  grep -q '\[MC[0-9]*\]$' "$said" && fail "${name}_fixed.c: has a finding"

  grep -q "^| \`$name.c\` .*$rule" "$samples/README.md" ||
    fail "samples/README.md does not tell of $name.c and $rule"
}

story word_count MC1001 'return -1;'
story first_lines MC1001 'continue;'
story greeting MC1002 'free(name);'
story inventory MC1001 'return NULL;'
story last_tasks MC1005 'head = head->next;'
story find_config MC1005 'path = join_path("/etc", name);'
story run_once MC1001 'return true;'
story indent MC1004 'free(text);'
story journal MC1003 'journal->path, strerror(errno)'

told=$(grep -c "^story " "$0")
programs=$(find "$samples" -name '*.c' | wc -l)
[ "$programs" -eq $((2 * told)) ] || fail "$programs programs, but $told stories"

exit "$((failures != 0))"
