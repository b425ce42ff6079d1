"""The appearance (外观): what the user has chosen of sizes, colours and the place of the page, done and remembered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from oa_desktop.ui.commands import Commands
from oa_desktop.ui.look.colours import Scheme
from oa_desktop.ui.look.dress import dress
from oa_desktop.ui.look.sizes import TextSize
from oa_desktop.ui.preferences import PagePlace, Preferences

Choice = TypeVar("Choice")


class Appearance(QObject):
    """Binds the commands of the view menu to the preferences.

    Signals:
        page_moved: The page is to stand elsewhere (``PagePlace``).
    """

    page_moved = Signal(object)

    def __init__(self, commands: Commands, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._commands = commands
        self._preferences = preferences
        self._bind()
        self._show()
        QApplication.styleHints().colorSchemeChanged.connect(self._follow)

    def _bind(self) -> None:
        bind = self._commands.bind
        for size in TextSize:
            bind(size_command(size), _with(self.resize, size))
        for scheme in Scheme:
            bind(scheme_command(scheme), _with(self.recolour, scheme))
        for place in PagePlace:
            bind(place_command(place), _with(self.move_page, place))
        bind("look.larger", lambda: self.resize(self._next(1)))
        bind("look.smaller", lambda: self.resize(self._next(-1)))

    def resize(self, size: TextSize) -> None:
        """Give all text a size."""
        self._preferences.text_size = size
        self._dress()

    def recolour(self, scheme: Scheme) -> None:
        """Give the window colours."""
        self._preferences.scheme = scheme
        self._dress()

    def move_page(self, place: PagePlace) -> None:
        """Put the page of a document elsewhere."""
        self._preferences.page_place = place
        self._show()
        self.page_moved.emit(place)

    def _next(self, by: int) -> TextSize:
        sizes = list(TextSize)
        return sizes[max(0, min(sizes.index(self._preferences.text_size) + by, len(sizes) - 1))]

    def _follow(self, _scheme: Qt.ColorScheme) -> None:
        if self._preferences.scheme is Scheme.SYSTEM:
            self._dress()

    def _dress(self) -> None:
        self._show()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            dress(application, self._preferences.scheme, self._preferences.text_size)
        self._commands.draw_icons()

    def _show(self) -> None:
        """Mark in the menus what holds."""
        for command in (
            size_command(self._preferences.text_size),
            scheme_command(self._preferences.scheme),
            place_command(self._preferences.page_place),
        ):
            self._commands.switch_on(command)


def size_command(size: TextSize) -> str:
    """Return the command that gives all text a size."""
    return f"look.size-{size.name.lower()}"


def scheme_command(scheme: Scheme) -> str:
    """Return the command that gives the window colours."""
    return f"look.colours-{scheme.name.lower()}"


def place_command(place: PagePlace) -> str:
    """Return the command that puts the page somewhere."""
    return f"look.page-{place.name.lower()}"


def _with(do: Callable[[Choice], None], choice: Choice) -> Callable[[], None]:
    return lambda: do(choice)
