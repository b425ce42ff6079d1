"""``revisions``: the texts that a document has had, who brought each, and how much was changed."""

from __future__ import annotations

import json

import click

from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.documents import find_document
from oa_desktop.cli.words import write_table
from oa_desktop.domain.texts.comparing import Tally
from oa_desktop.i18n import _
from oa_desktop.office import queries as q
from oa_desktop.office.drafting.tally_words import since_signed_words, tally_words


@click.command("revisions", help=_("列出一份公文的历稿：谁在哪一环节改的，改了多少。DOCUMENT 是编号的开头几位或文号。"))
@click.argument("document")
@click.option("--json", "as_json", is_flag=True, help=_("写成 JSON，一稿一个对象。"))
@with_surroundings
def command(told: Surroundings, *, document: str, as_json: bool) -> None:
    """Write the texts that a document has had."""
    with told.session() as (_office, session):
        dossier = find_document(session, document)
        rows = session.ask(q.Revisions(dossier=dossier))
        tallies = session.ask(q.RevisionTallies(dossier=dossier))
        after = session.ask(q.SinceSigned(dossier=dossier))
    if as_json:
        click.echo(json.dumps(list(map(_record, rows, tallies)), ensure_ascii=False, indent=2))
        return
    write_table((_("稿次"), _("时间"), _("环节"), _("办理"), _("经手人"), _("改动")), map(_cells, rows, tallies))
    for row in after:
        click.echo(_("签发以后又改过：{words}；要重新签发。").format(words=since_signed_words(row)))


def _cells(row: q.RevisionRow, changed: Tally) -> tuple[str, ...]:
    made = row.made
    number = _("第{number}稿").format(number=row.number) + (_("（签发稿）") if row.signed else "")
    words = _("初稿") if row.number == 1 else tally_words(changed)
    return number, made.time[:16].replace("T", " "), made.step, made.act, f"{made.person}（{made.title}）", words


def _record(row: q.RevisionRow, changed: Tally) -> dict[str, object]:
    made = row.made
    return {
        "number": row.number,
        "time": made.time,
        "step": made.step,
        "act": made.act,
        "person": made.person,
        "title": made.title,
        "signed": row.signed,
        "places": changed.places,
        "added": changed.added,
        "removed": changed.removed,
    }
