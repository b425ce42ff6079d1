"""A seal by command: taken into use as it was issued, used on a document, judged, suspended, destroyed by two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path

from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.seals.picture import draw_seal_picture
from oa_desktop.domain.realms import Realm
from oa_desktop.office.ports.trust import Certifiable, ListOrder, MadeSeal, SealWish
from oa_desktop.security.certificates import issuing, revocations
from oa_desktop.security.seals.workshop import Workshop
from tests.end_to_end.test_proof_to_exchange import NOTICE, STEPS, act
from tests.fakes.command_line import PASSWORDS, Desk
from tests.rigs import authority

ORGAN = "清源县人民政府办公室"
PASSWORD, NEW = "Yongyin#2026a", "Yongyin#2026b"


@cache
def issued() -> MadeSeal:
    """A seal of the competent body, with the authority that certified it and its list."""
    now, root = datetime.now(UTC) - timedelta(days=1), authority.root()

    def certify(asked: Sequence[Certifiable]) -> list[bytes]:
        orders = [authority.order(one.holder, one.public_key, one.purpose) for one in asked]
        return [issuing.issue(one, root.signer, root.data) for one in orders]

    wish = SealWish(name=ORGAN, caption="", diameter_mm=42, valid_from=now, valid_until=now + timedelta(days=365))
    made = Workshop(Realm.TRAINING, partial(draw_seal_picture, fonts=shipped_fonts())).make(wish, certify)
    listed = ListOrder(number=1, issued=now, next_issue=now + timedelta(days=365), revoked=())
    return replace(made, anchor=root.data, revocations=revocations.make(listed, root.data, root.signer))


def import_seal(desk: Desk, folder: Path) -> int:
    for name, data in (("seal.esl", issued().data), ("seal.cer", issued().certificate), ("seal.key", issued().key)):
        (folder / name).write_bytes(data)
    brought = ("--certificate", str(folder / "seal.cer"), "--key", str(folder / "seal.key"))
    words = ("seal", "import", str(folder / "seal.esl"), *brought, "--keeper", "zhengmiao", "--reason", "县里制发")
    return desk(*words, account="heyutong", password=f"{PASSWORDS['heyutong']}\n{PASSWORD}")


def trust(folder: Path) -> Path:
    for name, data in (("anchors/root.cer", issued().anchor), ("revocations/root.crl", issued().revocations)):
        (folder / "trust" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "trust" / name).write_bytes(data)
    return folder / "trust"


def sealed(desk: Desk, folder: Path) -> str:
    """Bring a document up to 印制用印 and seal it there; return its id."""
    source = folder / "通知.txt"
    source.write_text(NOTICE, encoding="utf-8")
    assert desk("new", str(source), account="zhouyue") == 0, desk.err
    document = re.findall(r"编号 (\w+)", desk.out)[0]
    for account, kind in STEPS:
        act(desk, document, account, kind)
    said = f"{PASSWORDS['zhengmiao']}\n{PASSWORD}"
    assert desk("act", document, "印制用印", "--seal", ORGAN, account="zhengmiao", password=said) == 0, desk.err
    return document


def test_a_seal_is_imported_used_and_judged_and_its_book_says_on_what(desk: Desk, tmp_path: Path) -> None:
    assert import_seal(desk, tmp_path) == 0, desk.err
    assert "请销毁或者锁好" in desk.out
    document = sealed(desk, tmp_path)
    for name in ("正本.pdf", "正本.ofd"):
        what = "ofd" if name.endswith("ofd") else "page"
        assert desk("show", document, "--what", what, "-o", str(tmp_path / name), account="zhengmiao") == 0, desk.err
        assert desk("verify", str(tmp_path / name), "--trust", str(trust(tmp_path))) == 0, desk.out
        assert ORGAN in desk.out
        assert desk("verify", str(tmp_path / name)) == 4, desk.out
    assert desk("seal", "book", account="zhengmiao") == 0, desk.err
    assert "用印" in desk.out
    assert "关于开展档案检查的通知" in desk.out
    assert desk("seal", "book", "-o", str(tmp_path / "登记簿.xlsx"), account="zhengmiao") == 0, desk.err
    assert (tmp_path / "登记簿.xlsx").stat().st_size > 1000
    assert desk("seal", "show", str(tmp_path / "seal.esl"), account="limukun") == 0, desk.err
    assert "GB/T 38540-2020" in desk.out


def test_a_seal_is_suspended_taken_up_again_and_destroyed_by_two(desk: Desk, tmp_path: Path) -> None:
    if desk("seal", account="heyutong") == 0 and ORGAN not in desk.out:
        assert import_seal(desk, tmp_path) == 0, desk.err
    change = f"{PASSWORDS['zhengmiao']}\n{PASSWORD}\n{NEW}"
    assert desk("seal", "password", ORGAN, account="zhengmiao", password=change) == 0, desk.err
    assert desk("seal", "suspend", ORGAN, "--reason", "清点", account="heyutong") == 0, desk.err
    assert desk("seal", account="heyutong") == 0
    assert "停用" in desk.out
    assert desk("seal", "resume", ORGAN, "--reason", "清点无误", account="heyutong") == 0, desk.err
    assert desk("seal", "entrust", ORGAN, "--keeper", "zhouyue", account="heyutong") == 1
    assert "[seal.keeper]" in desk.err or "印制用印" in desk.err
    assert desk("seal", "destroy", ORGAN, "--reason", "更名", account="heyutong") == 0, desk.err
    waits = desk.number("second", of="销毁印章", account="zhengmiao")
    assert desk("second", "confirm", waits, account="zhengmiao") == 0, desk.err
    assert desk("seal", account="heyutong") == 0
    assert "已销毁" in desk.out


def test_the_official_realm_makes_no_seal(desk: Desk) -> None:
    words = ("seal", "make", "--keeper", "zhengmiao")
    assert desk(*words, account="heyutong", password=f"{PASSWORDS['heyutong']}\n{PASSWORD}") == 1
    assert "不能在本程序里制章" in desk.err
