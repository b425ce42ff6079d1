"""Acting on several documents at once (一起办理): what all of them allow, one dialog, and a report of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from oa_desktop.domain.actions.handling import DossierAction
from oa_desktop.domain.ids import DossierId
from oa_desktop.i18n import _
from oa_desktop.office.lists.outlines import Lines
from oa_desktop.office.session import Session
from oa_desktop.office.several import Offer, Outcome, act_on_each, offers, take_back
from oa_desktop.ui.acting.act_dialog import ActDialog
from oa_desktop.ui.acting.act_groups import group_of, place_of
from oa_desktop.ui.acting.laid_lines import LaidLines
from oa_desktop.ui.acting.report_dialog import ReportDialog
from oa_desktop.ui.acting.wishes import wish
from oa_desktop.ui.acting.written import NOTHING_WRITTEN, Written
from oa_desktop.ui.lists.selection_bar import SelectionBar
from oa_desktop.ui.workplace import Workplace


class Together(QObject):
    """Offers acts on the selected documents, does them, and reports.

    Signals:
        acted: Something was done.
        forms_wanted: Their forms are to be printed (``tuple`` of ``DossierId``).
        files_wanted: Their forms are to be kept as files (likewise).
    """

    acted = Signal()
    forms_wanted = Signal(object)
    files_wanted = Signal(object)

    def __init__(self, workplace: Workplace, bar: SelectionBar, over: QWidget) -> None:
        super().__init__(over)
        self._workplace = workplace
        self._bar = bar
        self._over = over
        self._titles: Mapping[DossierId, str] = {}
        bar.wanted.connect(self._look)

    def _look(self) -> None:
        """Ask what may be done with the selected documents."""
        keys, menu = self._bar.keys, self._bar.menu
        menu.clear()
        menu.addAction("…").setEnabled(False)
        self._workplace.read(
            lambda session: _offers(session, keys), self, lambda found: self._offer(*found), instead_of="together"
        )

    def _offer(self, titles: Mapping[DossierId, str], offered: tuple[Offer, ...]) -> None:
        self._titles, documents = titles, tuple(titles)
        menu = self._bar.menu
        menu.clear()
        onward = {offer.form.kind for offer in offered if offer.form.onward}
        ordered = sorted(offered, key=lambda offer: place_of(offer.form.kind, onward))
        for _group, alike in groupby(ordered, key=lambda offer: group_of(offer.form.kind, onward)):
            menu.addSeparator()
            self._add(alike)
        if menu.isEmpty():
            menu.addAction(_("没有可以一起办的")).setEnabled(False)
        menu.addSeparator()
        for name, words, wanted in (
            ("print-forms", _("打印办理单(&P)…"), self.forms_wanted),
            ("save-forms", _("另存办理单(&S)…"), self.files_wanted),
        ):
            action = menu.addAction(words)
            action.setObjectName(name)
            action.triggered.connect(lambda _on=False, wanted=wanted: wanted.emit(documents))

    def _add(self, offers: Iterable[Offer]) -> None:
        menu, selected = self._bar.menu, len(self._bar.keys)
        for offer in offers:
            some = (
                "" if len(offer.documents) == selected else _("（其中 {count} 件）").format(count=len(offer.documents))
            )
            action = menu.addAction(offer.form.term + some)
            action.setObjectName(offer.form.kind)
            action.triggered.connect(lambda _on=False, offer=offer: self._ask(offer))

    def _ask(self, offer: Offer) -> None:
        """Ask once what the act asks for, over the list of what it is about."""
        title = _("{count} 件公文").format(count=len(offer.documents))
        dialog = ActDialog(replace(offer.form, cautioned=False), title, NOTHING_WRITTEN, self._over)
        titles = {one: self._titles[one] for one in offer.documents}
        lines = LaidLines(self._workplace, offer.form, titles, dialog)
        dialog.show_above(lines)
        lines.ready.connect(lambda: dialog.let_agree(bool(lines.laid)))
        dialog.agreed.connect(lambda written, said: self._do(offer, lines, written, said))
        dialog.open()

    def _do(self, offer: Offer, lines: LaidLines, written: Written, said: dict[str, Any]) -> None:
        laid, dropped = lines.laid, lines.dropped
        self._workplace.write(
            lambda session, _progress: act_on_each(session, laid, _maker(session, offer, written, said)),
            self,
            lambda outcomes: self._report(offer, (*outcomes, *dropped)),
        )

    def _report(self, offer: Offer, outcomes: tuple[Outcome, ...]) -> None:
        dialog = ReportDialog(offer.form.term, outcomes, self._over, undoable=offer.form.recallable)
        dialog.undo.connect(lambda: self._take_back(outcomes))
        dialog.open()
        self.acted.emit()

    def _take_back(self, outcomes: tuple[Outcome, ...]) -> None:
        self._workplace.write(
            lambda session, _progress: take_back(session, outcomes, _("办理后即时撤回")),
            self,
            lambda back: ReportDialog(_("撤回"), back, self._over).open(),
        )


def _offers(session: Session, keys: tuple[int, ...]) -> tuple[Mapping[DossierId, str], tuple[Offer, ...]]:
    titles = {line.document.dossier: line.document.title for line in session.ask(Lines(keys=keys))}
    return titles, offers(session, tuple(titles))


def _maker(
    session: Session, offer: Offer, written: Written, said: dict[str, Any]
) -> Callable[[DossierId], DossierAction]:
    return lambda document: wish(offer.form.kind, document, written, **said)(session)
