"""What the auditor finds, takes along and locks away; and that a store which was put back is found by it."""

from __future__ import annotations

import copy
import itertools

import pytest

from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import audit_journal
from oa_desktop.domain.journal_file import read_journal_file, verify_journal_file
from oa_desktop.domain.remembered import read_heads
from oa_desktop.office import queries as q
from oa_desktop.office.books.shelf import BookFile
from oa_desktop.office.papers.papers import Paper
from tests.fakes.office import FakeOffice, notice
from tests.fakes.world import FakeCrypto


@pytest.fixture(scope="module")
def office() -> FakeOffice:
    """An office with a bit of everything in its trail; the tests only read it."""
    made = FakeOffice()
    dossier = made.bring_to("office", notice("关于密而不宣的通知"))
    made.as_("reviewer").papers.hand_out(dossier, Paper.PAGE)
    made.renew_key("head")
    for account in ("drafter", "signer"):
        with pytest.raises(Refused):
            made.office.sign_in(account, "猜的")
        made.office.sign_in(account, "口令")
    with pytest.raises(Refused):
        made.as_("drafter").perform(org.AdjustSetting(name="largest-attachment-mb", value=1))
    made.clock.move(days=40)
    made.as_("system").perform(org.AdjustSetting(name="largest-attachment-mb", value=300, reason="光盘"))
    return made


def found(office: FakeOffice, **wanted: object) -> tuple[q.AuditRow, ...]:
    return office.as_("auditor").ask(q.AuditTrail(limit=10_000, **wanted))


def refusal(attempt) -> str:
    with pytest.raises(Refused) as caught:
        attempt()
    return caught.value.code


# --- searching -------------------------------------------------------------------------------------------------------


def test_every_way_of_searching_finds_what_a_look_at_each_line_finds(office):
    """Each filter, and each two of them together, against the whole trail looked through by hand."""
    whole = found(office)
    document = next(row.document for row in whole if row.sort is q.AuditSort.OUTPUT)
    filters = {
        "since": ("2026-05-01", lambda row: row.time[:10] >= "2026-05-01"),
        "until": ("2026-04-30", lambda row: row.time[:10] <= "2026-04-30"),
        "who": ("拟稿", lambda row: "拟稿" in row.person),
        "sort": (q.AuditSort.RIGHTS, lambda row: row.sort is q.AuditSort.RIGHTS),
        "outcome": (q.AuditOutcome.FAILED, lambda row: row.outcome is q.AuditOutcome.FAILED),
        "document": (document[:12], lambda row: row.document.startswith(document[:12])),
        "text": ("更换", lambda row: "更换" in row.act + row.detail),
    }
    for count in (1, 2):
        for names in itertools.combinations(filters, count):
            wanted = {name: filters[name][0] for name in names}
            expected = tuple(row for row in whole if all(filters[name][1](row) for name in names))
            assert found(office, **wanted) == expected, names
            assert expected or count == 2, names


def test_a_wish_that_waits_and_one_that_failed_are_told_apart_from_what_was_done(office):
    outcomes = {row.act: row.outcome for row in found(office)}
    assert outcomes["更换签名密钥"] is q.AuditOutcome.ASKED
    assert outcomes["第二人确认"] is q.AuditOutcome.DONE
    assert outcomes["越权"] is q.AuditOutcome.FAILED


def test_no_line_report_or_file_of_the_audit_tells_a_title(office):
    trail = office.as_("auditor").trail
    whole = q.AuditTrail(limit=10_000)
    texts = [repr(found(office)), repr(trail.book(whole)), repr(trail.report(whole)), repr(trail.heads())]
    texts.append(trail.hand_out_journals().decode())
    assert all("密而不宣" not in text for text in texts)


# --- taking along ----------------------------------------------------------------------------------------------------


def test_a_report_counts_each_person_and_lists_what_an_auditor_looks_at_first(office):
    report = office.as_("auditor").trail.report(q.AuditTrail(limit=10_000, since="2026-04-01", until="2026-04-30"))
    assert report.title == "审计月报（2026-04-01至2026-04-30）"
    by_title = {one.title: one for one in report.figures}
    assert list(by_title) == ["按人员", "按事项", "权限和密钥", "证书和印章", "设置", "输出", "未办成"]
    drafter = next(line for line in by_title["按人员"].lines if line[0] == "拟稿员")
    assert drafter[2] == "2", "a failed sign-in of its own entry, and told of again at the next sign-in"
    assert [line[2] for line in by_title["设置"].lines] == []
    assert len(by_title["输出"].lines) == 1
    assert "安全审计员签名" in report.form("某办", "2026-04-30").labels


