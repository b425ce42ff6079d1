"""The manner (办理的样子) in which acts are offered: at the desk many small ones, before a leader a few large ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from oa_desktop.i18n import _
from oa_desktop.office.queries import ActFormRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How acts are offered.

    Attributes:
        tiled: Whether its buttons are of one width and share the row.
        buttons: Acts that all get a button of their own.
        beside_more: Acts with a button where there are more than that; the others stand under 更多.
        foremost: Kinds that stand first, behind those that move on.
        answers: Kinds that answer what is asked where nothing moves on.
        called: What acts are called on their buttons where that is not their term, by kind.
        says_more: Whether the words of a button tell by "…" that more is asked.
        taps: Stock phrases that one touch puts in.
        by_enter: Whether Ctrl+Enter, and Enter in a dialog, do an act.
        page_first: Whether nothing is done before the page lies there.
        pause_ms: Milliseconds in which a document that has just come takes no click: it was meant for the one before.
    """

    tiled: bool = False
    buttons: int = 4
    beside_more: int = 3
    foremost: tuple[str, ...] = ()
    answers: frozenset[str] = frozenset()
    called: Mapping[str, str] = field(default_factory=dict)
    says_more: bool = True
    taps: int = 0
    by_enter: bool = True
    page_first: bool = False
    pause_ms: int = 0

    def word(self, form: ActFormRow) -> str:
        """Return what an act is called, and for whom it is done (代)."""
        word = self.called.get(form.kind, form.term)
        return _("代{name}{act}").format(name=form.on_behalf_of, act=word) if form.on_behalf_of else word


DESK = Manner()
LEADER = Manner(
    tiled=True,
    buttons=5,
    beside_more=4,
    foremost=("return", "hand-over", "leave-opinion", "mark-read"),
    answers=frozenset({"mark-read"}),
    called={"review": "同意", "hand-over": "转", "leave-opinion": "批示", "mark-read": "已阅"},
    says_more=False,
    taps=4,
    by_enter=False,
    page_first=True,
    pause_ms=700,
)
