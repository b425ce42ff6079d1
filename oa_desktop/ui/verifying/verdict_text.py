"""The layers of a verdict as a text that wraps, can be chosen and copied: icon, word, what was looked at, and why."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from types import MappingProxyType

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextBrowser

from oa_desktop.domain.trust.verdicts import FileVerdict, Outcome
from oa_desktop.office.trust.verdict_page import VerdictLine, VerdictPart, parts
from oa_desktop.ui.look.colours import Colours, colours_of
from oa_desktop.ui.look.icons import icon

ICONS: Mapping[Outcome, str] = MappingProxyType(
    {Outcome.HOLDS: "check", Outcome.BROKEN: "fault", Outcome.UNDECIDED: "question"}
)
"""The drawing of each outcome."""
TONES: Mapping[Outcome, str] = MappingProxyType(
    {Outcome.HOLDS: "good", Outcome.BROKEN: "danger", Outcome.UNDECIDED: "warning"}
)
"""And what it means; a word always stands beside."""


def colour_of(outcome: Outcome, colours: Colours) -> str:
    """Return the colour of an outcome."""
    return str(getattr(colours, TONES[outcome]))


def fill(browser: QTextBrowser, verdict: FileVerdict) -> None:
    """Show the layers of a verdict."""
    colours, size = colours_of(browser.palette()), browser.fontMetrics().height()
    for outcome, name in ICONS.items():
        picture = icon(name, colour_of(outcome, colours)).pixmap(size, size)
        browser.document().addResource(QTextDocument.ResourceType.ImageResource, QUrl(outcome.name), picture)
    rows = "".join(_part(one, colours, size) for one in parts(verdict))
    browser.setHtml(f"<table cellspacing='0' cellpadding='4' width='100%'>{rows}</table>")


def _part(part: VerdictPart, colours: Colours, size: int) -> str:
    title = f"<tr><td colspan='3'><b>{escape(part.title)}</b></td></tr>"
    return title + "".join(_line(one, colours, size) for one in part.lines)


def _line(line: VerdictLine, colours: Colours, size: int) -> str:
    """Return one row: the outcome with its icon, what was looked at, what is said; why and what to do below it."""
    colour = colour_of(line.outcome, colours)
    below = "".join(
        f"<br><span style='color:{colours.faint}'>{escape(one)}</span>" for one in (line.why, line.do) if one
    )
    mark = f"<img src='{line.outcome.name}' width='{size}' height='{size}' style='vertical-align:middle'>"
    word = f"<span style='color:{colour}'>&nbsp;{escape(line.word)}</span>"
    return (
        f"<tr><td style='white-space:nowrap'>{mark}{word}</td><td style='white-space:nowrap'>{escape(line.layer)}</td>"
        f"<td width='100%'>{escape(line.what)}{below}</td></tr>"
    )
