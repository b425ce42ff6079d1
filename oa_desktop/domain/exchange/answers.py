"""What a unit may answer to a paper that came in a package (回执), and what stands where several answers came.

党政机关公文处理工作条例 (2012) Art. 24: a paper is signed for (签收), registered, and checked first (初审), where it
may be given back with the reason (退文). So 退文 may follow 签收 and ends it; nothing is signed for that was given
back: what is sent anew is another package. That one answer is given once, and by package, is office practice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from oa_desktop.domain.actions.exchanging import Answer, Receipt, TakeInPackage
from oa_desktop.domain.errors import Refused


def refuse_answer(answer: Answer, before: Iterable[Receipt], *, rejected: bool, title: str) -> None:
    """Refuse to answer what was answered so before, or otherwise than the paper stands.

    Args:
        answer: What is to be said.
        before: What was said of the same package.
        rejected: Whether the paper was given back (退文) where it was handled.
        title: Of the paper.

    Raises:
        Refused: ``package.given-back``, ``package.not-rejected``, ``package.answered``.
    """
    said = {one.answer: one for one in before}
    if answer is Answer.RECEIVED and (rejected or Answer.RETURNED in said):
        raise Refused("package.given-back", title=title)
    if answer is Answer.RETURNED and not rejected:
        raise Refused("package.not-rejected", title=title)
    if answer in said:
        raise Refused("package.answered", title=title, answer=answer.value, day=said[answer].time[:10])


def refuse_contradiction(sequence: int, receipt: Receipt, before: Iterable[TakeInPackage]) -> None:
    """Refuse a receipt by which a desk signs for what it gave back earlier in its channel.

    Args:
        sequence: Place of the receipt in the channel of the desk that sent it.
        receipt: What it says.
        before: What came from that desk, whenever it came.

    Raises:
        Refused: ``package.answer-contradicts``.
    """
    if receipt.answer is not Answer.RECEIVED:
        return
    for one in before:
        if one.receipt and one.sequence < sequence and _gives_back(one.receipt, receipt):
            raise Refused("package.answer-contradicts", name=one.name, day=one.receipt.time[:10])


def _gives_back(one: Receipt, other: Receipt) -> bool:
    return one.package == other.package and one.answer is Answer.RETURNED


def answers_in_order(came: Iterable[TakeInPackage]) -> tuple[Receipt, ...]:
    """Return the answers of one unit to one package, each once: 签收, then 退文, which stands; whatever came first.

    Of an answer that was given twice the one that stands earlier in its channel counts.
    """
    placed = sorted(came, key=lambda one: (one.sequence, one.device))
    answers: Sequence[Receipt] = [one.receipt for one in placed if one.receipt]
    first = (next((one for one in answers if one.answer is each), None) for each in Answer)
    return tuple(one for one in first if one)
