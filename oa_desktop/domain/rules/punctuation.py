"""Rules on 标点符号. GB/T 9704-2012 clause 9, which names GB/T 15834."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.rules.paper import Check, Paper
from oa_desktop.domain.rules.slips import HAN, HAN_NUMERALS, Slips, in_texts, slip

FULL_WIDTH = str.maketrans(",;:?!", "，；：？！")
_PAIRS = tuple(map(tuple, ("“”", "《》", "（）", "〔〕", "〈〉", "【】")))
_ITEM = re.compile("^[0-9]{1,2}）")
LONG = 30
"""Characters from which a paragraph is expected to end in a mark."""

SLIPS: Slips = {
    "punctuation.half-width": slip(
        rf"(?<=[{HAN}”》）])(?:[,;?!]|:(?!//))|(?<=[0-9])[,;?!](?=[{HAN}])",
        lambda match: match[0].translate(FULL_WIDTH),
    ),
    "punctuation.half-width-brackets": slip(rf"\((?![{HAN_NUMERALS}0-9]{{1,3}}\))([^()]*[{HAN}][^()]*)\)", r"（\1）"),
    "punctuation.half-width-stop": slip(
        rf"(?<=[{HAN}”》）%])(?<!^[{HAN_NUMERALS}])(?<!^.[{HAN_NUMERALS}])\.(?=\s*$|[{HAN}])", "。"
    ),
    "punctuation.ellipsis": slip(r"\.{3,}|。{3,}|(?<!…)…(?!…)", "……"),
    "punctuation.dash": slip(rf"(?<=[{HAN}”》）])(?:-{{2,}}|－{{2,}})(?=[{HAN}“《（])", "——"),
    "punctuation.repeated": slip("(?<!。)(?!。{3})([，、；：。！？])[，、；：。]+", r"\1"),
    "punctuation.straight-quotes": slip(
        rf"\"([^\"]*[{HAN}][^\"]*)\"|'([^']*[{HAN}][^']*)'",
        lambda match: f"“{match[1]}”" if match[1] is not None else f"‘{match[2]}’",
    ),
    "punctuation.nested-quotes": slip("“([^“”]*)“([^“”]*)”([^“”]*)”", r"“\1‘\2’\3”"),
    "punctuation.nested-books": slip("《([^《》]*)《([^《》]*)》([^《》]*)》", r"《\1〈\2〉\3》"),
    "punctuation.between-marks": slip("(?<=》)、(?=《)|(?<=”)、(?=“)", ""),
    "punctuation.before-and": slip("、(?=和(?![平睦谐蔼解会])|与(?!会)|及)", ""),
    "punctuation.before-etc": slip("、(?=等(?:[，。；、）]|[单工方有部各项]))", ""),
    "punctuation.range": slip(
        r"(?<![0-9A-Za-z\-/ .])([0-9]{1,4}(?:\.[0-9]+)?[年月日]?)-([0-9]{1,4}(?:\.[0-9]+)?[年月日天时岁人个项家元])",
        r"\1—\2",
    ),
    "punctuation.angle-quotes": slip(rf"<<?([{HAN}][^<>]*)>>?", r"《\1》"),
}
"""What should not stand in a text, and what should."""


def unmatched(paper: Paper) -> Iterator[Finding]:
    """Yield quotation marks and brackets without their other half."""
    for passage in paper.texts:
        text = _ITEM.sub(lambda match: "〇" * len(match[0]), passage.text)
        for opening, closing in _PAIRS:
            if text.count(opening) != text.count(closing):
                more = opening if text.count(opening) > text.count(closing) else closing
                yield passage.at("punctuation.unmatched", more, measured=more, required=opening + closing)


def blanks(paper: Paper) -> Iterator[Finding]:
    """Yield blanks between Chinese characters in running text; between names and behind 第几条 they are right."""
    pattern = re.compile(rf"(?<=[{HAN}，。；：])(?<![条章节款])[ \t]+(?=[{HAN}])")
    for passage in paper.paragraphs:
        if passage.level == 0 and len(passage.text) >= LONG and "。" in passage.text and "：" not in passage.text[:6]:
            yield from passage.each("punctuation.blank", pattern)


CHECKS: tuple[Check, ...] = (in_texts(SLIPS), unmatched, blanks)
