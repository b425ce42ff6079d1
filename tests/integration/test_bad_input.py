"""What goes wrong in an office: each time one clear sentence with what to do, and nothing is lost."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from oa_desktop.bootstrap.building import build_office
from oa_desktop.bootstrap.world import ScriptClock
from oa_desktop.cli.program import run, sentence
from oa_desktop.domain import canonical
from oa_desktop.domain.errors import OfficeError
from oa_desktop.i18n.problems import say
from oa_desktop.office.office import Office
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.security import sealing, sm3
from oa_desktop.storage import header, sqlite
from oa_desktop.storage.cipher import Cipher, keys_of
from tests.builders import says
from tests.fakes.world import CHINA
from tests.rigs.full_disk import FullDisk, connect_with_room
from tests.rigs.ledger import Ledger
from tests.rigs.sentences import must_be_a_sentence
from tests.rigs.walk import ACTS, USUAL, Plan, Walk, mark_read
from tests.rigs.world import MORNING, REALM, Adapters, found, ports, unit

NOTICE = "关于开展档案检查的通知\n\n各股室：\n\n定于下周检查档案。\n\n清源县人民政府办公室\n"
COMPLETE = """---
标题: 关于开展档案检查的通知
发文机关: 清源县人民政府办公室
主送机关: 各股室
发文机关署名: 清源县人民政府办公室
---
"""
PASSWORDS = {one.account: one.password for one in unit().people}
CIPHER = Cipher(sealer=sealing, digests=sm3, randbytes=random.Random(0).randbytes)


@pytest.fixture(scope="module")
def pristine(tmp_path_factory) -> tuple[Path, bytes]:
    """A home with a unit and one document, and its store's key."""
    home = tmp_path_factory.mktemp("pristine")
    key = founded_in(home)
    source = home.parent / "pristine.txt"
    source.write_text(COMPLETE + "定于下周检查档案，请办理有关事项。\n", encoding="utf-8")
    assert with_password("new", str(source), home=home, account="zhouyue") == 0
    return home, key


def founded_in(home: Path) -> bytes:
    (home / REALM.value).mkdir()
    return found(home / REALM.value)


@pytest.fixture
def home(pristine, tmp_path) -> Path:
    return Path(shutil.copytree(pristine[0], tmp_path / "home"))


@pytest.fixture
def key(pristine) -> bytes:
    return pristine[1]


def with_password(*words: str, home: Path, account: str, password: str = "") -> int:
    """Run a command line with a password by file descriptor."""
    read, write = os.pipe()
    os.write(write, (password or PASSWORDS[account]).encode() + b"\n")
    os.close(write)
    try:
        told = ("--home", str(home), "--realm", REALM.value, "--as", account, "--password-fd", str(read))
        return run([*told, *words])
    finally:
        os.close(read)


def refusal(attempt) -> OfficeError:
    """Return the problem that an attempt raises, after proving that it has words."""
    with pytest.raises(OfficeError) as caught:
        attempt()
    must_be_a_sentence(sentence(caught.value))
    return caught.value


def contents(folder: Path) -> dict[str, str]:
    """Return the digest of every file that lasts; passing files of locks and logs are left out."""
    passing = ("-wal", "-shm", ".lock")
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(passing)
    }


def opened(home: Path, key: bytes) -> OpenOffice:
    world = ports(home / REALM.value, "again", ScriptClock(MORNING))
    return OpenOffice(world, world.stores.open, key)


def sound_entries(home: Path, key: bytes) -> list[str]:
    """Return the ids of all entries of a store, after proving that it is sound in every way."""
    office = opened(home, key)
    store = office.store
    try:
        assert office.verify().faults == ()
        assert [line for line in store.check() if not line.startswith("blob.unknown-file")] == []
        before = store.projections()
        office.rebuild()
        assert store.projections() == before
        return [one.entry.id for journal in store.journals() for one in store.entries(journal)]
    finally:
        store.close()


# --- passwords ------------------------------------------------------------------------------------------------------


