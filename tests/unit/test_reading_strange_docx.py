"""A DOCX as strangers set it in WPS and Word: whatever way an element is set in, it is read as what it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from oa_desktop.docs.reading import read_source
from oa_desktop.docs.reading.files import read_file
from oa_desktop.domain.manuscript import Manuscript
from tests.printed import DATA, bare, elements, shown
from tests.rigs.word.looks import LOOKS, Look
from tests.rigs.word.papers import word_paper

NAMES = (
    "通知-党委办公室",
    "请示-镇政府",
    "函-商请",
    "报告-专项",
    "通知-会议",
    "批复-县政府",
    "意见-县委县政府",
    "决定-表彰",
)
_NUMBER = re.compile("[（(]?[一二三四五六七八九十0-9]{1,3}[)）.．、]")
_SIGNS = re.compile("[)（(）.．、]")


@cache
def paper(name: str) -> Manuscript:
    path = Path(DATA / "papers" / f"{name}.txt")
    return read_source(path.read_bytes(), path.name).manuscript


def seen(manuscript: Manuscript) -> Mapping[str, object]:
    """Return the elements, whatever marks the numbers of the levels are written with."""
    annexes = [[plain(shown(block)) for block in annex.body] for annex in manuscript.annexes]
    body = [plain(shown(block)) for block in manuscript.body]
    titles = [bare(annex.title) for annex in manuscript.annexes]
    found = {name: full(value) for name, value in elements(manuscript).items()}
    return {**found, "body": body, "annexes": list(zip(map(full, titles), annexes, strict=True))}


def full(value: object) -> object:
    """Return a text, or texts, whatever the width of their marks."""
    if isinstance(value, tuple):
        return tuple(map(full, value))
    return unicodedata.normalize("NFKC", value) if isinstance(value, str) else value


def plain(block: object) -> object:
    if not isinstance(block, str):
        return block
    text = unicodedata.normalize("NFKC", block)
    number = _NUMBER.match(text)
    return f"{_SIGNS.sub('|', number[0])}{text[number.end() :]}" if number else text


def expected(name: str, look: Look) -> Mapping[str, object]:
    without_mark = {"issuing_organs": (), "page_format": ""} if look.mark == "none" else {}
    return {**seen(paper(name)), **without_mark}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("look", LOOKS)
def test_a_paper_is_read_whatever_it_looks_like(look: str, name: str) -> None:
    data = word_paper(paper(name), LOOKS[look])
    assert seen(read_file(data, "来文.docx").manuscript) == expected(name, LOOKS[look])


@pytest.mark.parametrize("look", sorted(set(LOOKS) - {"usual"}))
def test_every_look_differs_from_the_usual_one(look: str) -> None:
    assert any(word_paper(paper(name), LOOKS[look]) != word_paper(paper(name), LOOKS["usual"]) for name in NAMES)


def test_there_are_looks_enough() -> None:
    assert len(LOOKS) >= 60
