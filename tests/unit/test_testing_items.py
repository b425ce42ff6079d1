"""四性检测 of items that stand in the register: of a sound one nothing fails, and what happened to one is told."""

from __future__ import annotations

import json

import pytest

from oa_desktop.bootstrap import resources
from oa_desktop.domain.actions.archiving import RecordProperties, WithdrawItem
from oa_desktop.domain.actions.handling import File
from oa_desktop.domain.archives.formats import FileFormat
from oa_desktop.domain.archives.properties import PropertyReport, Result, Stage
from oa_desktop.domain.archives.specimen import Scan
from oa_desktop.domain.errors import Refused
from oa_desktop.office.archiving.property_page import conclusion, property_form, record, summary
from oa_desktop.office.archiving.testing import ReportFile
from tests.fakes.office import FakeOffice, notice
from tests.fakes.store import FakeStore, sm3

YEAR = 2026


@pytest.fixture
def office() -> FakeOffice:
    """An office whose archive has two items."""
    office = FakeOffice()
    archive = office.as_("archivist").archive
    archive.adopt_scheme(resources.build_scheme("organ"))
    for title in ("关于印发机关档案管理办法的通知", "关于做好防汛工作的通知"):
        document = office.bring_to("file", notice(title))
        office.as_("archivist").perform(File(dossier=document, retention="永久"))
    archive.arrange(archive.dry_run(YEAR))
    return office


def reports(office: FakeOffice, *codes: str) -> list[PropertyReport]:
    return list(office.as_("archivist").archive.properties(YEAR, codes))


def failed(report: PropertyReport) -> dict[str, tuple[str, ...]]:
    return {one.criterion.name: one.checked.found for one in report.of(Result.FAILED)}


def store(office: FakeOffice) -> FakeStore:
    assert office.stores.made is not None
    return office.stores.made


def original(office: FakeOffice) -> str:
    archive = office.as_("archivist").archive
    item = archive.named(reports(office)[0].code)
    return next(one.digest for one in archive.parts(item.id) if one.digest)


def test_of_a_sound_item_nothing_fails_and_a_virus_scan_that_nobody_made_has_not_passed(office):
    for report in reports(office):
        assert failed(report) == {}
        assert {"杀毒软件", "病毒感染"} <= {one.criterion.name for one in report.of(Result.PERSON)}
        assert report.result is Result.PERSON and "还没有做完" in conclusion(report)


def test_a_page_that_is_lost_is_told(office):
    digest = original(office)
    del store(office).blobs.contents[digest]
    first, second = reports(office)
    assert list(failed(first)) == ["内容数据完整"] and failed(second) == {}


def test_a_page_with_a_script_in_it_is_told(office):
    data = store(office).blobs.read(original(office))
    office.formats.told[data] = FileFormat(name="PDF", endings=("pdf", "ofd"), active=("脚本",))
    assert "宏和脚本" in failed(reports(office)[0])


def test_a_number_that_was_given_up_is_told_of_every_item_of_its_class(office):
    archivist = office.as_("archivist")
    item = archivist.archive.named(reports(office)[0].code)
    archivist.perform(WithdrawItem(fonds="Z109", archival_year=YEAR, item=item.id, reason="整理错了"))
    (report,) = reports(office)
    assert failed(report) == {"连续性": ("1",)}


def test_a_report_can_be_printed_and_read_by_programs(office):
    report = reports(office)[0]
    said = record(report)
    assert (said["code"], said["stage"], len(said["items"])) == (report.code, "归档", len(report.answers))
    form = property_form(report, "清源县人民政府办公室")
    words = str(form.rows)
    assert all(one.criterion.name in words and one.evidence in words for one in report.answers)


def test_a_report_that_leaves_is_recorded_with_its_digest(office):
    archivist = office.as_("archivist")
    data = archivist.archive.testing.hand_out(reports(office)[0])
    assert any(
        "四性检测报告" in str(one.entry.payload) and sm3(data) in str(one.entry.payload) for one in store(office).kept
    )


