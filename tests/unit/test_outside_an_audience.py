"""Whoever is outside of an audience (知悉范围) meets the same answers as if the document had never been written.

Somebody with every role of the office and the highest clearance asks everything that can be asked. Their answers are
kept; then a document that is not for them goes its whole way, and after each of its acts the answers must be the same,
byte for byte. What can be asked is read off the code: a question that is new must be added here.
"""

from __future__ import annotations

import copy
import importlib
import inspect
import pkgutil
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import oa_desktop.office
from oa_desktop.domain.actions import classifying as mark
from oa_desktop.domain.actions import clearing, custody, supervising, together
from oa_desktop.domain.actions import delegating as proxy
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.actions.seconding import AnswerSecond, Word
from oa_desktop.domain.copies.copies import read_copies
from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.exchange.package import PackageId
from oa_desktop.domain.ids import DossierId, PostId, RegisterName
from oa_desktop.domain.policy import HANDLERS
from oa_desktop.domain.secrecy.classification import Secrecy, SystemGrade
from oa_desktop.office import queries as q
from oa_desktop.office.books.books import plain_book
from oa_desktop.office.circulating.delegations import Delegations
from oa_desktop.office.lists import outlines as o
from oa_desktop.office.lists.outlines import NOBODY, DueBy, Filter, Grouping, Outline, Sorting
from oa_desktop.office.papers.papers import Paper
from oa_desktop.office.queries.query import WordsQuery
from oa_desktop.office.session import Session
from oa_desktop.office.waiting import Waiting
from tests.builders import RealPlace
from tests.fakes.classified import BASIS, INSIDE, MARK, clear, empower, person
from tests.fakes.exchanging import Pair, introduce, office_of, package_id
from tests.fakes.office import ROLES, FakeOffice, notice

TITLE, BODY = "关于防汛调度的通知", "闸门开启次序另行下达"
STRANGER = "outsider"


@pytest.fixture
def office(tmp_path: Path) -> FakeOffice:
    made = FakeOffice(stores=RealPlace(tmp_path / "official"), grade=SystemGrade.CONFIDENTIAL)
    clear(made, *(one for one in ROLES if one != "auditor"))
    empower(made)
    home = made.as_("system").organisation().posts_of(person("drafter"))[0].department
    made.as_("system").perform(
        org.AmendPerson(
            person=person(STRANGER), name="外人", post=PostId(f"post {STRANGER}"), department=home, title="主任"
        )
    )
    every = org.Grant(post=PostId(f"post {STRANGER}"), roles=tuple(HANDLERS), clearance=Secrecy.CONFIDENTIAL)
    made.as_("security").perform(every)
    for account in (*INSIDE, STRANGER, "auditor", "system", "security"):
        made.as_(account)
    for giver in ("signer", "reviewer"):
        lent = proxy.Delegate(delegate=person(STRANGER), until="2026-12-31", reason="外出")
        made.as_(giver).perform(lent)
    for step in ("department", "issue", "file"):
        made.bring_to(step, notice(f"关于{step}防汛的通知"))
    return made


# --- everything that can be asked --------------------------------------------------------------------------------


def of_nothing(kind: type[Any], _: DossierId) -> Iterator[Any]:
    yield kind()


def of_a_document(kind: type[Any], document: DossierId) -> Iterator[Any]:
    yield kind(dossier=document)


def of_two_texts(kind: type[Any], document: DossierId) -> Iterator[Any]:
    yield kind(dossier=document, old=1, new=1)


