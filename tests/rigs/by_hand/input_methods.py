"""Input methods (输入法) as a desktop runs them, each with pinyin chosen; the program is not told which one it is."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.rigs.by_hand.screen import Screen

_FCITX_PROFILE = """\
[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=keyboard-us

[Groups/0/Items/1]
Name=pinyin

[GroupOrder]
0=Default
"""
_SETTLING_SECONDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class InputMethod:
    """How one is started.

    Attributes:
        packages: Debian packages that it is in.
        command: Its program.
        files: What the user has set, by place in the user's folder.
        choose: The command that chooses pinyin, once it runs; none where that is set.
        switch: The keys that switch pinyin on; none where it is on.
    """

    packages: tuple[str, ...]
    command: tuple[str, ...]
    files: Mapping[str, str] = field(default_factory=dict)
    choose: tuple[str, ...] = ()
    switch: str = ""

    def start(self, screen: Screen) -> None:
        """Start it as the desktop does, before any program."""
        for place, text in self.files.items():
            path = screen.home / place
            path.parent.mkdir(parents=True)
            path.write_text(text, encoding="utf-8")
        screen.start(*self.command)
        time.sleep(_SETTLING_SECONDS)
        if self.choose:
            subprocess.run(self.choose, env=screen.environment, check=False, capture_output=True, timeout=30)


INPUT_METHODS = {
    "fcitx5": InputMethod(
        packages=("fcitx5", "fcitx5-pinyin"),
        command=("fcitx5",),
        files={".config/fcitx5/profile": _FCITX_PROFILE},
        switch="ctrl+space",
    ),
    "ibus": InputMethod(
        packages=("ibus", "ibus-libpinyin"),
        command=("ibus-daemon", "--xim", "--panel", "disable"),
        choose=("ibus", "engine", "libpinyin"),
    ),
}
