"""Files that leave a class (班级的文件): its books, certificates and papers, each written into a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from oa_desktop.domain.errors import Refused
from oa_desktop.i18n import _
from oa_desktop.office.books.shelf import BookFile
from oa_desktop.office.leaving import make_folder, plain_name, write_file
from oa_desktop.office.queries import FieldRow, FieldSort
from oa_desktop.office.session import Session
from oa_desktop.office.teaching.books import ClassBook
from oa_desktop.office.teaching.certificates import Certificate

_ENDINGS = {BookFile.WORKBOOK: ".xlsx", BookFile.PRINT: ".pdf"}
_EVERYBODY, _ONE_EACH, _TOGETHER = "", "each", "together"


def keep_all(session: Session, folder: Path) -> int:
    """Write every book of the class, and every certificate that is due (班级档案); return how many files."""
    make_folder(folder)
    for book in ClassBook:
        for file, ending in _ENDINGS.items():
            write_file(folder / f"{book}{ending}", session.teaching.hand_out(book, file))
    return len(ClassBook) * len(_ENDINGS) + sum(_kept_together(session, which, folder) for which in Certificate)


def _kept_together(session: Session, which: Certificate, folder: Path) -> int:
    try:
        return keep_certificates(session, folder, {"which": which, "number": _EVERYBODY, "files": _TOGETHER})
    except Refused:
        return 0


# --- certificates ------------------------------------------------------------------------------------------------


def certificate_fields(session: Session) -> tuple[FieldRow, ...]:
    """Return what is asked before certificates are written."""
    people = tuple((one.number, f"{one.number} {one.name}") for one in session.teaching.data.trainees if one.name)
    which = tuple((one.value, _(one.value)) for one in Certificate)
    files = ((_ONE_EACH, _("一人一个文件")), (_TOGETHER, _("合成一个文件")))
    return (
        FieldRow(name="which", label=_("哪一种"), sort=FieldSort.CHOICE, usual=Certificate.GRADUATION, options=which),
        FieldRow(
            name="number",
            label=_("给谁"),
            sort=FieldSort.CHOICE,
            usual=_EVERYBODY,
            options=((_EVERYBODY, _("达到条件的每一个人")), *people),
        ),
        FieldRow(name="files", label=_("写成"), sort=FieldSort.CHOICE, usual=_ONE_EACH, options=files),
    )


def keep_certificates(session: Session, folder: Path, said: dict[str, Any]) -> int:
    """Write certificates of those who fulfil their condition; return how many files.

    Raises:
        Refused: ``class.no-certificate``.
        Unavailable: ``disk.full``, ``store.read-only``.
    """
    which, room = Certificate(said["which"]), session.teaching
    found = room.certified(which, said["number"])
    together = said["files"] == _TOGETHER
    piles = {which.value: found} if together else {f"{which.value}-{one.number}": (one,) for one in found}
    for name, pile in piles.items():
        what = f"{which.value}（{len(pile)}份）"
        write_file(folder / f"{plain_name(name)}.pdf", room.hand_out_forms([one.form for one in pile], what))
    return len(piles)
