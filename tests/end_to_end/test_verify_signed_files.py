"""``verify FILE`` on signed files: the exit code, the layers in words, the same as data; nothing needs an account."""

import json
from pathlib import Path

import pytest

from oa_desktop.cli.program import run
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.security.certificates.trust_folder import write_trust
from tests import signed_pdf
from tests.independent import sealed_ofd as other
from tests.rigs.ofd_attacks import ATTACKS, intact
from tests.rigs.pdf_attacks import ATTACKS as PDF_ATTACKS
from tests.rigs.word_files import p, word_file

ONE_OF_EACH = (
    "the text of a page is changed",
    "bytes stand behind the package",
    "a part unpacks to 200 MB",
    "the certificate had expired",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verify")
    write_trust(folder / "trust", Trust(anchors=(other.root(),), revocations=(other.nobody_revoked(),)))
    (folder / "sealed.ofd").write_bytes(intact()["sealed"])
    return folder


def test_an_intact_file_of_somebody_trusted_is_0(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", str(desk / "sealed.ofd"), "--trust", str(desk / "trust")]) == 0
    said = capsys.readouterr().out
    for layer in ("结构", "摘要", "签名值", "印章", "制章人", "证书链和有效期", "吊销情况", "签名覆盖范围"):
        assert f"√ 成立　{layer}：" in said
    assert said.rstrip().endswith("签章成立：签名以后没有改动，印章和证书可信。吊销情况知道到 2026年3月12日9时30分。")
    assert "2026年3月2日9时30分（时间取自签名的电脑）" in said


def test_an_intact_file_of_nobody_known_is_4_and_says_what_is_missing(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", str(desk / "sealed.ofd")]) == 4
    said = capsys.readouterr().out
    assert "？ 无法判定" in said
    assert "不在信任列表里" in said
    assert "×" not in said


def test_of_half_a_file_nobody_says_that_it_was_never_signed(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = intact()["sealed"]
    path = tmp_path / "一半.ofd"
    path.write_bytes(whole[: len(whole) // 2])
    assert run(["verify", str(path), "--trust", str(desk / "trust")]) == 1
    said = capsys.readouterr().out
    assert "文件读不完整，有没有不能肯定" in said
    assert "文件里没有电子印章和数字签名" not in said


@pytest.mark.parametrize("done", ONE_OF_EACH)
def test_a_file_that_was_altered_is_1_and_the_place_is_named(
    done: str, desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    attack = next(one for one in ATTACKS if one.done == done)
    (tmp_path / "altered.ofd").write_bytes(attack.make())
    assert run(["verify", str(tmp_path / "altered.ofd"), "--trust", str(desk / "trust")]) == 1
    said = capsys.readouterr().out
    assert "× 不成立" in said
    assert attack.place in said


def test_the_same_is_said_as_data(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", str(desk / "sealed.ofd"), "--json"]) == 4
    told = json.loads(capsys.readouterr().out)
    assert (told["format"], told["outcome"]) == ("OFD", "undecided")
    (signature,) = told["signatures"]
    assert (signature["name"], signature["holder"], signature["time_source"]) == ("Sign_0", other.OFFICE, "local-clock")
    assert {one["rule"] for one in signature["statements"] if one["outcome"] == "undecided"} == {"verdict.no-anchor"}


def test_a_folder_of_trust_that_cannot_be_read_stops_everything(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "anchors").mkdir()
    (tmp_path / "anchors" / "x.cer").write_bytes(b"nothing")
    assert run(["verify", str(desk / "sealed.ofd"), "--trust", str(tmp_path)]) == 3
    assert "anchors/x.cer" in capsys.readouterr().err


# --- PDF and DOCX -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pdf_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verify-pdf")
    write_trust(folder / "trust", signed_pdf.trust())
    (folder / "sealed.pdf").write_bytes(signed_pdf.joint())
    return folder


def test_an_intact_pdf_of_somebody_trusted_is_0(pdf_desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", str(pdf_desk / "sealed.pdf"), "--trust", str(pdf_desk / "trust")]) == 0
    said = capsys.readouterr().out
    for layer in ("结构", "摘要", "签名值", "印章", "制章人", "证书链和有效期", "吊销情况", "签名覆盖范围"):
        assert f"√ 成立　{layer}：" in said


def test_an_intact_pdf_of_nobody_known_is_4(pdf_desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", str(pdf_desk / "sealed.pdf")]) == 4
    assert "不在信任列表里" in capsys.readouterr().out


@pytest.mark.parametrize(
    "done", ["a note over the text", "one letter in capitals", "a second seal with another picture"]
)
def test_a_pdf_that_was_altered_is_1_and_the_place_is_named(
    done: str, pdf_desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    attack = next(one for one in PDF_ATTACKS if one.done == done)
    (tmp_path / "altered.pdf").write_bytes(attack.make())
    assert run(["verify", str(tmp_path / "altered.pdf"), "--trust", str(pdf_desk / "trust")]) == 1
    said = capsys.readouterr().out
    assert "× 不成立" in said
    assert attack.place in said


def test_a_word_file_is_4_whatever_it_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.docx").write_bytes(word_file(p("正文。")))
    assert run(["verify", str(tmp_path / "x.docx")]) == 4
    said = capsys.readouterr().out
    assert "DOCX 不能证明看到的就是原来的内容" in said
    assert "没有签章" in said
