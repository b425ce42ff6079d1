"""A PIN that is tried by another process first (令牌口令): where a token is open, a wrong one ends no login of ours.

PKCS#11 knows one login of a program at a token, and whoever logs in anew has to close it before the PIN is looked at.
Another process is another program to the token, which counts its tries all the same.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict

from oa_desktop.confine import start
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import KeyId
from oa_desktop.office.ports.keys import TokenSettings

TELLS = frozenset({"token.wrong-pin", "token.last-try", "token.locked"})
"""What the other process says of a PIN; anything else it says, or none, is for ours to find out."""
_MODULE, HIDDEN_ARGUMENT = "oa_desktop.security.pin_trial_apart", "--pin-trial"
_SECONDS = 30.0
_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def refuse_wrong(settings: TokenSettings, key: KeyId, pin: str) -> None:
    """Refuse a PIN that does not open the token of a key.

    Raises:
        Refused: ``token.wrong-pin``, ``token.last-try``, ``token.locked``.
    """
    asked = json.dumps({"settings": asdict(settings), "key": key, "pin": pin}).encode()
    with suppress(subprocess.SubprocessError, OSError):
        done = subprocess.run(  # noqa: S603 - the command is this program itself
            start.command(_MODULE, HIDDEN_ARGUMENT),
            input=asked,
            env=_environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=_SECONDS,
            creationflags=_NO_WINDOW,
        )
        said = done.stdout.decode(errors="replace")
        if said in TELLS:
            raise Refused(said)


def _environment() -> Mapping[str, str]:
    """Return our own environment, by which vendors' libraries find what they need, and where the modules are."""
    return {**os.environ, "PYTHONPATH": start.environment()["PYTHONPATH"]}
