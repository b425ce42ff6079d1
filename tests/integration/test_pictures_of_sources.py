"""Pictures (图) of the files that people bring: taken in by a confined process, or said to be missing."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from oa_desktop.bootstrap.adapters import build_reader
from oa_desktop.docs.docx import write_docx
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.layout import LayoutOptions, lay_out
from oa_desktop.docs.layout.page import Image as Placed
from oa_desktop.docs.ofd import write_ofd
from oa_desktop.docs.pictures.plain import plain_picture
from oa_desktop.docs.pictures.taking_in import take_in
from oa_desktop.domain.ids import NOTHING
from oa_desktop.domain.manuscript import Manuscript, Paragraph, Picture, Span
from oa_desktop.domain.zipping import zipped
from oa_desktop.office.drafting.attaching import beside
from oa_desktop.office.ports.pages import Reading
from tests.drawings import filed, plan
from tests.printed import WRITERS
from tests.rigs.word_files import p, ps, table, word_file

LINE = Paragraph(spans=(Span(text="请认真学习。"),))
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


def word(*pictures: str, files: dict[str, bytes] | None = None) -> Reading:
    """Read a notice of Word with drawings between its paragraphs."""
    body = ps("关于防汛重点部位的通知", "各乡镇人民政府：", "现将示意图印发给你们。")
    data = with_media(word_file(body + "".join(pictures) + ps("请认真学习。")), files or {"plan.png": filed(plan())})
    return build_reader().read(data, "来文.docx")


def drawing(identity: str = "rPlan", size: tuple[int, int] = (80, 50), inside: str = "", words: str = "") -> str:
    """Return a run with a picture of so many millimetres."""
    cx, cy = (side * 36_000 for side in size)
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="1" name="图片 1" descr="{words}"/>'
        f'<a:graphic><a:blipFill><a:blip r:embed="{identity}"/>{inside}</a:blipFill></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


def with_media(data: bytes, files: dict[str, bytes]) -> bytes:
    """Return a DOCX with pictures, the first of which is rPlan."""
    image = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    rels = "word/_rels/document.xml.rels"
    told = "".join(f'<Relationship Id="rPlan" Type="{image}" Target="media/{name}"/>' for name in files)
    held = parts.get(
        rels, b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'></Relationships>"
    )
    parts[rels] = held.replace(b"</Relationships>", told.encode() + b"</Relationships>")
    return zipped({**parts, **{f"word/media/{name}": content for name, content in files.items()}})


def seal(ink: tuple[int, int, int] = (220, 30, 40)) -> bytes:
    """Return the picture of a seal on nothing."""
    made = Image.new("RGBA", (200, 200), (255, 255, 255, 0))
    pen = ImageDraw.Draw(made)
    pen.ellipse((4, 4, 196, 196), outline=ink, width=8)
    pen.regular_polygon((100, 100, 40), 5, fill=ink)
    return filed(made)


def test_a_picture_of_word_stands_behind_its_paragraph_as_large_as_there() -> None:
    reading = word(p(drawing(words="防汛图")), ps("图1　重点部位"))
    assert [type(one).__name__ for one in reading.manuscript.body] == ["Paragraph", "Picture", "Paragraph"]
    (found,) = pictures(reading.manuscript)
    assert (found.name, found.width_mm, found.caption) == ("防汛图", 80, "图1　重点部位")
    assert found.digest in reading.pictures


def test_what_was_cut_off_in_word_stays_outside() -> None:
    reading = word(p(drawing(inside='<a:srcRect l="25000" r="25000" t="10000"/>')))
    (plain,) = (plain_picture(data) for data in reading.pictures.values())
    assert plain is not None
    assert (plain.width, plain.height) == (40, 45)


def test_the_picture_of_a_seal_is_no_picture_of_the_text() -> None:
    reading = word(p(drawing(size=(42, 42))), files={"seal.png": seal()})
    assert pictures(reading.manuscript) == []
    assert reading.pictures == {}
    assert [one.params["count"] for one in reading.findings if one.rule == "source.seal"] == ["1"]


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (seal(ink=(20, 60, 200)), (42, 42)),
        (seal(), (120, 120)),
        (filed(plan(200, 200)), (42, 42)),
        (filed(Image.new("RGB", (200, 200), (220, 30, 40))), (42, 42)),
    ],
    ids=["blue", "large", "many colours", "all red"],
)
def test_what_only_resembles_a_seal_stays(data: bytes, size: tuple[int, int]) -> None:
    assert len(pictures(word(p(drawing(size=size)), files={"one.png": data}).manuscript)) == 1


def test_pictures_side_by_side_in_a_table_without_words_stand_under_each_other() -> None:
    reading = word(table((p(drawing(words="左")), p(drawing(words="右")))))
    assert [one.name for one in pictures(reading.manuscript)] == ["左", "右"]


def test_a_picture_in_a_cell_beside_words_is_told_of() -> None:
    reading = word(table(("甲", "乙"), ("丙", p(drawing()))))
    assert pictures(reading.manuscript) == []
    assert [one.params["what"] for one in reading.findings if one.rule == "source.left-out"] == [
        "图片1处（不在文件里或者在表格里）"
    ]


def test_pictures_that_go_out_as_docx_come_back(folder: Path) -> None:
    there = read(folder, '![防汛图](plan.png "图1　重点部位"){width=80mm}\n\n![照片](现场%20照片.jpg){width=60mm}')
    back = build_reader().read(write_docx(there.manuscript, pictures=there.pictures), "去文.docx")
    assert pictures(back.manuscript) == pictures(there.manuscript)
    assert back.pictures == there.pictures


@pytest.mark.parametrize("kind", ["pdf", "ofd"])
def test_pictures_that_go_out_as_pages_come_back(folder: Path, kind: str) -> None:
    lines = '![防汛图](plan.png "图1　重点部位"){width=80mm}\n\n各处已安排专人值守。\n\n![照片](现场%20照片.jpg){width=60mm}'
    there = read(folder, lines)
    pages = lay_out(there.manuscript, shipped_fonts(), LayoutOptions(seal="清源县人民政府"), there.pictures)
    back = build_reader().read(WRITERS[kind](pages), f"去文.{kind}")
    told = [(one.name, one.width_mm, one.caption) for one in pictures(back.manuscript)]
    assert told == [("防汛图", 80, "图1　重点部位"), ("照片", 60, "")]
    assert [type(one).__name__ for one in back.manuscript.body] == [type(one).__name__ for one in there.manuscript.body]
    assert shown(back) == shown(there)
    assert "source.left-out" not in {one.rule for one in back.findings}


def shown(reading: Reading) -> list[bytes]:
    """Return the pixels of the pictures of a text, in its order."""
    files = (reading.pictures[one.digest] for one in pictures(reading.manuscript))
    return [Image.open(io.BytesIO(file)).convert("RGB").tobytes() for file in files]


def test_a_red_head_that_is_a_picture_and_a_scanned_sheet_are_no_pictures_of_the_text() -> None:
    page = lay_out(Manuscript(body=(LINE,)), shipped_fonts()).pages[0]
    plain = plain_picture(take_in(filed(plan())))
    assert plain is not None
    head = Placed(x_mm=40, y_mm=10, width_mm=120, height_mm=20, plain=plain)
    scan = Placed(x_mm=0, y_mm=0, width_mm=210, height_mm=297, plain=plain)
    pages = replace(lay_out(Manuscript(body=(LINE,)), shipped_fonts()), pages=(replace(page, images=(head, scan)),))
    found = build_reader().read(write_ofd(pages), "来文.ofd")
    assert pictures(found.manuscript) == []
    assert [one.params["what"] for one in found.findings if one.rule == "source.left-out"] == [
        "图片2处（印章、签名也在内）"
    ]


def test_a_picture_that_is_named_twice_is_kept_once(folder: Path) -> None:
    reading = read(folder, "![甲](plan.png)\n\n![乙](plan.png)")
    assert [one.name for one in pictures(reading.manuscript)] == ["甲", "乙"]
    assert len(reading.pictures) == 1
