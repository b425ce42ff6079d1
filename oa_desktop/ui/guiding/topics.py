"""Which page of the help explains what has the keyboard (上下文帮助)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

USUAL = "窗口.md"
TOPICS: Mapping[str, str] = {
    "entrance": "窗口.md#登录、锁定和切换用户",
    "locked": "窗口.md#登录、锁定和切换用户",
    "folders": "窗口.md#公文清单",
    "documents": "窗口.md#公文清单",
    "lines": "窗口.md#公文清单",
    "reading": "窗口.md#看公文",
    "acts": "窗口.md#办理",
    "editor": "窗口.md#拟稿",
    "files-panel": "窗口.md#附件文件",
    "attach": "窗口.md#附件文件",
    "preview": "窗口.md#版面预览",
    "findings-panel": "窗口.md#检查",
    "file-findings": "窗口.md#检查",
    "reading-notes": "窗口.md#打开稿子",
    "drafts-page": "窗口.md#草稿",
    "drafts-notice": "窗口.md#草稿",
    "body": "要素.md#正文",
    "code": "要素.md#发文字号",
    "date": "要素.md#成文日期",
    "copies": "要素.md#印数",
    "lacking": "窗口.md#拟稿",
    "ask-unkept": "窗口.md#拟稿",
    "ask-replacing": "窗口.md#打开稿子",
    "ask-discard": "窗口.md#草稿",
    "print-preview": "窗口.md#打印和另存为",
    "save-as": "窗口.md#打印和另存为",
    "back-up": "窗口.md#备份",
    "drill": "窗口.md#备份",
    "change-password": "窗口.md#登录、锁定和切换用户",
    "idle": "窗口.md#登录、锁定和切换用户",
    "palette": "窗口.md#找帮助",
    "status": "窗口.md#标记和状态栏",
    "help": "窗口.md#找帮助",
}
"""By the name of a widget; one that explains itself further has a property ``topic``."""


def topic_of(widget: QWidget | None) -> str:
    """Return page and heading for the widget, or for the nearest around it that has one."""
    while widget is not None:
        topic = widget.property("topic") or TOPICS.get(widget.objectName(), "")
        if topic:
            return str(topic)
        widget = widget.parentWidget()
    return USUAL
