#!/bin/sh
# include_directions.sh ROOT: which room may include which.
#
# A room may include itself, base, and what its row below names; only the frontend knows
# libclang. Prints each line of C under ROOT that breaks this, and then fails.
# ARCHITECTURE.md tells why the rooms stand as they do.
set -eu
root=${1:?usage: include_directions.sh ROOT}
cd "$root"

# room: the rooms it may include. The file X at analyzer/X.[ch] is a room named X.
rooms='
base:
ir: base
model: base
project: base
frontend: base ir model clang-c
engine: base ir model
infer: base ir model engine
checks: base ir model engine
report: base model project
unit_facts: base ir model
unit: base ir model frontend engine infer checks
unit_dump: base ir model unit engine checks
link: base ir model project engine infer checks
cli/cc: base model project unit
cli: base model project report link
include:
'

list_sources() {
  for folder in analyzer cli; do
    [ ! -d "$folder" ] || find "$folder" -name '*.[ch]' -o -name '*.def'
  done | sort
}

list_sources | awk -v rooms="$rooms" '
  # The room of a source: the longest row that its path starts with.
  function room_of(path) {
    sub(/^analyzer\//, "", path)
    if (path ~ /^cli\/cc\//)
      return "cli/cc"
    sub(/\/.*/, "", path)
    sub(/\.[^.]*$/, "", path)
    return path
  }
  # What an include names: "room/file.h" a room, "file.h" the room itself (or unit.h and
  # link.h, which stand beside the rooms), <clang-c/...> libclang, other <...> nothing.
  function target_of(text, room) {
    if (text ~ /^<clang-c\//)
      return "clang-c"
    if (text ~ /^</)
      return room
    gsub(/"/, "", text)
    if (text == "unit.h" || text == "link.h")
      return substr(text, 1, 4)
    if (text ~ /^cc\// && room ~ /^cli/)
      return "cli/cc"
    if (text !~ /\//)
      return room
    sub(/\/.*/, "", text)
    return text
  }
  BEGIN {
    count = split(rooms, rows, "\n")
    for (i = 1; i <= count; i++) {
      if (split(rows[i], row, ":") < 2)
        continue
      allowed[row[1]] = " " row[1] row[2] " "
    }
  }
  {
    path = $0
    room = room_of(path)
    if (!(room in allowed)) {
      printf "%s: room %s has no row in include_directions.sh\n", path, room
      broken = 1
      next
    }
    line = 0
    while ((getline text < path) > 0) {
      line++
      if (text !~ /^[ \t]*#[ \t]*include[ \t]*["<]/)
        continue
      sub(/^[ \t]*#[ \t]*include[ \t]*/, "", text)
      match(text, /^("[^"]*"|<[^>]*>)/)
      text = substr(text, 1, RLENGTH)
      target = target_of(text, room)
      if (index(allowed[room], " " target " ") == 0) {
        printf "%s:%d: %s may not include %s; it may include%s\n",
          path, line, room, text, allowed[room]
        broken = 1
      }
    }
    close(path)
  }
  END {
    if (NR == 0) {
      print "no source found: is this the root of the project?"
      broken = 1
    }
    exit broken
  }
'