NUMBERS_USED = "文号使用"
LISTS = (
    *(q.ToDo, q.ToRead, q.InHand, q.Done, q.Everything, q.OutgoingRegister, q.IncomingRegister),
    *(q.InternalMatters, q.Supervised, q.Circulated),
)
YEAR = q.Stretch(since="2026-01-01", until="2026-12-31")
REGISTER = RegisterName(code="清政办发", year=2026)
FILTERS = (
    *(Filter(words=one) for one in ("防汛", "调度", TITLE, "闸门开启次序", "值班")),
    *(Filter(**{name: "秘密"}) for name in ("secrecy",)),
    *(Filter(**{name: value}) for name, value in (("kind", "通知"), ("phase", "在办"), ("phase", "办结"))),
    *(Filter(**{name: value}) for name, value in (("year", "2026"), ("department", "秘书科"), ("number", "清政办发"))),
    *(Filter(**{name: value}) for name, value in (("waits", NOBODY), ("standing", "有效"), ("supervised", "在办"))),
    *(Filter(due=one) for one in DueBy),
)


def outlines(_kind: type[Any], _document: DossierId) -> Iterator[Any]:
    for of in LISTS:
        yield from (Outline(of=of, filter=one) for one in (Filter(), *FILTERS))
    for of in (q.ToDo, q.Everything):
        yield from (Outline(of=of, sorting=one) for one in Sorting)
        yield from (Outline(of=of, grouping=one) for one in Grouping)
        yield from (Outline(of=of, limit=one) for one in (1, 2, 50))


def lists(kind: type[Any], _: DossierId) -> Iterator[Any]:
    yield from (kind(limit=limit) for limit in (1, 2, 3, 50))


def words(kind: type[Any], _: DossierId) -> Iterator[Any]:
    yield from (kind(text=one, limit=50) for one in ("防汛", TITLE, "闸门", "通知", "同意", MARK))


def numbers(kind: type[Any], _: DossierId) -> Iterator[Any]:
    yield kind(code="清政办发", year=2026)


ASKED: dict[type[Any], Callable[[type[Any], DossierId], Iterator[Any]]] = {
    **dict.fromkeys(LISTS, lists),
    **dict.fromkeys(
        (
            q.Reminders,
            q.People,
            Delegations,
            q.KnownRegisters,
            q.AuditTrail,
            q.AuditTally,
            q.RefusedMarks,
            Waiting,
            q.AskedForTwo,
            q.TrustList,
            q.CertificateBook,
            q.ArchiveClasses,
            q.ToArchive,
        ),
        of_nothing,
    ),
    **dict.fromkeys((q.Timeline, q.Opinions, q.PossibleActs, q.ActForms, q.FlowPicture, q.Cautions), of_a_document),
    **dict.fromkeys((q.Revisions, q.RevisionTallies, q.SinceSigned), of_a_document),
    **dict.fromkeys((q.Comparison, q.Contributions), of_two_texts),
    q.FirstActForm: lambda kind, _: iter([kind(flow="outgoing")]),
    **dict.fromkeys((q.Search, q.ArchiveSearch), words),
    q.Named: lambda kind, document: (kind(name=one) for one in (document, document[:8], "清政办发〔2026〕2号")),
    q.Marks: lambda kind, _: (kind(lifted=one) for one in (False, True)),
    q.Supervisions: lambda kind, document: iter([kind(dossier=document), kind(keys=tuple(range(1, 400)))]),
    q.DocumentTally: lambda kind, _: iter([kind(within=YEAR, per=tuple(q.Per))]),
    q.DueTally: lambda kind, _: (kind(begin=0, end=2**33, now=2**32, per=one) for one in q.Per),
    q.WorkTally: lambda kind, _: (kind(within=YEAR, per=one) for one in q.Per),
    q.Statistics: lambda kind, _: (kind(within=YEAR, per=one) for one in q.Per),
    q.Numbers: numbers,
    q.ArchiveItems: lambda kind, document: iter([kind(), kind(withdrawn=True), kind(document=document)]),
    q.NumberLedger: lambda kind, _: iter([kind(register=REGISTER)]),
    q.NumberRegisters: lambda kind, _: iter([kind(year=2026)]),
    q.NumberActs: lambda kind, _: iter([kind(register=REGISTER, serials=(1,))]),
    q.NumberGaps: lambda kind, _: iter([kind(year=2026)]),
    o.Outline: outlines,
    o.Lines: lambda kind, _: (kind(keys=tuple(range(1, 400)), words=words) for words in ("", "防汛")),
    o.Counts: lambda kind, _: (kind(of=LISTS, limit=limit) for limit in (1, 3, 100)),
}
"""Every question, and how it is asked."""
OF_NUMBERS = frozenset(
    {q.Statistics, q.Numbers, q.NumberLedger, q.NumberRegisters, q.NumberActs, q.NumberGaps, q.KnownRegisters}
)
"""Of a number that was taken these say that it is taken: see the help on 知悉范围."""


