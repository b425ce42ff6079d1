"""Using an electronic seal on a document (用印), and taking one into use: what the office adds to such a wish.

A seal goes on the pages that 登记 fixed and on nothing else, at the place where the layout has 署名. The entry names
the seal, its certificate, the entry of 签发, and the sealed files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from oa_desktop.domain.actions import DECLARATIONS, on_paper
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.sealing import EnrolSeal
from oa_desktop.domain.dossier import Dossier, Fixed
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest, dossier_journal
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.trust.sealing import known_seal, refuse_use
from oa_desktop.domain.trust.seals import EnrolledSeal, SealState
from oa_desktop.domain.trust.verdicts import Outcome, Statement
from oa_desktop.i18n.moments import day_of
from oa_desktop.i18n.problems import say
from oa_desktop.office.desk import Desk
from oa_desktop.office.ports.pages import Leaf, SealPlace
from oa_desktop.office.ports.trust import Impression, SealFacts, SealInHand
from oa_desktop.office.trust.certified import is_real_in_training, practice_mark
from oa_desktop.office.trust.trust_of import trust_of

_APPROVING = frozenset(DECLARATIONS[one].kind for one in (act.Issue, on_paper.RecordIssue))
_ONLY_READ = 1
"""Version of seals that are only read (GM/T 0031-2014)."""
STRIPS = 8
"""Pages that one seal is spread over at most (骑缝章); more take it again. P."""


def enrolled(desk: Desk, action: EnrolSeal) -> EnrolSeal:
    """Return the wish to take a seal into use, which is kept by now, with what the seal says of itself.

    Raises:
        Refused: As :func:`saying`.
        Unavailable: ``blob.missing``, ``blob.damaged``.
    """
    return saying(desk, action, desk.store.blobs.read(action.seal), desk.store.blobs.read(action.certificate))


def saying(desk: Desk, action: EnrolSeal, data: bytes, certificate: bytes) -> EnrolSeal:
    """Return the wish to take a seal into use with what the seal says of itself.

    Raises:
        Refused: ``seal.unreadable``, ``certificate.unreadable``, ``seal.only-read``, ``seal.ahead``,
            ``seal.for-practice``, ``seal.for-real``, ``seal.not-genuine``, ``seal.maker-certificate``,
            ``seal.not-holder``, ``seal.picture-*``: its picture cannot be drawn.
    """
    seal = desk.hand.seals.read(data)
    _refuse_age(desk, seal)
    key = desk.hand.seals.holder(data, certificate)
    maker = _judged_maker(desk, seal)
    desk.hand.sealer.refuse_picture(seal.picture)
    return replace(
        action,
        key=key,
        number=seal.id,
        name=seal.name,
        maker=maker,
        valid_from=day_of(seal.valid_from),
        valid_until=day_of(seal.valid_until),
        diameter_mm=max(seal.width_mm, seal.height_mm),
    )


def _refuse_age(desk: Desk, seal: SealFacts) -> None:
    """Refuse a seal that nobody here could ever use, or that was made after today.

    Raises:
        Refused: ``seal.only-read``: of the version of 2014; ``seal.ahead``.
    """
    if seal.version == _ONLY_READ:
        raise Refused("seal.only-read", seal=seal.name)
    if seal.created > desk.clock.now():
        raise Refused("seal.ahead", seal=seal.name, made=day_of(seal.created))


def _judged_maker(desk: Desk, seal: SealFacts) -> str:
    """Return the name of a seal's maker, whose certificate was right when it was made, and for more than practice.

    Raises:
        Refused: ``seal.for-practice``: made in another realm than the OFFICIAL one, where it is to be used;
            ``seal.for-real``: one that counts, in an exercise; ``seal.not-genuine``, ``seal.maker-certificate``.
    """
    maker = desk.certificates.read(seal.maker)
    if mark := practice_mark(desk, maker):
        raise Refused("seal.for-practice", seal=seal.name, mark=mark)
    if is_real_in_training(desk, maker):
        raise Refused("seal.for-real", seal=seal.name)
    if not seal.maker_signature_holds:
        raise Refused("seal.not-genuine", seal=seal.name, maker=maker.holder)
    for one in _broken(desk, seal.maker, seal.created):
        raise Refused("seal.maker-certificate", seal=seal.name, maker=maker.holder, said=say(one.rule, one.told).what)
    return maker.holder


def _broken(desk: Desk, certificate: bytes, at: datetime) -> tuple[Statement, ...]:
    """Return what is wrong with a certificate at a moment; that nothing is known of who issued it is not."""
    trust = trust_of(desk.organisation(), desk.store.blobs)
    return tuple(one for one in desk.certificates.judge(certificate, at, trust) if one.outcome is Outcome.BROKEN)


def sealed(desk: Desk, dossier: Dossier, numbered: Fixed, action: act.ApplySeal) -> act.ApplySeal:
    """Return the wish to seal a document electronically with everything that the entry says, the files being kept.

    Raises:
        Refused: ``seal.unknown``, ``seal.not-in-use``, ``seal.not-valid``, ``seal.not-keeper``, ``seal.locked``,
            ``seal.certificate-broken``: its certificate is revoked, over, or not in force yet;
            ``seal.no-ofd``, ``seal.no-place``, and what the sealer refuses.
        Unavailable: ``blob.missing``, ``blob.damaged``, ``confine.failed``.
    """
    seal = known_seal(desk.organisation(), action.electronic)
    now, standing = desk.clock.now(), desk.own_standing
    refuse_use(seal, desk.post, now.date().isoformat(), standing.name)
    if not numbered.ofd:
        raise Refused("seal.no-ofd", title=dossier.particulars.title)
    places = places_of(desk, dossier, numbered, seal)
    organs = {one.name for one in places}
    place = next((one for one in places if one.name == seal.organ), None)
    if place is None:
        raise Refused("seal.no-place")
    if _broken(desk, desk.store.blobs.read(seal.certificate), now):
        raise Refused("seal.certificate-broken", seal=seal.name)
    using = SealInHand(
        seal=desk.store.blobs.read(seal.data),
        holder=desk.store.blobs.read(seal.certificate),
        signer=desk.hand.signer(seal.key, seal.name),
        at=now,
    )
    more = len(organs - {seal.organ, *(one.organ for one in dossier.seals)})
    ofd, pdf = _before(dossier, numbered)
    stamps = (_impression(desk, using.seal, place), *_strips(desk, pdf, using.seal, straddling=action.straddling))
    blobs = desk.store.blobs
    return replace(
        action,
        source=numbered.source,
        seal=seal.name,
        organ=seal.organ,
        certificate=seal.certificate,
        approval=_approval(desk, dossier),
        ofd=blobs.keep(desk.hand.sealer.seal_ofd(blobs.read(ofd), using, stamps, last=not more)),
        rendering=blobs.keep(desk.hand.sealer.sign_pdf(blobs.read(pdf), using, stamps)),
        more=more,
    )


def places_of(desk: Desk, dossier: Dossier, numbered: Fixed, seal: EnrolledSeal) -> tuple[SealPlace, ...]:
    """Return the places of seals on a numbered document, each named for its organ."""
    manuscript = desk.manuscript(numbered.source)
    look = desk.look_of(manuscript, signed=dossier.issued)
    found = desk.renderer.seal_places(manuscript, look, seal.diameter_mm)
    return tuple(replace(one, name=one.name or _first_organ(manuscript)) for one in found)


def usable(desk: Desk, dossier: Dossier) -> tuple[tuple[EnrolledSeal, SealPlace], ...]:
    """Return the seals that the person may put on a document now, each with its place."""
    numbered, today = dossier.numbered, desk.clock.now().date().isoformat()
    if numbered is None or not numbered.ofd:
        return ()
    done = {one.organ for one in dossier.seals}
    kept = (one for one in desk.organisation().seals if one.keeper == desk.post and one.organ not in done)
    fit = [one for one in kept if one.state is SealState.IN_USE and one.valid_from <= today <= one.valid_until]
    places = {one.name: one for one in places_of(desk, dossier, numbered, fit[0])} if fit else {}
    return tuple((one, places[one.organ]) for one in fit if one.organ in places)


def _first_organ(manuscript: Manuscript) -> str:
    return next(iter(manuscript.issuing_organs), "")


def _before(dossier: Dossier, numbered: Fixed) -> tuple[Digest, Digest]:
    """Return what the seal goes on, OFD and PDF: the numbered pages, or what others have sealed of them."""
    if dossier.seals:
        return dossier.seals[-1].ofd, dossier.seals[-1].rendering
    return numbered.ofd, numbered.rendering


def _approval(desk: Desk, dossier: Dossier) -> Digest:
    """Return the digest of the entry by which the document was signed (签发)."""
    entries = desk.store.entries(dossier_journal(dossier.id))
    return next((one.digest for one in reversed(list(entries)) if one.entry.kind in _APPROVING), Digest(""))


def _impression(desk: Desk, data: bytes, place: SealPlace) -> Impression:
    seal = desk.hand.seals.read(data)
    return Impression(
        page=place.page,
        x_mm=place.x_mm - seal.width_mm / 2,
        y_mm=place.y_mm - seal.height_mm / 2,
        width_mm=seal.width_mm,
        height_mm=seal.height_mm,
    )


def _strips(desk: Desk, pdf: Digest, data: bytes, *, straddling: bool) -> tuple[Impression, ...]:
    if not straddling:
        return ()
    seal = desk.hand.seals.read(data)
    leaves = desk.hand.leaves(desk.store.blobs.read(pdf))
    return tuple(strips(leaves, seal.width_mm, seal.height_mm))


def strips(leaves: Sequence[Leaf], width_mm: float, height_mm: float) -> Iterator[Impression]:
    """Yield the strips of a seal that is spread over the right edges of pages, halfway down (骑缝章).

    Args:
        leaves: The pages; one alone has no edge to spread over.
        width_mm: Of the seal.
        height_mm: Of the seal.
    """
    groups = -(-len(leaves) // STRIPS)
    for group in range(groups):
        first, end = len(leaves) * group // groups, len(leaves) * (group + 1) // groups
        share_mm = width_mm / (end - first)
        for place, leaf in enumerate(leaves[first:end]) if len(leaves) > 1 else ():
            yield Impression(
                page=first + place + 1,
                x_mm=leaf.width_mm - (place + 1) * share_mm,
                y_mm=(leaf.height_mm - height_mm) / 2,
                width_mm=width_mm,
                height_mm=height_mm,
                clip=(place * share_mm, 0.0, share_mm, height_mm),
            )