def test_five_wrong_passwords_lock_an_account_for_every_later_program_too(home, key, capsys):
    before = sound_entries(home, key)
    for left in (4, 3, 2, 1):
        assert with_password("list", home=home, account="zhouyue", password="Wrong-2026-x") == 1
        line = capsys.readouterr().err
        must_be_a_sentence(line)
        assert f"{left}次" in line and "秒" in line
    for password in ("Wrong-2026-x", ""):
        assert with_password("list", home=home, account="zhouyue", password=password) == 1
        line = capsys.readouterr().err
        must_be_a_sentence(line)
        assert "锁定" in line
    assert with_password("list", home=home, account="zhengmiao") == 0
    assert set(before) <= set(sound_entries(home, key))


def test_a_clock_set_back_does_not_unlock_an_account(home):
    clock = ScriptClock(MORNING)

    def attempt(password: str):
        office = build_office(home, REALM, clock=clock)
        try:
            return office.sign_in("zhouyue", password).failed_attempts
        finally:
            office.close()

    for _ in range(5):
        refusal(lambda: attempt("Wrong-2026-x"))
    for moved in (timedelta(days=-365), timedelta(seconds=299)):
        clock.time += moved
        assert refusal(lambda: attempt(PASSWORDS["zhouyue"])).code == "sign-in.locked"
    clock.time += timedelta(seconds=1)
    assert attempt(PASSWORDS["zhouyue"]) == 5


# --- damaged, foreign and newer stores ------------------------------------------------------------------------------


def test_a_store_under_another_key_is_refused_and_left_alone(home, key, tmp_path, capsys):
    other = tmp_path / "other"
    other.mkdir()
    founded_in(other)
    slots = home / REALM.value / "slots.json"
    own = slots.read_bytes()
    before = contents(home)
    slots.write_bytes((other / REALM.value / "slots.json").read_bytes())
    assert with_password("list", home=home, account="zhouyue") == 3
    must_be_a_sentence(capsys.readouterr().err)
    slots.write_bytes(own)
    assert contents(home) == before
    assert sound_entries(home, key)


@pytest.mark.parametrize("name", ["store.db", "store.json", "slots.json"])
@pytest.mark.parametrize("left", [0.0, 0.5, 0.999])
def test_a_file_that_was_cut_short_is_named_and_left_alone(home, key, capsys, name, left):
    path = home / REALM.value / name
    whole = path.read_bytes()
    path.write_bytes(whole[: int(left * len(whole))])
    before = contents(home)
    assert with_password("verify", home=home, account="ouyangzhe") == 3
    must_be_a_sentence(capsys.readouterr().err)
    after = contents(home)
    assert {one for one in before if before[one] != after[one]} <= {f"{REALM.value}/slots.json"}
    path.write_bytes(whole)
    assert sound_entries(home, key)


@pytest.mark.parametrize("name", ["store.db", "store.json", "slots.json"])
def test_a_file_that_is_gone_is_no_invitation_to_found_the_unit_again(home, key, capsys, name):
    path = home / REALM.value / name
    whole = path.read_bytes()
    path.unlink()
    assert with_password("list", home=home, account="zhouyue") == 3
    must_be_a_sentence(capsys.readouterr().err)
    path.write_bytes(whole)
    assert sound_entries(home, key)


def test_a_newer_header_tables_or_key_slots_are_refused_and_left_alone(home, key, capsys):
    folder = home / REALM.value
    for change in (_newer_header, _newer_tables, _newer_slots):
        kept = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        change(folder, key)
        before = contents(home)
        assert with_password("list", home=home, account="zhouyue") in (1, 3)
        line = capsys.readouterr().err
        must_be_a_sentence(line)
        assert "新版本" in line and "升级" in line
        assert {name for name, one in contents(home).items() if before[name] != one} <= {f"{REALM.value}/slots.json"}
        for path, data in kept.items():
            path.write_bytes(data)
    assert sound_entries(home, key)


def _newer_header(folder: Path, key: bytes) -> None:
    path = folder / "store.json"
    known = header.decode(CIPHER, path.read_bytes(), REALM)
    path.write_bytes(header.encode(CIPHER, header.with_schema(CIPHER, known, key, header.SCHEMA + 1)))