def questions() -> set[type[Any]]:
    """Every class of the office that is a question."""
    for module in pkgutil.walk_packages(oa_desktop.office.__path__, "oa_desktop.office."):
        importlib.import_module(module.name)
    found, waiting = set(), [q.Query]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        found |= {kind} if getattr(sys.modules[kind.__module__], kind.__name__, None) is kind else set()
    return found - {q.Query, q.DossierList, WordsQuery}


def test_every_question_of_the_office_is_asked_here():
    assert questions() == set(ASKED)


# --- what somebody outside is told --------------------------------------------------------------------------------


def said(attempt: Callable[[], Any]) -> str:
    try:
        return repr(attempt())
    except OfficeError as refused:
        return f"{refused.code} {sorted(refused.params.items())}"


DOORS: dict[str, Callable[[Session, DossierId], Any]] = {
    **{name: (lambda session, one, name=name: getattr(session, name)(one)) for name in ("dossier", "text")},
    **{
        f"papers.{name}": (lambda session, one, name=name: getattr(session.papers, name)(one))
        for name in (
            *("page", "came", "findings", "revision", "ofd", "apart", "editable", "tracked", "form", "offered"),
            *("journal_text", "journal_file", "usual_run", "leaving_page", "filed_item"),
        )
    },
    **{
        f"{name} {paper.name}": (lambda session, one, name=name, paper=paper: getattr(session.papers, name)(one, paper))
        for name in ("made", "hand_out")
        for paper in Paper
    },
    "number_book.usual_code": lambda session, one: session.number_book.usual_code(one),
    "begun_answer": lambda session, one: session.writing.begun_answer(one),
    "mark-read": lambda session, one: session.perform(act.MarkRead(dossier=one)),
    "urge": lambda session, one: session.perform(together.Urge(dossier=one)),
    "adjust-audience": lambda session, one: session.perform(
        mark.AdjustAudience(dossier=one, people=(person(STRANGER),), reason="要看")
    ),
}
"""What may be done with a document by its id, beside asking."""


def answers(session: Session, document: DossierId) -> dict[str, str]:
    """Everything that somebody is told who asks everything."""
    found = {
        f"{kind.__name__} {place}": said(partial(session.ask, one))
        for kind, asked in ASKED.items()
        for place, one in enumerate(asked(kind, document))
    }
    found |= {name: said(partial(door, session, document)) for name, door in DOORS.items()}
    for title, book in {**session.shelf.books, "清单": plain_book("清单", ("标题", "密级", "办理人"))}.items():
        found[f"book {title}"] = said(lambda book=book: session.shelf.written(book, book.outline))
    found["clearing"] = said(lambda: session.clearing.copies(Filter()))
    found["stranded"] = said(session.routes.stranded)
    for name, of in rooms(session).items():
        found[name] = said(of)
    found["departure"] = said(lambda: session.departures.of(person("drafter")))
    for per in q.Per:
        figures = session.ask(q.Statistics(within=YEAR, per=per))
        found[f"figures {per}"] = repr([one for one in figures if one.title != NUMBERS_USED])
    return found


ELSEWHERE = {
    "writing.inspection": "holds nothing of a document",
    "papers.calibration": "a page for a printer, which records that it left",
    "trust.export": "whom the unit trusts, which records that it left",
    "partners.card": "the card of the unit, which records that it left",
}
"""What a session has without naming anything, and is not asked here."""


