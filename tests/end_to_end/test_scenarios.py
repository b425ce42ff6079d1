"""The scenarios of the demonstration: what is received and answered, and what three organs issue together."""

from __future__ import annotations

from pathlib import Path

import bagit
import pypdfium2
import pytest
from PIL import Image

from oa_desktop.cli.program import run


def played(tmp_path_factory: pytest.TempPathFactory, scenario: str) -> Path:
    out = tmp_path_factory.mktemp(scenario) / "out"
    assert run(["demo", "--out", str(out), "--scenario", scenario]) == 0
    return out


@pytest.fixture(scope="module")
def incoming(tmp_path_factory) -> Path:
    return played(tmp_path_factory, "incoming")


@pytest.fixture(scope="module")
def joint(tmp_path_factory) -> Path:
    return played(tmp_path_factory, "joint")


@pytest.fixture(scope="module")
def sealed(tmp_path_factory) -> Path:
    return played(tmp_path_factory, "sealed")


@pytest.fixture(scope="module")
def training(tmp_path_factory) -> Path:
    return played(tmp_path_factory, "training")


def text_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def lines_of(out: Path) -> list[str]:
    return (out / "journal.txt").read_text(encoding="utf-8").splitlines()


def done_by(lines: list[str], name: str) -> list[str]:
    """What somebody did, each with the words that go with it."""
    return [line.split(name, 1)[1].strip() for line in lines if f" {name}  " in line]


def test_a_request_is_received_handled_circulated_answered_and_concluded(incoming):
    lines = lines_of(incoming)
    named = "\n".join(lines)
    for word in (
        "签收",
        "收文登记",
        "初审",
        "拟办",
        "批办",
        "分办",
        "承办",
        "会办",
        "传阅",
        "催办",
        "转办",
        "批复",
        "办结",
        "归档",
    ):
        assert word in named
    assert "收文〔2026〕办件1号" in lines[0]


def test_its_journal_says_for_whom_each_act_is(incoming):
    lines = lines_of(incoming)
    assert done_by(lines, "李慕堃")[0].startswith(
        "拟办 → 批办由方敬亭、程远山办；承办由县财政局（主办）、县农业农村局、县住房和城乡建设局会办：事关春灌"
    )
    assert done_by(lines, "乔木")[0].startswith("退回 → 分办：农田灌溉渠系不属我局职责")
    assert any("传阅 → 沈砚秋、秦望川、马行舟（逐人传阅）" in line for line in lines)
    assert any("收回传阅 → 马行舟" in line for line in lines)
    assert done_by(lines, "吴桐")[0].startswith("转办 → 林知夏")


def test_the_answer_names_what_it_answers_and_is_filed(incoming):
    text = text_of(incoming / "批复-document.pdf")
    assert "清政复〔2026〕1号" in text
    assert "云政〔2026〕23号" in text
    assert bagit.Bag(str(incoming / "批复-archive")).is_valid()
    assert "云岭镇人民政府文件" in text_of(incoming / "请示-来文扫描件.pdf")


def test_what_came_is_filed_with_its_form_and_verified_anywhere(incoming):
    item = incoming / "请示-archive"
    names = sorted(path.name for path in (item / "data").iterdir())
    assert names == [
        "01-收文处理单.pdf",
        "04-办理记录.jsonl",
        "05-办理记录.txt",
        "06-核验程序.py",
        "来文-来文扫描件.pdf",
    ]
    assert run(["verify", str(item)]) == 0
    (item / "data" / "来文-来文扫描件.pdf").write_bytes(b"%PDF-1.7 another one")
    bagit.Bag(str(item)).save(manifests=True)
    assert run(["verify", str(item)]) != 0
    assert "原件页数2" in text_of(incoming / "请示-handling-form.pdf")


def test_the_slip_of_the_round_says_who_read_when_and_who_was_taken_out(incoming):
    text = text_of(incoming / "请示-circulation.pdf")
    assert "传阅单" in text
    assert "沈砚秋县财政局局长04-0814:5004-0815:30圈阅" in text
    assert "马行舟县农业农村局局长收回" in text


def test_three_organs_sign_one_document_the_lead_first(joint):
    signers = [line.split()[3] for line in lines_of(joint) if "  联署会签  " in line]
    assert signers[0] == "县财政局副局长"
    assert len(signers) == 3
    text = text_of(joint / "document.pdf")
    assert "清财发〔2026〕1号" in text
    assert all(organ in text for organ in ("清源县财政局", "清源县发展和改革局", "清源县农业农村局"))
    assert "2026年5月15日" in text


def verified(path: Path, trust: Path | None) -> int:
    return run(["verify", str(path), *(["--trust", str(trust)] if trust else [])])


