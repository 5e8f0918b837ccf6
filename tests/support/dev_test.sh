#!/bin/sh
# dev_test.sh ROOT: ./dev lists and installs what is missing, and hands over to CMake.
#
# The package manager and CMake are stand-ins that write down how they were called.
set -eu
root=${1:?usage: dev_test.sh ROOT}
cd "$root"
stand_ins=$(mktemp -d)
trap 'rm -rf "$stand_ins"' EXIT
calls=$stand_ins/calls
failures=0

fail() {
  echo "FAILED: $*"
  failures=$((failures + 1))
}

stand_in() {
  printf '#!/bin/sh\n%s\n' "$2" >"$stand_ins/$1"
  chmod +x "$stand_ins/$1"
}

# Runs ./dev with the stand-ins; what it said is in $said, its exit code in $code.
dev() {
  : >"$calls"
  code=0
  said=$(PATH="$stand_ins:$PATH" ./dev "$@" 2>&1) || code=$?
}

was_called() {
  grep -q -- "$1" "$calls" || fail "no call of '$1'; calls: $(cat "$calls")"
}

# All packages are missing but gcc; whoever asks is root.
stand_in dpkg-query "case \$4 in gcc) echo 'install ok installed' ;; *) exit 1 ;; esac"
stand_in apt-get "echo apt-get \"\$@\" >>'$calls'"
stand_in cmake "echo cmake \"\$@\" >>'$calls'"
stand_in id 'echo 0'

dev test asan
[ "$code" -eq 0 ] || fail "./dev test asan: $code, $said"
was_called 'apt-get install -y --no-install-recommends .*libclang-19-dev.*libcmocka-dev'
was_called 'cmake --workflow --preset asan'
grep -q 'install.* gcc ' "$calls" && fail "gcc is installed though it is there"
grep -q 'gcovr' "$calls" && fail "gcovr is installed though no coverage was asked for"
case $said in
*"missing packages:"*libclang-19-dev*) ;;
*) fail "the missing packages are not listed: $said" ;;
esac

dev test --no-install asan
grep -q apt-get "$calls" && fail "--no-install installs"
was_called 'cmake --workflow --preset asan'
case $said in
*"missing packages:"*libclang-19-dev*"--no-install"*) ;;
*) fail "--no-install does not tell what is missing: $said" ;;
esac

stand_in ctest "echo 'Total Tests: 0'"
dev test
was_called 'cmake --workflow --preset dev'
was_called 'cmake --workflow --preset asan'
grep -q 'preset tsan' "$calls" && fail "tsan runs though no test has threads"
stand_in ctest "echo 'Total Tests: 2'"
dev test
was_called 'cmake --workflow --preset tsan'

stand_in cmake "echo cmake \"\$@\" >>'$calls'; exit 1"
dev --no-install test dev asan
[ "$code" -ne 0 ] || fail "a failing preset passes"
grep -q 'preset asan' "$calls" && fail "it goes on after a preset that failed"

stand_in apt-get "echo apt-get \"\$@\" >>'$calls'; exit 100"
dev test dev
[ "$code" -ne 0 ] || fail "a failing installation passes"
was_called 'apt-get update'
grep -q '^cmake' "$calls" && fail "it builds though the packages are missing"

dev nonsense
[ "$code" -ne 0 ] || fail "an unknown job passes"
case $said in
*"./dev demo"*"unknown job: nonsense") ;;
*) fail "an unknown job does not show the jobs: $said" ;;
esac

dev help
for job in demo test bench fuzz format; do
  case $said in
  *"./dev $job"*) ;;
  *) fail "help leaves out $job" ;;
  esac
done

if command -v shellcheck >/dev/null; then
  shellcheck dev .ci/run tests/support/*.sh samples/*.sh || fail "shellcheck complains"
fi

exit "$((failures != 0))"
