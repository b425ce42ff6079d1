"""The process that tries a PIN: ``python -m oa_desktop.security.pin_trial_apart``; see :mod:`pin_trial`."""

from __future__ import annotations

import json
import sys

from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.ids import KeyId
from oa_desktop.office.ports.keys import TokenSettings
from oa_desktop.security.tokens import TokenKeys


def main() -> None:
    """Try the PIN that standard input names, and write what it was refused for."""
    asked = json.load(sys.stdin)
    keys, key = TokenKeys(TokenSettings(**asked["settings"])), KeyId(asked["key"])
    try:
        keys.last_try(key)
        keys.open(key, asked["pin"]).forget()
    except OfficeError as error:
        sys.stdout.write(error.code)


if __name__ == "__main__":
    main()
