"""Rules on 发文机关署名, 签发人, and on the organ being one and the same everywhere.

党政机关公文处理工作条例 (2012) Art. 9 (四) (六) (十一) (十三); GB/T 9704-2012 7.2.6 and 7.3.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from oa_desktop.domain.documents.findings import Finding, Place, finding
from oa_desktop.domain.documents.kinds import DocumentKind
from oa_desktop.domain.rules.names import are_one, bare
from oa_desktop.domain.rules.paper import Check, Paper, Passage
from oa_desktop.domain.rules.slips import Slips, found_in, slip
from oa_desktop.domain.rules.titles import ABOUT, MATTER

SLIPS: Slips = {"signature.seal-words": slip(r"\s{0,8}[（(](?:盖章|公章|印章|章|印)[）)]", "")}
"""What should not stand in a signature."""
SIGNED_BY_PERSONS = frozenset({DocumentKind.ORDER, DocumentKind.PROPOSAL})
"""Kinds that the head of the organ signs."""
_VAGUE = re.compile("(?:本|我)?(?:县|市|镇|乡|区)?(?:政府|党委|局|办公室|委|办|院|校)")
_PERSON = re.compile(r"(?:县|市|省|区|镇|乡|州)\s*长|主\s*席|主\s*任|局\s*长|书\s*记|部\s*长")
_IN_PERSON = re.compile(
    r"(?:[省市县区镇乡州局校院部]\s*长|主\s*席(?!团)|主\s*任(?!会)|书\s*记(?!处))\s*[\u4e00-\u9fff×]{0,2}[\s\u4e00-\u9fff×]{0,3}$"
)
_ORGAN_END = re.compile("(?:政府|委员会|办公室|局|厅|部|委|院)$")


def slips(paper: Paper) -> Iterator[Finding]:
    """Yield what should not stand in a signature."""
    for name in paper.names("signatories"):
        yield from found_in(name, SLIPS)


def vague(paper: Paper) -> Iterator[Finding]:
    """Yield a signature that is neither the full name nor a standard short one."""
    for name in paper.names("signatories"):
        if _VAGUE.fullmatch(name.text.strip()):
            yield name.found("signature.vague", measured=name.text)


def other_organ(paper: Paper) -> Iterator[Finding]:
    """Yield organs of the signature that are none of the mark; a joint mark may show the lead organ alone (7.2.4)."""
    marks = [name for name in paper.manuscript.issuing_organs if bare(name)]
    if not marks or paper.kind in SIGNED_BY_PERSONS or paper.kind is DocumentKind.MINUTES:
        return
    signed = paper.names("signatories")
    is_joint = len(signed) > 1 and are_one(signed[0].text, marks[0])
    for name in () if is_joint else signed:
        if name.text.strip() and not any(are_one(name.text, mark) for mark in marks):
            yield name.found("signature.differs", measured=name.text, required="、".join(marks))


def other_organ_in_title(paper: Paper) -> Iterator[Finding]:
    """Yield an organ before 关于 or 转发 in the title that is none of the mark."""
    title = paper.element("title")
    named = MATTER.split(re.sub(r"\s", " ", title.text))[0].strip() if ABOUT in title.text else ""
    organs = paper.organs
    is_organ = _ORGAN_END.search(named) and paper.kind not in SIGNED_BY_PERSONS
    parts = tuple(part for part in re.split(r"[ 、]+", named) if part)
    if is_organ and organs and not any(are_one(part, organ) for part in (*parts, named) for organ in organs):
        yield title.at("title.organ-differs", named, measured=named, required="、".join(organs))


def lead(paper: Paper) -> Iterator[Finding]:
    """Yield a joint signature that the lead organ does not begin."""
    marks, signed = paper.manuscript.issuing_organs, paper.names("signatories")
    is_joint = len(marks) > 1 and {bare(one) for one in marks} == {bare(one.text) for one in signed}
    if is_joint and bare(signed[0].text) != bare(marks[0]):
        yield signed[0].found("signature.lead", measured=signed[0].text, required=marks[0])


def persons(paper: Paper) -> Iterator[Finding]:
    """Yield an order that an organ signs: it has the signature stamp of the head. GB/T 9704-2012 10.2."""
    if paper.kind is DocumentKind.ORDER:
        for name in paper.names("signatories"):
            if name.text.strip() and not _PERSON.search(name.text):
                yield name.found("order.signature", measured=name.text)


def in_person(paper: Paper) -> Iterator[Finding]:
    """Yield an upward paper in the name of a leader. Art. 15 (五): 不得以本机关负责人名义向上级机关报送公文."""
    for name in paper.names("signatories") if paper.goes_up else ():
        if _IN_PERSON.search(name.text.strip()):
            yield name.found("signature.in-person", measured=name.text)


def signers(paper: Paper) -> Iterator[Finding]:
    """Yield an upward paper without 签发人, and one of another direction that has it."""
    typed = paper.manuscript
    is_signed = any(name.strip() for name in typed.signers)
    if paper.goes_up and not is_signed and not paper.is_inquiry:
        yield finding("signer.missing", Place(name="签发人"))
    if is_signed and paper.kind and not paper.goes_up:
        yield Passage(name="签发人", text="、".join(typed.signers)).found(
            "signer.needless", measured="、".join(typed.signers)
        )


def other_signer(paper: Paper) -> Iterator[Finding]:
    """Yield an upward paper on which none of the 签发人 is who signed it. Art. 9 (六)."""
    named = {re.sub(r"\s", "", name) for name in paper.manuscript.signers if name.strip()}
    signed = paper.circumstances.signers
    if paper.goes_up and named and signed and named.isdisjoint(re.sub(r"\s", "", name) for name in signed):
        element = paper.names("signers")[0]
        yield element.found("signer.other", measured="、".join(sorted(named)), required="、".join(signed))


CHECKS: tuple[Check, ...] = (
    slips,
    vague,
    other_organ,
    other_organ_in_title,
    lead,
    persons,
    in_person,
    signers,
    other_signer,
)
