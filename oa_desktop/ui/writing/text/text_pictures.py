"""What the mark of a picture looks like (图的小样): the picture itself, small, in its proportion, over its name."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QPointF, QRectF, QSizeF, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QImage, QPainter, QPalette, QTextDocument
from PySide6.QtWidgets import QTextEdit

from oa_desktop.domain.ids import Digest
from oa_desktop.i18n import _
from oa_desktop.ui.writing.text.inserting import copied_picture, picture_files
from oa_desktop.ui.writing.text.picture_marks import SCHEME, named_in
from oa_desktop.ui.writing.text.text_notes import ADDRESS, note_tile

_WIDTH_EM, _HEIGHT_LINES = 16, 8
"""The largest picture, in characters and lines of the text."""
_EMPTY_EM = (10.0, 4.0)
"""The frame of a picture that has not come, or never will."""
_SCHEMES = frozenset({SCHEME, QUrl(ADDRESS).scheme()})
_NAME_SHARE = 0.75
"""Size of the name against that of the text."""


class TextPictures(QObject):
    """The pictures of one text: what stands for them there, and those that come; one not there is asked for once.

    Signals:
        wanted: A picture is to be shown (``Digest``).
        files_brought: Pictures were dropped or pasted as files (``tuple`` of ``Path``).
        brought: A picture was pasted that was copied by itself (``bytes``).
    """

    wanted = Signal(object)
    files_brought = Signal(object)
    brought = Signal(object)

    def __init__(self, text: QTextEdit) -> None:
        super().__init__(text)
        self._text = text
        self._images: dict[Digest, QImage] = {}
        self._asked: set[Digest] = set()
        self._addresses: set[str] = set()

    def take(self, source: QMimeData) -> bool:
        """Let pictures be kept that come as files or by themselves; tell whether it is such that come."""
        if files := picture_files(source):
            self.files_brought.emit(files)
        elif data := copied_picture(source):
            self.brought.emit(data)
        else:
            return False
        return True

    def resource(self, kind: int, name: QUrl | str) -> QImage | None:
        """Return what Qt asks for by an address in the text: a tile; nothing else is ever fetched."""
        is_ours = kind == QTextDocument.ResourceType.ImageResource.value and QUrl(name).scheme() in _SCHEMES
        return self.tile(QUrl(name)) if is_ours else None

    def tile(self, address: QUrl) -> QImage:
        """Return what stands for the picture, or the note, of an address."""
        named = address.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        self._addresses.add(named)
        if named == ADDRESS:
            return note_tile(self._text)
        digest, name = named_in(named)
        if digest and digest not in self._images and digest not in self._asked:
            self._asked.add(digest)
            self.wanted.emit(digest)
        return _painted(self._images.get(digest), name, self._text)

    def show(self, digest: Digest, image: QImage) -> None:
        """Show a picture that has come."""
        self._images[digest] = image
        self.redraw()

    def redraw(self) -> None:
        """Draw all tiles anew: a picture has come, or the window has other colours or larger words."""
        document = self._text.document()
        for named in self._addresses:
            address = QUrl(named)
            document.addResource(QTextDocument.ResourceType.ImageResource.value, address, self.tile(address))
        if self._addresses:
            document.markContentsDirty(0, document.characterCount())


def _painted(image: QImage | None, name: str, text: QTextEdit) -> QImage:
    """Return a tile: the picture in a thin frame, its name under it."""
    font = text.document().defaultFont()
    metrics = QFontMetricsF(font)
    em, line = metrics.horizontalAdvance("国"), metrics.lineSpacing()
    size = _size(image, QSizeF(_WIDTH_EM * em, _HEIGHT_LINES * line), em)
    font.setPointSizeF(font.pointSizeF() * _NAME_SHARE)
    small = QFontMetricsF(font)
    words = small.elidedText(name or _("没有写名称的图"), Qt.TextElideMode.ElideMiddle, _WIDTH_EM * em)
    whole = QSizeF(max(size.width(), small.horizontalAdvance(words) + 2), size.height() + small.lineSpacing() + 2)
    made = _transparent(whole)
    painter = QPainter(made)
    painter.setFont(font)
    _draw(painter, QRectF(QPointF(0, 0), size), image, text.palette())
    painter.drawText(QPointF(1, size.height() + 1 + small.ascent()), words)
    painter.end()
    return made


def _transparent(size: QSizeF) -> QImage:
    """Return an empty image, as sharp as the screen."""
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    made = QImage((size * ratio).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    return made


def _draw(painter: QPainter, box: QRectF, image: QImage | None, palette: QPalette) -> None:
    """Draw a picture in its frame, or the word for one that has not come."""
    if image is not None and not image.isNull():
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(box, image)
    painter.setPen(palette.color(QPalette.ColorRole.Mid))
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.setPen(_faint(palette))
    if image is None or image.isNull():
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _("图"))


def _faint(palette: QPalette) -> QColor:
    return palette.color(QPalette.ColorRole.PlaceholderText)


def _size(image: QImage | None, most: QSizeF, em: float) -> QSizeF:
    """Return the size of a picture in its proportion: no larger than it is, no larger than a tile may be."""
    if image is None or image.isNull():
        return QSizeF(_EMPTY_EM[0] * em, _EMPTY_EM[1] * em)
    own = QSizeF(image.size())
    scaled = own.scaled(most, Qt.AspectRatioMode.KeepAspectRatio)
    smaller = scaled if scaled.width() < own.width() else own
    return smaller.expandedTo(QSizeF(2.0, 2.0))
