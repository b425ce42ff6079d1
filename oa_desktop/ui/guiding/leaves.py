"""Help that stands in no file (帮助的目录、检索和快捷键): Markdown made from the pages and from the commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtGui import QKeySequence

from oa_desktop.i18n import _
from oa_desktop.ui.commands import Command, Menu, plain
from oa_desktop.ui.guiding.pages import Section, find, pages

_LONGEST = 60
_ELSEWHERE = (
    ("意见栏", "办理往下走的一步", "Ctrl+Enter"),
    ("版面", "放大、缩小", "Ctrl+加号、Ctrl+减号"),
    ("版面", "适合宽度", "Ctrl+0"),
    ("版面", "查找下一处、上一处", "F3、Shift+F3"),
    ("版面", "复制选中的文字", "Ctrl+C"),
    ("拟稿", "返回办公桌", "Esc"),
    ("帮助", "后退、前进", "Alt+左、Alt+右"),
    ("帮助", "关上", "Esc"),
)
"""Keys of places that are no commands of the whole window: place, what they do, keys."""


def contents() -> str:
    """Return the contents of the help."""
    return "\n".join(_contents())


def _contents() -> Iterator[str]:
    yield f"# {_('帮助目录')}\n"
    for page in pages().values():
        yield f"- {_link(page.title, page.name)}"
        yield from (f"    - {_link(one.heading, one.address)}" for one in _headings(page.sections))


def _headings(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return the headings below a page's own; of a very long page only the page is named."""
    below = sections[1:]
    return below if len(below) <= _LONGEST else ()


def found(words: str) -> str:
    """Return where words stand in the help."""
    hits = find(words)
    head = f"# {_('检索帮助：{words}').format(words=_escaped(words))}\n\n"
    if not hits:
        return head + _("没有找到。请换一个说法，或者看[帮助目录](contents)。")
    lines = (f"- {_link(_title(hit.section), hit.section.address)}  \n  {_escaped(hit.line[:80])}" for hit in hits)
    return head + "\n".join(lines)


def keys(commands: Iterable[Command]) -> str:
    """Return all shortcuts as a page."""
    rows = [
        (
            _(Menu(one.menu).plain),
            plain(one),
            QKeySequence(one.shortcut).toString(QKeySequence.SequenceFormat.NativeText),
        )
        for one in commands
        if one.shortcut
    ]
    head = f"# {_('快捷键')}\n\n| {_('在哪里')} | {_('做什么')} | {_('按键')} |\n|---|---|---|\n"
    return head + "".join(
        f"| {_(place)} | {_(what)} | {_escaped(_(how))} |\n" for place, what, how in (*rows, *_ELSEWHERE)
    )


def _title(section: Section) -> str:
    page = pages()[section.page].title
    return section.heading if section.heading == page else f"{page}：{section.heading}"


def _link(words: str, address: str) -> str:
    return f"[{_escaped(words)}](<{address}>)"


def _escaped(words: str) -> str:
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]<>#+-|" else sign for sign in words)
