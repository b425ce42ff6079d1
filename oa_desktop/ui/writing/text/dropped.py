"""What a paste leaves behind (粘贴时去掉的), in words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from oa_desktop.i18n import _


class Dropped(StrEnum):
    """Something that a text of an office program has and a paper of an office has not: the user's words for it."""

    PICTURE = "{count} 张图片"
    TEXT_BOX = "{count} 个文本框"
    FOOTNOTE = "{count} 处脚注、尾注"
    REMARK = "{count} 处批注"
    DELETION = "{count} 处已删除的修订"
    FIELD = "{count} 处域代码"
    LINK = "{count} 处超链接（文字还在）"
    INNER_TABLE = "{count} 个表格里的表格（文字还在）"
    LARGE_TABLE = "{count} 个很大的表格（改成一行一段，文字还在；这样的表格请作为附件）"
    DRESS = "字体、字号和颜色"


def dropped_words(dropped: Mapping[Dropped, int]) -> str:
    """Return one sentence about what was left behind; empty when nothing was."""
    parts = [_(one.value).format(count=dropped[one]) for one in Dropped if dropped.get(one)]
    return _("粘贴时去掉了：{what}。").format(what="、".join(parts)) if parts else ""
