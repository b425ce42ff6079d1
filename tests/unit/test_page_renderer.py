"""The office's renderer: what it says of fonts, what it keeps for later, where 版记 stands in a DOCX."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

from oa_desktop.docs.fonts.fonts import FontSet, shipped_fonts
from oa_desktop.docs.renderer import PageRenderer
from oa_desktop.domain.manuscript import Emphasis, Manuscript, Paragraph, Span
from oa_desktop.office.ports.pages import Look

PAPER = Manuscript(
    issuing_organs=("清源县人民政府办公室",),
    title="关于做好公文处理工作的通知",
    body=(Paragraph(spans=(Span(text="各单位要高度重视公文处理工作。"),)),),
    signatories=("清源县人民政府办公室",),
    date="2026年4月16日",
    copied_to="县委办公室",
    printed_by="清源县人民政府办公室",
)


HEADED = (Span(text="一、提高认识。", emphasis=Emphasis.HEADING), Span(text="各单位要重视。"))


def fonts_of(text: str, fonts: FontSet | None = None) -> tuple[str, ...]:
    paper = replace(PAPER, body=(Paragraph(spans=(Span(text=text),)),))
    return PageRenderer(fonts or shipped_fonts()).render(paper, Look()).fonts


def document_of(paper: Manuscript) -> str:
    with zipfile.ZipFile(io.BytesIO(PageRenderer(shipped_fonts()).document(paper, Look()))) as package:
        return package.read("word/document.xml").decode()


def test_a_stand_in_is_named_with_what_it_stands_for() -> None:
    fangsong = next(line for line in fonts_of("各单位。") if line.startswith("仿宋："))
    assert fangsong.startswith("仿宋：用随附的 ")
    assert " 代替 仿宋_GB2312（本机没有安装仿宋字体）" in fangsong
    assert fangsong.endswith("。")


def test_of_every_stand_in_the_elements_that_it_draws_are_named() -> None:
    paper = replace(PAPER, body=(*PAPER.body, Paragraph(spans=HEADED, level=1)))
    found = {one.wanted: one for one in PageRenderer(shipped_fonts()).render(paper, Look(mark="演示")).stand_ins}
    assert found["方正小标宋简体"].elements == ("发文机关标志", "标题")
    assert found["黑体"].elements == ("小标题",)
    assert "正文" in found["仿宋_GB2312"].elements
    assert "演示标记" not in {element for one in found.values() for element in one.elements}
    assert all(one.used for one in found.values())


def test_an_installed_font_stands_in_for_nothing() -> None:
    fonts = shipped_fonts()
    own = {role: (replace(chain[0], official=True), *chain[1:]) for role, chain in fonts.chains.items()}
    assert PageRenderer(replace(fonts, chains=own)).render(PAPER, Look()).stand_ins == ()


def test_characters_that_another_font_draws_are_named() -> None:
    fangsong = next(line for line in fonts_of("各单位喆。") if line.startswith("仿宋："))
    assert "补字：" in fangsong
    assert "喆" in fangsong


def test_characters_that_no_font_has_are_named() -> None:
    fangsong = next(line for line in fonts_of("各单位\U0003134a。") if line.startswith("仿宋："))
    assert "没有字体能显示、以〓代替的字：\U0003134a" in fangsong


def test_a_tab_and_a_control_character_are_not_told_as_characters_that_no_font_has() -> None:
    fangsong = next(line for line in fonts_of("各单位：\t请\x0b到会。") if line.startswith("仿宋："))
    assert "没有字体能显示" not in fangsong


def test_designs_that_the_paper_does_not_use_are_not_named() -> None:
    assert not any(line.startswith("楷体") for line in fonts_of("各单位。"))


def test_an_installed_font_of_the_design_stands_in_for_nothing() -> None:
    fonts = shipped_fonts()
    chains = {role: (replace(chain[0], official=True), *chain[1:]) for role, chain in fonts.chains.items()}
    lines = fonts_of("各单位。", FontSet(chains=chains, unusable=fonts.unusable))
    assert all("用本机的 " in line and "代替" not in line for line in lines)


def test_the_imprint_begins_a_page_of_the_docx_when_it_does_on_the_printed_page() -> None:
    spacer = "pageBreakBefore"
    assert spacer in document_of(PAPER)
    long = replace(PAPER, body=(Paragraph(spans=(Span(text="国" * 28 * 18),)),))
    assert spacer not in document_of(long)


def test_a_look_with_open_slots_reserves_the_line_of_the_date() -> None:
    renderer = PageRenderer(shipped_fonts())
    dateless = replace(PAPER, date="")
    assert renderer.render(dateless, Look(open_slots=True)).data != renderer.render(dateless, Look()).data
