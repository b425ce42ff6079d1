"""A package of the archive is verified where it lies, by the program that lies in it and Python alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from oa_desktop.bootstrap.demonstration import tell_demonstration
from oa_desktop.bootstrap.packaging import write_archive_package
from oa_desktop.bootstrap.resources import build_scheme
from oa_desktop.cli.program import run
from oa_desktop.domain.archives.package_kinds import PackageKind

VERIFIER = "核验程序.py"
YEAR = 2026


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Packages of each kind of what the demonstration filed."""
    root = tmp_path_factory.mktemp("packages")
    with tell_demonstration(None, "") as play:
        play.play()
        archive = play.cast.session(play.archivist).archive
        archive.adopt_scheme(build_scheme("organ"))
        archive.arrange(archive.dry_run(max(YEAR, date.today().year)))
        for kind in PackageKind:
            write_archive_package(archive.packages.package(YEAR), kind, root / kind)
    return root


@pytest.mark.parametrize("kind", PackageKind)
def test_the_verifier_is_run_from_inside_a_package_and_finds_what_was_changed(packages, tmp_path, kind):
    root = Path(shutil.copytree(packages / kind, tmp_path / kind))

    def verified() -> int:
        program = next(root.rglob(VERIFIER))
        done = subprocess.run([sys.executable, "-S", "-I", program, root], capture_output=True, check=False)
        assert done.stderr == b""
        return done.returncode

    assert verified() == 0
    name = next(one for one in sorted(root.rglob("*")) if one.suffix in (".xml", ".pdf"))
    name.write_bytes(name.read_bytes() + b" ")
    assert verified() == 1


def test_items_of_a_package_are_tested_without_an_account(packages, capsys):
    path = str(packages / PackageKind.TRANSFER)
    assert run(["archive", "properties", "--stage", "移交与接收", path]) == 4, "a person has to look"
    said = capsys.readouterr().out
    assert "Z109-WS·2026-" in said and "不通过" not in said
