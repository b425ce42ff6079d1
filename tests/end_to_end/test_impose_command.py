"""``oa-desktop impose``: a PDF as the print room needs it, and what is no such thing."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from oa_desktop.cli.program import run
from oa_desktop.i18n.resources import resource_path

MM = 25.4 / 72
ORDER = resource_path("examples/03-命令.md")


@pytest.fixture
def page(tmp_path: Path) -> str:
    assert run(["render", str(ORDER), "-o", str(tmp_path / "令.pdf")]) == 0
    return str(tmp_path / "令.pdf")


def size(path: Path) -> tuple[float, float]:
    with pikepdf.open(path) as pdf:
        _left, _bottom, width, height = map(float, pdf.pages[0].mediabox)
    return width * MM, height * MM


def test_a_paper_comes_out_as_a_booklet_and_stays_as_it_was(page, tmp_path, capsys):
    before = Path(page).read_bytes()
    assert run(["impose", page, "-o", str(tmp_path / "骑马订.pdf"), "--folding", "booklet", "--overprint"]) == 0
    assert capsys.readouterr().out.endswith("骑马订.pdf\n")
    assert size(tmp_path / "骑马订.pdf") == pytest.approx((420, 297), abs=0.1)
    assert Path(page).read_bytes() == before


def test_the_page_for_calibration_needs_no_paper(tmp_path):
    assert run(["impose", "--calibration", "-o", str(tmp_path / "校准页.pdf")]) == 0
    assert size(tmp_path / "校准页.pdf") == pytest.approx((210, 297), abs=0.1)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], 2, "请写一个 PDF 文件"),
        (["PAGE", "--calibration"], 2, "请写一个 PDF 文件"),
        (["PAGE", "--offset", "0.55,1"], 2, "向右,向下"),
        (["PAGE", "--offset", "远"], 2, "向右,向下"),
        ([str(ORDER)], 1, "不是 PDF"),
    ],
    ids=["nothing", "both", "finer than tenths", "no figures", "no PDF"],
)
def test_what_was_not_meant_is_said_and_nothing_is_written(page, tmp_path, capsys, words, code, said):
    target = tmp_path / "不会有.pdf"
    assert run(["impose", *(page if word == "PAGE" else word for word in words), "-o", str(target)]) == code
    assert said in capsys.readouterr().err
    assert not target.exists()


def test_a_paper_is_not_overwritten_by_what_is_made_of_it(page):
    assert run(["impose", page, "-o", page]) == 2
