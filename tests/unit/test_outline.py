"""The outline of a document: what it lists, and that each entry says where the words really stand."""

from __future__ import annotations

from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.layout import LaidOut, lay_out
from oa_desktop.docs.reading import read_source

SOURCE = """关于做好归档工作的通知

各乡镇：

一、总体要求

按时完成。

（一）范围。全部公文。

1.电子公文要双套归档

附件

归档范围表

一、永久

二、定期

附件2

移交清单
"""


def laid(source: str) -> LaidOut:
    return lay_out(read_source(source.encode()).manuscript, shipped_fonts())


def entries(source: str) -> list[tuple[int, str]]:
    return [(entry.depth, entry.text) for entry in laid(source).outline]


def test_title_headings_and_annexes_are_listed_in_reading_order() -> None:
    assert entries(SOURCE.replace("附件\n", "附件1\n")) == [
        (0, "关于做好归档工作的通知"),
        (1, "一、总体要求"),
        (2, "（一）范围"),
        (0, "附件1 归档范围表"),
        (1, "一、永久"),
        (1, "二、定期"),
        (0, "附件2 移交清单"),
    ]


def test_every_entry_stands_on_its_page_at_its_height() -> None:
    document = laid(SOURCE + "\n国" * 900)
    for entry in document.outline:
        page = document.pages[entry.page - 1]
        line = "".join(run.text for run in page.runs if 0 <= run.y_mm - entry.top_mm < 10)
        assert line.startswith(entry.text.split(" ")[0]) or entry.text.startswith(line), entry


def test_a_text_without_a_title_has_no_entry_for_it() -> None:
    assert entries("各乡镇：\n现通知如下。\n") == []
