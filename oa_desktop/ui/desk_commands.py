"""What commands do at the desk (办公桌上的命令): each goes to the desk that is there when it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from oa_desktop.office.papers.papers import Paper
from oa_desktop.ui.commands import Commands
from oa_desktop.ui.desk_page import DeskPage
from oa_desktop.ui.lists.folders import FOLDERS
from oa_desktop.ui.page_commands import SHEET_COMMANDS
from oa_desktop.ui.reading.sheets import Fit
from oa_desktop.ui.standard_commands import COMMANDS
from oa_desktop.ui.view_commands import folder_command

_ACT = "act."


def bind_desk(commands: Commands, desk: Callable[[], DeskPage | None]) -> None:
    """Bind the commands that are for the desk.

    Args:
        commands: The window's.
        desk: Returns the desk of who is signed in, None where nobody is.
    """
    for command, do in (*_SIMPLE, *_acts(), *_folders(), *_sheets()):
        commands.bind(command, _with(desk, do))


Do = Callable[[DeskPage], object]

_SIMPLE: tuple[tuple[str, Do], ...] = (
    ("act-onward", lambda desk: desk.acts.move_on()),
    ("document.print", lambda desk: desk.print()),
    ("document.save", lambda desk: desk.save()),
    ("list.print", lambda desk: desk.print_list()),
    ("list.save", lambda desk: desk.save_list()),
    ("edit.recall", lambda desk: desk.take_back()),
    ("edit.copy", lambda desk: desk.document.copy()),
    ("edit.all", lambda desk: desk.document.pages.view.select_all()),
    ("page.larger", lambda desk: desk.document.pages.view.zoom_in()),
    ("page.smaller", lambda desk: desk.document.pages.view.zoom_out()),
    ("page.width", lambda desk: desk.document.pages.view.fit_to(Fit.WIDTH)),
    ("page.whole", lambda desk: desk.document.pages.view.fit_to(Fit.PAGE)),
    ("trace.show", lambda desk: desk.document.turn_to_traces()),
    ("trace.next", lambda desk: desk.document.step_through_traces(forward=True)),
    ("trace.previous", lambda desk: desk.document.step_through_traces(forward=False)),
    ("find.words", lambda desk: desk.documents.seek()),
    ("find.on-page", lambda desk: desk.find_on_page()),
    ("document.read", lambda desk: desk.read_on()),
    ("document.next", lambda desk: desk.documents.choose_next()),
    ("document.before", lambda desk: desk.documents.choose_before()),
)


def _acts() -> Iterable[tuple[str, Do]]:
    for one in COMMANDS:
        if one.id.startswith(_ACT):
            yield one.id, _doing(one.id.removeprefix(_ACT))


def _folders() -> Iterable[tuple[str, Do]]:
    for folder in FOLDERS:
        yield folder_command(folder.id), _going(folder.id)


def _sheets() -> Iterable[tuple[str, Do]]:
    for paper, command in SHEET_COMMANDS.items():
        yield command.id, _printing(paper)


def _printing(paper: Paper) -> Do:
    return lambda desk: desk.print(paper)


def _doing(kind: str) -> Do:
    return lambda desk: desk.acts.do(kind)


def _going(folder: str) -> Do:
    return lambda desk: desk.go_to(folder)


def _with(desk: Callable[[], DeskPage | None], do: Do) -> Callable[[], None]:
    def slot() -> None:
        present = desk()
        if present is not None:
            do(present)

    return slot
