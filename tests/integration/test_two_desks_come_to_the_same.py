"""Two desks of one unit, two machines without a network: whatever order their discs come in, they come to the same."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from oa_desktop.bootstrap.building import office_in
from oa_desktop.bootstrap.places import realm_folder
from oa_desktop.bootstrap.resources import build_scheme
from oa_desktop.bootstrap.world import SystemClock
from oa_desktop.domain import canonical
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.custody import LendCopy, TakeBackCopy
from oa_desktop.domain.actions.numbers import ReserveNumber
from oa_desktop.domain.actions.organising import EnrolPerson
from oa_desktop.domain.actions.reading import EndReading, GrantReading
from oa_desktop.domain.archives.readings import ReadingState
from oa_desktop.domain.archives.register import ArchivalItem
from oa_desktop.domain.entry import Head, JournalHeads
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.carriers import Carrier
from oa_desktop.domain.exchange.records import ACCOUNTS, HEADS, RECORDS, contents_part, write_carried_heads
from oa_desktop.domain.ids import DepartmentId, Digest, DossierId, EntryId, PersonId, PostId, audit_journal, dossier_of
from oa_desktop.domain.manuscript import Manuscript, Paragraph, Span
from oa_desktop.domain.realms import Realm
from oa_desktop.i18n.problems import say
from oa_desktop.office.office import Office
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.exchange import Addressed, PackageOrder
from oa_desktop.office.ports.keys import Signer
from oa_desktop.office.queries import AuditTrail
from oa_desktop.office.session import Session
from oa_desktop.security import sm3
from oa_desktop.security.signer import generate
from tests.fakes.command_line import PASSWORDS
from tests.founded import QUICK, found_quickly

SIGNER, RECHECKER, SEALER = "zhaoliheng", "sunxiaoyi", "zhengmiao"
DISPATCHER, ARCHIVIST = "xuchong", "ouyangzhe"
REGISTRAR, HEAD, REVIEWER, DRAFTER = "heyutong", "chenguosheng", "limukun", "zhouyue"


def notice(title: str) -> Manuscript:
    return Manuscript(
        title=title,
        issuing_organs=("清源县人民政府办公室",),
        recipients="各乡镇人民政府",
        body=(Paragraph(spans=(Span(text="现将有关事项通知如下。"),)),),
        signatories=("清源县人民政府办公室",),
    )


@dataclass
class OneDesk:
    """One machine."""

    office: Office
    made: list[bytes] = field(default_factory=list)

    def as_(self, account: str) -> Session:
        return self.office.sign_in(account, PASSWORDS[account])

    def carrier(self, session: Session, number: str) -> Carrier:
        other = session.organisation().person_by_account(REVIEWER).id
        return Carrier(
            number=number, applicant=session.standing.person, approver=other, scanner="甲", outcome="未发现病毒"
        )

    def make(self) -> bytes:
        session = self.as_(REGISTRAR)
        self.made.append(session.desks.make(self.carrier(session, "U1")).data)
        return self.made[-1]

    def take(self, package: bytes) -> None:
        session = self.as_(REGISTRAR)
        session.desks.take_in(package, self.carrier(session, "U1"))

    def draft(self, title: str) -> DossierId:
        session = self.as_(DRAFTER)
        kept = session.writing.keep_text(notice(title))
        flow = self.office.flows["outgoing-general"]
        drafted = act.Draft(flow=flow, department=DepartmentId(""), source=kept.source, particulars=kept.particulars)
        return session.perform(drafted).dossiers[0]

    def states(self) -> dict[DossierId, object]:
        """What every document comes to, folded cold."""
        opened = self.office._opened
        assert opened is not None
        found = (dossier_of(one) for one in opened.store.journals())
        return {one: opened.states.fold_dossier(one).state for one in found if one is not None}

    def verified(self) -> bool:
        return self.as_("xuchong").administration.verify().sound


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("first")
    found_quickly(home, Realm.OFFICIAL)
    return realm_folder(home, Realm.OFFICIAL)


@pytest.fixture
def desks(founded: Path, tmp_path: Path) -> Iterator[tuple[OneDesk, OneDesk]]:
    """The first desk, and a second that was made from a copy of it."""
    folders = [Path(shutil.copytree(founded, tmp_path / name)) for name in ("first", "second")]
    first, second = (office_in(folder, Realm.OFFICIAL, SystemClock(), QUICK) for folder in folders)
    with contextlib.closing(first), contextlib.closing(second):
        second.become_desk("xuchong", PASSWORDS["xuchong"], "二号机")
        yield OneDesk(first), OneDesk(second)


def test_a_document_goes_on_at_the_other_desk_and_comes_back(desks: tuple[OneDesk, OneDesk]) -> None:
    first, second = desks
    document = first.draft("关于开展档案检查的通知")
    first.as_(DRAFTER).perform(act.SubmitForReview(dossier=document))
    second.take(first.make())
    second.as_(HEAD).perform(act.Review(dossier=document, opinion="同意"))
    first.take(second.make())
    assert first.as_(REVIEWER).dossier(document).step == second.as_(REVIEWER).dossier(document).step == "office-review"
    assert first.states() == second.states()
    assert first.verified()
    assert second.verified()


def test_what_both_decided_at_once_stands_in_conflict_at_both(desks: tuple[OneDesk, OneDesk]) -> None:
    first, second = desks
    document = first.draft("关于值班安排的通知")
    first.as_(DRAFTER).perform(act.SubmitForReview(dossier=document))
    second.take(first.make())
    first.as_(HEAD).perform(act.Review(dossier=document, opinion="同意"))
    second.as_(HEAD).perform(act.Return(dossier=document, reason="附件不全"))
    there, back = first.make(), second.make()
    second.take(there)
    first.take(back)
    assert first.states() == second.states()
    assert first.as_(REVIEWER).dossier(document).contenders
    contenders = first.as_(REVIEWER).dossier(document).contenders
    first.as_(REVIEWER).perform(act.SettleConflict(dossier=document, upheld=contenders[0], reason="以审核为准"))
    second.take(first.make())
    assert first.states() == second.states()
    assert not second.as_(REVIEWER).dossier(document).contenders


def archived(desk: OneDesk) -> ArchivalItem:
    """Let a document go its whole way and be archived."""
    document = desk.draft("关于开展防汛检查的通知")
    for account, action in (
        (DRAFTER, act.SubmitForReview(dossier=document)),
        (HEAD, act.Review(dossier=document)),
        (REVIEWER, act.Review(dossier=document)),
    ):
        desk.as_(account).perform(action)
    signer = desk.as_(SIGNER)
    signer.perform(act.Issue(dossier=document, rendering=signer.papers.page(document)[0]))
    for account, action in (
        (RECHECKER, act.Recheck(dossier=document)),
        (REGISTRAR, act.AssignNumber(dossier=document, code="清政办发")),
        (SEALER, act.ApplySeal(dossier=document, copies=3)),
        (DISPATCHER, act.Dispatch(dossier=document, recipients=("各乡镇人民政府",))),
        (ARCHIVIST, act.File(dossier=document, retention="10年")),
    ):
        desk.as_(account).perform(action)
    session = desk.as_(ARCHIVIST)
    session.archive.adopt_scheme(build_scheme("organ"))
    session.archive.arrange(session.archive.dry_run(session.today.year))
    ((item,),) = (one.items.values() for one in session.archive.keeping.registers())
    return item


def read_at(desk: OneDesk) -> list[tuple[EntryId, ReadingState, str]]:
    """How every reading and loan stands at a desk."""
    session = desk.as_(ARCHIVIST)
    readings = [(one.reading, one.state, one.effect) for one in session.custody.readings().rows]
    return sorted([*readings, *((one.loan, one.state, one.effect) for one in session.custody.loans().rows)])


def test_what_was_granted_and_lent_at_one_desk_is_given_back_at_the_other(desks: tuple[OneDesk, OneDesk]) -> None:
    first, second = desks
    item, archivist, reader = archived(first), first.as_(ARCHIVIST), first.as_(HEAD)
    until = archivist.today.isoformat()
    asked = [reader.perform(reader.archive.reading.wish(item.code, "修订预案")).entries[-1] for _ in range(2)]
    on = [archivist.archive.reading.on(one) for one in asked]
    for one in on:
        archivist.perform(GrantReading(**one, item=item.id, until=until))
    lent = LendCopy(document=item.act.document, borrower=reader.standing.person, due=until)
    loan = archivist.perform(lent).entries[-1]
    second.take(first.make())
    assert second.as_(HEAD).archive.reading.parts(asked[0])
    second.as_(HEAD).perform(EndReading(**on[0], effect="已写入预案"))
    second.as_(HEAD).perform(EndReading(**on[1], effect="看完了"))
    second.as_(ARCHIVIST).perform(TakeBackCopy(loan=loan, effect="核对过"))
    archivist.perform(EndReading(**on[1], reason="另有安排"))
    there, back = first.make(), second.make()
    second.take(there)
    first.take(back)
    assert read_at(first) == read_at(second)
    assert {state for _, state, _ in read_at(first)} == {ReadingState.ENDED, "完好"}
    for desk in desks:
        with pytest.raises(Refused, match=r"reading\.closed"):
            desk.as_(HEAD).archive.reading.parts(asked[1])
        assert desk.verified()


def test_a_package_of_records_may_come_again_and_changes_nothing(desks: tuple[OneDesk, OneDesk]) -> None:
    first, second = desks
    first.draft("关于防汛的通知")
    package = first.make()
    second.take(package)
    before = second.states()
    for _ in range(9):
        with pytest.raises(Refused, match=r"package\.known"):
            second.take(package)
    assert second.states() == before


def test_a_desk_that_was_put_back_is_told_by_the_other_and_the_auditor_reads_it(
    desks: tuple[OneDesk, OneDesk], tmp_path: Path
) -> None:
    """The first desk's folder is put back to a copy from before it wrote what the second has taken in."""
    first, second = desks
    older = Path(shutil.copytree(tmp_path / "first", tmp_path / "older"))
    first.draft("关于节约用电的通知")
    second.take(first.make())
    back = second.make()
    with contextlib.closing(office_in(older, Realm.OFFICIAL, SystemClock(), QUICK)) as opened:
        put_back = OneDesk(opened)
        with pytest.raises(Refused, match=r"store\.set-back"):
            put_back.take(back)
        assert "核验不通过" in {row.act for row in put_back.as_("ouyangzhe").ask(AuditTrail(limit=9))}
        put_back.draft("关于节约用水的通知")
        with pytest.raises(Refused, match=r"records\.set-back"):
            second.take(put_back.make())
    first.take(back)


