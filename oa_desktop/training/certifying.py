"""Making certificates (学时证明、结业证明) of a class: each a file, or all of them together in one."""

from __future__ import annotations

from collections.abc import Iterator

from oa_desktop.office.leaving import plain_name
from oa_desktop.office.session import Session
from oa_desktop.office.teaching.certificates import Certificate


def hand_out_certificates(
    session: Session, which: Certificate, number: str = "", *, together: bool = False
) -> Iterator[tuple[str, bytes]]:
    """Yield the certificates of those who fulfil their condition, as PDF by file names; each is recorded as it leaves.

    Args:
        session: The teacher's.
        which: Which of them.
        number: 学号 of the one who is given it; empty for all.
        together: Whether they are one file.

    Raises:
        Refused: ``class.no-certificate``, ``policy.role``, ``training.elsewhere``.
        Unavailable: ``store.read-only``.
    """
    found = session.teaching.certified(which, number)
    piles = {which.value: found} if together else {f"{which.value}-{one.number}": (one,) for one in found}
    for name, pile in piles.items():
        what = f"{which.value}（{len(pile)}份）"
        yield f"{plain_name(name)}.pdf", session.teaching.hand_out_forms([one.form for one in pile], what)
