"""Rules on 标题 and 文种. GB/T 9704-2012 7.3.1, 党政机关公文处理工作条例 (2012) Art. 8 and 9 (七)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.documents.kinds import DocumentKind, kind_of_title
from oa_desktop.domain.rules.paper import Check, Paper, Passage
from oa_desktop.domain.rules.slips import Slips, in_element, slip

ABOUT = "关于"
MATTER = re.compile(f"{ABOUT}|转发|印发|批转")
"""What leads from the organ to the matter in a title."""
SLIPS: Slips = {"title.stop": slip(r"[。．.，,；;：:！!、]+\s*$", "")}
"""What should not stand in a title."""
SUBJECTLESS = frozenset(
    {
        DocumentKind.RESOLUTION,
        DocumentKind.ORDER,
        DocumentKind.COMMUNIQUE,
        DocumentKind.ANNOUNCEMENT,
        DocumentKind.PUBLIC_NOTICE,
        DocumentKind.MINUTES,
    }
)
"""Kinds whose titles may name no matter."""
_QUOTED = re.compile("《[^《》]*(?:《[^《》]*》[^《》]*)*》|“[^“”]*”|（[^（）]*）|〈[^〈〉]*〉")
_MARKS = re.compile("[，。；：！？,;!?](?!$)")
_INVENTED = re.compile(
    r"(?:请示报告|报告请示|申请报告|请求报告|汇报|情况汇报|请求|申请|公函|便函|批示|启事|(?:实施|工作|行动)?方案|办法|规定|细则"
    r"|总结|计划|要点|规划|安排|说明|建议|简报|总结报告书)(?:（[^（）]*）)?$"
)
_WORDS = ("人民政府", "办公室", "办公厅", "领导小组", ABOUT)
"""Words of titles that no other words make together where a line ends."""
_NO_START = re.compile(r"^[的》”’）〕、，。]")
_NO_END = re.compile(r"[《“‘（〔]$")


def plain(title: str) -> str:
    """Return a title without what it quotes and what stands in brackets; every character left keeps its place."""
    return _QUOTED.sub(lambda match: "〇" * len(match[0]), title)


def too_long(paper: Paper) -> Iterator[Finding]:
    """Yield a title that nobody can take in at a glance."""
    most = paper.profile.figure("title.too-long", "most")
    if len(paper.title) > most:
        yield paper.element("title").found("title.too-long", measured=len(paper.title), required=most)


def no_organ(paper: Paper) -> Iterator[Finding]:
    """Yield a title that begins with its matter."""
    if paper.kind and MATTER.match(paper.title):
        yield paper.element("title").found("title.no-organ", required="、".join(paper.organs))


def no_subject(paper: Paper) -> Iterator[Finding]:
    """Yield a title that is nothing but its kind, or organ and kind."""
    bare = re.sub(r"\s", "", paper.title)
    names = ("", *(re.sub(r"\s", "", organ.removesuffix("文件")) for organ in paper.organs))
    if paper.kind and paper.kind not in SUBJECTLESS and bare in {name + paper.kind.value for name in names}:
        yield paper.element("title").found("title.no-subject", measured=bare)


def about(paper: Paper) -> Iterator[Finding]:
    """Yield 关于 twice, and 关于 before the organ."""
    title = paper.element("title")
    words = plain(title.text.replace("\n", ""))
    if words.count(ABOUT) > 1:
        yield title.found("title.about-twice", measured=words.count(ABOUT), required=1)
    for organ in paper.organs:
        if words.startswith(ABOUT + organ) and words.count(ABOUT) == 1 and paper.kind is not None:
            yield title.at("title.about-first", ABOUT + organ, measured=ABOUT + organ, required=organ + ABOUT)


def kind_twice(paper: Paper) -> Iterator[Finding]:
    """Yield 的通知的通知."""
    title = paper.element("title")
    if paper.kind:
        twice = re.compile(rf"的{paper.kind.value}的{paper.kind.value}")
        words = Passage(name=title.name, text=plain(title.text))
        yield from words.each("title.kind-twice", twice, f"的{paper.kind.value}")


def marks(paper: Paper) -> Iterator[Finding]:
    """Yield marks in a title outside 《》, “” and brackets."""
    title = paper.element("title")
    yield from Passage(name=title.name, text=plain(title.text)).each("title.marks", _MARKS)


def invented_kind(paper: Paper) -> Iterator[Finding]:
    """Yield a word at the end of the title that is none of the fifteen kinds, where no kind is named. Art. 8."""
    found = _INVENTED.search(paper.title)
    if found and not paper.manuscript.kind.strip():
        yield paper.element("kind").found("kind.invented", measured=found[0])


def other_kind(paper: Paper) -> Iterator[Finding]:
    """Yield that the kind that is named is not the one of the title."""
    titled = kind_of_title(paper.manuscript.title)
    if titled and paper.kind and titled is not paper.kind:
        yield paper.element("kind").found("kind.differs", measured=paper.kind.value, required=titled.value)


def split_words(paper: Paper) -> Iterator[Finding]:
    """Yield a line of the title that ends inside a word, or begins or ends with what may not stand there."""
    title = paper.element("title")
    kind = paper.kind.value if paper.kind else ""
    for above, below in pairwise(line.strip() for line in title.text.splitlines()):
        is_end = len(below) < len(kind) and title.text.rstrip().endswith(below)
        word = next((one for one in (*_WORDS, *([kind] if is_end else [])) if _is_split(above, below, one)), "")
        if word:
            yield title.at("title.split-word", below, measured=f"{above[-2:]}/{below[:2]}", required=word)
        elif _NO_START.search(below) or _NO_END.search(above):
            yield title.at("title.line-start", below, measured=f"{above[-1:]}/{below[:1]}")


def _is_split(above: str, below: str, word: str) -> bool:
    return any(above.endswith(word[:cut]) and below.startswith(word[cut:]) for cut in range(1, len(word)))


def shape(paper: Paper) -> Iterator[Finding]:
    """Yield lines of a title that make neither a trapezoid nor a diamond."""
    title = paper.element("title")
    lengths = [len(line.strip()) for line in title.text.splitlines() if line.strip()]
    if len(lengths) > 1 and not _is_shaped(lengths):
        yield title.found("title.shape", measured="、".join(map(str, lengths)))


def _is_shaped(lengths: list[int]) -> bool:
    steps = [after - before for before, after in pairwise(lengths)]
    waist = any(before < 0 < after for before, after in pairwise(steps))
    return not waist and any(steps) and (len(steps) == 1 or 0 not in steps)


CHECKS: tuple[Check, ...] = (
    in_element("title", SLIPS),
    too_long,
    no_organ,
    no_subject,
    about,
    kind_twice,
    marks,
    invented_kind,
    other_kind,
    split_words,
    shape,
)
