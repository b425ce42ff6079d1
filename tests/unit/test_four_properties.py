"""The four properties: every fault fails its own item and no other, and nothing passes that nobody looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from oa_desktop.bootstrap import resources
from oa_desktop.catalogue.archives import check_archives
from oa_desktop.domain.archives.formats import FileFormat
from oa_desktop.domain.archives.items import Part, PartRole
from oa_desktop.domain.archives.properties import Method, PropertyReport, Result, Stage
from oa_desktop.domain.archives.property_checks import CHECKS, answers_of
from oa_desktop.domain.archives.specimen import Package, PresentFile, Scan, Specimen, Totals
from oa_desktop.domain.ids import Digest
from oa_desktop.i18n.resources import resource_path

PDF = FileFormat(name="PDF", version="1.7 PDF/A-2B", mime="application/pdf", endings=("pdf",))
PAGE, TABLE = "正本.pdf", "附表.pdf"
TWO = Totals(items=2, size=1500)
DESCRIBED = ("题名", "文件编号", "责任者", "日期", "保管期限", "密级")
WHOLE = Specimen(
    fields={
        "档号": "Z109-WS·2026-Y-BGS-0001",
        "题名": "关于印发机关档案管理办法的通知",
        "责任者": "清源县人民政府办公室",
        "文号": "清政办发〔2026〕1号",
        "日期": "2026-03-02",
        "年度": "2026",
        "保管期限": "永久",
        "机构或问题": "BGS",
        "密级": "公开",
        "页数": "4",
        "载体": "双套",
    },
    today="2026-11-23",
    parts=(
        Part(role=PartRole.ORIGINAL, name=PAGE, digest=Digest("1" * 64), size=1000, format="pdf", pages=3),
        Part(role=PartRole.ATTACHMENT, name=TABLE, digest=Digest("2" * 64), size=500, format="pdf", pages=1),
        Part(role=PartRole.RECORD, name="办理记录"),
    ),
    files={
        PAGE: PresentFile(name=PAGE, size=1000, format=PDF),
        TABLE: PresentFile(name=TABLE, size=500, format=PDF),
    },
    proofs=2,
    code_fits=True,
    twins=(),
    vacant=(),
    steps=9,
    accessible=True,
    listed=TWO,
    counted=TWO,
    package=Package(description=dict.fromkeys(DESCRIBED, "有"), counted=TWO, told=TWO),
    scan=Scan(program="杀毒程序，病毒库 2026-11-20"),
)
"""An item in a package with which nothing is wrong."""


def said(field: str, text: str) -> Specimen:
    return replace(WHOLE, fields={**WHOLE.fields, field: text})


def without(field: str) -> Specimen:
    return replace(WHOLE, fields={name: text for name, text in WHOLE.fields.items() if name != field})


def file(name: str, **changes: object) -> Specimen:
    return replace(WHOLE, files={**WHOLE.files, name: replace(WHOLE.files[name], **changes)})


def part(role: PartRole, **changes: object) -> Specimen:
    return replace(WHOLE, parts=tuple(replace(one, **changes) if one.role is role else one for one in WHOLE.parts))


def package(**changes: object) -> Specimen:
    return replace(WHOLE, package=replace(WHOLE.package or Package(), **changes))


FAULTS: Mapping[str, Specimen] = {
    "固化信息有效性": replace(WHOLE, broken=("印章",)),
    "元数据项长度": said("责任者", "长" * 201),
    "元数据项类型和格式": said("日期", "2026年3月2日"),
    "元数据值域": said("保管期限", "15年"),
    "元数据值合理性": said("日期", "2027-01-01"),
    "元数据特殊字符": said("题名", "关于\u200b印发办法的通知"),
    "档号规范性": replace(WHOLE, code_fits=False),
    "元数据重复性": replace(WHOLE, twins=("Z109-WS·2026-Y-BGS-0007",)),
    "电子属性一致性": file(PAGE, size=999),
    "元数据与内容数据关联": part(PartRole.ORIGINAL, digest=""),
    "说明和目录文件规范性": package(undescribed=("第3行",)),
    "信息包目录结构规范性": package(strange=("链接",)),
    "信息包一致性": file(PAGE, sound=False),
    "总件数相符": replace(WHOLE, listed=Totals(items=3, size=1500)),
    "总字节数相符": replace(WHOLE, listed=Totals(items=2, size=1501)),
    "元数据项完整": without("载体"),
    "必填项": said("题名", ""),
    "过程信息完整": replace(WHOLE, gaps=("签发",)),
    "连续性": replace(WHOLE, vacant=(3,)),
    "内容数据完整": replace(WHOLE, files={PAGE: WHOLE.files[PAGE]}),
    "附件数据完整": part(PartRole.ATTACHMENT, digest=""),
    "信息包元数据完整": package(description=dict.fromkeys(DESCRIBED[1:], "有")),
    "信息包内容数据完整": package(told=Totals(items=2, size=1)),
    "元数据可读": replace(WHOLE, unreadable=("组成清单",)),
    "元数据可访问": replace(WHOLE, accessible=False),
    "内容数据格式": file(PAGE, format=FileFormat()),
    "内容数据可读性": file(PAGE, format=replace(PDF, doubt="损坏")),
    "包内格式合规": file(PAGE, format=replace(PDF, encrypted=True, doubt="要密码才能打开")),
    "病毒感染": replace(WHOLE, scan=Scan(program="杀毒程序", infected=(TABLE,))),
    "多余文件": package(unlisted=("说明.exe",)),
    "宏和脚本": file(PAGE, format=replace(PDF, active=("脚本",))),
}
"""By item, what is planted so that it fails."""


def results(item: Specimen, stage: Stage = Stage.FILING) -> dict[str, Result]:
    return {one.criterion.name: one.result for one in answers_of(resources.properties(), stage, item)}


def report(item: Specimen, stage: Stage = Stage.FILING) -> PropertyReport:
    answers = answers_of(resources.properties(), stage, item)
    return PropertyReport(code="", title="", stage=stage, time="", answers=answers)


def test_of_a_whole_item_only_what_a_person_has_to_see_is_open():
    by_person = {one.name for one in resources.properties() if one.method is Method.BY_PERSON}
    for stage in Stage:
        came = results(WHOLE, stage)
        assert {name for name, result in came.items() if result is Result.PERSON} == by_person & came.keys()
        assert set(came.values()) == {Result.PASSED, Result.PERSON}


@pytest.mark.parametrize("name", FAULTS)
def test_one_fault_fails_its_own_item_and_no_other(name):
    failed = report(FAULTS[name]).of(Result.FAILED)
    assert [one.criterion.name for one in failed] == [name]
    assert failed[0].evidence and "{" not in failed[0].evidence and failed[0].remedy


def test_a_fault_is_planted_for_everything_that_a_program_decides():
    decided = {one.name for one in resources.properties() if one.method is not Method.BY_PERSON}
    assert decided - FAULTS.keys() == {"杀毒软件"}  # it is there or nobody knows
    assert {one.check for one in resources.properties() if one.check} == CHECKS.keys()


UNLOOKED: Mapping[str, tuple[Callable[[], Specimen], tuple[str, ...]]] = {
    "nobody scanned it": (lambda: replace(WHOLE, scan=None), ("杀毒软件", "病毒感染")),
    "nobody can judge the seal": (lambda: replace(WHOLE, undecided=("印章",)), ("固化信息有效性",)),
    "nothing proves it": (lambda: replace(WHOLE, proofs=0), ("固化信息有效性",)),
    "the rule of its code is not here": (lambda: replace(WHOLE, code_fits=None), ("档号规范性",)),
    "the register is not here": (lambda: replace(WHOLE, twins=None, vacant=None), ("元数据重复性", "连续性")),
    "a file was not looked at": (
        lambda: file(TABLE, format=None),
        ("电子属性一致性", "内容数据格式", "内容数据可读性", "包内格式合规", "宏和脚本"),
    ),
    "a package does not say how much it holds": (lambda: package(told=None), ("信息包内容数据完整",)),
}


@pytest.mark.parametrize("why", UNLOOKED)
def test_what_nobody_looked_at_waits_for_a_person_and_never_passes(why):
    make, names = UNLOOKED[why]
    came = results(make())
    assert [came[name] for name in names] == [Result.PERSON] * len(names)
    assert Result.FAILED not in came.values()


def test_a_file_that_cannot_be_looked_through_is_not_said_to_hold_no_macros():
    came = results(file(PAGE, format=replace(PDF, doubt="对象太多")))
    assert came["宏和脚本"] is Result.PERSON


def test_what_an_item_on_paper_does_not_have_is_not_asked_of_it():
    paper = replace(said("载体", "纸质"), parts=(), files={}, package=None, listed=None)
    came = results(paper)
    for name in ("元数据与内容数据关联", "内容数据完整", "信息包一致性", "总件数相符", "多余文件"):
        assert came[name] is Result.NOT_APPLICABLE


def test_the_score_counts_what_was_decided_by_its_weight_and_a_veto_fails_the_whole():
    assert (report(WHOLE).score, report(WHOLE).result) == (100, Result.PERSON)
    changed = report(FAULTS["信息包一致性"])
    assert changed.vetoed and changed.result is Result.FAILED and changed.score < 100
    assert report(FAULTS["信息包一致性"]).score < report(FAULTS["元数据项长度"]).score
    assert not report(FAULTS["元数据项长度"]).vetoed


def test_the_stages_ask_for_what_belongs_to_them():
    assert "载体外观" not in results(WHOLE, Stage.FILING)
    assert "载体外观" in results(WHOLE, Stage.TRANSFER)
    assert "备份" in results(WHOLE, Stage.KEEPING)


@pytest.mark.parametrize(
    ("written", "changed", "rule"),
    [
        ("    检测: lengths\n", "    检测: guess\n", "archive-file.unanswered"),
        ("    检测: lengths\n", "", "archive-file.unanswered"),
        ("名称: 元数据项长度", "名称: 元数据值域", "archive-file.repeated"),
        ("看了{count}项，长度都合适", "看了{items}项，长度都合适", "archive-file.words"),
    ],
)
def test_a_data_file_that_nothing_could_answer_is_told_with_its_place(tmp_path, written, changed, rule):
    shipped = (resource_path("archives") / "properties.yaml").read_text(encoding="utf-8")
    broken = tmp_path / "properties.yaml"
    broken.write_text(shipped.replace(written, changed), encoding="utf-8")
    assert rule in {one.rule for one in check_archives(broken)}