def _newer_tables(folder: Path, key: bytes) -> None:
    connection = sqlite.connect(folder / "store.db", keys_of(CIPHER, key).database, REALM, True)
    connection.execute("UPDATE alembic_version SET version_num = '0099'")
    connection.close()


def _newer_slots(folder: Path, _: bytes) -> None:
    path = folder / "slots.json"
    slots = json.loads(path.read_bytes())["slots"] | {"format": 99}
    digest = sm3.digest(canonical.encode(slots))
    path.write_bytes(canonical.encode({"digest": digest, "slots": slots}))


# --- a full disk ----------------------------------------------------------------------------------------------------


WRITES_FILES = {
    *("draft", "receive", "revise", "issue", "assign-number", "apply-seal", "take-in-package"),
    *("sign-in", "change-password", "enrol-person", "renew-key", "backup"),
}
"""Acts that write more than the database."""


def at_work(home: Path, office: Office, clock: ScriptClock, **more: Any) -> Walk:
    """Return the people of the unit at work."""
    given: dict[str, Any] = {
        "ledger": Ledger(passwords={account: (password,) for account, password in PASSWORDS.items()}),
        "rng": random.Random(1),
        "death": FullDisk(call=lambda _: None),
        "plan": Plan(kind="none", warm_up=0, way="step", share=0.0),
    }
    return Walk(office=office, clock=clock, tell=lambda _: None, backups=home.parent, **(given | more))


@pytest.mark.parametrize("kind", sorted(set(ACTS) - {"wrong-password"}))
def test_a_disk_that_is_full_at_any_write_refuses_the_act_and_loses_nothing(home, key, kind):
    disk, clock = FullDisk(call=lambda _: None), ScriptClock(MORNING)
    office = Office(REALM, ports(home / REALM.value, f"full {kind}", clock, Adapters(death=disk)))
    walk = at_work(home, office, clock, death=disk)
    refused: list[str] = []
    passed_over = 0
    while True:
        walk.plan = Plan(kind=kind, warm_up=0, way="step", share=0.0, first=passed_over)
        walk.armed = False
        try:
            ACTS[kind](walk)
            break
        except OfficeError as problem:
            must_be_a_sentence(sentence(problem))
            refused.append(problem.code)
        finally:
            disk.at = 0
        mark_read(walk)
        passed_over += 7 if kind == "backup" else 1
    office.close()
    assert bool(refused) == (kind in WRITES_FILES)
    assert set(refused) <= {"disk.full", "key-slots.unwritable"}
    assert walk.ledger.entries <= set(sound_entries(home, key))


@pytest.mark.parametrize("pages", [0, 2, 5, 20])
def test_a_database_that_cannot_grow_refuses_the_act_and_goes_on_when_there_is_room(home, key, pages):
    clock = ScriptClock(MORNING)
    world = ports(home / REALM.value, "no room", clock, Adapters(opener=connect_with_room(pages)))
    office = Office(REALM, world)
    walk = at_work(home, office, clock, rng=random.Random(pages))

    def work() -> None:
        for _ in range(200):
            ACTS[walk.rng.choice(USUAL)](walk)

    assert refusal(work).code == "disk.full"
    office.close()
    assert walk.ledger.entries <= set(sound_entries(home, key))
    assert with_password("list", home=home, account="ouyangzhe", password=walk.ledger.passwords["ouyangzhe"][-1]) == 0


# --- sources and attachments ----------------------------------------------------------------------------------------


def test_a_text_without_a_title_is_kept_and_said(home, tmp_path, capsys):
    source = tmp_path / "无题.txt"
    source.write_text(
        "各股室：\n\n定于下周检查档案，请提前准备好有关材料。\n\n清源县人民政府办公室\n", encoding="utf-8"
    )
    assert run(["render", str(source), "-o", str(tmp_path / "a.pdf")]) == 0
    assert "标题" in capsys.readouterr().err
    assert with_password("new", str(source), home=home, account="zhouyue") == 0
    told = capsys.readouterr()
    assert "标题" in told.err and "无标题" in told.out
    assert run(["demo", "--out", str(tmp_path / "demo"), "--source", str(source)]) == 0
    told = capsys.readouterr()
    assert "标题" in told.err and "已归档" in told.out


