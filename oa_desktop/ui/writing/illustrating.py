"""Pictures on their way into a text and onto the screen (插图): kept first, then named by the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from oa_desktop.domain.ids import Digest
from oa_desktop.domain.manuscript import Picture
from oa_desktop.i18n import _
from oa_desktop.office.session import Session
from oa_desktop.ui.file_dialog import FileDialog
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.files.incoming import source_bytes
from oa_desktop.ui.writing.picture_dialog import PictureDialog
from oa_desktop.ui.writing.text.body_editor import BodyEditor
from oa_desktop.ui.writing.text.edit import TextEdit
from oa_desktop.ui.writing.text.inserting import change_picture, picture_here

_FILTER = "图片（*.png *.jpg *.jpeg *.bmp *.gif *.tif *.tiff）;;所有文件（*）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A picture that somebody brings: a file, or what was copied."""

    path: Path | None = None
    data: bytes = b""

    def kept_by(self, session: Session) -> Picture:
        """Keep it.

        Raises:
            Refused: ``picture.unknown`` and the like, ``source.too-large``.
            Unavailable: ``source.unreadable``, ``disk.full``.
        """
        data = source_bytes(self.path) if self.path else self.data
        return session.pictures.keep(data, self.path.stem if self.path else "")


class Illustrating(QObject):
    """Brings pictures into the text of an editor, and before its eyes."""

    def __init__(self, workplace: Workplace, body: BodyEditor, over: QWidget) -> None:
        super().__init__(over)
        self._workplace = workplace
        self._body = body
        self._over = over
        body.picture_wanted.connect(self._fetch)
        body.files_brought.connect(lambda paths: self.bring([Brought(path=path) for path in paths]))
        body.picture_brought.connect(lambda data: self.bring([Brought(data=data)]))
        body.bar.picture_wished.connect(self._choose)
        body.bar.picture_change_wished.connect(self._ask)

    def bring(self, brought: Sequence[Brought]) -> None:
        """Keep pictures and put them in where the cursor stands then; into another text they do not come."""
        text = self._body.text
        self._workplace.carry(
            lambda session, _progress: [one.kept_by(session) for one in brought],
            self,
            partial(self._put_in, text, text.document()),
            title=_("插入图片"),
        )

    def _put_in(self, text: TextEdit, document: QObject, pictures: Sequence[Picture]) -> None:
        if text.document() is document:
            for picture in pictures:
                text.insert_picture(picture)
            text.setFocus()

    def _choose(self) -> None:
        dialog = FileDialog(_("插入图片"), self._over)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(_(_FILTER))
        dialog.filesSelected.connect(lambda names: self.bring([Brought(path=Path(name)) for name in names]))
        dialog.open()

    def _ask(self) -> None:
        cursor = self._body.text.textCursor()
        picture = picture_here(cursor)
        if picture is not None:
            dialog = PictureDialog(picture, self._over)
            dialog.agreed.connect(lambda wanted: change_picture(cursor, wanted))
            dialog.open()

    def _fetch(self, digest: Digest) -> None:
        self._workplace.read(
            lambda session: session.pictures.read(digest),
            self,
            lambda data: self._body.show_picture(digest, QImage.fromData(data)),
            lambda _error: None,
        )
