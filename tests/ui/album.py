"""An album (画册): pictures of every screen, light and dark, for whoever asks for them by ``SCREENS=folder``."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from oa_desktop.ui.commands import Commands
from oa_desktop.ui.look.appearance import scheme_command
from oa_desktop.ui.look.colours import Scheme

_FOLDER = os.environ.get("SCREENS", "")


def photograph(shown: QWidget, commands: Commands, settle: Callable[[], None], scheme: Scheme) -> None:
    """Leave a picture of what is shown in a scheme, named after the test that looks at it; none is usual."""
    if _FOLDER:
        command = commands.action(scheme_command(scheme))
        if not command.isChecked():
            command.trigger()
            settle()
        _keep(shown, f"{_test()}-{scheme.name.lower()}")


def _keep(widget: QWidget, name: str) -> None:
    folder = Path(_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    widget.grab().save(str(folder / f"{name}.png"))


def _test() -> str:
    """Return the name of the present test as the name of a file."""
    name = os.environ["PYTEST_CURRENT_TEST"].split("::")[-1].split(" ")[0]
    return re.sub(r"[^\w-]+", "-", name.removeprefix("test_")).strip("-")
