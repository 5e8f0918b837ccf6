#!/usr/bin/env python3
"""CPU time of memcheck analyze beside other analysers, on the same files.

    ./dev bench analyze                                      trees that Debian packages
    ./dev bench analyze --files lua/*.c -- -std=gnu99 -Ilua  a tree of your own

Prints one row a peer: `ratio` is theirs / ours, so above 1 memcheck is cheaper. The tools
run in turn, `--repeat` times, so that a machine that slows down slows all of them; each
figure is the median of its runs, each ratio the median of the ratios of paired runs.
"syntax" is clang -fsyntax-only: it analyses nothing and is the floor.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MEMCHECK = os.environ.get("MEMCHECK", os.path.join(ROOT, "build/release/cli/memcheck"))
CLANG, GCC, CPPCHECK = "clang-19", "gcc", "cppcheck"


def each_file(*command):
    """A compiler is called once a file, as a build would."""
    return lambda files, flags: [[*command, *flags, file] for file in files]


def cppcheck(files, flags):
    """Cppcheck knows no compiler's flags but these two."""
    known = [flag for flag in flags if flag[:2] in ("-I", "-D")]
    return [[CPPCHECK, "-q", "--library=posix,gnu", *known, *files]]


def memcheck(files, flags):
    """All files in one call; nothing may come from a cache, if this version has one."""
    said = subprocess.run([MEMCHECK, "analyze", "--help"], stdout=subprocess.PIPE,
                          text=True, check=True).stdout
    no_cache = ["--no-cache"] if "--no-cache" in said else []
    return [[MEMCHECK, "analyze", "-q", *no_cache, *files, "--", *flags]]


TOOLS = {
    "memcheck": memcheck,
    "syntax": each_file(CLANG, "-fsyntax-only", "-w"),
    "clang --analyze": each_file(CLANG, "--analyze", "--analyzer-output", "text", "-o",
                                 os.devnull),
    "gcc -fanalyzer": each_file(GCC, "-fanalyzer", "-S", "-o", os.devnull),
    "cppcheck": cppcheck,
}
METRICS = ("user_s", "cpu_s", "peak_mib")


def say(*words):
    print("bench analyze:", *words, file=sys.stderr, flush=True)


def measure(tool, files, flags):
    """The metrics of one run of [tool] over [files]: user, user and system, peak memory."""
    user = system = peak = 0.0
    for command in TOOLS[tool](files, flags):
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        said = child.stderr.read().decode(errors="replace")
        _, status, usage = os.wait4(child.pid, 0)
        child.stderr.close()
        child.returncode = os.waitstatus_to_exitcode(status)
        user += usage.ru_utime
        system += usage.ru_stime
        peak = max(peak, usage.ru_maxrss / 1024)
        # 1: findings. Everything else is no measurement.
        if child.returncode not in (0, 1):
            sys.exit(f"bench analyze: {tool} ended with {child.returncode}: "
                     f"{said.strip()[-600:]}")
    return user, user + system, peak


def compare(case, files, flags, peers, repeat):
    """Prints the rows of one tree."""
    lines = sum(open(file, "rb").read().count(b"\n") for file in files)
    say(f"{case}: {len(files)} files, {lines} lines")
    runs = {tool: [] for tool in ("memcheck", *peers)}
    for number in range(1, repeat + 1):
        for tool in runs:
            runs[tool].append(measure(tool, files, flags))
            say(f"{case}: round {number} of {repeat}, {tool}: {runs[tool][-1][1]:.2f} s")
    for index, metric in enumerate(METRICS):
        ours = [run[index] for run in runs["memcheck"]]
        for peer in peers:
            theirs = [run[index] for run in runs[peer]]
            ratio = statistics.median(t / o for t, o in zip(theirs, ours))
            print(case, metric, f"{statistics.median(ours):.2f}", peer,
                  f"{statistics.median(theirs):.2f}", f"{ratio:.2f}", sep="\t", flush=True)


def that_compile(files, flags):
    """The files that clang takes: what a tool cannot parse, it does not analyse."""
    taken = [file for file in files if subprocess.run(
        [CLANG, "-fsyntax-only", "-w", *flags, file], stderr=subprocess.DEVNULL,
        check=False).returncode == 0]
    if len(taken) < len(files):
        say(f"{len(files) - len(taken)} of {len(files)} files left out: "
            "they need headers that are not here")
    return taken


def packaged(package, path):
    """The folder of a Debian package's files, fetched if it is not installed."""
    return subprocess.run(
        ["sh", os.path.join(ROOT, "tests/support/packaged_tree.sh"), package, path],
        check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def sources(folder):
    return sorted(os.path.join(folder, name) for name in os.listdir(folder)
                  if name.endswith(".c"))


def packaged_trees():
    """The trees that are measured when none is named: [(case, files, flags)]."""
    machine = subprocess.run([GCC, "-print-multiarch"], check=True, stdout=subprocess.PIPE,
                             text=True).stdout.strip()
    curl = packaged("libcurl4-openssl-dev", f"usr/include/{machine}/curl")
    bash = packaged("bash-builtins", "usr/include/bash")
    loadables = packaged("bash-builtins", "usr/lib/bash")
    sundials = packaged("libsundials-dev", "usr/include/cvodes")
    return [
        ("libcurl-examples",
         sources(packaged("libcurl4-doc", "usr/share/doc/libcurl4/examples")),
         ["-isystem", os.path.dirname(curl)]),
        ("bash-loadables",
         sources(packaged("bash-builtins", "usr/share/doc/bash/examples/loadables")),
         ["-DHAVE_CONFIG_H", "-DSHELL", f"-I{bash}", f"-I{bash}/include",
          f"-I{bash}/builtins", f"-I{loadables}"]),
        ("cvodes-examples",
         sources(packaged("libsundials-dev",
                          "usr/share/doc/libsundials-dev/examples/cvodes/serial")),
         [f"-I{os.path.dirname(sundials)}"]),
    ]


def main():
    arguments, flags = sys.argv[1:], []
    if "--" in arguments:
        cut = arguments.index("--")
        arguments, flags = arguments[:cut], arguments[cut + 1:]
    parser = argparse.ArgumentParser(
        prog="./dev bench analyze", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", nargs="+", help="C files, instead of the packaged trees")
    parser.add_argument("--repeat", type=int, default=3, help="rounds (3)")
    parser.add_argument("--peers", nargs="+", choices=[t for t in TOOLS if t != "memcheck"],
                        default=[t for t in TOOLS if t != "memcheck"], metavar="PEER",
                        help="of: %(choices)s")
    args = parser.parse_args(arguments)
    for program in (MEMCHECK, CLANG, GCC, CPPCHECK):
        if not shutil.which(program):
            sys.exit(f"bench analyze: cannot run {program}")

    if args.files:
        files = [os.path.abspath(file) for file in args.files]
        trees = [(os.path.basename(os.path.dirname(files[0])), files, flags)]
    else:
        trees = packaged_trees()
    print("case", "metric", "ours", "peer", "theirs", "ratio", sep="\t")
    for case, files, tree_flags in trees:
        taken = that_compile(files, tree_flags)
        if not taken:
            sys.exit(f"bench analyze: {case}: clang takes none of the files; are the flags "
                     "after -- right?")
        compare(case, taken, tree_flags, args.peers, args.repeat)


if __name__ == "__main__":
    main()
