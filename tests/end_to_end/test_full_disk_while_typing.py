"""The disk fills up while somebody types: the window says so, and what was typed is there once there is room again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

MEGABYTES = 48
_MOUNT = f'mount -t tmpfs -o size={MEGABYTES}m tmpfs "$0" && exec "$@"'


def own_disk(home: Path) -> list[str]:
    """What lets a command see a small file system of its own at a place; nothing where the system allows no such."""
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", _MOUNT, str(home)]
    try:
        allowed = subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        allowed = False
    return command if allowed else []


@pytest.mark.parametrize("small", [True, False], ids=["a small disk", "files that may not grow"])
def test_words_typed_on_a_full_disk_are_told_of_and_kept_when_there_is_room(tmp_path, small):
    home = tmp_path / "home"
    home.mkdir()
    within = own_disk(home) if small else []
    command = [*within, sys.executable, "-m", "tests.rigs.cramped_typist", str(home), "disk" if within else "limit"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)
    said = [line.split(maxsplit=1) for line in done.stdout.splitlines()]
    assert [line[0] for line in said] == ["unkept", "found", "kept", "found"], done.stderr
    unkept, before, kept, after = (line[1] for line in said)
    assert "没有存上" in unkept
    assert ("磁盘满了" in unkept) is bool(within)
    assert before == "before"
    assert "已保存" in kept
    assert after == "beforeduringmore"
