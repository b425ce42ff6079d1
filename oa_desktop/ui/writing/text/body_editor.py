"""The text (正文): body and annexes as the writer types them, with what helps to write them around."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from oa_desktop.domain.ids import Digest
from oa_desktop.domain.manuscript import Annex, Block
from oa_desktop.domain.rules.paper import ANNEX, BODY
from oa_desktop.i18n import _
from oa_desktop.ui.tab_order import follow
from oa_desktop.ui.writing.text.annotating import NotesOpened, ask_note
from oa_desktop.ui.writing.text.bar import TextBar
from oa_desktop.ui.writing.text.dropped import dropped_words
from oa_desktop.ui.writing.text.edit import TextEdit
from oa_desktop.ui.writing.text.finding import FindBar
from oa_desktop.ui.writing.text.keys import Keys
from oa_desktop.ui.writing.text.level_names import LEVELS
from oa_desktop.ui.writing.text.line import TextLine
from oa_desktop.ui.writing.text.recognising import renumber, set_level
from oa_desktop.ui.writing.text.sections import Section, Sections
from oa_desktop.ui.writing.text.strengthening import toggle_strong
from oa_desktop.ui.writing.undo.journal import Place

_COUNT_LATER_MS = 300


class BodyEditor(QWidget):
    """The body and the annexes of a document.

    Attributes:
        bar: The tool row.
        find_bar: Finding and replacing.
        line: The count, and what was just done.

    Signals:
        changed: The user has changed the text.
        pasted: Something was pasted, and what was left behind has been told.
        picture_wanted: A picture is to be shown (``Digest``).
        files_brought: Pictures were dropped or pasted as files (``tuple`` of ``Path``).
        picture_brought: A picture was pasted that was copied by itself (``bytes``).
        placed: There is a further place in which something can be undone (``Place``).
    """

    changed = Signal()
    pasted = Signal()
    placed = Signal(object)
    picture_wanted = Signal(object)
    files_brought = Signal(object)
    picture_brought = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = TextBar(lambda: self.text, self)
        self.find_bar = FindBar(lambda: self.text, self)
        self._sections = Sections(self)
        self.line = TextLine(self)
        self._keys = Keys(self._slots(), self)
        self._count = QTimer(self)
        self._count.setSingleShot(True)
        self._count.setInterval(_COUNT_LATER_MS)
        self._lay_out()
        self._connect()
        self.show_text((), ())

    @property
    def text(self) -> TextEdit:
        """The text before the writer: the body, or an annex."""
        return self._sections.current.text

    @property
    def main(self) -> TextEdit:
        """The body, whatever is before the writer."""
        return self._sections.all()[0].text

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 0, 6, 0)
        column.addWidget(self.bar)
        column.addWidget(self.find_bar)
        column.addWidget(self._sections, 1)
        column.addWidget(self.line)
        self.setFocusProxy(self._sections)
        follow(self.text, self.bar)

    def _slots(self) -> dict[str, Callable[[], object]]:
        levels = {one.key: partial(self.set_level, one.level) for one in LEVELS if one.key}
        slots: dict[str, Callable[[], object]] = {**levels}
        slots["Ctrl+B"] = self.toggle_strong
        slots["Ctrl+F"] = partial(self.find_bar.open, replacing=False)
        slots["Ctrl+H"] = partial(self.find_bar.open, replacing=True)
        return slots

    def _connect(self) -> None:
        self._keys.watch(self.find_bar.words, self.find_bar.other)
        self._count.timeout.connect(self._say_count)
        self._sections.made.connect(self._take_in)
        self._take_in(self._sections.current)
        self._sections.changed.connect(self._note)
        self._sections.turned.connect(self._turn)
        self._sections.removed.connect(self._tell_removed)
        self.bar.level_wished.connect(self.set_level)
        self.bar.numbering_wished.connect(self.renumber)
        self.bar.finding_wished.connect(partial(self.find_bar.open, replacing=True))
        self.bar.note_wished.connect(self.ask_note)
        self.bar.annex_wished.connect(self._sections.add_annex)
        self.find_bar.closed.connect(self._go_to_text)

    def _take_in(self, section: Section) -> None:
        """Let a new section have the keys, and hear of it."""
        self._keys.watch(section.text)
        section.text.cursorPositionChanged.connect(self._say_level)
        section.text.pasted.connect(lambda dropped: self.line.tell(dropped_words(dropped)))
        section.text.pasted.connect(self.pasted)
        section.text.busy.connect(self._say_busy)
        NotesOpened(section.text)
        section.text.pictures.wanted.connect(self.picture_wanted)
        section.text.pictures.files_brought.connect(self.files_brought)
        section.text.pictures.brought.connect(self.picture_brought)
        for place in section.places():
            self.placed.emit(place)

    # --- what stands in it ---------------------------------------------------------------------------------------

    def show_text(self, body: tuple[Block, ...], annexes: tuple[Annex, ...]) -> None:
        """Show a text; nothing of it can be undone into the text before."""
        self.find_bar.hide()
        self.line.tell("")
        self._sections.show_text(body, annexes)
        self._say_level()
        self._say_count()

    def body(self) -> tuple[Block, ...]:
        """Return the body as it stands."""
        return self._sections.body()

    def annexes(self) -> tuple[Annex, ...]:
        """Return the annexes as they stand."""
        return self._sections.annexes()

    def take(self, body: tuple[Block, ...], annexes: tuple[Annex, ...]) -> None:
        """Write other words into paragraphs and cells where they differ; as many are there as before."""
        for section, blocks in zip(self._sections.all(), (body, *(one.body for one in annexes)), strict=True):
            section.text.take(blocks)

    def text_of(self, name: str) -> TextEdit | None:
        """Return the text that findings call by a name: 正文, 附件1; None for what is no text."""
        texts = (section.text for section in self._sections.all())
        return next((text for count, text in enumerate(texts) if name == (f"{ANNEX}{count}" if count else BODY)), None)

    def show_picture(self, digest: Digest, image: QImage) -> None:
        """Show a picture that has come, wherever the text has it."""
        for section in self._sections.all():
            section.text.pictures.show(digest, image)

    def places(self) -> Iterator[Place]:
        """Yield where something can be undone now."""
        yield self._sections.place()
        for section in self._sections.all():
            yield from section.places()

    def turn_to(self, widget: QWidget) -> None:
        """Turn to the text that a widget belongs to."""
        self._sections.turn_to(widget)

    # --- what is done to it --------------------------------------------------------------------------------------

    def keep_by(self, is_marked: Callable[[], bool]) -> None:
        """Let every text, also those to come, copy for the editor alone while what is written bears a mark (密级)."""

        def follow_mark(section: Section) -> None:
            section.text.is_marked = is_marked

        for section in self._sections.all():
            follow_mark(section)
        self._sections.made.connect(follow_mark)

    def set_level(self, level: int) -> None:
        """Give the chosen paragraphs a level, 0 for running text."""
        set_level(self.text.textCursor(), level)
        self._say_level()
        self._go_to_text()

    def toggle_strong(self) -> None:
        """Make the selected words strong, or plain again."""
        toggle_strong(self.text.textCursor())

    def ask_note(self) -> None:
        """Ask for the words of a note where the cursor stands, or of the one beside it."""
        if not ask_note(self.text):
            self.line.tell(_("脚注写在正文段落的文字后面；表格、图题里没有脚注。"))

    def renumber(self) -> None:
        """Make the numbers of the text before the writer follow each other."""
        count = renumber(self.text.document())
        self.line.tell(_("改了 {count} 个序数。").format(count=count) if count else _("序数都是对的。"))
        self._go_to_text()

    def _go_to_text(self) -> None:
        self.text.setFocus()

    # --- what is said about it -----------------------------------------------------------------------------------

    def _note(self) -> None:
        self._count.start()
        self.line.go_on()
        self.find_bar.mark_later()
        self._say_level()
        self.changed.emit()

    def _turn(self) -> None:
        self._say_level()
        self._say_count()
        self.find_bar.mark_later()

    def _say_level(self) -> None:
        self.bar.say_level(self.text.level())

    def _say_count(self) -> None:
        self.line.say_count(self.text.characters())

    def _say_busy(self, busy: bool) -> None:
        """Say that a long text is on its way in; when it has arrived, what was said of it since stays."""
        self.bar.setEnabled(not busy)
        waiting = _("正在放入文字，请稍候…")
        if busy or self.line.told.text() == waiting:
            self.line.tell(waiting if busy else "")
        self._say_count()

    def _tell_removed(self, section: Section, place: int) -> None:
        words = _("已移去附件“{title}”。").format(title=section.annex().title)
        self.line.tell(words, partial(self._sections.bring_back, section, place))
