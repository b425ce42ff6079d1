"""Result files of a class (成绩文件): all of a folder taken in, and what is written of each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.ids import Digest
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.leaving import write_file
from oa_desktop.office.session import Session
from oa_desktop.office.several import Step
from oa_desktop.training.class_reports import hand_out_report, result_name
from oa_desktop.training.collecting import ExerciseOf, collect
from oa_desktop.training.transcripts import hand_out_transcript
from oa_desktop.ui.exchanging.package_files import read_package

RESULTS = ".oaresult"
_NONE = "学员交卷以后，成绩文件在他们的机器上；请收到一个文件夹或者光盘里，再选它。"
LARGEST = 64 * 1024 * 1024
"""Bytes of a file that is taken in."""


def collect_all(session: Session, folder: Path, exercise_of: ExerciseOf) -> list[str]:
    """Take in every result file of a folder; return what came of it in a sentence, and why any was refused."""
    files = sorted(folder.rglob(f"*{RESULTS}"))
    if not files:
        return [_("这个文件夹里没有成绩文件（{ending}）。").format(ending=RESULTS), _(_NONE)]
    refused = [told for one in files if (told := _refused(session, one, exercise_of))]
    taken_in = _("收了{count}份，没有收的{refused}份。").format(count=len(files) - len(refused), refused=len(refused))
    return [taken_in, *refused]


def _refused(session: Session, file: Path, exercise_of: ExerciseOf) -> str:
    try:
        collect(session, read_package(file, LARGEST), exercise_of)
    except OfficeError as error:
        return _("{name}：{what}").format(name=file.name, what=say(error.code, error.params).what)
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is written of each result.

    Attributes:
        name: By which tests find what is told of it.
        made: Returns it.
        ending: Of its files.
    """

    name: str
    title: str
    made: Callable[[Session, Digest, ExerciseOf], bytes]
    ending: str

    def write(self, session: Session, folder: Path, digest: Digest, exercise_of: ExerciseOf) -> None:
        """Write it of one result."""
        write_file(folder / f"{result_name(session, digest)}{self.ending}", self.made(session, digest, exercise_of))


REPORTS = Kept(name="reports-kept", title="实验报告", made=hand_out_report, ending=".pdf")
TRANSCRIPTS = Kept(name="transcripts-given", title="发成绩单", made=hand_out_transcript, ending=".oascore")


def every_result(session: Session) -> tuple[Digest, ...]:
    """Return the results of the class."""
    return tuple(session.teaching.state.results)


def released(session: Session) -> tuple[Digest, ...]:
    """Return the results that the trainees may know."""
    return tuple(digest for digest, one in session.teaching.state.results.items() if one.released)


def keep_each(session: Session, results: Sequence[Digest], write: Callable[[Digest], object], step: Step) -> list[str]:
    """Write something of each result; return what came of it in a sentence, and why any was refused."""
    refused = []
    for place, digest in enumerate(results):
        step(place, len(results))
        try:
            write(digest)
        except OfficeError as error:
            name = result_name(session, digest)
            refused.append(_("{name}：{what}").format(name=name, what=say(error.code, error.params).what))
    return [
        _("写了{count}份，没有写的{refused}份。").format(count=len(results) - len(refused), refused=len(refused)),
        *refused,
    ]
