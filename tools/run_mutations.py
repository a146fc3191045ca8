"""The one command behind `make mutations`: a broken dist in, what catches it out. See `--help`."""

import sys
from pathlib import Path

# Run as a file, Python puts tools/ on the path and not the repository; as a module (-m) this changes nothing.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.mutations.cli import main

if __name__ == "__main__":
    sys.exit(main())
