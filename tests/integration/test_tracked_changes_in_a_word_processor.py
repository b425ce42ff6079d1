"""Tracked changes as LibreOffice understands them: who, when, and what is left when all are accepted or rejected."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from oa_desktop.docs.docx import write_docx, write_tracked_docx
from oa_desktop.domain.manuscript import Manuscript, Paragraph, Span, Table
from oa_desktop.office.ports.pages import TrackedText
from tests.golden.renew_pages import EXAMPLES, example
from tests.rigs.answered import Node, W, answered, body_of
from tests.rigs.word_processor import converted

AUTHORS = ("周玥（科员）", "陈国胜（科长）", "赵立恒（副县长）")
JOINER = "\u200d"
"""What LibreOffice puts into a row that came or went, to know it by."""
ROWS = (("单位", "人数"), ("教育局", "3人"), ("公安局", "5人"))


def paragraph(text: str) -> Paragraph:
    return Paragraph(spans=(Span(text=text),))


def chain() -> tuple[Manuscript, Manuscript, Manuscript]:
    """A notice that two people revised: words, paragraphs, a heading, the title, the date, and rows of a table."""
    first = example(EXAMPLES / "08-通知.md")
    first = replace(first, body=(*first.body, Table(rows=ROWS), paragraph("请认真落实。")))
    body = list(first.body)
    body[1:2] = [paragraph("新增加的一段文字，请切实抓好落实。"), replace(body[1], level=0)]
    del body[4]
    second = replace(first, title=first.title.replace("关于", "关于认真"), body=tuple(body))
    body[1] = paragraph("新增加的一段文字，请抓好落实，及时报告。")
    body[-2] = Table(rows=(ROWS[0], ("水利局", "4人"), ("公安局", "6人")))
    third = replace(second, body=tuple(body[:-1]), date="2026年5月1日", copied_to="县委办公室")
    return first, second, third


def passing() -> tuple[Manuscript, Manuscript, Manuscript]:
    """A notice with a paragraph and a table that one puts in and another takes out."""
    first, *others = example(EXAMPLES / "08-通知.md").body
    kept = replace(example(EXAMPLES / "08-通知.md"), body=(first, *others))
    return kept, replace(kept, body=(first, paragraph("这一段不要了。"), Table(rows=ROWS), *others)), kept


def dropping() -> tuple[Manuscript, Manuscript, Manuscript]:
    """A notice in which one changes a sentence and a paragraph, and another takes both out."""
    paper = example(EXAMPLES / "08-通知.md")
    bodies = (
        ("前文。请于3月底前报送情况。后文。", "请各单位于3月底前报送情况。", "特此通知。"),
        ("前文。请于12月底前报送情况。后文。", "请各单位于12月底前认真报送情况。", "特此通知。"),
        ("前文。后文。", "特此通知。"),
    )
    first, second, third = (replace(paper, body=tuple(map(paragraph, body))) for body in bodies)
    return first, second, third


CHAINS = {
    "revised": chain(),
    "passing": passing(),
    "dropping": dropping(),
    "other": tuple(map(example, sorted(EXAMPLES.glob("*.md"))[:2])),
}
"""Of them, one has another paper in the place of a paper."""


def lines(body: Node) -> list[str]:
    texts = ("".join(one.text or "" for one in each.iter(f"{W}t")) for each in body.iter(f"{W}p"))
    return [text for text in (text.replace(JOINER, "") for text in texts) if text]


@pytest.fixture(scope="module")
def tracked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every chain as one DOCX."""
    folder = tmp_path_factory.mktemp("tracked")
    for name, chained in CHAINS.items():
        texts = [
            TrackedText(manuscript=one, author=AUTHORS[place % 3], time=f"2026-03-0{place + 2}T09:30:00+08:00")
            for place, one in enumerate(chained)
        ]
        (folder / f"{name}.docx").write_bytes(write_tracked_docx(texts))
    return folder


@pytest.fixture(scope="module")
def saved(tracked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, opened by LibreOffice and saved again."""
    folder = tmp_path_factory.mktemp("saved")
    converted([tracked / f"{name}.docx" for name in CHAINS], folder, "docx")
    return folder


def test_the_word_processor_knows_who_changed_what_and_when(tracked: Path, tmp_path: Path) -> None:
    (file,) = converted([tracked / "revised.docx"], tmp_path, "fodt")
    changes = (
        file.read_text(encoding="utf-8").partition("<text:tracked-changes")[2].partition("</text:tracked-changes>")[0]
    )
    known = set(re.findall(r"<dc:creator>(.*?)</dc:creator>\s*<dc:date>(.*?)</dc:date>", changes))
    assert known == {(AUTHORS[1], "2026-03-03T09:30:00"), (AUTHORS[2], "2026-03-04T09:30:00")}
    assert changes.count("<text:insertion") > 5
    assert changes.count("<text:deletion") > 3


@pytest.mark.parametrize("name", CHAINS)
@pytest.mark.parametrize(("accept", "place"), [(True, -1), (False, 0)], ids=["accepted", "rejected"])
def test_what_it_keeps_is_the_newest_text_or_the_first(saved: Path, name: str, accept: bool, place: int) -> None:
    body = answered(body_of((saved / f"{name}.docx").read_bytes()), accept=accept)
    assert lines(body) == lines(body_of(write_docx(CHAINS[name][place])))
