"""The fonts of the page: the shipped ones hold every standard character, and the program says which ones it used."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from oa_desktop.docs.fonts.files import read_font_file, system_font_directories
from oa_desktop.docs.fonts.fonts import (
    GETA,
    OFFICIAL_NAMES,
    FellBack,
    FontFault,
    FontRole,
    FontSet,
    How,
    find_fonts,
    shipped_fonts,
)
from oa_desktop.docs.fonts.names import CANDIDATES, SHIPPED, STAND_INS
from oa_desktop.domain.errors import Unavailable
from oa_desktop.i18n.resources import resource_path

NAME_CHARACTERS = "堃喆昇垚犇旸玥镕頔"
RARE_CHARACTERS = {
    "Noto Serif SC": "㛃㜎䶮㑇㬎䲟䥽㵐㟃㐂𫖯𬬭𬭎𬱖𬀩𬍛﨎﨏﨑",
    "HanaMinB": "𠮷𡈽𤋮𣏌𩸽𠮟𪻐𨋢𠝹",
}
"""Of names that are not in 通用规范汉字表 or beyond the basic plane, by the family that draws them."""
PAGE_SYMBOLS = "〔〕★—…·•－～￥×÷±№℃‘’“”〇①⑳⑴⒇ⅠⅫⅰαΩ０９Ａｚ、。，；：？！（）《》〓"
EMOJI = "😀"


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    return shipped_fonts()


@pytest.fixture(scope="module")
def standard_characters() -> str:
    lines = resource_path("fonts/tgh-8105.txt").read_text(encoding="utf-8").splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


def square(pen: TTGlyphPen | T2CharStringPen) -> None:
    pen.moveTo((100, 0))
    pen.lineTo((100, 800))
    pen.lineTo((900, 800))
    pen.lineTo((900, 0))
    pen.closePath()


def truetype_outlines(builder: FontBuilder, names: Sequence[str]) -> None:
    pen = TTGlyphPen(None)
    square(pen)
    glyph = pen.glyph()
    builder.setupGlyf(dict.fromkeys(names, glyph))


def postscript_outlines(builder: FontBuilder, names: Sequence[str]) -> None:
    pen = T2CharStringPen(1000, None)
    square(pen)
    builder.setupCFF("Fake", {}, dict.fromkeys(names, pen.getCharString()), {})


def office_font(
    path: Path,
    family: str,
    characters: str,
    *,
    outlines: Callable[[FontBuilder, Sequence[str]], None] = truetype_outlines,
    embedding: int = 0,
    lines: tuple[int, int] = (880, -120),
    weight: int = 400,
) -> Path:
    """Write a small font of squares that calls itself by an office font's name."""
    glyphs = {ord(character): f"uni{ord(character):04X}" for character in characters}
    names = [".notdef", *glyphs.values()]
    builder = FontBuilder(1000, isTTF=outlines is truetype_outlines)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(glyphs)
    outlines(builder, names)
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": {"en": "Office", "zh": family}, "psName": "Office"}, mac=False)
    builder.setupOS2(fsType=embedding, usWeightClass=weight, sTypoAscender=lines[0], sTypoDescender=lines[1])
    builder.setupPost()
    builder.save(path)
    return path


# The shipped fonts


def test_the_list_of_standard_characters_is_whole(standard_characters: str) -> None:
    assert len(standard_characters) == len(set(standard_characters)) == 8105
    assert standard_characters[0] == "一"
    assert standard_characters[3499] == "矗"
    assert standard_characters[8104] == "蠼"


@pytest.mark.parametrize("role", FontRole)
def test_every_standard_character_is_visible_in_every_role(
    fonts: FontSet, standard_characters: str, role: FontRole
) -> None:
    drawn = [fonts.draw(role, character) for character in standard_characters]

    assert [result.char for result in drawn if result.how is How.MISSING] == []
    assert [result.char for result in drawn if result.face.ink(result.char).top <= 0] == []
    assert {result.face.advance(result.char) for result in drawn} == {1.0}