@pytest.mark.parametrize("file", BookFile)
def test_whatever_the_auditor_takes_along_is_in_the_trail_itself(office, file):
    trail = office.as_("auditor").trail
    for bound in (trail.book(q.AuditTrail()), trail.report(q.AuditTrail()), trail.heads()):
        assert trail.hand_out(bound, file)
    latest = [row.detail for row in found(office, sort=q.AuditSort.OUTPUT)][:3]
    assert latest == [f"{title}（{file.value}）" for title in ("审计链头单", "审计月报", "审计记录")]


def test_nobody_else_takes_any_of_it_along(office):
    trail = office.as_("auditor").trail
    bound, sheet = trail.book(q.AuditTrail()), trail.heads()
    for account in ("system", "security", "drafter", "signer"):
        other = office.as_(account).trail
        for attempt in (
            lambda other=other: other.book(q.AuditTrail()),
            lambda other=other: other.report(q.AuditTrail()),
            other.heads,
            other.hand_out_journals,
            lambda other=other: other.hand_out(bound, BookFile.CSV),
            lambda other=other: other.hand_out_text(sheet),
        ):
            assert refusal(attempt) == "policy.role"


def test_the_journals_that_the_auditor_takes_along_verify_anywhere(office):
    crypto = FakeCrypto()
    held = read_journal_file(office.as_("auditor").trail.hand_out_journals())
    verdict = verify_journal_file(held, digest_of=crypto.digest, holds=crypto.verify)
    assert verdict.sound
    assert {one.journal.split("/")[0] for one in held.entries} == {"organisation", "audit"}


# --- heads -----------------------------------------------------------------------------------------------------------


def rules_against(office: FakeOffice, text: str) -> set[tuple[str, int]]:
    verdict = office.as_("auditor").administration.verify(kept=read_heads(text))
    return {(one.rule, one.seq) for one in verdict.faults}


def test_heads_that_were_locked_away_are_found_again_from_the_file_and_as_typed(office):
    sheet = office.as_("auditor").trail.heads()
    assert rules_against(office, sheet.text) == set()
    typed = "\n".join(
        f"{one.name}  {one.device[:4].upper()} {one.seq}\t{one.digest[:8]} {one.digest[8:16]}" for one in sheet.heads
    )
    assert rules_against(office, typed) == set()


def test_a_store_that_was_put_back_to_an_older_one_is_found_by_the_sheet():
    office = FakeOffice()
    office.bring_to("department")
    older = copy.deepcopy(office.stores.made.kept)
    office.bring_to("office")
    office.as_("drafter").sign_out()
    sheet = office.as_("auditor").trail.heads()
    at = {one.name: one.seq for one in sheet.heads}
    office.stores.made.kept[:] = older
    assert rules_against(office, sheet.text) >= {("head.gone", at["审计记录"])}


def test_a_journal_that_was_made_anew_with_as_many_entries_is_found_by_the_sheet():
    office, other = FakeOffice(), FakeOffice()
    other.clock.move(seconds=1)
    sheet = office.as_("auditor").trail.heads()
    journal = audit_journal(office.stores.made.units()[0])
    last = next(one for one in reversed(office.stores.made.kept) if one.entry.journal == journal)
    forged = sheet.text.replace(sheet.heads[-1].groups, "0" * 64)
    assert rules_against(office, forged) == {("head.other", last.entry.seq)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "heads.none"),
        ("# 审计链头单", "heads.none"),
        ("审计记录 a1b2c3d4 120", "heads.unreadable"),
        ("审计记录 a1b2c3d4 120 3f2a9c10", "heads.unreadable"),
        ("审计记录 a1b2c3d4 120 " + "0" * 65, "heads.unreadable"),
        ("别的记录 a1b2c3d4 120 3f2a9c1077e0b1c2", "heads.unreadable"),
        ("审计记录 a1b2c3d4 -1 3f2a9c1077e0b1c2", "heads.unreadable"),
        ("审计记录 a1b2c3d4 120 3f2a9c1077e0b1cg", "heads.unreadable"),
        ("\x00\x01\ufffd" * 50, "heads.unreadable"),
    ],
)
def test_a_line_that_is_no_head_is_refused_with_what_it_should_be(text, code):
    assert refusal(lambda: read_heads(text)) == code


def test_an_answer_says_what_was_asked_for_and_not_by_which_number(office):
    (answer,) = [row for row in found(office) if row.act == "第二人确认"]
    (asked,) = [row for row in found(office) if row.outcome is q.AuditOutcome.ASKED]
    assert answer.detail == f"{asked.act}：{asked.detail}"
    assert asked.entry in answer.exact
