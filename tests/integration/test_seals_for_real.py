"""Seals from the workshop to the sealed file, with real keys: made, locked away, used, and judged by the verifier."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.seals.picture import draw_seal_picture
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest, KeyId
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.domain.trust.verdicts import Outcome, worst
from oa_desktop.office.ports.keys import TokenSettings
from oa_desktop.office.ports.trust import Certifiable, MadeSeal, PasswordChange, SealInHand, SealWish
from oa_desktop.security import signer, sm3
from oa_desktop.security.certificates import reading
from oa_desktop.security.certificates.chain import judge as judge_chain
from oa_desktop.security.certificates.issuing import issue
from oa_desktop.security.keyslots import FILE_NAME, KeySlots
from oa_desktop.security.seal_keys import SealKeySlots, plain_private
from oa_desktop.security.seals.office_port import OfficeSeals
from oa_desktop.security.seals.reading import read_seal, read_signature
from oa_desktop.security.seals.workshop import Workshop
from tests.founded import QUICK
from tests.rigs import authority

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WISH = SealWish(
    name="清源县人民政府办公室",
    caption="演示章",
    diameter_mm=42,
    valid_from=NOW,
    valid_until=NOW + timedelta(days=1825),
)
PASSWORD, OTHER = "Yongyin#2026a", "Yongyin#2026b"
draw = partial(draw_seal_picture, fonts=shipped_fonts())


@cache
def made() -> MadeSeal:
    return Workshop(Realm.DEMONSTRATION, draw).make(WISH)


def slots(folder: Path) -> tuple[SealKeySlots, bytes]:
    accounts = KeySlots(folder / FILE_NAME, "demonstration", terms=QUICK)
    founding = accounts.create("store", [], NOW)
    return SealKeySlots(folder / FILE_NAME, "demonstration", terms=QUICK), founding.data_key


# --- the workshop ----------------------------------------------------------------------------------------------------


def test_a_made_seal_rests_on_its_own_authority_and_says_for_which_realm_it_is() -> None:
    seal = OfficeSeals().read(made().data)
    trust = Trust(anchors=(made().anchor,), revocations=(made().revocations,))

    assert (seal.name, seal.width_mm, seal.version) == (WISH.name, 42, 4)
    assert seal.maker_signature_holds
    assert OfficeSeals().holder(made().data, made().certificate) == reading.read(made().certificate).key
    for one in (seal.maker, made().certificate):
        assert worst(judge_chain(one, NOW, trust)) is Outcome.HOLDS
        assert "演示" in reading.read(one).subject
    assert worst(judge_chain(seal.maker, NOW, Trust())) is Outcome.UNDECIDED


def test_a_made_seal_that_the_unit_certified_says_that_it_is_good_within_the_unit_alone() -> None:
    root = authority.root()

    def certify(asked: Sequence[Certifiable]) -> Sequence[bytes]:
        return [
            issue(
                replace(authority.order(one.holder, one.public_key, one.purpose), organisation="演示"),
                root.signer,
                root.data,
            )
            for one in asked
        ]

    seal = Workshop(Realm.TRAINING, draw).make(WISH, certify)
    maker = OfficeSeals().read(seal.data).maker
    own = Trust(anchors=(root.data,), own=frozenset({Digest(sm3.digest(root.data))}))

    assert (seal.anchor, seal.revocations) == (b"", b"")
    for one in (maker, seal.certificate):
        assert "verdict.chain-internal" in {said.rule for said in judge_chain(one, NOW, own)}


def test_what_a_seal_says_is_the_same_read_in_a_confined_process_and_nonsense_is_refused_there() -> None:
    assert OfficeSeals().read(made().data) == read_seal(made().data)
    for nonsense in (b"", b"\x30\x80", made().certificate, made().data + b"\0", b"\x30\x02" * 100_000):
        with pytest.raises(Refused) as refused:
            OfficeSeals().read(nonsense)
        assert refused.value.code == "seal.unreadable"


def test_the_workshop_cannot_be_opened_in_the_official_realm() -> None:
    with pytest.raises(ValueError, match="official"):
        Workshop(Realm.OFFICIAL, draw)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"diameter_mm": 60}, "seal.size"),
        ({"name": ""}, "seal.long-name"),
        ({"name": "某某" * 40}, "seal.long-name"),
    ],
)
def test_no_seal_is_made_of_another_size_or_of_a_name_that_does_not_go_around(
    changes: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        Workshop(Realm.TRAINING, draw).make(replace(WISH, **changes))

    assert refused.value.code == code


def test_the_picture_is_red_on_nothing_six_hundred_dots_an_inch_and_the_same_every_time() -> None:
    data = draw("清源县人民政府办公室", "实训章", 45)
    with Image.open(io.BytesIO(data)) as picture:
        dots, size, whole = picture.info["dpi"], picture.size, picture.convert("RGBA")

    assert round(dots[0]) == 600
    assert size == (1063, 1063)
    assert {pixel[:3] for _count, pixel in whole.getcolors(maxcolors=64)} == {(255, 0, 0)}
    assert whole.getpixel((0, 0))[3] == 0
    assert whole.getpixel((size[0] // 2, size[1] // 2))[3] > 150
    assert data == draw("清源县人民政府办公室", "实训章", 45)
    assert data != draw("清源县人民政府办公室", "演示章", 45)


# --- its key ---------------------------------------------------------------------------------------------------------


def test_the_key_of_a_seal_opens_by_its_own_password_alone_and_leaves_no_trace_in_the_file(tmp_path: Path) -> None:
    keys, store_key = slots(tmp_path)
    key = keys.keep(store_key, made().key, PASSWORD, NOW)
    opened = keys.unlock(store_key, key, PASSWORD, NOW)

    assert opened.public_key == reading.read(made().certificate).public_key
    written = (tmp_path / FILE_NAME).read_bytes()
    assert made().key not in written
    assert made().key.hex().encode() not in written
    assert made().key[40:72].hex().encode() not in written
    with pytest.raises(Refused) as refused:
        keys.unlock(store_key, key, OTHER, NOW)
    assert refused.value.code == "seal.wrong-password"
    assert "口令" not in repr(PasswordChange(old=PASSWORD, new=OTHER))
    assert PASSWORD not in repr(PasswordChange(old=PASSWORD, new=OTHER))


def test_who_tries_passwords_of_a_seal_is_locked_out_and_the_right_one_waits_too(tmp_path: Path) -> None:
    keys, store_key = slots(tmp_path)
    key = keys.keep(store_key, made().key, PASSWORD, NOW)
    codes = []
    for _turn in range(6):
        with pytest.raises(Refused) as refused:
            keys.unlock(store_key, key, OTHER, NOW)
        codes.append(refused.value.code)

    assert codes[0] == "seal.wrong-password"
    assert codes[-1] == "seal.locked-out"
    with pytest.raises(Refused):
        keys.unlock(store_key, key, PASSWORD, NOW)
    assert keys.unlock(store_key, key, PASSWORD, NOW + timedelta(hours=1)).key_id == key


class Token:
    """A token with the key of the seal on it."""

    def __init__(self, _settings: TokenSettings) -> None:
        self.opened = 0

    def open(self, key: KeyId, secret: str) -> signer.Signer:
        private = signer.Signer(plain_private(made().key))
        if key != private.key_id:
            raise Refused("token.no-key")
        if secret != "4321":
            raise Refused("token.wrong-pin", left=2)
        return private


def test_a_seal_whose_key_lies_on_a_token_is_used_by_its_pin(tmp_path: Path) -> None:
    accounts = KeySlots(tmp_path / FILE_NAME, "demonstration", terms=QUICK)
    store_key = accounts.create("store", [], NOW).data_key
    keys = SealKeySlots(tmp_path / FILE_NAME, "demonstration", terms=QUICK, tokens=Token)
    key = OfficeSeals().holder(made().data, made().certificate)

    def refusal(*given: object) -> str:
        with pytest.raises(Refused) as refused:
            keys.unlock(*given, NOW)
        return refused.value.code

    assert refusal(store_key, key, "4321") == "seal.key-missing"
    accounts.keep_tokens(store_key, TokenSettings(module="vendor.so"))
    opened = keys.unlock(store_key, key, "4321", NOW)
    using = SealInHand(seal=made().data, holder=made().certificate, signer=opened, at=NOW)
    assert read_signature(OfficeSeals().stamp(using, bytes(32), "/x")).holds
    assert refusal(store_key, key, "1234") == "token.wrong-pin"
    assert refusal(store_key, KeyId("0" * 64), "4321") == "seal.key-missing"
    assert refusal(bytes(32), key, "4321") == "key-slots.foreign-key"
    with pytest.raises(Refused, match=r"seal\.on-token"):
        keys.change_password(store_key, key, PasswordChange(old="4321", new=OTHER), NOW)


def test_a_password_is_changed_and_a_key_destroyed_and_accounts_stay_as_they_were(tmp_path: Path) -> None:
    keys, store_key = slots(tmp_path)
    key = keys.keep(store_key, made().key, PASSWORD, NOW)
    keys.change_password(store_key, key, PasswordChange(old=PASSWORD, new=OTHER), NOW)

    assert keys.unlock(store_key, key, OTHER, NOW).key_id == key
    keys.discard(store_key, key)
    keys.discard(store_key, key)
    with pytest.raises(Refused) as refused:
        keys.unlock(store_key, key, OTHER, NOW)
    assert refused.value.code == "seal.key-missing"
    assert KeySlots(tmp_path / FILE_NAME, "demonstration", terms=QUICK).accounts() == ()


@pytest.mark.parametrize(
    "data", [b"", b"no key", made().certificate, made().key[:-1], b"-----BEGIN PRIVATE KEY-----\n"]
)
def test_what_is_no_key_is_not_kept(tmp_path: Path, data: bytes) -> None:
    keys, store_key = slots(tmp_path)
    with pytest.raises(Refused) as refused:
        keys.keep(store_key, data, PASSWORD, NOW)

    assert refused.value.code == "seal.key-unreadable"


def test_a_weak_password_and_a_foreign_store_key_keep_nothing(tmp_path: Path) -> None:
    keys, store_key = slots(tmp_path)
    for given, password in ((store_key, "123"), (bytes(32), PASSWORD)):
        with pytest.raises(Refused):
            keys.keep(given, made().key, password, NOW)


def test_a_key_that_another_program_wrote_is_read(tmp_path: Path) -> None:
    keys, store_key = slots(tmp_path)
    fresh, private = signer.generate(Random(7).randbytes)
    armoured = b"-----BEGIN PRIVATE KEY-----\n" + base64.encodebytes(private) + b"-----END PRIVATE KEY-----\n"

    assert keys.keep(store_key, armoured, PASSWORD, NOW) == sm3.digest(fresh.public_key)
