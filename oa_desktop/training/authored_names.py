"""What a field of an exercise may be chosen from (可选的), by the words that an instructor knows it by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias

from oa_desktop.domain.registry import OF_DOCUMENTS, OF_PAGES, OF_TEXTS
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say

Where: TypeAlias = tuple[str | int, ...]
Names: TypeAlias = tuple[tuple[str, str], ...]
Options: TypeAlias = Mapping[str, Names]
"""What a field may be chosen from, by the name that the schema gives (``x-names``)."""
Content: TypeAlias = Mapping[str, Any]


def names_in(content: Content, named: str, where: Where) -> Names:
    """Return what an exercise itself offers for a field at a place; nothing where a field has no such name."""
    offer = _OFFERED.get(named)
    return tuple(offer(content, where)) if offer else ()


@cache
def rule_names() -> Names:
    """Return what can be wrong in a paper, as the rules say it."""
    return tuple((rule, say(rule, {}).what) for rule in (*OF_DOCUMENTS, *OF_TEXTS, *OF_PAGES))


def _materials(content: Content, _where: Where) -> Iterator[tuple[str, str]]:
    yield "", _("整张光盘")
    yield from ((one["id"], one["title"]) for one in content.get("materials", ()))


def _checks(content: Content, _where: Where) -> Iterator[tuple[str, str]]:
    return ((one["id"], one.get("asks", one["id"])) for one in content.get("checks", ()))


def _answers(content: Content, where: Where) -> Iterator[tuple[str, str]]:
    """Yield the answers that its choices allow; of what is sorted into boxes each choice in each of them."""
    group, place = where[:2]
    asked = content[str(group)][int(place)]
    boxes = asked.get("boxes", {})
    for choice, words in asked.get("choices", {}).items():
        if not boxes:
            yield choice, words
        for box, box_words in boxes.items():
            yield f"{choice}={box}", _("{words} → {box}").format(words=words, box=box_words)


_OFFERED: Mapping[str, Callable[[Content, Where], Iterator[tuple[str, str]]]] = {
    "answers": _answers,
    "faults": _checks,
    "materials": _materials,
}