def opened_by(desk: OneDesk) -> OpenOffice:
    opened = desk.office._opened
    assert opened is not None
    return opened


def parts_of(desk: OneDesk, package: bytes) -> Mapping[str, bytes]:
    opened = opened_by(desk)
    packages, outside = opened.ports.packages, opened.ports.packages.look(package).outside
    (to,) = outside.recipients
    return packages.open(package, to.unit, opened.exchange, bytes.fromhex(outside.sender.public))


def remade(desk: OneDesk, package: bytes, signer: Signer, **parts: bytes) -> bytes:
    """A package of records with other parts, as whoever has the unit's card could encrypt it for the unit."""
    opened = opened_by(desk)
    packages, outside = opened.ports.packages, opened.ports.packages.look(package).outside
    (to,) = outside.recipients
    order = PackageOrder(
        realm=outside.realm,
        grade=outside.grade,
        id=outside.id,
        sort=outside.sort,
        sender=replace(outside.sender, key=signer.key_id, public=signer.public_key.hex()),
        recipients=[Addressed(unit=to.unit, name=to.name, exchange_key=opened.exchange.public_key, sequence=1)],
        made=outside.made,
        parts={**parts_of(desk, package), **parts},
    )
    return packages.make(order, signer)


def test_a_stranger_plants_no_alarm_by_what_a_package_says_of_this_desk(desks: tuple[OneDesk, OneDesk]) -> None:
    """Only a desk of the unit is heard: whoever has the unit's card can encrypt for it."""
    first, second = desks
    opened = first.as_(REGISTRAR)._office
    (unit,) = opened.store.units()
    far = Head(device=opened.store.device, seq=9_999, digest=Digest("ab" * 32))
    heads = write_carried_heads([JournalHeads(journal=audit_journal(unit), heads=(far,))])
    second.draft("关于防汛的通知")
    package, there = second.make(), second.as_(REGISTRAR)._office
    with pytest.raises(Refused, match=r"records\.not-a-desk"):
        first.take(remade(first, package, generate(os.urandom)[0], **{HEADS: heads}))
    assert "核验不通过" not in {row.act for row in first.as_("ouyangzhe").ask(AuditTrail(limit=9))}
    with pytest.raises(Refused, match=r"store\.set-back"):
        first.take(remade(first, package, there.machine, **{HEADS: heads}))
    assert "核验不通过" in {row.act for row in first.as_("ouyangzhe").ask(AuditTrail(limit=9))}