@pytest.mark.parametrize("role", FontRole)
def test_every_symbol_of_the_page_is_visible_in_every_role(fonts: FontSet, role: FontRole) -> None:
    drawn = [fonts.draw(role, character) for character in PAGE_SYMBOLS]

    assert "".join(result.char for result in drawn) == PAGE_SYMBOLS
    assert all(result.face.ink(result.char).right > result.face.ink(result.char).left for result in drawn)


def test_the_last_resort_draws_traditional_characters_and_box_lines(fonts: FontSet) -> None:
    assert [fonts.draw(FontRole.FANGSONG, character).how for character in "龍龘頔┌"] == [How.FELL_BACK] * 4


@pytest.mark.parametrize("role", [role for role in FontRole if role is not FontRole.KAITI])
def test_digits_are_half_an_em_wide(fonts: FontSet, role: FontRole) -> None:
    assert {fonts.face(role, digit).advance(digit) for digit in "0123456789"} == {0.5}


@pytest.mark.parametrize("role", FontRole)
def test_the_dash_the_dot_and_punctuation_fill_one_cell(fonts: FontSet, role: FontRole) -> None:
    assert {fonts.face(role, mark).advance(mark) for mark in "—…·“”‘’、。，（）〔〕《》"} == {1.0}


def test_a_face_knows_its_measures(fonts: FontSet) -> None:
    face = fonts.face(FontRole.SONGTI)

    assert (face.units_per_em, face.ascent, face.descent, face.cap_height) == (1000, 0.88, -0.12, 0.728)
    assert (face.postscript_name, face.family, face.official) == ("NotoSerifSC-Regular", "Noto Serif SC", False)
    assert face.advance(EMOJI) == 0.0
    assert face.ink(" ").right == 0.0


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_shipped_fonts_may_be_embedded_and_have_the_outlines_that_readers_need(name: str) -> None:
    with TTFont(resource_path(f"fonts/{name}")) as font:
        assert font["OS/2"].fsType in (0, 8)
        assert "glyf" in font
        assert "CFF " not in font
        assert "Modified for oa_desktop" in font["name"].getDebugName(10)


@pytest.mark.parametrize("name", ["FandolFang-Regular.ttf", "FandolKai-Regular.ttf"])
def test_every_converted_glyph_stands_where_its_outline_says(name: str) -> None:
    with TTFont(resource_path(f"fonts/{name}")) as font:
        metrics, outlines = font["hmtx"].metrics, font["glyf"]
        drawn = [name for name in font.getGlyphOrder() if outlines[name].numberOfContours != 0]

        assert len(drawn) > 6000
        assert [name for name in drawn if metrics[name][1] != outlines[name].xMin] == []


def test_the_yuan_sign_is_not_left_to_a_font_that_draws_a_dollar(fonts: FontSet) -> None:
    assert fonts.face(FontRole.FANGSONG, "￥").family == fonts.face(FontRole.KAITI, "￥").family == "Noto Serif SC"


@pytest.mark.parametrize("role", FontRole)
def test_two_dashes_join_into_a_chinese_dash(fonts: FontSet, role: FontRole) -> None:
    ink = fonts.face(role, "—").ink("—")

    assert (ink.left, ink.right) == (0.0, 1.0)


@pytest.mark.parametrize("role", FontRole)
def test_opening_marks_stand_in_the_right_half_of_their_cell(fonts: FontSet, role: FontRole) -> None:
    inks = {mark: fonts.face(role, mark).ink(mark) for mark in "（《〔“【"}

    assert [mark for mark, ink in inks.items() if ink.left + ink.right < 1] == []


def test_shipped_files_are_those_that_the_script_made() -> None:
    folder = resource_path("fonts")
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()

    assert len(lines) == 7
    for digest, name in (line.split() for line in lines):
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_a_missing_shipped_font_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as refusal:
        shipped_fonts(tmp_path)

    assert refusal.value.code == "fonts.shipped-missing"
    assert str(refusal.value.params["file"]).endswith("FandolFang-Regular.ttf")