def test_three_organs_seal_one_document_each_with_its_own_seal_in_both_its_forms(joint, capsys):
    organs = ("清源县财政局", "清源县发展和改革局", "清源县农业农村局")
    for name in ("sealed.ofd", "sealed.pdf"):
        assert verified(joint / name, joint / "trust") == 0
        said = capsys.readouterr().out
        assert [said.index(f"第{place}个签章：{organ}，") for place, organ in enumerate(organs, 1)]
    assert not (joint / "tampered").exists()


def test_the_joint_journal_names_objection_return_recall_delegation_and_added_signers(joint):
    lines = lines_of(joint)
    assert any("会签：不同意。资金直接拨付到施工单位" in line for line in lines)
    assert any("退回 → 拟稿（改后直接送回）" in line for line in lines)
    assert any("撤回：漏看第三部分" in line for line in lines)
    assert any("加签 → 罗一苇、乔木（前，依次）" in line for line in lines)
    assert any("减签 → 乔木" in line for line in lines)
    assert any("白芷代丁若谷  会签" in line for line in lines)
    assert "丁若谷  委托 → 白芷：5月8日至12日外出验收" in lines[-2]
    assert "丁若谷  收回委托：" in lines[-1]


def test_a_sealed_document_is_intact_and_trusted_in_both_its_forms(sealed, capsys):
    for name in ("sealed.ofd", "sealed.pdf"):
        assert verified(sealed / name, sealed / "trust") == 0
        said = capsys.readouterr().out
        assert "签章成立：签名以后没有改动，印章和证书可信（仅限本单位内部）。" in said
        assert "2026年4月22日16时05分" in said, "revocations are known up to a day after the sealing"
        assert verified(sealed / name, None) == 4
        assert "无法判定" in capsys.readouterr().out
    assert (sealed / "document.pdf").read_bytes() == (sealed / "sealed.pdf").read_bytes()


def test_a_seal_whose_certificate_had_ended_or_was_revoked_is_invalid(sealed, capsys):
    for name, why in (("expired.ofd", "证书已经过期"), ("revoked.ofd", "吊销")):
        assert verified(sealed / name, sealed / "trust") == 1
        assert why in capsys.readouterr().out


def test_every_altered_copy_is_found_and_its_place_named(sealed, capsys):
    copies = sorted((sealed / "tampered").iterdir())
    assert {path.suffix for path in copies} == {".ofd", ".pdf"}
    assert len(copies) >= 16
    for path in copies:
        assert path.read_bytes() != (sealed / f"sealed{path.suffix}").read_bytes()
        assert verified(path, sealed / "trust") == 1, path.name
        assert "× 不成立" in capsys.readouterr().out


def test_pictures_of_every_kind_of_verdict_are_left(sealed):
    names = {path.stem for path in sealed.glob("verdict-*.png")}
    assert names >= {f"verdict-{what}" for what in ("intact", "tampered", "expired", "revoked", "unknown")}
    for path in sealed.glob("verdict-*.png"):
        with Image.open(path) as picture:
            assert picture.width > 600 and len(picture.getcolors(1 << 20) or ()) > 2


def test_pictures_of_the_window_are_left_of_the_decisive_moments(incoming, joint):
    names = {path.name.split("-", 1)[1] for out in (incoming, joint) for path in (out / "screens").iterdir()}
    assert names >= {"propose.png", "instruct.png", "circulate.png", "countersign.png", "cosign.png", "handling.png"}


def test_a_session_is_practised_badly_and_another_examined_collected_and_released(training, capsys):
    practised, examined = (text_of(training / f"{how}-实验报告.pdf") for how in "练考")
    assert "总分42结论不合格" in practised and "有禁止的行为" in practised
    assert "总分89结论合格" in examined and "分送以前把分送表和主送机关逐家核对一遍" in examined
    assert "4/5分，退回的原因清楚" in examined, "what a person gave, and why"
    assert "没有送给外县的单位" in text_of(training / "班级-讲评.pdf")
    assert b"begin-exercise" not in (training / "考-session-6.oaresult").read_bytes(), "sealed for the class"
    assert run(["training", "score", str(training / "练-session-5.oaresult")]) == 0
    assert "score 42" in capsys.readouterr().out


def test_pictures_of_a_course_are_left_from_the_list_to_the_results(training):
    names = [path.stem.split("-", 1)[1] for path in sorted((training / "screens").iterdir())]
    practised = ["choose", "authoring", "begin-guided", "panel", "question", "handed-in", "score", "replay"]
    assert names == [
        *practised,
        "begin-exam",
        "panel",
        "question",
        "handed-in",
        "marking",
        "results",
        "losses",
        "transcript",
    ]


def test_a_text_of_one_s_own_has_no_scenario(tmp_path, capsys):
    source = tmp_path / "稿.txt"
    source.write_text("关于放假的通知\n", encoding="utf-8")
    said = ["demo", "--out", str(tmp_path / "out"), "--source", str(source), "--scenario", "joint"]
    assert run(said) == 2
    assert "--scenario" in capsys.readouterr().err
