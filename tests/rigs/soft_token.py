"""A token made of software (SoftHSM), with keys of P-256 on it, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pkcs11
from pkcs11.util.ec import encode_named_curve_parameters

from oa_desktop.office.ports.keys import TokenSettings

MODULE = next((one.resolve() for one in Path("/usr/lib").rglob("libsofthsm2.so")), Path("libsofthsm2.so"))
PIN = "4321"
_P256 = "1.2.840.10045.3.1.7"


@contextmanager
def soft_token(folder: Path, labels: Sequence[str]) -> Iterator[TokenSettings]:
    """Make a token with a key of each of these labels; only one at a time, as the library reads one folder."""
    (folder / "conf").write_text(f"directories.tokendir={folder}\nobjectstore.backend=file\nlog.level=ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "conf")
    words = ["softhsm2-util", "--init-token", "--free", "--label", "desk", "--so-pin", "12345678", "--pin", PIN]
    subprocess.run(words, check=True, capture_output=True)
    library = pkcs11.lib(str(MODULE))
    library.reinitialize()
    with library.get_token(token_label="desk").open(user_pin=PIN, rw=True) as session:
        curve = {pkcs11.Attribute.EC_PARAMS: encode_named_curve_parameters(_P256)}
        parameters = session.create_domain_parameters(pkcs11.KeyType.EC, curve, local=True)
        for number, label in enumerate(labels, 1):
            parameters.generate_keypair(
                mechanism=pkcs11.Mechanism.EC_KEY_PAIR_GEN, store=True, label=label, id=bytes([number])
            )
    yield TokenSettings(module=str(MODULE), label="desk")
    del os.environ["SOFTHSM2_CONF"]


def pull_out() -> None:
    """Let the token be pulled out and put back: whoever had logged in to it has not any more."""
    pkcs11.lib(str(MODULE)).reinitialize()
