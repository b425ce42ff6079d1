"""Pictures (图) of the files that people bring: taken in by a confined process, or said to be missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from oa_desktop.bootstrap.building import build_reader
from oa_desktop.docs.pictures.plain import plain_picture
from oa_desktop.domain.ids import NOTHING
from oa_desktop.domain.manuscript import Manuscript, Picture
from oa_desktop.office.attaching import beside
from oa_desktop.office.ports.pages import Reading
from tests.drawings import filed, plan

HEAD = "# 关于防汛重点部位的通知\n\n各乡镇人民政府：\n\n现将示意图印发给你们。\n\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.png").write_bytes(filed(plan()))
    (tmp_path / "现场 照片.jpg").write_bytes(filed(plan(), "JPEG"))
    (tmp_path / "broken.png").write_bytes(filed(plan())[:-300])
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "plan.png").write_bytes(filed(plan()))
    return tmp_path


def read(folder: Path, line: str) -> Reading:
    source = folder / "notice.md"
    source.write_text(f"{HEAD}{line}\n\n请认真学习。\n", encoding="utf-8")
    return build_reader().read(source.read_bytes(), source.name, beside(source))


def pictures(manuscript: Manuscript) -> list[Picture]:
    return [block for block in manuscript.body if isinstance(block, Picture)]


def rules(reading: Reading) -> set[str]:
    return {one.rule for one in reading.findings if "picture" in one.rule}


@pytest.mark.parametrize(
    ("line", "name", "width_mm", "caption"),
    [
        ("![防汛图](plan.png)", "防汛图", 0, ""),
        ('![防汛图](plan.png "图1　重点部位"){width=80mm}', "防汛图", 80, "图1　重点部位"),
        ("![防汛图](plan.png)\n\n图1　重点部位", "防汛图", 0, "图1　重点部位"),
        ("![](<现场 照片.jpg>)", "", 0, ""),
        ("![照片](现场%20照片.jpg)", "照片", 0, ""),
    ],
)
def test_a_picture_on_a_line_of_its_own_stands_in_the_text(
    folder: Path, line: str, name: str, width_mm: int, caption: str
) -> None:
    reading = read(folder, line)
    (found,) = pictures(reading.manuscript)
    assert (found.name, found.width_mm, found.caption) == (name, width_mm, caption)
    assert plain_picture(reading.pictures[found.digest]) is not None
    assert rules(reading) == set()
    assert [type(block).__name__ for block in reading.manuscript.body] == ["Paragraph", "Picture", "Paragraph"]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("![图](gone.png)", "source.picture-missing"),
        ("![图](notice.md)", "source.picture-unread"),
        ("![图](broken.png)", "source.picture-unread"),
    ],
)
def test_a_picture_that_cannot_be_had_keeps_its_place_and_is_told_of(folder: Path, line: str, rule: str) -> None:
    reading = read(folder, line)
    assert [one.digest for one in pictures(reading.manuscript)] == [NOTHING]
    assert rules(reading) == {rule}


@pytest.mark.parametrize(
    "file", ["inner/plan.png", "../plan.png", "/etc/hostname", "inner\\plan.png", "inner%2Fplan.png"]
)
def test_only_what_lies_beside_the_text_is_looked_at(folder: Path, file: str) -> None:
    assert read(folder, f"![图]({file})").pictures == {}


@pytest.mark.parametrize("line", ["见![图](plan.png)所示。", "![图](https://example.org/plan.png)"])
def test_a_picture_within_a_line_or_elsewhere_keeps_its_words_only(folder: Path, line: str) -> None:
    reading = read(folder, line)
    assert pictures(reading.manuscript) == []
    assert rules(reading) == {"source.picture"}


def test_a_picture_that_is_named_twice_is_kept_once(folder: Path) -> None:
    reading = read(folder, "![甲](plan.png)\n\n![乙](plan.png)")
    assert [one.name for one in pictures(reading.manuscript)] == ["甲", "乙"]
    assert len(reading.pictures) == 1