def test_two_hundred_pages_are_set_whole(tmp_path, capsys):
    sentences = (f"第{number}项要求各单位按期报送归档材料并核对目录。" for number in range(6_000))
    source = tmp_path / "long.txt"
    source.write_text("关于报送材料的通知\n\n各股室：\n\n" + "\n".join(sentences) + "\n", encoding="utf-8")
    assert run(["render", str(source), "-o", str(tmp_path / "long.pdf")]) == 0, capsys.readouterr().err
    document = pypdfium2.PdfDocument(tmp_path / "long.pdf")
    assert len(document) >= 200
    last = "".join(document[len(document) - 1].get_textpage().get_text_range().split())
    assert "第5999项" in last
    document.close()


NOT_TEXT = {
    "图片.txt": b"\x89PNG\r\n\x1a\n" + bytes(500),
    "压缩.txt": b"PK\x03\x04" + bytes(500),
    "杂乱.txt": random.Random(5).randbytes(5000),
    "空.txt": b"",
}


@pytest.mark.parametrize("name", sorted(NOT_TEXT))
def test_no_page_is_made_of_a_file_that_is_not_text(tmp_path, capsys, name):
    source = tmp_path / name
    source.write_bytes(NOT_TEXT[name])
    assert run(["render", str(source), "-o", str(tmp_path / "a.pdf")]) == 1
    must_be_a_sentence(capsys.readouterr().err)
    assert run(["demo", "--out", str(tmp_path / "demo"), "--source", str(source)]) == 1
    must_be_a_sentence(capsys.readouterr().err)
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize("name", sorted(NOT_TEXT))
def test_a_file_that_is_not_text_goes_with_a_new_paper_whole_and_an_empty_one_is_refused(
    home, key, tmp_path, capsys, name
):
    source = tmp_path / name
    source.write_bytes(NOT_TEXT[name])
    before = sound_entries(home, key)
    is_kept = bool(NOT_TEXT[name])
    assert with_password("new", str(source), home=home, account="zhouyue") == (0 if is_kept else 1)
    said = capsys.readouterr().err.splitlines()[0]
    must_be_a_sentence(said)
    assert ("原样保存" in said) is is_kept
    assert set(before) <= set(sound_entries(home, key))


def test_an_attachment_over_the_limit_is_refused_with_the_limit(home, tmp_path, capsys):
    source, large = tmp_path / "notice.txt", tmp_path / "录像.bin"
    source.write_text(NOTICE, encoding="utf-8")
    with large.open("wb") as file:
        file.truncate(500_000_001)
    assert with_password("new", str(source), "--attach", str(large), home=home, account="zhouyue") == 1
    line = capsys.readouterr().err.splitlines()[-1]
    must_be_a_sentence(line)
    assert "500 MB" in line and "录像.bin" in line


# --- two programs, and clocks ---------------------------------------------------------------------------------------

HOLDING = """
import sys
from pathlib import Path
from oa_desktop.bootstrap.building import build_office
from oa_desktop.domain.realms import Realm
office = build_office(Path(sys.argv[1]), Realm.DEMONSTRATION)
office.sign_in("xuchong", sys.argv[2])
print("open", flush=True)
sys.stdin.readline()
office.close()
"""


def test_a_second_program_on_the_store_reads_and_does_not_act(home, key, tmp_path, capsys):
    source = tmp_path / "notice.txt"
    source.write_text(NOTICE, encoding="utf-8")
    first = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(home), PASSWORDS["xuchong"]],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert first.stdout.readline() == b"open\n"
    assert with_password("list", home=home, account="zhouyue") == 0
    shown = capsys.readouterr()
    assert "关于开展档案检查的通知" in shown.out
    assert str(say("sign-in.unrecorded", {})) in shown.err.splitlines()
    assert with_password("new", str(source), home=home, account="zhouyue") == 3
    line = capsys.readouterr().err.splitlines()[-1]
    must_be_a_sentence(line)
    assert "另一个程序" in line
    first.communicate(b"\n")
    assert with_password("new", str(source), home=home, account="zhouyue") == 0
    assert sound_entries(home, key)


