"""A key on a token signs there, opens to its PIN alone, and others verify what it signed. SoftHSM stands for the token."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pkcs11
import pytest
from pkcs11.util.ec import encode_named_curve_parameters

from oa_desktop.domain.certificates import Purpose, Trust
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import KeyId
from oa_desktop.domain.verdicts import Outcome, worst
from oa_desktop.office.ports.trust import ListOrder
from oa_desktop.security import sm2, sm3
from oa_desktop.security.certificates.chain import judge
from oa_desktop.security.certificates.issuing import issue
from oa_desktop.security.certificates.reading import read
from oa_desktop.security.certificates.revocations import make
from oa_desktop.security.certificates.signatures import Link, check
from oa_desktop.security.tokens import TokenKeys, TokenSettings
from tests.independent import sm2 as independent
from tests.rigs.authority import MIDDLE, key, order, root

MODULE = next(Path("/usr/lib").rglob("libsofthsm2.so"), Path("libsofthsm2.so"))
PIN = "4321"
P256 = "1.2.840.10045.3.1.7"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TokenSettings]:
    folder = tmp_path_factory.mktemp("token")
    (folder / "conf").write_text(f"directories.tokendir={folder}\nobjectstore.backend=file\nlog.level=ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "conf")
    words = ["softhsm2-util", "--init-token", "--free", "--label", "desk", "--so-pin", "12345678", "--pin", PIN]
    subprocess.run(words, check=True, capture_output=True)
    token = pkcs11.lib(str(MODULE)).get_token(token_label="desk")
    with token.open(user_pin=PIN, rw=True) as session:
        curve = {pkcs11.Attribute.EC_PARAMS: encode_named_curve_parameters(P256)}
        parameters = session.create_domain_parameters(pkcs11.KeyType.EC, curve, local=True)
        parameters.generate_keypair(mechanism=pkcs11.Mechanism.EC_KEY_PAIR_GEN, store=True, label="张三", id=b"\x01")
    yield TokenSettings(module=MODULE, label="desk")
    del os.environ["SOFTHSM2_CONF"]


def test_a_token_shows_its_keys_and_signs_only_with_the_pin(settings: TokenSettings, tmp_path: Path) -> None:
    token = TokenKeys(settings)
    (placed,) = token.keys()
    assert (placed.label, placed.algorithm) == ("张三", "ECDSA")
    signer = token.open(placed.key, PIN)
    signature = signer.sign(b"a challenge")
    assert (signer.signature_algorithm, signer.digest_algorithm) == ("ECDSA", "SHA-256")
    assert check(placed.public_key, "sha256_ecdsa", b"a challenge", signature) is Link.HOLDS
    assert check(placed.public_key, "sha256_ecdsa", b"another", signature) is Link.FAILS
    (tmp_path / "key.der").write_bytes(placed.public_key)
    (tmp_path / "signed").write_bytes(b"a challenge")
    (tmp_path / "signature").write_bytes(signature)
    words = ["openssl", "dgst", "-sha256", "-verify", "key.der", "-keyform", "DER", "-signature", "signature", "signed"]
    assert subprocess.run(words, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    signer.forget()
    with pytest.raises(Unavailable, match=r"signer\.forgotten"):
        signer.sign(b"a challenge")


def test_a_token_that_does_not_open_says_why(settings: TokenSettings, tmp_path: Path) -> None:
    token = TokenKeys(settings)
    (placed,) = token.keys()
    for deed, code in (
        (lambda: token.open(placed.key, "0000"), "token.wrong-pin"),
        (lambda: token.open(KeyId("nobody's"), PIN), "token.no-key"),
        (TokenKeys(TokenSettings(module=MODULE, label="another")).keys, "token.absent"),
        (TokenKeys(TokenSettings(module=tmp_path / "no-such.so")).keys, "token.no-module"),
    ):
        with pytest.raises((Refused, Unavailable)) as refused:
            deed()
        assert refused.value.code == code and PIN not in str(refused.value)


def test_the_own_authority_certifies_a_key_on_a_token_and_says_which_algorithm_it_is(settings: TokenSettings) -> None:
    (placed,) = TokenKeys(settings).keys()
    held = issue(order("张三", placed.public_key, Purpose.PERSON), root().signer, root().data)
    assert read(held).algorithm == "EC" and read(held).key == placed.key
    empty = make(ListOrder(number=1, issued=MIDDLE, next_issue=MIDDLE + timedelta(days=9)), root().data, root().signer)
    assert worst(judge(held, MIDDLE, Trust(anchors=(root().data,), revocations=(empty,)))) is Outcome.HOLDS


def test_what_a_token_would_sign_by_sm2_is_what_an_independent_program_digests() -> None:
    """No token here knows SM2; what it is given is checked, the mechanism itself is the vendor's."""
    public = key("张三").public_key
    x, y = int.from_bytes(public[-64:-32]), int.from_bytes(public[-32:])
    said = bytes.fromhex(sm3.digest(sm2.identity_digest(public) + b"a message"))
    assert int.from_bytes(said) == independent.digest((x, y), b"a message", sm2.USER_ID)
