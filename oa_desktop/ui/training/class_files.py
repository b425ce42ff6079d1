"""Files that leave a class (班级的文件): its books, certificates and papers, each written into a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from oa_desktop.domain.actions.exercising import BeginExercise
from oa_desktop.domain.errors import OfficeError, Refused
from oa_desktop.domain.forms import Form
from oa_desktop.domain.training.exercise import Exercise
from oa_desktop.i18n import _
from oa_desktop.office.books.shelf import BookFile
from oa_desktop.office.leaving import make_folder, plain_name, write_file
from oa_desktop.office.queries import FieldRow, FieldSort
from oa_desktop.office.session import Session
from oa_desktop.office.teaching.books import ClassBook
from oa_desktop.office.teaching.certificates import Certificate
from oa_desktop.office.teaching.satisfaction import blank
from oa_desktop.training.certifying import hand_out_certificates
from oa_desktop.training.handouts import papers_of
from oa_desktop.training.review_page import review_of

_ENDINGS = {BookFile.WORKBOOK: ".xlsx", BookFile.PRINT: ".pdf"}
_PAPERS = "教学材料"
_EVERYBODY, _ONE_EACH, _TOGETHER = "", "each", "together"


class Lessons(Protocol):
    """Where the exercises of a class come from."""

    def exercise_of(self, begun: BeginExercise) -> Exercise:
        """Return the exercise that was begun; refuses one that was changed since."""

    def exercise_named(self, exercise: str, variant: int = 0) -> Exercise:
        """Return an exercise by its id in a variant; refuses one that is unknown."""


def keep_all(session: Session, folder: Path, lessons: Lessons) -> int:
    """Write every book of the class, what is due and what was handed out (班级档案); return how many files."""
    make_folder(folder)
    for book in ClassBook:
        for file, ending in _ENDINGS.items():
            write_file(folder / f"{book}{ending}", session.teaching.hand_out(book, file))
    given = dict.fromkeys(one.exercise for one in session.teaching.data.lessons if one.exercise)
    return (
        len(ClassBook) * len(_ENDINGS)
        + sum(_kept_together(session, which, folder) for which in Certificate)
        + _kept_review(session, folder, lessons)
        + sum(_kept_papers(session, folder, one, lessons) for one in given)
    )


def _kept_together(session: Session, which: Certificate, folder: Path) -> int:
    try:
        return keep_certificates(session, folder, {"which": which, "number": _EVERYBODY, "files": _TOGETHER})
    except Refused:
        return 0


def _kept_review(session: Session, folder: Path, lessons: Lessons) -> int:
    try:
        return _keep_form(session, folder, "讲评", review_of(session, lessons.exercise_of))
    except Refused:
        return 0


def _kept_papers(session: Session, folder: Path, exercise: str, lessons: Lessons) -> int:
    try:
        return keep_papers(session, folder / _PAPERS, {"exercise": exercise, "variant": "1"}, lessons)
    except OfficeError:
        return 0


# --- papers of a lesson ------------------------------------------------------------------------------------------


def paper_fields(session: Session) -> tuple[FieldRow, ...]:
    """Return what is asked before the papers of a lesson are written."""
    titles = tuple(session.teaching.titles.items())
    return (
        FieldRow(
            name="exercise",
            label=_("哪一课"),
            sort=FieldSort.CHOICE,
            usual=titles[0][0] if titles else "",
            options=titles,
        ),
        FieldRow(name="variant", label=_("第几种内容"), sort=FieldSort.NUMBER, usual="1"),
    )


def keep_papers(session: Session, folder: Path, said: dict[str, Any], lessons: Lessons) -> int:
    """Write 讲义, and where errors are to be found 找错卷 and its key, of an exercise; return how many files.

    Raises:
        Refused: ``training.exercise-unknown``.
        Unavailable: ``disk.full``, ``store.read-only``.
    """
    variant = max(0, int(said["variant"]) - 1)
    exercise = lessons.exercise_named(said["exercise"], variant)
    forms = papers_of(exercise, variant, session.teaching.faults_in)
    return sum(_keep_form(session, folder, f"{exercise.named}-{name}", form) for name, form in forms.items())


def keep_sheets(session: Session, folder: Path, lessons: Lessons) -> int:
    """Write the sheet of satisfaction, and what is gone through once results are there; return how many files."""
    sheet = blank(session.organisation().name)
    return _keep_form(session, folder, sheet.title, sheet) + _kept_review(session, folder, lessons)


def _keep_form(session: Session, folder: Path, name: str, form: Form) -> int:
    write_file(folder / f"{plain_name(name)}.pdf", session.teaching.hand_out_forms([form], name))
    return 1


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
    which, together = Certificate(said["which"]), said["files"] == _TOGETHER
    count = 0
    for name, data in hand_out_certificates(session, which, said["number"], together=together):
        write_file(folder / name, data)
        count += 1
    return count
