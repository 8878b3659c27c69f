"""Both measurements: `python -m bench`, or `python -m bench PYTHON` for what is installed there."""

import sys

from bench import startup, tree

if __name__ == "__main__":
    met = [measure(*sys.argv[1:2]) for measure in (startup.main, tree.main)]
    sys.exit(0 if all(met) else 1)
