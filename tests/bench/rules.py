#!/usr/bin/env python3
"""CPU time of reading rule files, against the budget.

    ./dev bench rules            the shipped rules and a pack of 10,000 facts
    ./dev bench rules FOLDER     rule files of your own
"""
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.environ.get("BENCH_RULES",
                         os.path.join(ROOT, "build/release/tests/bench/bench_rules"))


def main():
    if len(sys.argv) > 2 or "-h" in sys.argv or "--help" in sys.argv:
        sys.exit(__doc__)
    folder = sys.argv[1] if len(sys.argv) == 2 else os.path.join(ROOT, "rules")
    sys.exit(subprocess.run([PROGRAM, folder], check=False).returncode)


if __name__ == "__main__":
    main()
