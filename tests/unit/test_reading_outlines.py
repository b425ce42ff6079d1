"""Texts as they circulate keep title, levels and paragraphs: as read, and as read back from every form."""

from __future__ import annotations

import pytest

from oa_desktop.docs.reading import read_source
from oa_desktop.docs.reading.files import read_file
from tests.rigs.sources import FORMS, OUTLINES, SOURCES, expected, outline

EXPECTED = expected(OUTLINES / "look-alikes.yaml")


def test_of_every_look_alike_it_is_said_what_is_expected() -> None:
    assert {path.stem for path in SOURCES.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", EXPECTED)
def test_a_look_alike_keeps_title_levels_and_paragraphs(name: str, form: str) -> None:
    (path,) = SOURCES.glob(f"{name}.[tm]*")
    read = read_file(path.read_bytes(), path.name).manuscript
    assert outline(FORMS[form](read)) == EXPECTED[name]


WHOLE = (
    "各乡镇要把农村供水保障摆在突出位置，逐村逐户摸清底数，列出清单，明确责任，限期整改，确保群众饮水安全，不留死角，不走过场。"
    * 2
)
CUT = WHOLE.removesuffix("不走过场。") + "不走过"


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        ([*[WHOLE] * 4, CUT, "场，不搞形式。"], 5),
        ([*[WHOLE] * 4, CUT, "", "场，不搞形式。"], 6),
        ([*[WHOLE] * 4, CUT, "一、场，不搞形式。"], 6),
        ([CUT, CUT, WHOLE, CUT, "场，不搞形式。"], 5),
    ],
    ids=["cut", "blank line", "number", "an author without stops"],
)
def test_a_paragraph_cut_in_mid_sentence_goes_on_where_all_others_end(lines: list[str], paragraphs: int) -> None:
    text = "\n".join(["关于农村供水的调研报告", "", *lines])
    assert len(read_source(text.encode(), "稿.txt").manuscript.body) == paragraphs
