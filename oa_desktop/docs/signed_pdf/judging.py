"""Judging the signatures of a PDF (PDF 核验) in the worker: all that needs neither keys nor whom one trusts.

What is found are statements and, for each signature, what is still to be asked: is the value that of the certificate,
is the certificate good, is the seal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from typing import Any, Final

from oa_desktop.docs.signed_pdf.active import active_content
from oa_desktop.docs.signed_pdf.algorithms import METHODS, OF_SEALS, SM3, digest
from oa_desktop.docs.signed_pdf.attached_seal import AttachedSeal
from oa_desktop.docs.signed_pdf.cms import envelope
from oa_desktop.docs.signed_pdf.envelopes import Envelope, read_envelope
from oa_desktop.docs.signed_pdf.evidence import is_evidence, is_stamp
from oa_desktop.docs.signed_pdf.facts import Asked, Found
from oa_desktop.docs.signed_pdf.files import Field, State, signed_fields, state_after, text_of
from oa_desktop.docs.signed_pdf.revisions import Revision, read_revisions
from oa_desktop.docs.signed_pdf.room import content, der_size, gap
from oa_desktop.docs.signed_pdf.stamps import STAMP_CONTENT, of_stamp, read_stamp
from oa_desktop.docs.signed_pdf.syntax import NotStrict, Text
from oa_desktop.docs.signed_pdf.updates import alterations
from oa_desktop.domain.trust.verdicts import Layer, Outcome, Statement, broken, holds, undecided

UNDECIDED_RULES: Final = frozenset(
    {"verdict.pdf-filter", "verdict.pdf-linear", "verdict.pdf-locked", "verdict.pdf-too-much", "verdict.pdf-too-deep"}
)
"""What is not wrong, only beyond what is read here."""
SUBFILTERS: Final = frozenset({"ETSI.CAdES.detached", "adbe.pkcs7.detached"})
_RANGES: Final = re.compile(rb"/ByteRange[\x00\t\n\x0c\r ]*\[([0-9\x00\t\n\x0c\r ]{7,80})\]")
_MARKS_OF_SIGNING: Final = (b"/ByteRange", b"/SubFilter", b"/Sig")
LOCAL_CLOCK: Final = "local-clock"
TIME_STAMP: Final = "time-stamp"
_TIME: Final = re.compile(r"D:(\d{14})(?:Z(?:00'00'?)?|([+-])(\d\d)'(\d\d)'?)?")
_ODD: Final = (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError)
"""What is raised where a file has something of another kind than ISO 32000-1 wants there."""
_MOST_ACTIVE = 50


Parts = dict[str, Any]
"""Certificates and values of a signature, for whoever judges them; nothing where its envelope cannot be read."""


def judge(data: bytes) -> tuple[Found, list[Parts]]:
    """Return what is found in a PDF, and what belongs to each signature."""
    try:
        revisions = read_revisions(data)
        states = [state_after(revisions[: number + 1]) for number in range(len(revisions))]
        fields = signed_fields(states[-1])
    except NotStrict as odd:
        return _unreadable(data, odd), []
    except _ODD:
        return _unreadable(data, NotStrict("verdict.pdf-syntax")), []
    strays = list(_strays(states[-1], fields))
    if not fields:
        return Found(statements=tuple(strays), is_signed=bool(strays)), []
    return _Judging(data, revisions, states, fields).found(strays)


def _unreadable(data: bytes, odd: NotStrict) -> Found:
    """Return what is said of a file whose order is not kept: that none was found, if nothing is like a signature."""
    if not any(mark in data for mark in _MARKS_OF_SIGNING):
        return Found(is_signed=False, is_read=False)
    said = undecided if odd.rule in UNDECIDED_RULES else broken
    statements = [said(Layer.STRUCTURE, odd.rule, odd.place)]
    ends = [sum(map(int, one.split()[2:])) for one in _RANGES.findall(data) if len(one.split()) == 4]
    if ends and max(ends) != len(data):
        statements.append(broken(Layer.COVERAGE, "verdict.pdf-changed-after", f"第 {max(ends)} 字节以后"))
    return Found(statements=tuple(statements))


def _strays(state: State, fields: Sequence[Field]) -> Iterator[Statement]:
    """Yield what wants to be a signature and belongs to no field."""
    known = {one.signature.number for one in fields}
    for number, written in sorted(state.objects.items()):
        value = written.value
        if isinstance(value, Mapping) and number not in known and {"ByteRange", "SubFilter"} & set(value):
            yield broken(Layer.COVERAGE, "verdict.pdf-stray-signature", f"{number} 号对象")


class _Judging:
    """One file under judgement."""

    def __init__(
        self, data: bytes, revisions: Sequence[Revision], states: Sequence[State], fields: Sequence[Field]
    ) -> None:
        self._data = data
        self._revisions = revisions
        self._states = states
        self._fields = sorted(fields, key=self._revision_of)

    def found(self, strays: Sequence[Statement]) -> tuple[Found, list[Parts]]:
        """Return what is found, and what belongs to each signature."""
        statements = [*strays, *self._after_signing(), *list(active_content(self._states[-1]))[:_MOST_ACTIVE]]
        if not strays and all(one.outcome is not Outcome.BROKEN for one in statements):
            statements.append(holds(Layer.COVERAGE, "verdict.pdf-covered"))
        statements.insert(0, holds(Layer.STRUCTURE, "verdict.pdf-in-order", revisions=str(len(self._revisions))))
        asked = [self._stamp(one) if is_stamp(one) else self._asked(one) for one in self._fields]
        return Found(signatures=tuple(one for one, _ in asked), statements=tuple(statements)), [of for _, of in asked]

    def _revision_of(self, one: Field) -> int:
        """Return the revision in which a signature stands."""
        return next(
            (number for number, it in enumerate(self._revisions) if it.start <= one.signature.start < it.end), 0
        )

    def _after_signing(self) -> Iterator[Statement]:
        """Yield what was written after the first signature beyond further signatures."""
        by_revision: dict[int, list[Field]] = {}
        for one in self._fields:
            by_revision.setdefault(self._revision_of(one), []).append(one)
        for number in range(min(by_revision) + 1, len(self._revisions)):
            yield from self._later(number, by_revision.get(number, []))

    def _later(self, number: int, signed: Sequence[Field]) -> Iterator[Statement]:
        """Yield what is said of a revision after the first signature, with the signatures that it brings."""
        place = f"第 {self._revisions[number].start} 字节以后"
        stamp = next((one for one in signed if is_stamp(one)), None) if self._is_foreign() else None
        if len(signed) == 1 and not stamp:
            yield from self._alterations(number, signed[0])
        elif len(signed) <= 1 and self._is_foreign() and self._is_evidence(number, stamp):
            yield undecided(Layer.COVERAGE, "verdict.pdf-evidence-added", place)
        else:
            yield broken(Layer.COVERAGE, "verdict.pdf-changed-after", place)

    def _is_foreign(self) -> bool:
        """Tell whether no signature of the file goes along with a seal, as those of this program do."""
        return not any(AttachedSeal.of(one).there for one in self._fields)

    def _is_evidence(self, number: int, stamp: Field | None) -> bool:
        return is_evidence(self._states[number - 1], self._states[number], self._revisions[number], stamp)

    def _alterations(self, number: int, one: Field) -> Iterator[Statement]:
        before, after = self._states[number - 1], self._states[number]
        matches = partial(AttachedSeal.of(one).matches, after)
        try:
            found = list(alterations(before, after, self._revisions[number], one, matches))
        except NotStrict as odd:
            found = [odd.place or one.name]
        yield from (broken(Layer.COVERAGE, "verdict.pdf-altered", place, name=one.name) for place in found)

    def _asked(self, one: Field) -> tuple[Asked, Parts]:
        number = self._revision_of(one)
        state, value, seal = self._states[number], one.signature.value, AttachedSeal.of(one)
        statements, found = list[Statement](), None
        try:
            found = self._envelope(one, number, strictly=seal.there)
            statements += self._digest(found, value["Contents"], self._revisions[number].end, one.name)
            statements += _of_envelope(found, value, seal, one.name)
        except NotStrict as odd:
            statements.append(broken(Layer.STRUCTURE, odd.rule, odd.place or one.name))
        statements += seal.statements(state, one, found)
        size = self._revisions[number - 1].end if number else 0
        claimed = _claimed(text_of(state.get(value.get("M"))))
        asked = Asked(
            name=one.name,
            claimed=claimed,
            source=LOCAL_CLOCK if claimed else "",
            method=found.method if found else "",
            seal_size=size,
            statements=tuple(statements),
        )
        covered = digest(SM3, memoryview(self._data)[:size])
        return asked, _parts(found, seal.value, covered or b"") if found else {}

    def _stamp(self, one: Field) -> tuple[Asked, Parts]:
        number, contents = self._revision_of(one), one.signature.value.get("Contents")
        view, end = memoryview(self._data), self._revisions[number].end
        try:
            found = self._envelope(one, number, strictly=False, content_type=STAMP_CONTENT)
            stamp = read_stamp(found)
        except NotStrict as odd:
            said = broken(Layer.STRUCTURE, odd.rule, odd.place or one.name)
            return Asked(name=one.name, source=TIME_STAMP, statements=(said,)), {}
        statements = tuple(of_stamp(stamp, found, one.name, view[: contents.start], view[contents.end : end]))
        asked = Asked(name=one.name, claimed=stamp.time, source=TIME_STAMP, method=found.method, statements=statements)
        return asked, _parts(found, b"", b"")

    def _envelope(self, one: Field, number: int, *, strictly: bool, content_type: str = "data") -> Envelope:
        """Return what the envelope of a signature says.

        Raises:
            NotStrict: It cannot be read, or the signature does not cover all the rest.
        """
        revision = self._revisions[number]
        if one.signature.number in revision.packed:
            raise NotStrict("verdict.pdf-signature-odd", one.name)
        start, end = gap(one.signature.value, revision.end, one.name)
        return read_envelope(content(self._data[start:end], one.name, strictly=strictly), content_type)

    def _digest(self, found: Envelope, gap: Text, size: int, name: str) -> Iterator[Statement]:
        """Yield whether the file is the one that was signed."""
        view = memoryview(self._data)
        computed = digest(found.digest_algorithm, view[: gap.start], view[gap.end : size])
        if computed is None:
            yield undecided(Layer.DIGESTS, "verdict.digest-unknown", name, method=found.digest_algorithm)
        elif computed != found.message_digest:
            yield broken(Layer.DIGESTS, "verdict.pdf-digest-differs", name)
        else:
            yield holds(Layer.DIGESTS, "verdict.pdf-digest-agrees", name)


def _parts(found: Envelope, seal: bytes, covered: bytes) -> Parts:
    return {
        "certificate": found.certificate,
        "others": list(found.others),
        "signed": found.signed,
        "signature": found.signature,
        "seal": seal,
        "seal_digest": covered,
    }


def _of_envelope(found: Envelope, value: Mapping[str, Any], seal: AttachedSeal, name: str) -> Iterator[Statement]:
    """Yield what is said of an envelope by itself."""
    kind = str(value.get("SubFilter"))
    if kind not in SUBFILTERS:
        yield undecided(Layer.STRUCTURE, "verdict.pdf-kind", name, kind=kind)
    if found.names_certificate is False or (found.names_certificate is None and kind == "ETSI.CAdES.detached"):
        yield broken(Layer.SIGNATURE, "verdict.pdf-certificate-swapped", name)
    if found.is_extended and not seal.there:
        yield undecided(Layer.SIGNATURE, "verdict.time-stamp-unproven", name)
    if seal.there and _rebuilt(found) != bytes(value["Contents"])[: der_size(bytes(value["Contents"]))]:
        yield broken(Layer.STRUCTURE, "verdict.pdf-envelope", name)


def _rebuilt(found: Envelope) -> bytes:
    return envelope(found.certificate, found.signed, found.signature, METHODS[OF_SEALS])


def _claimed(written: str) -> str:
    """Return a time as PDF writes it (ISO 32000-1 7.9.4) in ISO 8601, UTC; empty for what is none."""
    found = _TIME.fullmatch(written)
    if not found:
        return ""
    digits, sign, hours, minutes = found.groups()
    apart = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    try:
        return datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=timezone(apart)).astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        return ""
