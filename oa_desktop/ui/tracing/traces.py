"""The traces of a document (修改痕迹): the texts that it has had, and two of them side by side.

The list comes from the journal at once; the texts are read when two are wanted, how much each changed and who brought
what when the window has time.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.texts.comparing import Difference, Tally, tally
from oa_desktop.i18n import _
from oa_desktop.office import queries as q
from oa_desktop.office.drafting.tally_words import since_signed_words, tally_words
from oa_desktop.office.session import Session
from oa_desktop.ui.leaving.words import copy_words
from oa_desktop.ui.look.tones import give_tone
from oa_desktop.ui.reading.faults import sentence_for
from oa_desktop.ui.reading.timeline_line import LINE, Line, LineDelegate
from oa_desktop.ui.tab_order import follow
from oa_desktop.ui.tracing.comparison import Comparison
from oa_desktop.ui.tracing.pair_bar import PairBar
from oa_desktop.ui.tracing.revision_words import contributor, line_of
from oa_desktop.ui.tracing.rows import rows_of
from oa_desktop.ui.workplace import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class _History:
    """The texts of a document, and what was changed after it was signed."""

    document: DossierId
    rows: tuple[q.RevisionRow, ...]
    after: tuple[q.SinceSignedRow, ...]


class Traces(QWidget):
    """Every text of one document, and any two of them beside one another.

    Signals:
        selected: Another row is chosen, or none.
    """

    selected = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._document: DossierId | None = None
        self._rows: tuple[q.RevisionRow, ...] = ()
        self._pair = (0, 0)
        self._found: tuple[Difference, ...] = ()
        self._by: list[str] = []
        self._notice = QLabel(self)
        self._notice.setObjectName("traces-notice")
        self._notice.setWordWrap(True)
        self._notice.setContentsMargins(8, 4, 8, 4)
        self._revisions = self._list()
        self._below = QWidget(self)
        self._bar = PairBar(self._below)
        self.comparison = Comparison(self._below)
        self._bar.chosen.connect(self.compare)
        self._bar.whole.connect(lambda _whole: self._show_rows())
        self._bar.stepped.connect(lambda forward: self.step(forward=forward))
        self.comparison.selected.connect(self.selected)
        self._lay_out()
        self.setFocusProxy(self.comparison)
        follow(self.comparison, self._bar)
        QWidget.setTabOrder(self._bar.last, self._revisions)

    def _list(self) -> QListWidget:
        revisions = QListWidget(self)
        revisions.setObjectName("revisions")
        revisions.setAccessibleName(_("历稿"))
        revisions.setItemDelegate(LineDelegate(revisions))
        revisions.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        revisions.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        revisions.setResizeMode(QListWidget.ResizeMode.Adjust)
        revisions.currentRowChanged.connect(self._choose)
        return revisions

    def _lay_out(self) -> None:
        below = self._below
        under = QVBoxLayout(below)
        under.setContentsMargins(0, 0, 0, 0)
        under.addWidget(self._bar)
        under.addWidget(self.comparison, 1)
        floors = QSplitter(Qt.Orientation.Vertical, self)
        floors.setChildrenCollapsible(False)
        floors.addWidget(self._revisions)
        floors.addWidget(below)
        floors.setStretchFactor(0, 1)
        floors.setStretchFactor(1, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._notice)
        column.addWidget(floors, 1)

    # --- what is read of it ------------------------------------------------------------------------------------------

    def show_document(self, document: DossierId | None) -> None:
        """Show the texts of a document."""
        if document != self._document:
            self._clear(_("正在读取历稿…") if document else "")
        self._document = document
        if document is not None:
            self._workplace.read(
                lambda session: _history(session, document),
                self,
                self._show,
                lambda error: self._clear(sentence_for(error, self._workplace)),
                instead_of="revisions",
            )

    def _clear(self, words: str) -> None:
        self._rows, self._pair, self._found = (), (0, 0), ()
        self._say(words)
        self._revisions.clear()
        self._bar.show_revisions(())
        self._bar.say("")
        self.comparison.clear()

    def _show(self, history: _History) -> None:
        if history.document != self._document:
            return
        known = self._rows == history.rows
        self._rows = history.rows
        self._say(_notice(history))
        give_tone(self._notice, "warning" if history.after else "")
        self._fill([None] * len(self._rows))
        self._bar.show_revisions(self._rows)
        several = len(self._rows) > 1
        self._below.setVisible(several)
        self.setFocusProxy(self.comparison if several else self._revisions)  # Tab stops at a hidden one
        if several:
            self.compare(*(self._pair if known else _first_pair(history)))
            self._ask_tallies(history.document)

    def _say(self, words: str) -> None:
        self._notice.setText(words)
        self._notice.setVisible(bool(words))

    def _fill(self, changed: list[Tally | None]) -> None:
        """Say of every text who brought it, and how much it changed where that is known."""
        chosen = self._revisions.currentRow()
        with QSignalBlocker(self._revisions):
            self._revisions.clear()
            for row, one in zip(self._rows, changed, strict=True):
                line: Line = line_of(row, one)
                QListWidgetItem(line.spoken, self._revisions).setData(LINE, line)
            self._revisions.setCurrentRow(chosen)

    def _ask_tallies(self, document: DossierId) -> None:
        self._workplace.ask(
            q.RevisionTallies(dossier=document),
            self,
            lambda found: self._fill(list(found)) if len(found) == len(self._rows) else None,
            instead_of="tallies",
        )

    # --- two of them -------------------------------------------------------------------------------------------------

    def _choose(self, place: int) -> None:
        """Compare a text with the one before; the first with the present one."""
        if place >= 0 and len(self._rows) > 1:
            self.compare(*((place, place + 1) if place else (1, len(self._rows))))

    def compare(self, old: int, new: int) -> None:
        """Set two texts side by side (第几稿)."""
        document = self._document
        if document is None:
            return
        self._pair, self._by = (old, new), []
        self._bar.show_pair(old, new)
        with QSignalBlocker(self._revisions):
            self._revisions.setCurrentRow(new - 1)
        self._workplace.ask(
            q.Comparison(dossier=document, old=old, new=new),
            self,
            lambda found: self._show_comparison((old, new), found),
            instead_of="comparison",
        )

    def _show_comparison(self, pair: tuple[int, int], found: tuple[Difference, ...]) -> None:
        document = self._document
        if pair != self._pair or document is None:
            return
        self._found = found
        self._bar.say(tally_words(tally(found)))
        self.comparison.clear()
        self._show_rows()
        self._workplace.ask(
            q.Contributions(dossier=document, old=pair[0], new=pair[1]),
            self,
            lambda rows: self._name(pair, rows),
            instead_of="contributions",
        )

    def _name(self, pair: tuple[int, int], rows: tuple[q.ContributorsRow, ...]) -> None:
        if pair == self._pair and len(rows) == len(self._found):
            self._by = ["、".join(contributor(self._rows[number - 1]) for number in row.numbers) for row in rows]
            self._show_rows()

    def _show_rows(self) -> None:
        self.comparison.show_rows(rows_of(self._found, self._by, whole=self._bar.shows_whole))

    # --- what the window asks of a side ------------------------------------------------------------------------------

    def step(self, *, forward: bool) -> None:
        """Go to the next change or the one before."""
        self.comparison.step(forward=forward)
        self.comparison.setFocus()

    @property
    def has_selection(self) -> bool:
        """Whether a row is chosen."""
        return self.comparison.currentItem() is not None

    def copy(self) -> None:
        """Copy the row that is chosen, in words."""
        copy_words(self._workplace, self, self._document, self.comparison.words)


def _history(session: Session, document: DossierId) -> _History:
    return _History(
        document=document,
        rows=session.ask(q.Revisions(dossier=document)),
        after=session.ask(q.SinceSigned(dossier=document)),
    )


def _notice(history: _History) -> str:
    """Return what must be known before anything is compared."""
    for row in history.after:
        words = _("签发（第{signed}稿）以后又改过：{words}。")
        beside = _("下面左边是签发稿，右边是现在的文稿。") if row.signed < row.present else ""
        return words.format(signed=row.signed, words=since_signed_words(row)) + beside
    return _("只有一稿，没有改过。") if len(history.rows) == 1 else ""


def _first_pair(history: _History) -> tuple[int, int]:
    """Return what is compared at first: what was signed with the present text, else the last two."""
    for row in (one for one in history.after if one.signed < one.present):
        return row.signed, row.present
    return len(history.rows) - 1, len(history.rows)
