"""答复: how a document that answers another one begins: of which kind, to whom, on what, and with which words.

A 批复 answers a 请示 of a subordinate, a 函 an organ that is no subordinate (条例 Art. 8); the words are practice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from oa_desktop.domain.beginnings import OPEN
from oa_desktop.domain.correspondents import Relationship
from oa_desktop.domain.incoming import Incoming
from oa_desktop.domain.kinds import DocumentKind

_MATTER = re.compile(r"关于(?P<matter>.+?)的?$")
_OPEN = OPEN * 2
_END = "\n---\n"
"""Ends the elements at the head of a source."""
_FROM, _TO = (re.compile(f"^{name}: (.*)$", re.MULTILINE) for name in ("发文机关", "主送机关"))
_WORDS: Mapping[DocumentKind, tuple[str, ...]] = {
    DocumentKind.REPLY: (
        "你单位{came}收悉。经研究，现批复如下：",
        f"一、同意{_OPEN}。",
        f"二、你单位要{_OPEN}。",
        "此复。",
    ),
    DocumentKind.LETTER: ("贵单位{came}收悉。经研究，现函复如下：", f"{_OPEN}。", "特此函复。"),
    DocumentKind.REPORT: (f"根据{{came}}的要求，现将{_OPEN}的情况报告如下：", f"{_OPEN}。", "特此报告。"),
}
_OTHERS = ("{came}收悉。", f"{_OPEN}。")


def usual_answer(kind: str, sender: Relationship | None) -> DocumentKind:
    """Return the kind that usually answers a document.

    Args:
        kind: 文种 of what came.
        sender: How the sender stands to the unit; None where the address book does not say.
    """
    if sender is Relationship.SUPERIOR:
        return DocumentKind.REPORT
    asks = kind == DocumentKind.REQUEST.value
    return DocumentKind.REPLY if asks and sender in (Relationship.SUBORDINATE, None) else DocumentKind.LETTER


def quoted(title: str, incoming: Incoming) -> str:
    """Return a document as one quotes it: title first, then number (practice)."""
    bare = title.removeprefix(incoming.sender)
    return f"《{bare}》" + (f"（{incoming.number}）" if incoming.number else "")


def answering(source: str, kind: DocumentKind, title: str, came_as: str, incoming: Incoming) -> str:
    """Return the source of a document that answers another one.

    Args:
        source: What a paper of the kind begins with.
        kind: 文种 of the answer.
        title: Of what it answers.
        came_as: 文种 of that.
        incoming: How that came.
    """
    head = _TO.sub(lambda _line: f"主送机关: {incoming.sender}", source[: source.index(_END) + len(_END)])
    organ = found[1] if (found := _FROM.search(head)) else ""
    words = _WORDS.get(kind, _OTHERS)
    came = quoted(title, incoming)
    lines = (f"{organ}关于{_matter(title, came_as)}的{kind.value}", *(line.format(came=came) for line in words))
    return head + "\n\n".join(lines) + "\n"


def _matter(title: str, kind: str) -> str:
    found = _MATTER.search(title.removesuffix(kind))
    return found["matter"] if found else _OPEN
