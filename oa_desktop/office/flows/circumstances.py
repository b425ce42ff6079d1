"""What the office knows of a paper beyond its words (办理情况): from journal, registers and organisation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from oa_desktop.domain.actions.handling import Issue
from oa_desktop.domain.actions.on_paper import RecordIssue
from oa_desktop.domain.actions.together import Cosign, Stance
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import PersonId, RegisterName, dossier_journal, giver_of
from oa_desktop.domain.manuscript import Manuscript, plain_text
from oa_desktop.domain.numbers.numbering import NumberRegister, numbers_in
from oa_desktop.domain.rules.circumstances import Circumstances
from oa_desktop.domain.rules.names import bare, organs_in
from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.domain.units.addressees import UsualAddressees
from oa_desktop.domain.units.organisation import Organ
from oa_desktop.office.desk import Desk


def circumstances_of(desk: Desk, state: Dossier | None, draft: KeptDraft | None, text: Manuscript) -> Circumstances:
    """Return the circumstances of a text; what was drafted elsewhere was not drafted, nor are its files attached, here.

    Args:
        desk: Of who looks at it.
        state: The document whose text it is, or is to be; None for one that is none's yet.
        draft: What is being written, nobody having signed it; None for what the document has.
        text: Its words.
    """
    organisation = desk.organisation()
    today = desk.clock.now().date().isoformat()
    issuing = {bare(name) for name in text.issuing_organs}
    codes = tuple(one.code for one in organisation.organs if bare(one.name) in issuing and one.code)
    drafted = state if state and codes else None
    holder = draft or state
    signings = tuple(_signings(desk, state)) if state and draft is None else ()
    signers = {one for _, who in signings for one in who}
    return Circumstances(
        dossier=state.id if state else "",
        files=tuple(one.name for one in holder.attachments) if holder and codes else None,
        drafted=_day(drafted.drafted) if drafted else None,
        signed=max((day for day, _ in signings), default=None),
        signers=tuple(one.name for one in organisation.people if one.id in signers),
        assigned=state.number if state else "",
        codes=codes,
        registers=_registers(desk, codes, text),
        former=tuple(_former(organisation.organs, today)),
        divisions=tuple({one.name for one in organisation.departments} - {one.name for one in organisation.organs}),
        known=tuple(sorted({one.name for one in organisation.organs} | _written_to(desk.known_addressees()))),
        book=organisation.correspondents,
        today=today,
    )


def _former(organs: Iterable[Organ], day: str) -> Iterator[Organ]:
    """Yield the organs whose names hold no more; one that was registered again under its name does."""
    present = {one.name for one in organs if one.in_force(day)}
    return (one for one in organs if one.until and one.until < day and one.name not in present)


def _signings(desk: Desk, state: Dossier) -> Iterator[tuple[date, frozenset[PersonId]]]:
    """Yield when leaders signed the present text (签发, and 联署会签 of those who issue jointly), and in whose names.

    Of what was signed on paper the day that stands there counts.
    """
    signed = state.signed
    entries = (one.entry for one in desk.store.entries(dossier_journal(state.id))) if signed else ()
    for entry in (one for one in entries if signed and one.source == signed.source):
        action = read_action(entry)
        if isinstance(action, RecordIssue) and action.stance is not Stance.OBJECT:
            yield _day(action.written), frozenset({action.leader})
        elif isinstance(action, Issue) or (isinstance(action, Cosign) and action.stance is not Stance.OBJECT):
            yield _day(entry.claimed_time), frozenset({entry.actor.person, giver_of(entry.actor.delegation)})


def _day(time: str) -> date:
    return date.fromisoformat(time[:10])


def _registers(desk: Desk, codes: tuple[str, ...], text: Manuscript) -> dict[tuple[str, int], NumberRegister]:
    """Return those registers of some codes that the numbers in a text name."""
    named = {(one.code, one.year) for one in numbers_in(plain_text(text))}
    return {(code, year): desk.register(RegisterName(code=code, year=year)) for code, year in named if code in codes}


def _written_to(usual: UsualAddressees) -> set[str]:
    """Return the units to which papers usually go, one by one."""
    groups = (*usual.copied, *(group for listed in usual.main.values() for group in listed))
    members = (name for names in usual.members.values() for name in names)
    return {name for group in groups for name in organs_in(group)} | set(members) | set(usual.organs)
