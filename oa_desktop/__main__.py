"""The program as it is started: a confined worker when asked to be one, else the command line."""

from __future__ import annotations

import sys

from oa_desktop.confine import serve_if_asked


def main() -> None:
    """Start the program."""
    serve_if_asked(sys.argv)
    try:
        from oa_desktop.cli.program import main as run_command  # a confined worker must not pay for our imports

        run_command()
    except KeyboardInterrupt:
        sys.exit(1)  # before anything was begun, or after everything was said


if __name__ == "__main__":
    main()