def test_a_clock_set_back_a_year_is_said_and_changes_nothing(home, key):
    clock = ScriptClock(datetime.now().astimezone())
    office = Office(REALM, ports(home / REALM.value, "back", clock))
    walk = at_work(home, office, clock)
    ACTS["review"](walk)
    notices: list[str] = []
    walk.session("zhaoliheng").subscribe(lambda changed: notices.extend(changed.notices))
    clock.time -= timedelta(days=365)
    ACTS["file"](walk)
    office.close()
    assert "clock.behind" in notices
    must_be_a_sentence(str(say("clock.behind", {})))
    assert walk.ledger.entries <= set(sound_entries(home, key))


def test_whoever_signs_in_with_the_clock_a_year_back_is_told_at_once_and_acts_go_on(home, key):
    clock = ScriptClock(datetime.now().astimezone() + timedelta(days=1))
    office = Office(REALM, ports(home / REALM.value, "now", clock))
    assert office.sign_in("zhouyue", PASSWORDS["zhouyue"]).notices == ()
    clock.time -= timedelta(days=365)
    again = office.sign_in("zhouyue", PASSWORDS["zhouyue"])
    assert again.notices == ("clock.behind",)
    walk = at_work(home, office, clock)
    ACTS["draft"](walk)
    assert office.sign_in("zhouyue", PASSWORDS["zhouyue"]).notices == ("clock.behind",)
    clock.time += timedelta(days=366)
    assert office.sign_in("zhouyue", PASSWORDS["zhouyue"]).notices == ()
    office.close()
    assert walk.ledger.entries <= set(sound_entries(home, key))


@pytest.mark.parametrize(("year", "told"), [(1970, ("clock.behind",)), (2099, ())])
def test_a_clock_in_another_century_breaks_nothing(home, key, year, told):
    clock = ScriptClock(datetime(year, 1, 1, 8, 0, tzinfo=CHINA))
    office = Office(REALM, ports(home / REALM.value, str(year), clock))
    session = office.sign_in("zhouyue", PASSWORDS["zhouyue"])
    assert session.notices == told
    walk = at_work(home, office, clock)
    for kind in ("draft", "file"):
        ACTS[kind](walk)
    assert session.administration.verify().sound
    assert office.examine("zhouyue", PASSWORDS["zhouyue"]) == ()
    session.sign_out()
    office.close()
    assert walk.ledger.entries <= set(sound_entries(home, key))


def test_whoever_can_only_read_is_told_that_the_sign_in_leaves_no_trace(home, key):
    clock = ScriptClock(datetime.now().astimezone())
    first = Office(REALM, ports(home / REALM.value, "first", clock))
    second = Office(REALM, ports(home / REALM.value, "second", clock))
    first.sign_in("zhouyue", PASSWORDS["zhouyue"])
    before = sound_entries_of(first)
    reader = second.sign_in("xuchong", PASSWORDS["xuchong"])
    assert reader.notices == ("sign-in.unrecorded",)
    clock.time -= timedelta(days=365)
    assert second.sign_in("xuchong", PASSWORDS["xuchong"]).notices == ("sign-in.unrecorded", "clock.behind")
    with says("store.read-only"):
        reader.administration.back_up(home.parent / "disc")
    second.close()
    assert sound_entries_of(first) == before + 1
    first.close()
    must_be_a_sentence(str(say("sign-in.unrecorded", {})))


def sound_entries_of(office: Office) -> int:
    """Return how many entries an open office verifies, the sign-in for it included."""
    session = office.sign_in("xuchong", PASSWORDS["xuchong"])
    verdict = session.administration.verify()
    assert verdict.sound
    return verdict.entries
