"""What people type, name, bring and look for lies nowhere in the open: a thousand canaries, and every file searched."""

from __future__ import annotations

import base64
import json
import os
import socket
import subprocess
import sys
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from oa_desktop.bootstrap.accident import log_accident
from oa_desktop.cli.program import COMMANDS
from oa_desktop.domain.errors import Refused
from tests.rigs.canaries.searching import MARK, leaks, spellings, written_in
from tests.rigs.canaries.sockets import held

ROOT = Path(__file__).resolve().parents[2]
FEWEST = 1000
OF_TRUST = {
    *("audit.open", "waiting.open", "settings.open", "trust.open", "seals.open"),
    *("exchange.open", "marks.open", "custody.open", "verify.file", "store.back-up"),
}
"""The windows of trust: audit, second person, settings, certificates, seals, packages, marks, custody, verdicts."""
LEAVE = {"page.pdf", "page.docx", "page.ofd", "people.xlsx", "list.xlsx"}
"""What somebody took out by intent: it says what it says."""


@dataclass(frozen=True)
class Flown:
    """What is left when the program has been killed in the middle of its work."""

    root: Path
    ways: dict[str, int]
    commands: set[str]
    window: set[str]
    sockets: list[str]
    looks: int


@pytest.fixture(scope="module")
def flown(tmp_path_factory: pytest.TempPathFactory) -> Flown:
    root = tmp_path_factory.mktemp("canaries") / "root"
    rig = [sys.executable, "-m", "tests.rigs.canaries", str(root)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    told = subprocess.run(rig, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr[-2000:]
    said = json.loads(told.stdout.splitlines()[-1])
    return Flown(root, said["ways"], set(said["commands"]), set(said["window"]), said["sockets"], said["looks"])


def test_no_canary_lies_open_in_any_file_that_the_program_wrote_of_its_own_accord(flown, record_property):
    record_property("canaries", sum(flown.ways.values()))
    assert sum(flown.ways.values()) >= FEWEST
    assert (flown.root / "home" / "store" / "official" / "store.db").stat().st_size > 100_000
    assert leaks(flown.root / "home") == []


def test_what_was_taken_out_by_intent_shows_that_canaries_are_found(flown):
    assert {leak.file for leak in leaks(flown.root / "out")} >= LEAVE


def test_the_program_leaves_no_picture_or_page_outside_of_the_store(flown):
    heads = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"PK\x03\x04", b"<?xml", b"GIF8")
    plain = [
        path for path in (flown.root / "home").rglob("*") if path.is_file() and path.read_bytes()[:8].startswith(heads)
    ]
    assert plain == []


def test_every_command_was_given_and_canaries_went_every_way(flown):
    assert set(COMMANDS) - flown.commands == set()
    assert len(flown.window) >= 60
    assert flown.window >= OF_TRUST
    assert {"bodies", "opinions", "names", "attachments", "words that are looked for", "names of files"} < set(
        flown.ways
    )
    assert flown.ways["typed in the window"] >= 100


def test_no_socket_of_the_internet_was_ever_open_meanwhile(flown):
    assert flown.looks > 50
    assert flown.sockets == []


def test_a_socket_would_be_seen():
    with socket.create_server(("127.0.0.1", 0)), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as spoken:
        spoken.bind(("127.0.0.1", 0))
        assert {"tcp", "udp"} <= set(held())


# --- the search itself can fail ------------------------------------------------------------------------------------


def test_a_canary_is_found_in_every_way_in_which_it_may_be_written(tmp_path):
    canary = f"关于{MARK}一二三的通知"
    wide = canary.encode("utf-16-le")
    for name, data in {
        "utf8": canary.encode(),
        "utf16": wide,
        "gb": canary.encode("gb18030"),
        "utf7": canary.encode("utf-7"),
        "json": json.dumps(canary).encode(),
        "base64": base64.b64encode(b"ab" + canary.encode() + b"cdef"),
        "base64 of utf16": base64.b64encode(b"a" + wide),
        "packed": b"garbage" + zlib.compress(canary.encode() * 3) + b"garbage",
        "hex": wide.hex().encode(),
        "repr": repr(canary.encode()).encode(),
        "ini": canary.encode("unicode_escape").replace(b"\\u", b"\\x"),
    }.items():
        (tmp_path / name).write_bytes(data)
    with zipfile.ZipFile(tmp_path / "package", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("part", canary * 100)
    (tmp_path / canary).touch()
    missed = {path.name for path in tmp_path.iterdir()} - {leak.file for leak in leaks(tmp_path)}
    assert missed == set()


@pytest.mark.parametrize("way", spellings())
def test_each_spelling_is_looked_for(way):
    assert way in written_in(b"..." + spellings()[way] + b"...")


def test_what_an_error_says_would_be_found_in_the_log_and_is_not_there(tmp_path):
    log = tmp_path / "errors.log"
    error = RuntimeError(MARK)
    error.__cause__ = Refused("dossier.unknown", title=MARK)
    assert log_accident(error, "window", log)
    assert leaks(tmp_path) == []
    log.write_text(log.read_text(encoding="utf-8") + MARK, encoding="utf-8")
    assert [leak.file for leak in leaks(tmp_path)] == ["errors.log"]
