"""The archive is read: asked for in words, granted by one or two persons, open until a day, and to nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from oa_desktop.bootstrap import resources
from oa_desktop.domain.actions.archiving import WithdrawItem
from oa_desktop.domain.actions.handling import File
from oa_desktop.domain.actions.reading import ApproveReading, EndReading, GrantReading, RequestReading
from oa_desktop.domain.archives.readings import Reading, ReadingState, advanced
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import EntryId, PersonId
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.office import queries as q
from oa_desktop.office.books.shelf import BookFile
from oa_desktop.office.custody.books import CustodyBook
from tests.builders import RealPlace
from tests.fakes.office import FakeOffice, notice

READER = "outsider"
ASKED = EntryId("asked")
IN = {"fonds": "Z109", "archival_year": 2026}


def refusal(attempt: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as refused:
        attempt()
    return refused.value.code


# --- as the register tells it ---------------------------------------------------------------------------------------


def reading_after(*acts: tuple[str, Any]) -> Reading:
    """A request of somebody, after what others did."""
    request = RequestReading(**IN, sought="防汛", purpose="修订预案")
    found = advanced({}, request, ASKED, PersonId("reader"), "2026-11-01")
    for person, action in acts:
        found = advanced(found, action, EntryId("later"), PersonId(person), "2026-11-02")
    return found[ASKED]


def granted(level: Secrecy = Secrecy.OPEN) -> GrantReading:
    return GrantReading(**IN, reading=ASKED, until="2026-11-09", secrecy=level)


APPROVED, ENDED = ApproveReading(**IN, reading=ASKED), EndReading(**IN, reading=ASKED)


@pytest.mark.parametrize(
    ("acts", "state"),
    [
        ([], ReadingState.ASKED),
        ([("archivist", granted())], ReadingState.OPEN),
        ([("reader", granted())], ReadingState.ASKED),
        ([("archivist", granted(Secrecy.WORK))], ReadingState.AWAITS_LEADER),
        ([("archivist", granted(Secrecy.WORK)), ("leader", APPROVED)], ReadingState.OPEN),
        ([("archivist", granted(Secrecy.WORK)), ("archivist", APPROVED)], ReadingState.AWAITS_LEADER),
        ([("archivist", granted(Secrecy.WORK)), ("reader", APPROVED)], ReadingState.AWAITS_LEADER),
        ([("leader", APPROVED), ("archivist", granted(Secrecy.WORK))], ReadingState.AWAITS_LEADER),
        ([("archivist", ENDED)], ReadingState.DECLINED),
        ([("archivist", granted(Secrecy.WORK)), ("leader", ENDED)], ReadingState.DECLINED),
        ([("archivist", granted()), ("reader", ENDED)], ReadingState.ENDED),
        ([("archivist", ENDED), ("archivist", granted())], ReadingState.DECLINED),
    ],
)
def test_a_request_stands_as_those_said_whose_word_it_needs(acts, state):
    assert reading_after(*acts).stands("2026-11-09") is state


def test_a_reading_is_over_the_day_after_its_last():
    assert reading_after(("archivist", granted())).stands("2026-11-10") is ReadingState.OVER


# --- as the office works with it ------------------------------------------------------------------------------------


@pytest.fixture
def office() -> FakeOffice:
    """An office with one archived document, and somebody who may not know it."""
    return archived("")


def archived(mark: str, **world: Any) -> FakeOffice:
    """An office that filed and arranged a document with a mark."""
    office = FakeOffice(**world)
    archivist = office.as_("archivist")
    archivist.archive.adopt_scheme(resources.build_scheme("organ"))
    archivist.perform(
        File(dossier=office.bring_to("file", notice("关于防汛的通知", classification=mark)), retention="永久")
    )
    archive = office.as_("archivist").archive
    archive.arrange(archive.dry_run(2026))
    return office


def item_of(office: FakeOffice) -> q.ArchiveItemRow:
    (row,) = office.as_("archivist").ask(q.ArchiveItems())
    return row


def ask(office: FakeOffice, sought: str = "防汛的通知") -> EntryId:
    reader = office.as_(READER)
    return reader.perform(reader.archive.reading.wish(sought, "修订预案")).entries[-1]


def grant(office: FakeOffice, asked: EntryId, account: str = "archivist", **said: Any) -> None:
    session = office.as_(account)
    until = (office.clock.time.date() + timedelta(days=2)).isoformat()
    wish = {"item": item_of(office).item, "until": until, **said}
    session.perform(GrantReading(**session.archive.reading.on(asked), **wish))


def lines(office: FakeOffice, account: str):
    return list(office.as_(account).custody.readings().rows)


def room(office: FakeOffice):
    return office.as_(READER).archive.reading


def closed(office: FakeOffice, asked: EntryId) -> bool:
    return refusal(lambda: room(office).parts(asked)) == "reading.closed"


def test_what_is_granted_is_read_under_a_watermark_by_whoever_asked_alone_and_stays_out_of_lists(office):
    asked = ask(office)
    assert closed(office, asked)
    assert [(one.state, one.code, one.title) for one in lines(office, READER)] == [(ReadingState.ASKED, "", "")]
    assert office.as_("archivist").ask(q.Reminders())[0].readings == 1
    grant(office, asked)
    (part, *_) = room(office).parts(asked)
    page = room(office).page(asked, 0)
    assert page is not None
    assert page.pdf == office.stores.made.blobs.contents[part.digest]
    assert page.trace.endswith(f"利用{asked[:6].upper()}")
    assert [one.code for one in lines(office, READER)] == [item_of(office).code]
    assert (office.as_(READER).ask(q.ArchiveItems()), lines(office, "registrar")) == ((), [])
    assert refusal(lambda: office.as_("registrar").archive.reading.parts(asked)) == "reading.unknown"
    assert refusal(lambda: office.as_("archivist").archive.reading.parts(asked)) == "reading.closed"
    assert office.as_(READER).ask(q.Reminders())[0].readings == 1


def test_files_that_are_no_pdf_are_drawn_again_and_leave_as_pdf(office):
    asked = ask(office)
    grant(office, asked, copying=True)
    kept = office.stores.made.blobs.contents
    (part, *_) = room(office).parts(asked)
    kept[part.digest] = b"PK an OFD"
    page = room(office).page(asked, 0)
    assert page is not None
    assert (page.pdf, page.redrawn) == (b"%PDF drawn again PK an OFD", True)
    names = room(office).hand_out(asked)
    assert names
    assert all(one.endswith(".pdf") for one in names)


def test_a_store_keeps_what_was_granted_and_a_rebuild_changes_none_of_it(tmp_path):
    office = archived("", stores=RealPlace(tmp_path / "official"))
    asked = ask(office)
    grant(office, asked, copying=True)
    for _each in ("as it was written", "as it was made again"):
        assert [(one.state, one.code) for one in lines(office, READER)] == [(ReadingState.OPEN, item_of(office).code)]
        assert room(office).hand_out(asked)
        assert office.as_(READER).ask(q.ArchiveSearch(text="防汛")) == ()
        office.as_("system").administration.rebuild()
    reader = office.as_(READER)
    reader.perform(EndReading(**reader.archive.reading.on(asked), effect="已写入预案"))
    assert closed(office, asked)


def test_what_is_marked_is_open_once_a_leader_said_so_too_and_whoever_asked_learns_nothing_before():
    office = archived("工作秘密")
    asked = ask(office)
    grant(office, asked)
    assert closed(office, asked)
    assert [(one.state, one.mark, one.until) for one in lines(office, READER)] == [(ReadingState.ASKED, "", "")]
    leader = office.as_("signer")
    assert (leader.ask(q.Reminders())[0].readings, lines(office, "signer")[0].state) == (1, ReadingState.AWAITS_LEADER)
    leader.perform(ApproveReading(**leader.archive.reading.on(asked), opinion="同意"))
    assert room(office).parts(asked)
    assert [(one.mark, one.leader) for one in lines(office, READER)] == [("工作秘密", leader.standing.name)]


def test_a_request_is_taken_alike_whether_there_is_such_an_item_or_not(office):
    there, nowhere = ask(office, item_of(office).code), ask(office, "Z109-WS·2026-Y-BGS-9999")
    archivist = office.as_("archivist")
    for one in (there, nowhere):
        archivist.perform(EndReading(**archivist.archive.reading.on(one), reason="不宜提供"))
    told = {(one.state, one.code, one.title, one.effect, one.granter) for one in lines(office, READER)}
    assert told == {(ReadingState.DECLINED, "", "", "", "")}


@pytest.mark.parametrize("end", ["return", "recall", "expiry", "withdrawal"])
def test_it_shows_nothing_once_it_is_over(office, end):
    asked = ask(office)
    grant(office, asked)
    archivist, reader = office.as_("archivist"), office.as_(READER)
    said = {"fonds": item_of(office).fonds, "archival_year": 2026}
    if end == "return":
        reader.perform(EndReading(**reader.archive.reading.on(asked), effect="已写入预案"))
        assert lines(office, "archivist")[0].effect == "已写入预案"
    elif end == "recall":
        on = archivist.archive.reading.on(asked)
        assert refusal(lambda: archivist.perform(EndReading(**on))) == "reading.no-reason"
        archivist.perform(EndReading(**on, reason="另有安排"))
    elif end == "expiry":
        office.clock.time += timedelta(days=3)
        ask(office, "别的")
        office.clock.time -= timedelta(days=3)  # the clock is set back: what is recorded counts
    else:
        archivist.perform(WithdrawItem(**said, item=item_of(office).item, reason="题名有误"))
    assert closed(office, asked)
    assert all((one.code, one.title) == ("", "") for one in lines(office, READER))


def test_nothing_is_taken_along_that_was_not_granted_for_it_and_what_is_leaves_a_record(office):
    seen, copied = ask(office), ask(office)
    grant(office, seen)
    grant(office, copied, copying=True)
    for attempt in (
        room(office).hand_out,
        partial(room(office).made, place=0),
        partial(room(office).print_out, place=0),
    ):
        assert refusal(partial(attempt, seen)) == "output.not-granted"
    printed = room(office).print_out(copied, 0)
    trace = f"利用{copied[:6].upper()}"
    assert printed.decode().endswith(trace)
    trail = office.as_("auditor").ask(q.AuditTrail())
    assert [one.person for one in trail if one.act == "输出" and trace in one.detail] == [
        office.as_(READER).standing.name
    ]
    files = room(office).hand_out(copied)
    assert files
    assert all(data.startswith(b"%PDF") for data in files.values())
    book = office.as_("archivist").custody.hand_out(CustodyBook.READINGS, BookFile.CSV)
    assert "修订预案" in book.decode("utf-8-sig")


def test_a_request_says_what_is_sought_and_why_and_nobody_grants_their_own(office):
    wish = room(office).wish
    for sought, purpose in (("", "修订"), ("防汛", " ")):
        assert refusal(partial(office.as_(READER).perform, wish(sought, purpose))) == "reading.unsaid"
    assert refusal(lambda: office.as_(READER).perform(wish("防" * 301, "修订"))) == "reading.long"
    archivist = office.as_("archivist")
    own = archivist.perform(archivist.archive.reading.wish("防汛", "编研")).entries[-1]
    assert refusal(lambda: grant(office, own)) == "reading.own"
    asked = ask(office)
    for until, code in (("2020-01-01", "reading.over"), ("1月2日", "date.no-day"), ("2026-02-30", "date.no-day")):
        assert refusal(partial(grant, office, asked, until=until)) == code
    grant(office, asked)
    assert refusal(lambda: grant(office, asked)) == "reading.granted"
    leader = office.as_("signer")
    on = archivist.archive.reading.on(asked)
    assert refusal(lambda: leader.perform(ApproveReading(**on))) == "reading.nothing-to-approve"
