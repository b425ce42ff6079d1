"""A program against viruses: what it did not look at has not passed, whatever the reason."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from oa_desktop.archive.scanning import ClamScan
from oa_desktop.domain.archives.specimen import Scan

HELD = {"正本.pdf": b"%PDF-", "附件.docx": b"virus"}
KNOWN = "ClamAV 1.4.1/27456/Fri Nov 20 08:30:12 2026"
NAMED = Scan(program="ClamAV 1.4.1，病毒库27456")
SAYS = {
    "it found nothing": (KNOWN, 0, "", NAMED),
    "it found something": (
        KNOWN,
        1,
        "{at}: Win.Test.EICAR-1 FOUND",
        Scan(program=NAMED.program, infected=("附件.docx",)),
    ),
    "it has no signatures": ("ClamAV 1.4.1", 0, "", None),
    "it failed": (KNOWN, 2, "", None),
    "a file was too large for it": (KNOWN, 1, "{at}: Heuristics.Limits.Exceeded FOUND", None),
    "it says that something is wrong and not what": (KNOWN, 1, "", None),
}


def program(folder: Path, version: str, code: int, line: str) -> str:
    """A program that says what it is told to say."""
    written = folder / "scan"
    told = line.replace("{at}", '"+sys.argv[-1]+"/1')
    written.write_text(
        f"#!{sys.executable} -IS\nimport sys\n"
        f'if "--version" in sys.argv: print("{version}"); sys.exit()\n'
        f'print("{told}")\nsys.exit({code})\n'
    )
    written.chmod(0o700)
    return str(written)


@pytest.mark.parametrize("case", SAYS)
def test_only_what_was_looked_at_with_signatures_counts(tmp_path, case):
    *said, expected = SAYS[case]
    path = program(tmp_path, *said)
    memory = tmp_path / "memory"
    memory.mkdir()
    assert ClamScan(program=lambda: path, memory=memory).files(HELD) == expected
    assert list(memory.iterdir()) == []


def test_without_a_program_or_a_folder_in_memory_nobody_looked(tmp_path):
    path = program(tmp_path, KNOWN, 0, "")
    assert ClamScan(program=lambda: "").files(HELD) is None
    assert ClamScan(program=lambda: path, memory=tmp_path / "none").files(HELD) is None


def test_the_files_of_a_folder_are_named_as_they_lie_in_it(tmp_path):
    path = program(tmp_path, KNOWN, 1, "{at}: Win.Test.EICAR-1 FOUND")
    found = ClamScan(program=lambda: path).folder(tmp_path / "包")
    assert found == Scan(program=NAMED.program, infected=("1",))
