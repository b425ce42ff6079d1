"""Matters of documents that are supervised (督办): the reviewer of the office supervises."""

from __future__ import annotations

from typing import Any

from oa_desktop.domain.actions import supervising
from oa_desktop.domain.documents.supervision import Progress, Supervision
from oa_desktop.domain.ids import DossierId
from tests.fakes.office import FakeOffice
from tests.fakes.together import person

MATTER = "抗旱资金6月底前拨付到村"
FINISHED = Progress.FINISHED


def supervised(
    office: FakeOffice, document: DossierId, *accounts: str, matter: str = MATTER, **said: Any
) -> Supervision:
    """Have a matter of a document seen to by people, the lead first."""
    people = tuple(map(person, accounts))
    office.as_("reviewer").perform(supervising.Supervise(dossier=document, matter=matter, people=people, **said))
    return office.state(document).supervisions[-1]


def reports(office: FakeOffice, account: str, document: DossierId, progress: Progress = FINISHED, **said: Any) -> None:
    """Let somebody say how far it is."""
    words = "已经拨付到村。" if progress is FINISHED else "正在核对名单。"
    said = {"opinion": words, **said}
    office.as_(account).perform(supervising.ReportProgress(dossier=document, progress=progress, **said))


def closes(office: FakeOffice, document: DossierId, words: str = "") -> None:
    """Let the reviewer close it."""
    office.as_("reviewer").perform(supervising.CloseSupervision(dossier=document, opinion=words))
