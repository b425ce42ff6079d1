"""``oa-desktop doctor`` on the command line: no account, no unit, nothing asked, nothing made."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from oa_desktop.bootstrap.checks.contents import SUBJECT
from oa_desktop.bootstrap.health import CHECKS
from oa_desktop.cli.program import DONE, SURROUNDINGS, run
from oa_desktop.cli.words import width_of
from oa_desktop.domain.realms import Realm
from oa_desktop.i18n.resources import resource_path
from oa_desktop.security.keyslots import FILE_NAME


def states(report: str) -> dict[str, str]:
    """Return the state of each subject that a report names."""
    return {found[1]: found[2] for found in re.finditer(r"^(\S+) +(正常|注意|不行)  ", report, flags=re.MULTILINE)}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "missing" / "home"


def damage(home: Path) -> None:
    folder = home / Realm.OFFICIAL.value
    folder.mkdir(parents=True)
    (folder / FILE_NAME).write_bytes(b"{}")


def test_a_machine_with_nothing_set_up_is_examined_whole(home, capsys):
    code = run(["--home", str(home), "doctor"])
    found = states(capsys.readouterr().out)
    assert list(found) == list(CHECKS)
    assert (found["密钥文件"], found["库"], found["密码运算库"]) == ("注意", "注意", "正常")
    assert code == (SURROUNDINGS if "不行" in found.values() else DONE)
    assert not home.exists()


def test_damaged_key_slots_end_with_the_code_of_the_surroundings(home, capsys):
    damage(home)
    assert run(["doctor", "--home", str(home)]) == SURROUNDINGS
    written = capsys.readouterr()
    assert states(written.out)["密钥文件"] == "不行"
    assert len(written.err.splitlines()) == 1


def test_another_realm_has_its_own_examination(home, capsys):
    damage(home)
    run(["doctor", "--home", str(home), "--realm", "demonstration"])
    assert states(capsys.readouterr().out)["密钥文件"] == "注意"


def test_every_line_that_is_not_sound_is_followed_by_what_to_do(home, capsys):
    run(["doctor", "--home", str(home)])
    lines = capsys.readouterr().out.splitlines()[2:-1]
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        troubled = re.match(r"\S+ +(注意|不行)  ", line)
        assert bool(troubled) == bool(re.match(r" +怎么办  \S", after)), line


def test_the_columns_stand_below_each_other(home, capsys):
    run(["doctor", "--home", str(home)])
    lines = capsys.readouterr().out.splitlines()[1:-1]
    starts = {width_of(found[0]) for line in lines if (found := re.match(r" *\S+ +(正常|注意|不行|状况) +", line))}
    remedies = {width_of(found[0]) for line in lines if (found := re.match(r" +怎么办  ", line))}
    assert len(starts | remedies) == 1


def test_the_report_says_the_same_as_the_screen(home, tmp_path, capsys):
    report = tmp_path / "体检.txt"
    run(["doctor", "--home", str(home), "--report", str(report)])
    assert report.read_text(encoding="utf-8") == capsys.readouterr().out


def test_a_report_that_cannot_be_written_is_told_after_the_examination(home, tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert run(["doctor", "--home", str(home), "--report", str(tmp_path / "file" / "report.txt")]) == SURROUNDINGS
    written = capsys.readouterr()
    assert list(states(written.out)) == list(CHECKS)
    assert len(written.err.splitlines()) == 1


def test_every_subject_is_explained_in_the_help_in_the_order_of_the_report():
    text = resource_path("help/体检.md").read_text(encoding="utf-8")
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    assert parts[3::2] == [*CHECKS, SUBJECT]
    silent = [subject for subject, section in zip(parts[3::2], parts[4::2], strict=True) if "请" not in section]
    assert silent == []


# --- the inside, for somebody with a password ------------------------------------------------------------------------

UNIT = resource_path("demonstration/unit.yaml")
PASSWORD = dict(re.findall(r"account: (\w+).*?password: (\S+)", UNIT.read_text(encoding="utf-8"), flags=re.DOTALL))
ADMINISTRATOR = "xuchong"


def examined(home: Path, capsys, password: str = PASSWORD[ADMINISTRATOR]) -> str:
    capsys.readouterr()
    read, write = os.pipe()
    os.write(write, password.encode() + b"\n")
    os.close(write)
    run(["--home", str(home), "doctor", "--as", ADMINISTRATOR, "--password-fd", str(read)])
    os.close(read)
    said: str = capsys.readouterr().out
    return said


def test_whoever_gives_a_password_is_told_of_the_inside_too(founded, capsys):
    report = examined(founded, capsys)
    assert list(states(report)) == [*CHECKS, SUBJECT]
    assert states(report)[SUBJECT] == "正常"


def test_a_damaged_page_is_told_with_its_number_and_what_to_do(founded, tmp_path, capsys):
    home = shutil.copytree(founded, tmp_path / "home")
    with (home / Realm.OFFICIAL.value / "store.db").open("rb+") as file:
        file.seek(30 * 4096 + 100)
        file.write(b"damage")
    report = examined(home, capsys)
    assert re.search(r"^库的内容 +不行 .*page 31", report, flags=re.MULTILINE)
    assert "oa-desktop restore" in report.split("库的内容")[1]


def test_a_store_too_damaged_to_open_is_told_in_the_same_place(founded, tmp_path, capsys):
    home = shutil.copytree(founded, tmp_path / "home")
    with (home / Realm.OFFICIAL.value / "store.db").open("rb+") as file:
        file.write(b"damage")
    assert states(examined(home, capsys))[SUBJECT] == "不行"


def test_contents_that_are_gone_are_counted(founded, tmp_path, capsys):
    home = shutil.copytree(founded, tmp_path / "home")
    source = tmp_path / "notice.txt"
    source.write_text("关于开展档案检查的通知\n\n各股室：\n\n定于下周检查档案。\n", encoding="utf-8")
    read, write = os.pipe()
    os.write(write, PASSWORD["zhouyue"].encode() + b"\n")
    os.close(write)
    assert run(["--home", str(home), "new", str(source), "--as", "zhouyue", "--password-fd", str(read)]) == DONE
    os.close(read)
    shutil.rmtree(home / Realm.OFFICIAL.value / "blobs")
    (home / Realm.OFFICIAL.value / "blobs").mkdir()
    assert "有 1 份正文、版式件或附件不在了" in examined(home, capsys)


def test_a_wrong_password_is_one_line_of_the_report(founded, tmp_path, capsys):
    home = shutil.copytree(founded, tmp_path / "home")
    report = examined(home, capsys, "nobody's password")
    assert list(states(report)) == [*CHECKS, SUBJECT]
    assert states(report)[SUBJECT] == "不行"