def test_what_a_person_saw_is_in_the_report_whose_digest_the_register_records(office):
    testing = office.as_("archivist").archive.testing
    (report, *_) = reports(office)
    for one in report.of(Result.PERSON):
        report = testing.answered(report, one.criterion.name, Result.PASSED, "用单机杀毒软件查过")
    assert report.result is Result.PASSED
    testing.record(report)
    (tested,) = office.as_("archivist").archive.item(report.item).tested
    data = testing.hand_out(report, ReportFile.JSON)
    assert (tested.stage, tested.result, tested.report) == (Stage.FILING, Result.PASSED, sm3(data))
    assert store(office).blobs.read(tested.report) == data
    assert {one["person"] for one in json.loads(data)["items"]} == {"", "归档员"}


ANSWERS = {
    "properties.no-item": ("没有的项", "看过"),
    "properties.decided": ("档号规范性", "看过"),
    "properties.no-note": ("病毒感染", " "),
}


@pytest.mark.parametrize("code", ANSWERS)
def test_a_person_decides_only_what_the_program_could_not_and_says_how(office, code):
    name, note = ANSWERS[code]
    testing = office.as_("archivist").archive.testing
    with pytest.raises(Refused) as refused:
        testing.answered(reports(office)[0], name, Result.PASSED, note)
    assert refused.value.code == code


def test_an_answer_can_be_taken_back(office):
    testing = office.as_("archivist").archive.testing
    before = reports(office)[0]
    after = testing.answered(before, "归档范围", Result.FAILED, "混入了参阅件")
    assert after.result is Result.FAILED
    assert testing.answered(after, "归档范围", Result.PERSON).answers == before.answers


def test_an_item_that_was_withdrawn_is_not_recorded_as_tested(office):
    archivist = office.as_("archivist")
    report = reports(office)[0]
    archivist.perform(WithdrawItem(fonds="", archival_year=0, item=report.item, reason="整理错了"))
    with pytest.raises(Refused) as refused:
        archivist.archive.testing.record(report)
    assert refused.value.code == "archiving.withdrawn"


def test_a_result_without_its_report_is_not_recorded(office):
    said = {"item": reports(office)[0].item, "stage": Stage.FILING, "result": Result.PASSED, "contents": ()}
    with pytest.raises(Refused) as refused:
        office.as_("archivist").perform(RecordProperties(fonds="", archival_year=0, **said))
    assert refused.value.code == "archiving.no-report"


def test_what_a_dry_run_found_fit_is_tested_as_if_it_were_an_item(office):
    archive = office.as_("archivist").archive
    document = office.bring_to("file", notice("关于开展检查的通知"))
    office.as_("archivist").perform(File(dossier=document, retention="永久"))
    (report,) = archive.testing.foreseen(archive.dry_run(YEAR))
    assert (report.code, failed(report)) == ("Z109-WS·2026-Y-BGS-0003", {})
    del store(office).blobs.contents[original(office)]
    reported = (*reports(office), report)
    assert summary(reported) == "四性检测 3 件：通过 0 件，不通过 1 件，待人工 2 件。"
    assert len(list(archive.properties(YEAR))) == 2, "nothing was recorded"


def test_a_scan_that_was_asked_for_says_what_it_found(office):
    office.scans = lambda files: Scan(program="杀毒程序", infected=tuple(files)[:1])
    archive = office.as_("archivist").archive
    (first, *_) = archive.properties(YEAR, viruses=True)
    assert list(failed(first)) == ["病毒感染"] and list(failed(reports(office)[0])) == []


def test_one_who_does_not_arrange_the_archive_tests_nothing(office):
    with pytest.raises(Refused) as refused:
        office.as_("drafter").archive.properties(YEAR)
    assert refused.value.code == "policy.role"


def test_an_item_is_judged_beside_those_of_its_own_year(office):
    code = reports(office)[0].code
    (report,) = office.as_("archivist").archive.properties(YEAR + 1, (code,))
    assert failed(report) == {}


def test_every_stage_can_be_asked_for(office):
    archive = office.as_("archivist").archive
    assert [one.stage for one in archive.properties(YEAR, (), Stage.KEEPING)] == [Stage.KEEPING] * 2
