"""Revisions in words (历稿): how a text is called, who brought it, and how much it changed."""

from __future__ import annotations

from oa_desktop.domain.texts.comparing import Tally
from oa_desktop.i18n import _
from oa_desktop.office import queries as q
from oa_desktop.office.drafting.tally_words import tally_words
from oa_desktop.ui.reading.timeline_line import Line


def name_of(row: q.RevisionRow) -> str:
    """Return how a text is called: 第3稿（签发稿）."""
    return short_name(row) + (_("（签发稿）") if row.signed else "")


def short_name(row: q.RevisionRow) -> str:
    """Return how a text is called in one word: 第3稿."""
    return _("第{number}稿").format(number=row.number)


def contributor(row: q.RevisionRow) -> str:
    """Return who brought a text, and which: 周玥（第2稿）."""
    return _("{person}（{name}）").format(person=row.made.person, name=short_name(row))


def line_of(row: q.RevisionRow, changed: Tally | None = None) -> Line:
    """Return the line of a text in the list of them.

    Args:
        row: The text.
        changed: How much it differs from the one before; None while that is not known.
    """
    made = row.made
    changes = _("初稿") if row.number == 1 else tally_words(changed) if changed else ""
    below = (made.title, _("{step}环节").format(step=made.step), changes)
    return Line(
        head=f"{name_of(row)}　{made.act}　{made.person}",
        time=made.time[:16].replace("T", " "),
        words="　".join(part for part in below if part),
        onward=row.signed,
    )