Hand = Callable[[bytes], bytes]


def _by_lines(hand: Callable[[list[bytes]], list[bytes]]) -> Hand:
    return lambda data: b"".join(hand(data.splitlines(keepends=True)))


def _read(line: bytes) -> dict[str, canonical.Json]:
    value = canonical.decode(line.removesuffix(b"\n"))
    assert isinstance(value, dict)
    return value


def _without_the_one_before_the_last(lines: list[bytes]) -> list[bytes]:
    *before, last = lines
    place = max(place for place, one in enumerate(before) if _read(one)["journal"] == _read(last)["journal"])
    return [*lines[:place], *lines[place + 1 :]]


def _with_signatures(lines: list[bytes], of: list[bytes]) -> list[bytes]:
    each = zip(lines, of, strict=True)
    return [canonical.encode({**_read(one), "signature": _read(other)["signature"]}) + b"\n" for one, other in each]


def _worded(**words: object) -> Hand:
    """The last line of records says something else; the first ones are known already."""
    return _by_lines(lambda lines: [*lines[:-1], canonical.encode({**_read(lines[-1]), **words}) + b"\n"])


OF_RECORDS: dict[str, Hand] = {
    "nothing": lambda _: b"",
    "rubbish": lambda _: b"rubbish",
    "an entry between is gone": _by_lines(_without_the_one_before_the_last),
    "a line is cut": lambda data: data[:-9],
    "a line is longer": lambda data: data + b"{}",
    "a field more": _worded(more=1),
    "another journal": _worded(journal="organisation/another"),
    "no signature": _worded(signature=""),
    "another signature": _worded(signature="30" * 70),
    "another entry": lambda data: b"2199".join(data.rsplit(b"20", 1)),
    "signatures changed places": _by_lines(lambda lines: [*lines[:-2], *_with_signatures(lines[-2:], lines[:-3:-1])]),
    "a mark of the order of bytes": lambda data: b"\xef\xbb\xbf" + data,
    "brackets without end": lambda _: b"[" * 100_000,
}
"""Ways to mangle the entries of a package of records, each of which is refused."""
THE_SAME = _by_lines(lambda lines: [b"\n", *(b"{ " + one[1:-1] + b"\r\n\n" for one in lines[::-1]), *lines])
"""The same entries: the last first, each twice, other ends and empty lines between."""
OF_OUTSIDE: dict[str, Hand] = {
    "cut": lambda data: data[:-1],
    "longer": lambda data: data + b"\0",
    "half": lambda data: data[: len(data) // 2],
    "the open line twice": _by_lines(lambda lines: [lines[0], *lines]),
    "another realm": lambda data: data.replace(b'"official"', b'"training"', 1),
    "an older form": lambda data: data.replace(b'"version":1', b'"version":0', 1),
    "another sort": lambda data: data.replace("办理记录".encode(), "公文".encode(), 1),
    "two bytes changed places": lambda data: data[:-2] + data[:-3:-1],
}


def _odd_parts(source: Digest, parts: Mapping[str, bytes]) -> dict[str, dict[str, bytes]]:
    """Parts that are not as they should be."""
    named = contents_part(source)
    return {
        **{f"{how} in {RECORDS}": {RECORDS: hand(parts[RECORDS])} for how, hand in OF_RECORDS.items()},
        "accounts that cannot be read": {ACCOUNTS: b"rubbish"},
        "heads that cannot be read": {HEADS: b"rubbish"},
        "heads before the first": {HEADS: parts[HEADS].replace(b'"seq":', b'"seq":-')},
        "another content": {named: b"rubbish"},
        "a part that leads out": {"../records.jsonl": b""},
        "a part of the machine": {"/etc/passwd": b""},
    }


def test_of_a_package_of_which_one_part_is_mangled_nothing_is_kept_and_the_same_is_the_same(
    desks: tuple[OneDesk, OneDesk],
) -> None:
    first, second = desks
    document = second.draft("关于防汛的通知")
    package = second.make()
    receiver = first.as_(REGISTRAR)
    there, here = opened_by(second), opened_by(first)
    before, source = first.states(), second.as_(DRAFTER).dossier(document).source
    sound = parts_of(second, package)
    mangled = {how: remade(first, package, there.machine, **odd) for how, odd in _odd_parts(source, sound).items()}
    for how, data in {**mangled, **{how: hand(package) for how, hand in OF_OUTSIDE.items()}}.items():
        assert data != package
        with pytest.raises(Refused) as refused:
            receiver.desks.take_in(data, first.carrier(receiver, "U1"))
        assert say(refused.value.code, refused.value.params).do, how
        assert not here.store.blobs.has(source), how
    assert first.states() == before
    stray = Digest(sm3.digest(b"stray"))
    same = THE_SAME(sound[RECORDS])
    first.take(remade(first, package, there.machine, **{RECORDS: same, contents_part(stray): b"stray"}))
    assert first.states() == second.states()
    assert not here.store.blobs.has(stray), "nobody names it"


def test_what_comes_before_what_it_rests_on_is_refused_and_taken_later(desks: tuple[OneDesk, OneDesk]) -> None:
    first, second = desks
    document = first.draft("关于防火的通知")
    earlier = first.make()
    first.as_(DRAFTER).perform(act.SubmitForReview(dossier=document))
    later = first.make()
    with pytest.raises(Refused, match=r"records\.missing"):
        second.take(later)
    second.take(earlier)
    second.take(later)
    assert first.states() == second.states()


def test_a_number_is_taken_at_the_first_desk_and_nowhere_else(desks: tuple[OneDesk, OneDesk]) -> None:
    first, second = desks
    reserving = ReserveNumber(code="清政办发", year=2026, serial=90, through=90, reason="成套文件")
    with pytest.raises(Refused, match=r"number\.other-desk"):
        second.as_(REGISTRAR).perform(reserving)
    first.as_(REGISTRAR).perform(reserving)


def enrol(desk: OneDesk, account: str, password: str) -> None:
    session = desk.as_("xuchong")
    person, unit = PersonId(f"person of {account}"), session.organisation()
    session.perform(
        EnrolPerson(
            person=person,
            name="钱新来",
            account=account,
            public_key=session.administration.open_account(account, person, password),
            post=PostId(f"post of {account}"),
            department=unit.departments[0].id,
            title="科员",
            rank=100,
        )
    )


def test_who_was_enrolled_at_one_desk_signs_in_at_the_other_when_its_disc_has_come(
    desks: tuple[OneDesk, OneDesk],
) -> None:
    first, second = desks
    enrol(first, "qianxinlai", "first-Password-2026")
    with pytest.raises(Refused) as refused:
        second.office.sign_in("qianxinlai", "first-Password-2026")
    assert refused.value.code == "sign-in.wrong-password"
    second.take(first.make())
    second.office.change_password("qianxinlai", "first-Password-2026", "own-Password-2026")
    assert second.office.sign_in("qianxinlai", "own-Password-2026").standing.name == "钱新来"
    assert second.verified()


def test_a_password_that_was_chosen_at_a_desk_goes_on_holding_there(desks: tuple[OneDesk, OneDesk]) -> None:
    first, second = desks
    second.office.change_password(DRAFTER, PASSWORDS[DRAFTER], "chosen-At-2nd-desk")
    second.take(first.make())
    assert second.office.sign_in(DRAFTER, "chosen-At-2nd-desk")
    assert first.as_(DRAFTER)


def test_a_mere_copy_of_the_folder_is_no_desk(founded: Path, tmp_path: Path, desks: tuple[OneDesk, OneDesk]) -> None:
    """Two machines with one identity fork their chain: the second to speak is refused."""
    first, _ = desks
    folder = shutil.copytree(founded, tmp_path / "copy")
    with contextlib.closing(office_in(Path(folder), Realm.OFFICIAL, SystemClock(), QUICK)) as office:
        copy = OneDesk(office)
        copy.draft("关于另一件事的通知")
        first.draft("关于防火的通知")
        with pytest.raises(Refused, match=r"records\.set-back"):
            first.take(copy.make())


@pytest.mark.parametrize("seed", range(6))
def test_whatever_two_desks_do_and_however_discs_go_they_come_to_the_same(
    desks: tuple[OneDesk, OneDesk], seed: int
) -> None:
    chance = random.Random(seed)
    documents = [desks[0].draft(f"关于第{number}件事的通知") for number in range(2)]
    desks[1].take(desks[0].make())
    for _ in range(8):
        _do_something(chance, chance.choice(desks), documents)
        if chance.random() < 0.3:
            chance.choice(desks).make()
    for one in desks:
        one.make()
    _deliver(chance, *desks)
    assert desks[0].states() == desks[1].states()
    assert desks[0].verified()
    assert desks[1].verified()


def _do_something(chance: random.Random, desk: OneDesk, documents: list[DossierId]) -> None:
    document = chance.choice(documents)
    account, action = chance.choice(
        [
            (DRAFTER, act.SubmitForReview(dossier=document)),
            (HEAD, act.Review(dossier=document, opinion="同意")),
            (HEAD, act.Return(dossier=document, reason="请补充")),
            (REVIEWER, act.Review(dossier=document, opinion="同意")),
            (DRAFTER, act.Recall(dossier=document)),
            (DRAFTER, act.LeaveOpinion(dossier=document, opinion="请尽快")),
        ]
    )
    with contextlib.suppress(Refused):
        desk.as_(account).perform(action)


def _deliver(chance: random.Random, first: OneDesk, second: OneDesk) -> None:
    """Let every disc come to the other desk, in any order and some twice, until none is refused any more."""
    waiting = [*((second, one) for one in first.made), *((first, one) for one in second.made)]
    for _ in range(50):
        chance.shuffle(waiting)
        left = []
        for desk, package in waiting:
            try:
                desk.take(package)
            except Refused as refused:
                if refused.code != "package.known":
                    left.append((desk, package))
        waiting = left
    assert not waiting