# Characters that a font lacks


def test_name_characters_fall_back_and_the_report_says_so(fonts: FontSet) -> None:
    row = fonts.report([(FontRole.FANGSONG, f"任命{NAME_CHARACTERS}为主任")])[0]

    assert row.role is FontRole.FANGSONG
    assert row.fell_back == (FellBack(family="Noto Serif SC", characters=NAME_CHARACTERS),)
    assert row.missing == ""


@pytest.mark.parametrize("family", RARE_CHARACTERS)
@pytest.mark.parametrize("role", FontRole)
def test_rare_characters_of_names_are_never_geta(fonts: FontSet, role: FontRole, family: str) -> None:
    drawn = [fonts.draw(role, character) for character in RARE_CHARACTERS[family]]

    assert "".join(one.char for one in drawn) == RARE_CHARACTERS[family]
    assert [one.char for one in drawn if one.face.ink(one.char).top <= 0 or one.face.advance(one.char) != 1.0] == []
    assert {one.face.family for one in drawn if one.how is How.FELL_BACK} <= {family}


def test_all_of_extension_a_is_there(fonts: FontSet) -> None:
    assert [chr(code) for code in range(0x3400, 0x4DC0) if fonts.draw(FontRole.FANGSONG, chr(code)).char == GETA] == []


def test_a_character_in_no_font_is_drawn_as_geta_and_reported(fonts: FontSet) -> None:
    drawn = fonts.draw(FontRole.FANGSONG, EMOJI)
    row = fonts.report([(FontRole.FANGSONG, f"好{EMOJI}{EMOJI}")])[0]

    assert (drawn.char, drawn.how) == (GETA, How.MISSING)
    assert drawn.face.has(GETA)
    assert drawn.face.advance(GETA) == 1.0
    assert row.missing == EMOJI


def test_the_report_names_wanted_and_used_fonts_of_every_role(fonts: FontSet) -> None:
    rows = fonts.report()

    assert [row.role for row in rows] == list(FontRole)
    assert [row.wanted for row in rows] == ["仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"]
    assert [row.path.name for row in rows] == list(STAND_INS.values())
    assert not any(row.official or row.fell_back or row.missing or row.unusable for row in rows)


# Fonts that the office has installed


def test_an_installed_official_font_comes_before_the_stand_in(tmp_path: Path) -> None:
    path = office_font(tmp_path / "simfang.ttf", "仿宋_GB2312", "国0")
    fonts = find_fonts([tmp_path])
    row = fonts.report([(FontRole.FANGSONG, "国家")])[0]

    assert (row.used, row.official, row.path.name) == ("仿宋_GB2312", True, path.name)
    assert row.fell_back == (FellBack(family="FandolFang", characters="家"),)
    assert not fonts.face(FontRole.KAITI).official


def test_better_candidates_stand_first_whatever_their_folder(tmp_path: Path) -> None:
    office_font(tmp_path / "a.ttf", "仿宋", "国家")
    office_font(tmp_path / "b.ttf", "仿宋_GB2312", "国")
    fonts = find_fonts([tmp_path])

    assert fonts.face(FontRole.FANGSONG, "国").family == "仿宋_GB2312"
    assert fonts.face(FontRole.FANGSONG, "家").family == "仿宋"


def test_a_near_design_is_used_but_not_called_official(tmp_path: Path) -> None:
    office_font(tmp_path / "STZHONGS.TTF", "华文中宋", "国")
    row = find_fonts([tmp_path]).report()[-1]

    assert (row.used, row.official) == ("华文中宋", False)


def test_the_regular_weight_of_a_family_is_taken(tmp_path: Path) -> None:
    office_font(tmp_path / "a.ttf", "黑体", "国", weight=700)
    office_font(tmp_path / "b.ttf", "黑体", "国", weight=400)

    assert find_fonts([tmp_path]).face(FontRole.HEITI).path.name == "b.ttf"


