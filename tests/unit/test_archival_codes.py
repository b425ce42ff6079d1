"""档号 in both styles, the register that gives out their numbers, and schedules and schemes as data."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oa_desktop.bootstrap import resources
from oa_desktop.catalogue.archives import check_archives
from oa_desktop.domain.actions import archiving as act
from oa_desktop.domain.archives import folding
from oa_desktop.domain.archives.arranging import refuse_leaving
from oa_desktop.domain.archives.catalogue import read_code
from oa_desktop.domain.archives.codes import ArchivalClass, ArchivalCode, ClassField, CodeRule, CodeStyle
from oa_desktop.domain.archives.folding import after
from oa_desktop.domain.archives.register import ArchiveRegister
from oa_desktop.domain.archives.retention import Material, Retention, Share, Side, propose
from oa_desktop.domain.archives.scheme import DivideBy, Division, refuse_scheme, scheme_for
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import (
    ArchiveName,
    BatchId,
    DepartmentId,
    DossierId,
    ItemId,
    UnitId,
    archive_journal,
    archive_of,
    unit_of,
)
from oa_desktop.i18n.resources import resource_path

YEAR, RETENTION, DIVISION = ClassField.YEAR, ClassField.RETENTION, ClassField.DIVISION
FILED = CodeRule()
CLASSED = CodeRule(style=CodeStyle.CLASSED)
RULES = st.builds(
    CodeRule,
    style=st.sampled_from(CodeStyle),
    order=st.sampled_from([*permutations([YEAR, RETENTION, DIVISION]), *permutations([YEAR, RETENTION])]),
    digits=st.integers(1, 6),
)


@st.composite
def codes(draw: st.DrawFn) -> tuple[CodeRule, ArchivalCode]:
    rule = draw(RULES)
    division = draw(st.text("ABXYZ019", min_size=3, max_size=3)) if DIVISION in rule.order else ""
    if division and rule.style is CodeStyle.CLASSED:
        division = draw(st.sampled_from([division, "办公室", "综合", "2026", "Y", "D30"]))
    of = ArchivalClass(
        year=draw(st.integers(1949, 2999)), retention=draw(st.sampled_from(Retention)), division=division
    )
    return rule, ArchivalCode(fonds="Z109", of=of, number=draw(st.integers(1, rule.last)))


@given(codes())
def test_every_code_is_read_as_what_it_was_written_from(drawn):
    rule, code = drawn
    assert rule.read(rule.written(code)) == code
    assert read_code(rule.written(code)), "also by whoever does not know the rule, as who receives a package"


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (FILED, "Z109-WS·2011-Y-BGS-0001"),
        (CLASSED, "Z109-WS·2011·Y·办公室-0001"),
        (CodeRule(style=CodeStyle.CLASSED, order=(YEAR, RETENTION), digits=3), "Z008-WS·2019·Y-037"),
        (CodeRule(style=CodeStyle.CLASSED, order=(DIVISION, YEAR, RETENTION), digits=5), "C015-WY·TZGG·2019·D10-00001"),
    ],
)
def test_codes_as_offices_write_them_are_read_and_written_the_same(rule, text):
    assert rule.written(rule.read(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "Z109", "Z109-WS·2026-Y-BGS-0000", "Z109-WS·2026-Y-BGS-1", "Z109-WS·2026-Y-BGS-00001"),
        *("z109-WS·2026-Y-BGS-0001", "Z109-WS.2026-Y-BGS-0001", "Z109-WS·2026-D20-BGS-0001", "Z109-WS·26-Y-BGS-0001"),
        *(
            "Z109-WS·2026-Y-0001",
            "Z109-WS·2026-Y-BGS-0001\n",
            " Z109-WS·2026-Y-BGS-0001",
            "Z109-WS·2026-Y-BGS-０００１",
        ),
        *("Z109-WS·2026·Y·BGS-0001", "Z109-WS·2026-Y-BGS-0001-1"),
    ],
)
def test_what_is_almost_a_code_is_none(text):
    with pytest.raises(Refused) as refused:
        FILED.read(text)
    assert refused.value.code == "archiving.code"


def test_a_class_that_is_full_gives_no_further_number():
    of = ArchivalClass(year=2026, retention=Retention.TEN, division="BGS")
    with pytest.raises(Refused) as refused:
        FILED.written(ArchivalCode(fonds="Z109", of=of, number=10_000))
    assert refused.value.code == "archiving.number-too-high"


# --- the register -----------------------------------------------------------------------------------------------------

NAME = ArchiveName(fonds="Z109", year=2026)
SCHEME = resources.build_scheme("organ")


def arranged(register: ArchiveRegister, ordinal: int, retention: Retention, number: int = 0) -> ArchiveRegister:
    of = ArchivalClass(year=NAME.year, retention=retention, division="BGS")
    number = number or register.next_number(of)
    item = act.ArrangeItem(
        fonds=NAME.fonds,
        archival_year=NAME.year,
        item=ItemId(f"item {ordinal}"),
        document=DossierId(f"document {ordinal}"),
        batch=BatchId("1"),
        retention=retention,
        division="BGS",
        number=number,
        archival_code=SCHEME.written(of, number),
        title="通知",
        date="2026-04-16",
    )
    return after(register, item)


def withdrawn(register: ArchiveRegister, item: ItemId) -> ArchiveRegister:
    gone = act.WithdrawItem(fonds=NAME.fonds, archival_year=NAME.year, item=item, reason="有误")
    return after(register, gone)


def leaving(register: ArchiveRegister) -> str:
    """The rule by which nothing may leave, empty where it may."""
    try:
        refuse_leaving(register)
    except Refused as refused:
        return refused.code
    return ""


STEPS = st.lists(st.one_of(st.sampled_from(Retention), st.integers(0, 30)), max_size=40)


@given(STEPS)
def test_however_items_come_and_go_what_may_leave_has_neither_gap_nor_code_twice(steps):
    register = ArchiveRegister(name=NAME)
    written, seen = folding.owned(register), list[tuple[ArchiveRegister, ArchiveRegister]]()
    for ordinal, step in enumerate(steps):
        standing = [one.id for one in register.standing()]
        if isinstance(step, Retention):
            register, written = (arranged(one, ordinal, step) for one in (register, written))
        elif standing:
            register, written = (withdrawn(one, standing[step % len(standing)]) for one in (register, written))
        seen.append((register, folding.given(written)))
    assert all(copied == given_out for copied, given_out in seen), "what was given out is not written in any more"
    numbers = {of: sorted(held) for of, held in register.numbers.items()}
    whole = all(held == list(range(1, len(held) + 1)) for held in numbers.values())
    assert (leaving(register) == "") is whole
    free = {of: min(set(range(1, len(held) + 2)) - set(held)) for of, held in numbers.items()}
    assert {of: register.next_number(of) for of in numbers} == free
    assert len({one.code for one in register.standing()}) == len(list(register.standing()))


def test_of_two_desks_with_one_number_the_later_is_contested_until_one_is_withdrawn():
    register = arranged(arranged(ArchiveRegister(name=NAME), 1, Retention.TEN), 2, Retention.TEN, number=1)
    assert register.contested() == {"item 2"}
    with pytest.raises(Refused) as refused:
        refuse_leaving(register)
    assert refused.value.code == "archiving.contested"
    for item in ("item 1", "item 2"):
        settled = withdrawn(register, ItemId(item))
        assert settled.contested() == frozenset()
        refuse_leaving(settled)


def test_items_are_listed_as_the_catalogue_has_them_those_for_ever_first():
    register = ArchiveRegister(name=NAME)
    for ordinal, retention in enumerate((Retention.TEN, Retention.PERMANENT, Retention.THIRTY, Retention.TEN)):
        register = arranged(register, ordinal, retention)
    assert [one.id for one in register.listed()] == ["item 1", "item 2", "item 0", "item 3"]


def test_an_act_of_another_register_changes_nothing():
    other = ArchiveRegister(name=replace(NAME, year=2025))
    assert arranged(other, 1, Retention.TEN) == other


def test_the_journal_of_a_register_names_unit_fonds_and_year():
    journal = archive_journal(UnitId("unit"), NAME)
    assert (archive_of(journal), unit_of(journal)) == (NAME, "unit")
    for garbled in ("archive/unit/Z109", "archive/unit/Z109/26", "archive/unit//2026", "custody/unit"):
        assert archive_of(type(journal)(garbled)) is None


# --- schemes and schedules --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"fonds": "109"}, "archiving.fonds"),
        ({"order": (YEAR, RETENTION)}, "archiving.order"),
        ({"order": (YEAR, YEAR, DIVISION)}, "archiving.order"),
        ({"divisions": ()}, "archiving.divisions"),
        ({"divisions": (Division(code="BGS", name="一"), Division(code="BGS", name="二"))}, "archiving.divisions"),
        ({"divisions": (Division(code="办公室", name="一"),)}, "archiving.division-code"),
        ({"divide_by": DivideBy.NOTHING}, "archiving.order"),
        ({"digits": 7}, "archiving.digits"),
    ],
)
def test_a_scheme_by_which_nothing_could_be_classed_is_refused(changes, rule):
    with pytest.raises(Refused) as refused:
        refuse_scheme(replace(SCHEME, **changes))
    assert refused.value.code == rule


def test_the_scheme_that_began_last_holds():
    later = replace(SCHEME, since=2028)
    found = [scheme_for((SCHEME, later), year) for year in (2025, 2026, 2027, 2028, 2030)]
    assert found == [None, SCHEME, SCHEME, later, later]


def test_departments_and_words_say_where_a_document_belongs():
    first = Division(code="WDK", name="文电科", departments=(DepartmentId("registry"),))
    scheme = replace(SCHEME, divisions=(first, Division(code="BGS", name="办公室")))
    assert scheme.division_of(DepartmentId("registry"), "通知").code == "WDK"
    assert scheme.division_of(DepartmentId("other"), "通知").code == "BGS"


@pytest.mark.parametrize(
    ("material", "retention"),
    [
        (Material(side=Side.OUTGOING, kind="决定", title="关于表彰先进的决定"), Retention.PERMANENT),
        (Material(side=Side.OUTGOING, kind="通知", title="关于放假安排的通知"), Retention.TEN),
        (Material(side=Side.OUTGOING, kind="意见", title="关于某事的意见", share=Share.ASSISTANT), Retention.THIRTY),
        (Material(side=Side.INCOMING, kind="通知", title="关于会议的通知"), Retention.TEN),
        (Material(side=Side.OUTGOING, kind="请示", title="关于某事的请示"), Retention.THIRTY),
        (Material(side=Side.INCOMING, kind="报告", title="关于重大险情的报告"), Retention.THIRTY),
        (Material(side=Side.INCOMING, kind="报告", title="关于年度总结的报告"), Retention.TEN),
        (Material(side=Side.INCOMING, kind="报告", title="关于某事的报告"), None),
    ],
)
def test_the_shipped_schedule_proposes_and_says_by_what(material, retention):
    proposal = propose(material, resources.schedule())
    assert proposal.retention is retention
    assert resources.schedule().row(proposal.row).material in proposal.reason


@pytest.mark.parametrize(("side", "kind"), [(Side.INCOMING, "请示"), (Side.OUTGOING, "批复")])
def test_what_a_lower_organ_asks_and_what_it_is_answered_is_not_called_our_own_asking(side, kind):
    reason = propose(Material(side=side, kind=kind, title="关于某事的公文"), resources.schedule()).reason
    assert "下级" in reason


def test_every_shipped_file_of_the_archive_is_right_and_a_broken_one_is_told_with_its_place(tmp_path):
    folder = resource_path("archives")
    for path in (*folder.glob("*.yaml"), *folder.glob("schemes/*.yaml")):
        assert check_archives(path) == ()
    broken = tmp_path / "organ.yaml"
    broken.write_text((folder / "schemes" / "organ.yaml").read_text().replace("代号: BGS", "代号: 办公室"))
    (found,) = check_archives(broken)
    assert found.rule == "archive-file.scheme"
    assert "办公室" in found.params["why"]