def rooms(session: Session) -> dict[str, Callable[[], Any]]:
    """Every book, list and paper of the rooms of a session that is had without naming anything."""
    found: dict[str, Callable[[], Any]] = {}
    for name, room in vars(session).items():
        own = not name.startswith("_") and type(room).__module__.startswith("oa_desktop.office")
        for what, of in inspect.getmembers(type(room)) if own else ():
            asked = isinstance(of, property) or _asks_nothing(of)
            if not what.startswith("_") and asked and f"{name}.{what}" not in ELSEWHERE:
                found[f"{name}.{what}"] = partial(_had, room, what)
    return found


def _asks_nothing(of: Any) -> bool:
    needed = inspect.Parameter.empty, inspect.Parameter.VAR_KEYWORD
    return inspect.isfunction(of) and not any(
        one.default is needed[0] for one in list(inspect.signature(of).parameters.values())[1:]
    )


def _had(room: Any, what: str) -> Any:
    of = getattr(room, what)
    return of() if callable(of) else of


def differences(before: dict[str, str], after: dict[str, str], spared: frozenset[type[Any]] = frozenset()) -> list[str]:
    names = {one.__name__ for one in spared}
    return [name for name, told in before.items() if after[name] != told and name.split()[0] not in names]


LOOKED_AT = frozenset({"with an opinion", "issue", "number", "dispatch", "lent and to be destroyed", "changed"})
"""After which of its acts everything is asked again."""


def whole_way(office: FakeOffice, document: DossierId) -> Iterator[str]:
    """Do with a document all that is done with one; give the name of what was done last."""
    while (step := office.state(document).step) != "file":
        if step == "office":
            reviewer = office.as_("reviewer")
            reviewer.perform(together.Circulate(dossier=document, readers=(person("head"),)))
            yield "circulated"
            reviewer.perform(
                supervising.Supervise(dossier=document, matter="闸门检修", people=(person("head"),), due="2026-05-29")
            )
            yield "supervised"
            office.as_("head").perform(act.LeaveOpinion(dossier=document, opinion="闸门开启次序已报"))
            yield "with an opinion"
        if step == "dispatch":
            sent = act.Dispatch(dossier=document, recipients=("县财政局 2份 000001—000002",))
            office.as_("dispatcher").perform(sent)
        else:
            office.step(document)
        yield step
    signer, registrar = office.as_("signer"), office.as_("registrar")
    late = custody.LendCopy(
        document=document,
        copy_number="000003",
        borrower=person("head"),
        since="2026-04-01",
        due="2026-04-10",
        approved_by=person("signer"),
    )
    loan = registrar.perform(late).entries[-1]
    yield from to_be_destroyed(office, document)
    registrar.perform(custody.TakeBackCopy(loan=loan))
    registrar.papers.hand_out(document, Paper.PAGE)
    yield "printed"
    signer.perform(mark.Reclassify(dossier=document, mark="秘密★2年", reason="延期"))
    yield "changed"


def to_be_destroyed(office: FakeOffice, document: DossierId) -> Iterator[str]:
    """Let a copy come back, and wait for the second person who destroys it; in lists that were made again, too."""
    registrar, archivist, copies = office.as_("registrar"), office.as_("archivist"), read_copies(["000001"])
    registrar.perform(clearing.RecordReturn(dossier=document, copies=copies))
    gone = {"supervisors": ("何明", "周立"), "place": "县销毁站", "method": "粉碎"}
    archivist.perform(clearing.RecordDestruction(dossier=document, copies=copies, **gone))
    assert [row.dossier for row in registrar.ask(Waiting())] == [document]
    office.as_("system").administration.rebuild()
    yield "lent and to be destroyed"
    registrar.perform(AnswerSecond(dossier=document, word=Word.CONFIRMED))
    yield "destroyed"


