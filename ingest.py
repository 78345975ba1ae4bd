"""Puts documents into the index; see `python ingest.py --help`."""

import sys

from assistant.terminal.ingest import main

if __name__ == "__main__":
    sys.exit(main())
