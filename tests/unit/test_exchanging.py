"""Papers that go to another unit by disc, come in there whole, and are answered."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import permutations

import pytest

from oa_desktop.domain.actions.exchanging import Answer, Receipt, TakeInPackage
from oa_desktop.domain.actions.handling import NEW_DOSSIER
from oa_desktop.domain.actions.incoming import Reject
from oa_desktop.domain.documents.incoming import Medium
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.exchange.answers import answers_in_order, refuse_contradiction
from oa_desktop.domain.exchange.carriers import Carrier
from oa_desktop.domain.exchange.letters import LETTER, Letter
from oa_desktop.domain.exchange.package import Outside, PackageId, Sort
from oa_desktop.domain.exchange.register import in_runs, refuse_out_of_channel, sender_of
from oa_desktop.domain.ids import NOTHING, DeviceId, Digest, DossierId, PersonId, UnitId, exchange_journal
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.i18n.problems import say
from oa_desktop.office.books.shelf import BookFile
from oa_desktop.office.exchanging.book import ExchangeRow
from tests.fakes.exchanging import IN, OUT, Pair, introduce, office_of, package_id, pair, unit_of
from tests.fakes.office import FakeOffice


def refusal(doing) -> Refused:
    with pytest.raises(Refused) as caught:
        doing()
    said = say(caught.value.code, caught.value.params)
    assert said.what
    assert said.do
    return caught.value


@pytest.fixture(scope="module")
def units() -> Pair:
    return pair()


def test_a_paper_comes_in_as_it_went_out(units: Pair) -> None:
    document, package = units.sent()
    came = units.taken(package)
    sent, got = units.county.as_("drafter"), units.town.as_("registrar")
    state = got.dossier(came)
    assert state.incoming is not None
    assert state.incoming.medium is Medium.DISC
    assert (state.incoming.sender, state.incoming.number) == ("清源县人民政府办公室", sent.dossier(document).number)
    assert got.text(came).title == sent.text(document).title
    assert got.papers.content(came, state.attachments[0].digest) == sent.papers.page(document)[1]
    assert state.attachments[0].name == "正本.pdf"


def test_the_receipt_stands_at_the_paper_that_went_out(units: Pair) -> None:
    document, package = units.sent()
    came = units.taken(package)
    back = units.town.as_("registrar").outbox.answer(came, Answer.RECEIVED, OUT)
    assert units.county.as_("registrar").inbox.take_in(back.data, IN) == ()
    register = units.county.as_("registrar").exchange_book.register()
    (sent,) = register.of(document)
    (answered,) = register.answers(sent.act.package)[unit_of(units.town)]
    assert (answered.answer, answered.by) == (Answer.RECEIVED, "登记编号 登记编号员")


def reject(units: Pair, came: DossierId) -> None:
    units.town.as_("registrar").perform(Reject(dossier=came, reason="主送机关有误"))


def test_a_paper_is_given_back_with_the_reason_and_never_without(units: Pair) -> None:
    document, package = units.sent()
    came = units.taken(package)
    registrar = units.town.as_("registrar")
    reject(units, came)
    assert refusal(lambda: registrar.outbox.answer(came, Answer.RETURNED, OUT, " ")).code == "package.no-reason"
    back = registrar.outbox.answer(came, Answer.RETURNED, OUT, "主送机关有误")
    units.county.as_("registrar").inbox.take_in(back.data, IN)
    register = units.county.as_("registrar").exchange_book.register()
    (answered,) = register.answers(package_id(units.county, package))[unit_of(units.town)]
    assert (answered.answer, answered.reason) == (Answer.RETURNED, "主送机关有误")
    assert register.of(document)


def test_a_paper_is_signed_for_and_then_given_back_and_never_the_other_way(units: Pair) -> None:
    """签收 is the first thing that is done with what came, 退文 may follow it at 初审 and ends it."""
    came = units.taken(units.sent()[1])
    outbox = units.town.as_("registrar").outbox
    given_back = partial(outbox.answer, came, Answer.RETURNED, OUT, "主送机关有误")
    received = partial(outbox.answer, came, Answer.RECEIVED, OUT)
    assert refusal(given_back).code == "package.not-rejected"
    signed = received()
    assert refusal(received).code == "package.answered"
    reject(units, came)
    assert refusal(received).code == "package.given-back"
    returned = given_back()
    assert refusal(given_back).code == "package.answered"
    inbox = units.county.as_("registrar").inbox
    for one in (signed, returned):
        inbox.take_in(one.data, IN)
    assert "签收" in book_row(units.county).answers
    assert book_row(units.county).answers.index("签收") < book_row(units.county).answers.index("后退文")
    here = book_row(units.town, came)
    assert here.answers.index("签收") < here.answers.index("后退文")
    assert not here.answerable


def test_what_was_rejected_is_not_signed_for(units: Pair) -> None:
    came = units.taken(units.sent()[1])
    reject(units, came)
    outbox = units.town.as_("registrar").outbox
    assert refusal(lambda: outbox.answer(came, Answer.RECEIVED, OUT)).code == "package.given-back"


def book_row(office: FakeOffice, document: DossierId = NEW_DOSSIER) -> ExchangeRow:
    """The line of a paper in the book; of the one that went out last where none is named."""
    rows = office.as_("registrar").exchange_book.ledger().rows
    lines = [one for one in rows if one.sort == "公文" and document in (NEW_DOSSIER, one.document)]
    return next(one for one in lines if (one.direction == "发出") is (document == NEW_DOSSIER))


def test_receipts_that_arrive_in_another_order_come_to_the_same() -> None:
    """The earlier one was lost, and comes after the later one was taken in with a reason; once more changes nothing."""
    units = pair()
    came = units.taken(units.sent()[1])
    outbox, inbox = units.town.as_("registrar").outbox, units.county.as_("registrar").inbox
    signed = outbox.answer(came, Answer.RECEIVED, OUT).data
    reject(units, came)
    returned = outbox.answer(came, Answer.RETURNED, OUT, "主送机关有误").data
    assert refusal(lambda: inbox.take_in(returned, IN)).code == "package.missing"
    inbox.take_in(returned, IN, missing="前一张光盘坏了")
    assert "签收" not in book_row(units.county).answers
    assert denied_by_what_came_after(units.county, signed)
    inbox.take_in(signed, IN)
    for one in (returned, signed):
        assert refusal(lambda one=one: inbox.take_in(one, IN)).code == "package.known"
    assert "签收 2026-04-16" in book_row(units.county).answers
    assert book_row(units.county).answers.index("签收") < book_row(units.county).answers.index("后退文")
    again = signed_all_the_same(units, came)
    assert refusal(lambda: inbox.take_in(again, IN)).code == "package.answer-contradicts"


def denied_by_what_came_after(office: FakeOffice, package: bytes) -> bool:
    """Whether another package in the place of one that comes late is refused: the next one follows that, not another."""
    outside, register = office.ports.packages.look(package).outside, office.as_("registrar").exchange_book.register()
    (place,) = outside.recipients
    doing = partial(refuse_out_of_channel, outside, Digest("another"), place, register)
    return refusal(doing).code == "package.forked"


def signed_all_the_same(units: Pair, came: DossierId) -> bytes:
    """A receipt that signs for what was given back, as only a program would make it that does not ask."""
    town = units.town.as_("registrar")
    card = next(one for one in town.organisation().partners if one.unit == unit_of(units.county))
    given_back = town.exchange_book.register().answered(package_of(units.town, came))[-1]
    letter = Letter(sender="东关镇人民政府", title="通知", receipt=replace(given_back, answer=Answer.RECEIVED))
    packing = town.outbox._packing
    return packing.pack({LETTER: letter.encode()}, [card], OUT, sort=Sort.RECEIPT, receipt=letter.receipt).data


def package_of(office: FakeOffice, document: DossierId) -> PackageId:
    taken = office.as_("registrar").exchange_book.register().came_as(document)
    assert taken is not None
    return taken.act.package


def answered(place: int, answer: Answer, device: str = "desk") -> TakeInPackage:
    """A receipt that was taken in, by its place in the channel of a desk."""
    said = Receipt(package=PackageId("paper"), answer=answer, by="李静", time=f"2026-04-{place:02}", reason="有误")
    return TakeInPackage(
        package=PackageId(f"{device} {place}"),
        outside=Digest(str(place)),
        sort=Sort.RECEIPT,
        sender=UnitId("town"),
        name="东关镇",
        device=DeviceId(device),
        sequence=place,
        carrier=IN,
        receipt=said,
    )


@pytest.mark.parametrize("order", list(permutations(range(5))))
def test_in_whatever_order_receipts_arrive_the_first_of_each_counts_and_what_was_given_back_stays_so(order) -> None:
    came = (
        *(answered(2, Answer.RECEIVED), answered(4, Answer.RETURNED), answered(5, Answer.RETURNED)),
        *(answered(3, Answer.RECEIVED, "other"), answered(9, Answer.RECEIVED)),
    )
    stands = answers_in_order(came[place] for place in order)
    assert [(one.answer, one.time) for one in stands] == [
        (Answer.RECEIVED, "2026-04-02"),
        (Answer.RETURNED, "2026-04-04"),
    ]


def test_a_desk_that_signs_for_what_it_gave_back_is_refused_and_another_is_not() -> None:
    before = [answered(4, Answer.RETURNED)]
    signed = answered(9, Answer.RECEIVED).receipt
    assert signed is not None
    refused = refusal(lambda: refuse_contradiction(9, signed, before))
    assert (refused.code, refused.params) == ("package.answer-contradicts", {"name": "东关镇", "day": "2026-04-04"})
    refuse_contradiction(3, signed, before)
    refuse_contradiction(9, replace(signed, package=PackageId("another")), before)
    refuse_contradiction(9, replace(signed, answer=Answer.RETURNED), before)


def test_a_package_whose_taking_in_fails_leaves_nothing_and_one_that_comes_twice_is_taken_in_once(units: Pair) -> None:
    _, package = units.sent()
    store = units.town.stores.made
    kept = dict(store.blobs.contents)
    store.fail_next_commit = True
    with pytest.raises(Unavailable, match=r"disk\.full"):
        units.taken(package)
    assert refusal(lambda: units.taken(package, flow="没有的流程")).code == "flow.unknown"
    assert store.blobs.contents == kept
    units.taken(package)
    before = list(units.town.stores.made.entries(exchange_journal(unit_of(units.town))))
    for _ in range(10):
        assert refusal(lambda: units.taken(package)).code == "package.known"
    assert list(units.town.stores.made.entries(exchange_journal(unit_of(units.town)))) == before


def test_records_whose_taking_in_fails_leave_no_content_here_and_all_of_them_when_it_comes_off() -> None:
    town = office_of("d", "北关镇人民政府")
    store, taking = town.stores.made, partial(town.as_("registrar").desks.take_in, carrier=IN)
    town.as_("drafter")
    count, folded, kept = len(store.kept), dict(store.folded), dict(store.blobs.contents)
    town.draft()
    package, came = town.as_("registrar").desks.make(OUT).data, dict(store.blobs.contents)
    del store.kept[count:]
    store.folded, store.blobs.contents, store.device = folded, dict(kept), DeviceId("the other desk")
    store.fail_next_commit = True
    with pytest.raises(Unavailable, match=r"disk\.full"):
        taking(package)
    assert store.blobs.contents == kept
    taking(package)
    assert (store.blobs.contents, len(came) > len(kept)) == (came, True)


def test_a_paper_that_came_before_and_a_clock_that_is_ahead_are_told_before_anything_is_taken_in() -> None:
    units = pair()
    document, package = units.sent()
    inbox = units.town.as_("registrar").inbox
    assert not any("请注意" in one for one in inbox.words(package))
    units.taken(package)
    units.county.clock.move(days=20)
    again = units.package(document)
    told = [one for one in units.town.as_("registrar").inbox.words(again) if "请注意" in one]
    assert len(told) == 2
    assert "时钟" in told[0]
    assert "已经登记过" in told[1]


def test_a_package_before_it_that_is_missing_is_named(units: Pair) -> None:
    _, first = units.sent()
    _, second = units.sent()
    refused = refusal(lambda: units.taken(second))
    place = units.county.ports.packages.look(first).outside.recipients[0].sequence
    assert (refused.code, refused.params["missing"]) == ("package.missing", str(place))
    units.taken(first)
    units.taken(second)


def test_a_lost_package_holds_nothing_up_for_who_says_why_and_may_still_come(units: Pair) -> None:
    _, lost = units.sent()
    _, second = units.sent()
    units.taken(second, missing="光盘损坏，已请对方重刻")
    units.taken(lost)


def test_what_was_lost_is_handed_out_again_just_as_it_was(units: Pair) -> None:
    _, package = units.sent()
    again = units.county.as_("dispatcher").outbox.again(package_id(units.county, package))
    assert again.data == package
    units.taken(again.data)


def test_a_unit_that_is_not_registered_sends_nothing_here(units: Pair) -> None:
    stranger = office_of("c", "西关镇人民政府")
    introduce(units.county, stranger)
    document = units.county.bring_to("file")
    package = units.county.as_("dispatcher").outbox.send(document, [unit_of(stranger)], OUT).data
    assert refusal(lambda: units.taken(package)).code == "package.not-for-us"
    card = next(one for one in stranger.as_("security").partners.known)
    stranger.as_("security").partners.drop(card, "不再交换")
    assert refusal(lambda: stranger.as_("registrar").inbox.take_in(package, IN)).code == "package.unknown-sender"


def outside_of(units: Pair) -> Outside:
    """What stands on a new package, which the town has not taken in."""
    return units.county.ports.packages.look(units.sent()[1]).outside


def take_again(units: Pair, outside: Outside) -> None:
    units.taken(units.county.as_("dispatcher").outbox.again(outside.id).data)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda one: replace(one, realm=Realm.TRAINING), "package.other-realm"),
        (lambda one: replace(one, grade=SystemGrade.SECRET), "package.higher-grade"),
        (lambda one: replace(one, recipients=()), "package.not-for-us"),
        (lambda one: replace(one, sender=replace(one.sender, device=DeviceId("other"))), "package.unknown-sender"),
        (lambda one: replace(one, sender=replace(one.sender, unit=UnitId("other"))), "package.unknown-sender"),
        (lambda one: replace(one, sender=replace(one.sender, founding=Digest("0"))), "package.other-key"),
    ],
)
def test_what_comes_from_elsewhere_is_refused_before_it_is_opened(units: Pair, change, code: str) -> None:
    here, outside = units.town.as_("registrar").organisation(), outside_of(units)
    assert sender_of(outside, here).name == "清源县人民政府办公室"
    assert refusal(lambda: sender_of(change(outside), here)).code == code
    take_again(units, outside)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda one: replace(one, sequence=one.sequence - 1), "package.forked"),
        (lambda one: replace(one, sequence=0), "package.forked"),
        (lambda one: replace(one, sequence=10**9), "package.forked"),
        (lambda one: replace(one, previous=Digest("0" * 64)), "package.forked"),
        (lambda one: replace(one, previous=NOTHING), "package.forked"),
        (lambda one: replace(one, sequence=one.sequence + 3), "package.missing"),
    ],
)
def test_a_package_that_contradicts_its_channel_is_refused(units: Pair, change, code: str) -> None:
    outside, register = outside_of(units), units.town.as_("registrar").exchange_book.register()
    (place,) = outside.recipients
    refuse_out_of_channel(outside, Digest("1"), place, register)
    assert refusal(lambda: refuse_out_of_channel(outside, Digest("1"), change(place), register)).code == code
    take_again(units, outside)


def test_another_package_under_the_number_of_one_that_came_is_refused(units: Pair) -> None:
    outside = outside_of(units)
    take_again(units, outside)
    register = units.town.as_("registrar").exchange_book.register()
    came, (place,) = register.taken_package(outside.id), outside.recipients
    assert came is not None
    after = replace(place, sequence=place.sequence + 1, previous=came.act.outside)
    refuse_out_of_channel(replace(outside, id=PackageId("another")), Digest("1"), after, register)
    assert refusal(lambda: refuse_out_of_channel(outside, Digest("1"), after, register)).code == "package.forked"


def test_the_places_that_are_missing_are_said_in_runs() -> None:
    assert in_runs([8, 3, 4, 5]) == "3—5、8"
    assert in_runs(range(2, 100, 2)).endswith("……")


@pytest.mark.parametrize(
    ("carrier", "code"),
    [
        (replace(IN, number=" "), "carrier.no-number"),
        (replace(IN, approver=PersonId("person registrar")), "carrier.one-person"),
        (replace(IN, approver=PersonId("")), "carrier.one-person"),
        (replace(IN, applicant=PersonId("person signer"), approver=PersonId("person signer")), "carrier.one-person"),
        (replace(IN, approver=PersonId("nobody")), "person.unknown"),
        (replace(IN, scanner=""), "carrier.unscanned"),
        (replace(IN, outcome=" "), "carrier.unscanned"),
    ],
)
def test_a_medium_is_taken_in_by_two_people_who_looked_at_it(units: Pair, carrier: Carrier, code: str) -> None:
    _, package = units.sent()
    assert refusal(lambda: units.town.as_("registrar").inbox.take_in(package, carrier)).code == code
    units.taken(package)


def test_nobody_but_whoever_sends_out_and_registers_exchanges_packages(units: Pair) -> None:
    document, package = units.sent()
    for account in ("drafter", "signer", "archivist", "auditor", "security", "system"):
        session = units.county.as_(account)
        doing = (
            lambda session=session: session.outbox.send(document, [unit_of(units.town)], OUT),
            lambda session=session: session.inbox.take_in(package, IN),
            lambda session=session: session.exchange_book.register(),
        )
        assert {refusal(one).code for one in doing} == {"policy.role"}
    units.taken(package)


def test_what_was_not_sent_out_yet_goes_into_no_package(units: Pair) -> None:
    document = units.county.bring_to("seal")
    assert refusal(lambda: units.package(document)).code == "package.not-dispatched"


def test_no_unit_is_registered_by_a_card_that_nobody_compared(units: Pair) -> None:
    partners, card = units.town.as_("security").partners, units.county.as_("security").partners.card()
    assert refusal(lambda: partners.register(card, " ")).code == "card.not-compared"
    assert refusal(lambda: partners.register(partners.card(), "当面核对")).code == "card.own"
    assert partners.fingerprint(partners.read_card(card)) != partners.fingerprint(partners.read_card(partners.card()))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda card: b"", "card.other"),
        (lambda card: b"{}\n", "card.other"),
        (lambda card: card.replace(b'"version":1', b'"version":9'), "card.newer"),
        (lambda card: card[:-20], "card.damaged"),
        (lambda card: card.replace("清源县".encode(), "清原县".encode()), "card.damaged"),
        (lambda card: card + b"{}", "card.damaged"),
        (lambda card: card.replace(b'"unit"', b' "unit"'), "card.damaged"),
    ],
)
def test_a_card_that_is_not_as_it_was_written_is_refused(units: Pair, change, code: str) -> None:
    card = units.county.as_("security").partners.card()
    assert refusal(lambda: units.town.as_("security").partners.read_card(change(card))).code == code


def test_the_book_names_the_medium_who_answered_for_it_and_what_the_other_unit_said(units: Pair) -> None:
    document, package = units.sent()
    came = units.taken(package)
    units.county.as_("registrar").inbox.take_in(
        units.town.as_("registrar").outbox.answer(came, Answer.RECEIVED, OUT).data, IN
    )
    rows = units.county.as_("registrar").exchange_book.ledger().rows
    sent = next(row for row in rows if row.package == package_id(units.county, package))
    assert (sent.direction, sent.medium, sent.applicant, sent.approver) == ("发出", "GP-2026-001", "拟稿员", "签发员")
    assert sent.title == units.county.as_("drafter").dossier(document).particulars.title
    assert "东关镇人民政府：签收" in sent.answers
    assert rows[0].direction == "收到" or rows[0].time == rows[1].time
    printed = units.county.as_("registrar").exchange_book.hand_out(BookFile.CSV).decode("utf-8-sig")
    assert "GP-2026-001" in printed
    assert "杀毒软件甲，未发现病毒" in printed


def test_a_unit_answers_what_went_to_it_and_nothing_else(units: Pair) -> None:
    other = office_of("f", "北关镇人民政府")
    introduce(units.county, other)
    document, package = units.sent()
    units.taken(package)
    theirs = units.county.as_("dispatcher").outbox.send(document, [unit_of(other)], OUT).data
    (came,) = other.as_("registrar").inbox.take_in(theirs, IN)
    session = other.as_("registrar")
    letter = Letter(
        sender="北关镇人民政府",
        receipt=Receipt(
            package=package_id(units.county, package), answer=Answer.RETURNED, by="冒充", time="", reason="不收"
        ),
    )
    card = session.organisation().partners
    forged = session.outbox._packing.pack({LETTER: letter.encode()}, card, OUT, document=came).data
    registrar = units.county.as_("registrar")
    assert refusal(lambda: registrar.inbox.take_in(forged, IN)).code == "package.no-such-package"
