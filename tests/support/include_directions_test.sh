#!/bin/sh
# include_directions.sh notices a wrong include, and only that.
#
# Each step lays out one small tree, breaks one direction, and looks at what is said.
set -eu
checker=$(cd "$(dirname -- "$0")" && pwd)/include_directions.sh
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
failures=0

# A tree whose includes all go the right way.
lay_out() {
  rm -rf "$tree/analyzer" "$tree/cli"
  mkdir -p "$tree/analyzer/base" "$tree/analyzer/ir" "$tree/analyzer/engine" \
    "$tree/analyzer/frontend" "$tree/analyzer/report" "$tree/cli/cc"
  echo '#include <stdio.h>' >"$tree/analyzer/base/arena.c"
  echo '#include "base/arena.h"' >"$tree/analyzer/ir/ir.h"
  echo '#include "ir/ir.h"' >"$tree/analyzer/engine/state.c"
  echo '#include <clang-c/Index.h>' >"$tree/analyzer/frontend/parse.c"
  echo '#include "model/finding.h"' >"$tree/analyzer/report/text.c"
  echo '#include "frontend/frontend.h"' >"$tree/analyzer/unit.h"
  printf '#include "unit.h"\n#include "worker.h"\n' >"$tree/cli/cc/main.c"
  printf '#include "link.h"\n#include "command.h"\n' >"$tree/cli/main.c"
}

fail() {
  echo "FAILED: $*"
  failures=$((failures + 1))
}

# notices FILE INCLUDE: with that line added, the checker fails and names file and line.
notices() {
  lay_out
  echo "#include $2" >>"$tree/$1"
  line=$(wc -l <"$tree/$1" | tr -d ' ')
  if said=$(sh "$checker" "$tree"); then
    fail "$1 may include $2"
  fi
  case $said in
  "$1:$line: "*"$2"*) ;;
  *) fail "for $2 in $1 it says: $said" ;;
  esac
}

lay_out
sh "$checker" "$tree" || fail "a right tree is refused"

notices analyzer/base/arena.c '"ir/ir.h"'
notices analyzer/ir/ir.h '"model/finding.h"'
notices analyzer/engine/state.c '<clang-c/Index.h>'
notices analyzer/engine/state.c '"frontend/frontend.h"'
notices analyzer/report/text.c '"ir/ir.h"'
notices analyzer/frontend/parse.c '"../engine/state.h"'
notices cli/main.c '"unit.h"'
notices cli/main.c '"frontend/frontend.h"'
notices cli/cc/main.c '"report/text.h"'
notices cli/cc/main.c '"link.h"'

lay_out
mkdir "$tree/analyzer/attic"
: >"$tree/analyzer/attic/old.c"
sh "$checker" "$tree" >/dev/null && fail "a room without a row is let in"

rm -rf "$tree/analyzer" "$tree/cli"
sh "$checker" "$tree" >/dev/null && fail "an empty tree passes"

exit "$((failures != 0))"