def begun_in_secret(office: FakeOffice) -> DossierId:
    document = office.draft(notice(TITLE))
    people = tuple(map(person, INSIDE))
    wish = mark.ProposeClassification(dossier=document, mark=MARK, basis=BASIS, people=people)
    office.as_("drafter").perform(wish)
    office.as_("signer").perform(mark.Classify(dossier=document))
    return document


def next_id(office: FakeOffice, later: int = 0) -> DossierId:
    """The id that the next document gets, after some others: who guesses it is told the same before and after."""
    ids = copy.deepcopy(office.ids)
    return DossierId([ids.new() for _ in range(later + 1)][-1])


def test_whoever_is_outside_is_told_what_they_would_be_told_if_it_did_not_exist(office):
    stranger, heard = office.as_(STRANGER), list[Any]()
    answers(stranger, DossierId("none"))
    first = next_id(office)
    answers(stranger, DossierId("none either"))  # what is not for the stranger to do is recorded, and takes ids
    guess = next_id(office, int(next_id(office), 16) - int(first, 16))
    before = answers(stranger, guess)
    stranger.subscribe(heard.append)
    document = begun_in_secret(office)
    assert document == guess
    heard.clear()
    spared: frozenset[type[Any]] = frozenset()
    assert differences(before, answers(stranger, document)) == []
    for done in (one for one in whole_way(office, document) if one in LOOKED_AT):
        spared = OF_NUMBERS if office.state(document).numbered else spared
        assert differences(before, answers(stranger, document), spared) == [], done
    assert heard == [], "somebody outside is told that something changed"
    assert TITLE in repr(office.as_("signer").ask(q.Everything())), "whoever is inside is told"
    print(f"{len(before)} answers, the same after every act")


def test_of_a_package_with_a_secret_nobody_outside_learns_that_it_went(office):
    town = office_of("b", "东关镇人民政府", grade=SystemGrade.CONFIDENTIAL)
    introduce(office, town)
    both, stranger = Pair(county=office, town=town), office.as_(STRANGER)
    before = {name: said(of) for name, of in rooms(stranger).items()}
    document = begun_in_secret(office)
    while office.state(document).step != "file":
        office.step(document)
    package = package_id(office, both.package(document))
    assert [row.document for row in office.as_("dispatcher").exchange_book.ledger().rows] == [document]
    assert {name: said(of) for name, of in rooms(stranger).items()} == before
    guess = said(lambda: stranger.outbox.again(PackageId("0" * 32)))
    assert said(lambda: stranger.outbox.again(package)).replace(package, "0" * 32) == guess


def test_of_a_number_that_a_secret_took_everybody_learns_that_it_is_taken_and_nothing_else(office):
    document = begun_in_secret(office)
    while office.state(document).step != "file":
        office.step(document)
    number = office.state(document).number
    (row,) = (one for one in office.as_(STRANGER).ask(q.Numbers(code="清政办发", year=2026)) if one.number == number)
    assert (row.state, row.title, row.dossier) == ("已用", "", "")
    assert TITLE not in repr(office.as_(STRANGER).ask(q.NumberLedger(register=REGISTER)))
    (known,) = (
        one for one in office.as_("registrar").ask(q.Numbers(code="清政办发", year=2026)) if one.number == number
    )
    assert (known.title, known.dossier) == (TITLE, document)


def test_whoever_is_let_into_the_audience_knows_it_at_once_and_whoever_is_left_out_no_more(office):
    document = begun_in_secret(office)
    stranger, signer = office.as_(STRANGER), office.as_("signer")
    wider = (*office.state(document).audience.people, person(STRANGER))
    signer.perform(mark.AdjustAudience(dossier=document, people=wider, reason="协办"))
    assert document in {row.dossier for row in stranger.ask(q.Everything())}
    signer.perform(mark.AdjustAudience(dossier=document, people=tuple(map(person, INSIDE)), reason="办完"))
    assert document not in {row.dossier for row in stranger.ask(q.Everything())}
    office.as_("system").administration.rebuild()
    assert document not in {row.dossier for row in stranger.ask(q.Everything())}
