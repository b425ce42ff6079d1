"""The text of a document from a source file, and what still keeps a text from being issued (签发)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from oa_desktop.cli.files import read_file, write_findings
from oa_desktop.cli.words import one_line
from oa_desktop.domain.documents.document import complete
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.drafting.attaching import beside
from oa_desktop.office.drafting.unread import can_be_kept, text_named_after
from oa_desktop.office.session import Session


def begin_draft(session: Session, source: Path) -> tuple[Manuscript, tuple[Path, ...]]:
    """Return the text that a source begins, and the source itself where it cannot be read and goes with the text.

    Raises:
        Refused: ``source.empty``.
        Unavailable: ``source.unreadable``.
    """
    try:
        return read_draft(session, source), ()
    except Refused as refused:
        if not can_be_kept(refused):
            raise
        said = say(refused.code, refused.params)
        click.echo(
            _("{what}{why}原文件作为附件原样保存；标题先用文件名，请用“修改”补全稿子。").format(
                what=said.what, why=said.why
            ),
            err=True,
        )
        return text_named_after(source.name), (source,)


def read_draft(session: Session, source: Path) -> Manuscript:
    """Return the text of a source that becomes a document's, with its findings shown; its pictures are kept.

    Where it names no 发文机关, those who sign it (发文机关署名) issue it, and a line says so. Not every paper with a
    signature has a red head: this is for what goes through the office, not for ``render``.

    Raises:
        Refused: ``source.too-large``, ``source.not-text`` or ``source.empty``.
        Unavailable: ``source.unreadable``.
    """
    reading = session.writing.read(read_file(source), source.name, beside(source))
    write_findings(reading.findings)
    session.pictures.keep_all(reading.pictures)
    return _with_organs(reading.manuscript)


def _with_organs(manuscript: Manuscript) -> Manuscript:
    if manuscript.issuing_organs or not manuscript.signatories:
        return manuscript
    organs = one_line("、".join(manuscript.signatories))
    click.echo(
        _("没有写明发文机关，已按署名写上：{organs}。不对的，请在文首写明“发文机关”。").format(organs=organs), err=True
    )
    return replace(manuscript, issuing_organs=manuscript.signatories)


def write_shortcomings(manuscript: Manuscript) -> None:
    """Show what keeps a text from being issued, if anything does."""
    completion = complete(manuscript)
    if completion.document is None:
        click.echo(_("这份稿子还不能签发，请在签发以前改好："), err=True)
        write_findings(completion.findings)
