"""On the command line a document is filed for as long as the schedule proposes, and destroyed when its years are over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click
import pytest

from oa_desktop.bootstrap.resources import build_scheme
from oa_desktop.cli.act_command import command as act
from oa_desktop.cli.archive_command import command as archive
from oa_desktop.cli.archive_keeping import disposal
from oa_desktop.cli.context import Surroundings
from oa_desktop.office.office import Office
from oa_desktop.office.session import Session
from tests.fakes.office import FakeOffice, notice
from tests.unit.test_keeping_the_archive import archived, item_of, refusal, years_later


@dataclass(frozen=True, slots=True, kw_only=True)
class At(Surroundings):
    """A command line at which the people of an office are signed in already."""

    at: FakeOffice

    @contextmanager
    def session(self, password: str = "") -> Iterator[tuple[Office, Session]]:
        """Give the session of whoever is named."""
        yield self.at.office, self.at.as_(self.account)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandLine:
    """The command line of an office, and what it says."""

    office: FakeOffice
    capsys: pytest.CaptureFixture[str]

    def __call__(self, command: click.Command, account: str, *words: str) -> str:
        command.main([*words, "--as", account], obj=At(at=self.office), standalone_mode=False)
        return self.capsys.readouterr().out


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(office=FakeOffice(), capsys=capsys)


def test_a_document_is_filed_for_as_long_as_the_schedule_proposes_unless_something_else_is_said(line):
    for said, kept in (((), "10年"), (("--retention", "30年"), "30年")):
        document = line.office.bring_to("file", notice("关于防汛值班的通知"))
        assert "已归档" in line(act, "archivist", document, "归档", *said)
        assert line.office.state(document).filed.value == kept


def test_what_is_over_is_listed_drawn_up_and_destroyed_by_many_hands(line):
    permanent, short = archived(line.office, "永久", "10年")
    code = item_of(line.office, short).code
    assert "到期的 0 件" in line(disposal, "archivist", "ended")
    years_later(line.office, 11)
    assert re.search(rf"{code} +2026 +10年 +关于第2件的通知\n到期的 1 件", line(disposal, "archivist", "ended"))
    group = ("--appraiser", "archivist", "--appraiser", "reviewer", "--opinion", "到期")
    for said in ((), (code, "--ended")):
        with pytest.raises(click.UsageError):
            line(disposal, "archivist", "list", *said, *group)
    line(disposal, "archivist", "list", "--ended", *group)
    assert "到期的 0 件" in line(disposal, "archivist", "ended"), "what is listed is not proposed again"
    listed = number(line)
    assert refusal(lambda: line(disposal, "archivist", "destroy", listed)) == "disposal.not-approved"
    line(disposal, "signer", "approve", listed)
    line(disposal, "registrar", "supervise", listed, "--place", "档案室")
    line.office.confirm("reviewer")
    assert "清册里的 1 件都已销毁" in line(disposal, "archivist", "destroy", listed)
    assert not item_of(line.office, short).is_kept and item_of(line.office, permanent).is_kept


def test_what_is_asked_of_the_archive_is_ended_with_a_reason_that_whoever_asked_is_not_told(line):
    line.office.as_("archivist").archive.adopt_scheme(build_scheme("organ"))
    line(archive, "drafter", "request", "防汛预案", "--purpose", "修订预案")
    book = line(archive, "archivist", "readings")
    assert "待答复1项" in book
    (asked,) = (row.split()[0] for row in book.splitlines() if "防汛预案" in row)
    line(archive, "archivist", "end", asked, "--reason", "没有这份档案")
    assert "待答复0项" in line(archive, "archivist", "readings")
    assert "没有这份档案" not in line(archive, "drafter", "readings")


def number(line: CommandLine) -> str:
    """What the one list is named by."""
    return line(disposal, "archivist").splitlines()[-1].split()[0]


def test_nothing_is_drawn_up_where_nothing_is_over(line):
    (document,) = archived(line.office, "永久")
    years_later(line.office, 40)
    drawing_up = ("list", "--ended", "--appraiser", "reviewer", "--opinion", "到期")
    assert refusal(lambda: line(disposal, "archivist", *drawing_up)) == "disposal.how-many"
    assert item_of(line.office, document).is_kept
