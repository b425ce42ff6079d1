"""What can be done with the page or the text before somebody (版面和文字): copied, made larger, printed, undone."""

from __future__ import annotations

from oa_desktop.office.papers.papers import Paper
from oa_desktop.ui.commands import Command, Menu, Place
from oa_desktop.ui.situation import at_desk, copies, editing, reads, redoes, signed_in, undoes

_PAGE = frozenset({Place.PAGE})
_EVERYWHERE = frozenset({Place.PAGE, Place.LIST})
_READING = "窗口.md#看公文"
_TRACING = "窗口.md#修改痕迹"
_LEAVING = "窗口.md#打印和另存为"
_VERIFYING = "窗口.md#签章核验"
_LISTS = "窗口.md#公文清单"

_SHEETS = (
    (Paper.PROOF, "校样…"),
    (Paper.PRINT_ORDER, "付印单…"),
    (Paper.LABELS, "封签…"),
    (Paper.EXCHANGE, "交换清单…"),
    (Paper.CIRCULATION, "传阅单…"),
    (Paper.HAND_OVER, "转办单…"),
    (Paper.ASSIGNMENT, "交办单…"),
    (Paper.URGING, "催办单…"),
    (Paper.REJECTION, "退文单…"),
)
"""What goes with a paper: once it has its number, and once it was circulated."""


SHEET_COMMANDS = {
    paper: Command(
        id=f"document.print-{paper.name.lower()}",
        text=text,
        menu=Menu.TOOLS,
        when=reads,
        writes=True,
        under="打印单据",
        topic=_LEAVING,
    )
    for paper, text in _SHEETS
}
"""By paper."""
PAPER_COMMANDS = (
    Command(
        id="document.print",
        text="打印(&P)…",
        menu=Menu.DOCUMENT,
        shortcut="Ctrl+P",
        when=reads,
        writes=True,
        places=_EVERYWHERE,
        topic=_LEAVING,
    ),
    Command(
        id="document.save",
        text="另存为(&S)…",
        menu=Menu.DOCUMENT,
        shortcut="Ctrl+S",
        when=reads,
        writes=True,
        places=_EVERYWHERE,
        topic=_LEAVING,
    ),
    Command(
        id="verify.page",
        text="核验这份公文的签章(&Y)",
        menu=Menu.DOCUMENT,
        under="核验签章",
        when=reads,
        topic=_VERIFYING,
    ),
    Command(
        id="verify.file",
        text="核验签章文件(&V)…",
        menu=Menu.DOCUMENT,
        under="核验签章",
        when=signed_in,
        icon="seal",
        topic=_VERIFYING,
    ),
    *SHEET_COMMANDS.values(),
    Command(
        id="list.print",
        under="清单",
        text="打印清单(&B)…",
        menu=Menu.DOCUMENT,
        shortcut="Ctrl+Shift+P",
        when=at_desk,
        writes=True,
        topic=_LISTS,
    ),
    Command(
        id="list.save",
        under="清单",
        text="另存清单(&W)…",
        menu=Menu.DOCUMENT,
        shortcut="Ctrl+Shift+S",
        when=at_desk,
        writes=True,
        topic=_LISTS,
    ),
)
WRITING_COMMANDS = (
    Command(
        id="edit.undo",
        text="撤销(&U)",
        menu=Menu.EDIT,
        shortcut="Ctrl+Z",
        when=undoes,
        topic="窗口.md#拟稿",
    ),
    Command(
        id="edit.redo",
        text="重做(&R)",
        menu=Menu.EDIT,
        shortcut="Ctrl+Y",
        also=("Ctrl+Shift+Z",),
        when=redoes,
        topic="窗口.md#拟稿",
    ),
    Command(
        id="edit.note",
        text="脚注(&N)…",
        menu=Menu.EDIT,
        shortcut="Ctrl+Alt+F",
        when=editing,
        topic="窗口.md#正文",
    ),
)
PASSAGE_COMMANDS = (
    Command(
        id="edit.copy",
        text="复制(&C)",
        menu=Menu.EDIT,
        shortcut="Ctrl+C",
        when=copies,
        places=_PAGE,
        topic=_READING,
    ),
    Command(
        id="edit.all",
        text="全选(&A)",
        menu=Menu.EDIT,
        shortcut="Ctrl+A",
        when=reads,
        places=_PAGE,
        topic=_READING,
    ),
)
PAGE_COMMANDS = (
    Command(
        id="page.larger",
        under="版面大小",
        text="放大版面(&B)",
        menu=Menu.VIEW,
        shortcut="Ctrl++",
        also=("Ctrl+=",),
        when=reads,
        places=_PAGE,
        topic=_READING,
    ),
    Command(
        id="page.smaller",
        under="版面大小",
        text="缩小版面(&M)",
        menu=Menu.VIEW,
        shortcut="Ctrl+-",
        when=reads,
        places=_PAGE,
        topic=_READING,
    ),
    Command(
        id="page.width",
        under="版面大小",
        text="版面适合宽度(&W)",
        menu=Menu.VIEW,
        shortcut="Ctrl+0",
        when=reads,
        places=_PAGE,
        topic=_READING,
    ),
    Command(
        id="page.whole", under="版面大小", text="看整页(&G)", menu=Menu.VIEW, when=reads, places=_PAGE, topic=_READING
    ),
)
TRACE_COMMANDS = (
    Command(
        id="trace.show",
        under="修改痕迹",
        text="修改痕迹(&H)",
        menu=Menu.VIEW,
        shortcut="F6",
        when=reads,
        places=_EVERYWHERE,
        topic=_TRACING,
    ),
    Command(
        id="trace.next",
        under="修改痕迹",
        text="下一处修改(&N)",
        menu=Menu.VIEW,
        shortcut="F4",
        when=reads,
        topic=_TRACING,
    ),
    Command(
        id="trace.previous",
        under="修改痕迹",
        text="上一处修改(&P)",
        menu=Menu.VIEW,
        shortcut="Shift+F4",
        when=reads,
        topic=_TRACING,
    ),
)
