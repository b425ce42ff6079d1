"""The command line as a person at a desk uses it, with the demonstration's people."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from oa_desktop.cli.program import run
from oa_desktop.i18n.resources import resource_path


class Desk:
    """The command line of one unit, with the demonstration's people."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self.capsys = capsys
        self.code = 0
        self.out = self.err = ""

    def __call__(self, *words: str, account: str = "", password: str = "") -> int:
        self.capsys.readouterr()
        if account:
            read, write = os.pipe()
            os.write(write, (password or PASSWORDS[account]).encode() + b"\n")
            os.close(write)
            words = (*words, "--as", account, "--password-fd", str(read))
        self.code = run(["--home", str(self.home), *words])
        if account:
            os.close(read)
        self.out, self.err = self.capsys.readouterr()
        return self.code

    def number(self, *words: str, of: str = "", account: str, password: str = "") -> str:
        """Return what stands first in a line of a list: of the one that says this, or of the last."""
        assert self(*words, account=account, password=password) == 0, self.err
        return [line.split()[0] for line in self.out.splitlines() if of in line][-1]


UNIT = resource_path("demonstration/unit.yaml")
PASSWORDS = dict(re.findall(r"account: (\w+).*?password: (\S+)", UNIT.read_text(encoding="utf-8"), flags=re.DOTALL))
