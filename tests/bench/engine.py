#!/usr/bin/env python3
"""Instructions of the engine beside those of parsing, counted by callgrind.

    ./dev bench engine                                       units that Debian packages
    ./dev bench engine --files redis/src -- -Iredis/deps/lua/src   a tree of your own

A path may be a folder: all .c files in it. Of each tree the `--units` largest files are
taken. Prints one row a stage of memcheck-cc: `ratio` is parsing / stage, so above 1 the
stage is cheaper. Counts do not depend on what else the machine does. The engine's bound is
0.3 of parsing: a ratio of at least 3.3.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile

import analyze

CC = os.path.join(os.path.dirname(analyze.MEMCHECK), "memcheck-cc")
STAGES = {"rules": ("pack_select", "unit_find_facts"), "lower": ("lower_unit",),
          "engine": ("engine_run",), "checks": ("checks_observe",)}
PARSING = "parser_run"


def say(*words):
    print("bench engine:", *words, file=sys.stderr, flush=True)


def run(command, **more):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False, **more)
    if done.returncode != 0:
        sys.exit(f"bench engine: {command[0]} ended with {done.returncode}: "
                 f"{done.stderr.strip()[-600:]}")
    return done.stdout


def count(file, flags, folder):
    """Instructions by function, what it calls included, of compiling one unit."""
    counts = os.path.join(folder, "counts")
    # libclang parses on a thread of its own unless told not to; then the calls would not
    # add up.
    run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={counts}", CC, "-c", file,
         "-o", os.path.join(folder, "unit.mcs"), *flags],
        env={**os.environ, "LIBCLANG_NOTHREADS": "1"})
    listing = run(["callgrind_annotate", "--inclusive=yes", "--threshold=100", counts])
    found = re.findall(r"^ *([\d,]+) \([^)]*\) +\S*:(\w+)(?: |$)", listing, re.MULTILINE)
    return {name: int(number.replace(",", "")) for number, name in found}


def measure(case, files, flags):
    """Prints the rows of one tree."""
    parsing = 0
    sums = dict.fromkeys(STAGES, 0)
    with tempfile.TemporaryDirectory() as folder:
        for file in files:
            counts = count(file, flags, folder)
            parsing += counts.get(PARSING, 0)
            for stage, functions in STAGES.items():
                sums[stage] += sum(counts.get(name, 0) for name in functions)
            say(f"{case}: {os.path.basename(file)}: parsing "
                f"{counts.get(PARSING, 0) / 1e6:.0f} M, engine "
                f"{counts.get('engine_run', 0) / 1e6:.0f} M")
    sums["engine"] -= sums["checks"]  # the engine calls them
    if parsing == 0:
        sys.exit("bench engine: no count for parsing: is memcheck-cc stripped?")
    for stage, number in sums.items():
        print(case, f"{stage}_minstr", f"{number / 1e6:.1f}", "parsing",
              f"{parsing / 1e6:.1f}", f"{parsing / number:.2f}" if number else "-",
              sep="\t", flush=True)
    say(f"{case}: {len(files)} units, engine / parsing = {sums['engine'] / parsing:.3f}")


def largest(paths, units):
    files = [file for path in paths
             for file in (analyze.sources(path) if os.path.isdir(path) else [path])]
    return sorted(files, key=lambda file: (-os.path.getsize(file), file))[:units]


def main():
    arguments, flags = sys.argv[1:], []
    if "--" in arguments:
        cut = arguments.index("--")
        arguments, flags = arguments[:cut], arguments[cut + 1:]
    parser = argparse.ArgumentParser(
        prog="./dev bench engine", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", nargs="+",
                        help="C files or folders, instead of the packaged trees")
    parser.add_argument("--units", type=int, default=10, help="of a tree (10)")
    args = parser.parse_args(arguments)
    for program in (CC, "valgrind", "callgrind_annotate", analyze.CLANG):
        if not shutil.which(program):
            sys.exit(f"bench engine: cannot run {program}")

    if args.files:
        files = [os.path.abspath(file) for file in args.files]
        trees = [(os.path.basename(files[0]), files, flags)]
    else:
        trees = analyze.packaged_trees()
    print("case", "metric", "ours", "peer", "theirs", "ratio", sep="\t")
    for case, paths, tree_flags in trees:
        files = analyze.that_compile(largest(paths, args.units), tree_flags)
        if not files:
            sys.exit(f"bench engine: {case}: clang takes none of the files; are the flags "
                     "after -- right?")
        measure(case, files, tree_flags)


if __name__ == "__main__":
    main()