def test_fonts_inside_a_collection_are_found(tmp_path: Path) -> None:
    parts = [office_font(tmp_path / "one.tmp", "新细明体", "国"), office_font(tmp_path / "two.tmp", "宋体", "国")]
    collection = TTCollection()
    collection.fonts = [TTFont(part) for part in parts]
    collection.save(tmp_path / "simsun.ttc")
    face = find_fonts([tmp_path]).face(FontRole.SONGTI)

    assert (face.path.name, face.index, face.family) == ("simsun.ttc", 1, "宋体")


@pytest.mark.parametrize(
    ("fault", "outlines", "embedding"),
    [
        (FontFault.CFF_OUTLINES, postscript_outlines, 0),
        (FontFault.EMBEDDING_FORBIDDEN, truetype_outlines, 2),
        (FontFault.EMBEDDING_FORBIDDEN, truetype_outlines, 0x100),
    ],
)
def test_a_font_that_a_page_cannot_hold_is_passed_over_and_reported(
    tmp_path: Path, fault: FontFault, outlines: Callable[[FontBuilder, Sequence[str]], None], embedding: int
) -> None:
    office_font(tmp_path / "kai.otf", "楷体_GB2312", "国", outlines=outlines, embedding=embedding)
    row = find_fonts([tmp_path]).report()[1]

    assert (row.used, row.official) == ("FandolKai", False)
    assert [(font.name, font.fault) for font in row.unusable] == [("楷体_GB2312", fault)]


def test_a_font_without_one_em_between_its_lines_is_measured_around_its_characters(tmp_path: Path) -> None:
    office_font(tmp_path / "hei.ttf", "黑体", "国", lines=(1100, -300))
    face = find_fonts([tmp_path]).face(FontRole.HEITI)

    assert (face.ascent, face.descent) == pytest.approx((0.9, -0.1))


def test_broken_files_and_absent_folders_hold_no_fonts(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"\x00\x01\x00\x00" + b"x" * 300)
    (tmp_path / "empty.ttc").write_bytes(b"")
    (tmp_path / "folder.ttf").mkdir()
    fonts = find_fonts([tmp_path, tmp_path / "absent"])

    assert read_font_file(tmp_path / "broken.ttf") == ()
    assert not any(row.official for row in fonts.report())


def test_no_two_candidates_of_different_roles_share_a_name() -> None:
    keys = [key for candidates in CANDIDATES.values() for candidate in candidates for key in candidate.keys]

    assert len(keys) == len(set(keys))
    assert all(any(c.name == OFFICIAL_NAMES[role] for c in CANDIDATES[role]) for role in FontRole)


@pytest.mark.parametrize(
    ("platform", "environ", "first", "last"),
    [
        ("linux", {}, "/home/u/.fonts", "/usr/share/fonts"),
        ("win32", {"WINDIR": "D:/Windows"}, "/home/u/AppData/Local/Microsoft/Windows/Fonts", "D:/Windows/Fonts"),
        ("darwin", {}, "/home/u/Library/Fonts", "/System/Library/Fonts"),
    ],
)
def test_each_system_keeps_its_fonts_in_its_own_folders(
    platform: str, environ: dict[str, str], first: str, last: str
) -> None:
    folders = system_font_directories(platform, environ, Path("/home/u"))

    assert (folders[0], folders[-1]) == (Path(first), Path(last))


def test_data_files_are_found_in_the_first_root_that_has_them(tmp_path: Path) -> None:
    (tmp_path / "frozen").mkdir()
    (tmp_path / "source" / "fonts").mkdir(parents=True)
    roots = [tmp_path / "frozen", tmp_path / "source"]

    assert resource_path("fonts", roots) == tmp_path / "source" / "fonts"
    with pytest.raises(FileNotFoundError, match=r"help/index\.md"):
        resource_path("help/index.md", roots)
