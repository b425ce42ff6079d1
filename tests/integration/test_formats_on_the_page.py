"""Every format of the standard, measured on its first page. GB/T 9704-2012 7.2, 7.3.5.3, 10."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import FontRole, shipped_fonts
from oa_desktop.docs.layout import LaidOut, Page, lay_out
from oa_desktop.docs.layout.page import Colour, Rule, Run
from oa_desktop.domain.documents.kinds import DocumentKind, PageFormat, page_format
from oa_desktop.domain.manuscript import Manuscript
from tests.golden.formats import LETTER, MINUTES, ORDER, PAPERS, TEXT
from tests.independent.standard_page import FIGURES, LINE, Figure

MM = 25.4 / 72


def laid(manuscript: Manuscript) -> LaidOut:
    return lay_out(manuscript, shipped_fonts())


def top(run: Run) -> float:
    """Upper edge of the ideographic box."""
    return bottom(run) - run.size_pt * MM


def bottom(run: Run) -> float:
    return run.y_mm - run.face.descent * run.size_pt * MM


def ink(page: Page) -> tuple[float, float]:
    """Upper and lower edge of the ink of the mark."""
    spans = [(run.y_mm, run.size_pt * MM, run.face.ink(char)) for run in page.of(Element.MARK) for char in run.text]
    return min(y - size * one.top for y, size, one in spans), max(y - size * one.bottom for y, size, one in spans)


def dash(run: Run) -> float:
    """Middle of the ink of a dash."""
    ink_em = run.face.ink("—")
    return run.y_mm - (ink_em.top + ink_em.bottom) / 2 * run.size_pt * MM


def edges(rule: Rule) -> tuple[float, float]:
    return rule.y1_mm - rule.width_mm / 2, rule.y1_mm + rule.width_mm / 2


def first(page: Page, element: Element) -> Run:
    return page.of(element)[0]


def last(page: Page, element: Element) -> Run:
    return page.of(element)[-1]


def white(above: Run, below: Run) -> float:
    """White lines between two lines of text, in millimetres."""
    return top(below) - top(above) - LINE


def wrapped(runs: Sequence[Run]) -> Run:
    """The first run of the second line."""
    return next(run for run in runs if run.y_mm > runs[0].y_mm)


def stamp(page: Page) -> Run:
    return next(run for run in page.of(Element.SIGNATURE) if run.role is FontRole.KAITI)


def rules(page: Page) -> tuple[Rule, ...]:
    return page.rules_of(Element.RED_RULE)


N = Element.DOCUMENT_NUMBER
HOW: dict[str, Callable[[Page], float]] = {
    "top of the mark": lambda page: ink(page)[0],
    "mark to number": lambda page: top(first(page, N)) - ink(page)[1],
    "number to red rule": lambda page: rules(page)[0].y1_mm - bottom(first(page, N)),
    "left end of the red rule": lambda page: min(rule.x1_mm for rule in rules(page)),
    "right end of the red rule": lambda page: max(rule.x2_mm for rule in rules(page)),
    "red rule to title": lambda page: top(first(page, Element.TITLE)) - rules(page)[0].y1_mm,
    "first page number": lambda page: dash(first(page, Element.PAGE_NUMBER)),
    "mark to upper double rule": lambda page: edges(rules(page)[0])[0] - ink(page)[1],
    "lower double rule to the foot of the sheet": lambda page: 297 - edges(rules(page)[-1])[1],
    "upper double rule to number": lambda page: top(first(page, N)) - edges(rules(page)[1])[1],
    "right end of the number": lambda page: first(page, N).right_mm,
    "number to title": lambda page: white(first(page, N), first(page, Element.TITLE)),
    "number to text": lambda page: white(first(page, N), first(page, Element.BODY)),
    "text to stamp": lambda page: white(last(page, Element.BODY), stamp(page)),
    "right end of the stamp": lambda page: stamp(page).right_mm,
    "post to stamp": lambda page: stamp(page).x_mm - first(page, Element.SIGNATURE).right_mm,
    "right end of the date": lambda page: last(page, Element.DATE).right_mm,
    "post to date": lambda page: top(first(page, Element.DATE)) - top(first(page, Element.SIGNATURE)),
    "left of attendance": lambda page: first(page, Element.ATTENDANCE).x_mm,
    "text to attendance": lambda page: white(last(page, Element.BODY), first(page, Element.ATTENDANCE)),
    "left of wrapped attendance": lambda page: wrapped(page.of(Element.ATTENDANCE)).x_mm,
}


@pytest.mark.parametrize("figure", FIGURES, ids=lambda one: f"{one.format}: {one.what}")
def test_the_page_keeps_the_figures_of_the_standard(figure: Figure) -> None:
    measured = HOW[figure.what](laid(PAPERS[figure.format]).pages[0])
    assert measured == pytest.approx(figure.mm, abs=figure.within)


def test_every_measure_is_asked_for() -> None:
    assert {figure.what for figure in FIGURES} == HOW.keys()


@pytest.mark.parametrize("name", PAPERS)
def test_the_mark_is_red_and_in_xiaobiaosong(name: str) -> None:
    for run in laid(PAPERS[name]).pages[0].of(Element.MARK):
        assert (run.colour, run.role) == (Colour.RED, FontRole.XIAOBIAOSONG)


def test_the_upper_rule_of_a_letter_is_thick_over_thin_and_the_lower_one_thin_over_thick() -> None:
    upper, under, over, lower = rules(laid(LETTER).pages[0])
    assert upper.width_mm > under.width_mm == over.width_mm < lower.width_mm


def test_a_letter_shows_no_page_number_on_its_first_page_alone() -> None:
    long = laid(replace(LETTER, body=(TEXT,) * 20))
    assert [bool(page.of(Element.PAGE_NUMBER)) for page in long.pages] == [False, True, True][: len(long.pages)]
    assert len(long.pages) > 1


def test_the_imprint_of_a_letter_has_copies_only_and_no_rules() -> None:
    (page,) = laid(LETTER).pages
    assert "".join(run.text for run in page.of(Element.IMPRINT)) == "抄送：县委办公室。"
    assert not page.rules_of(Element.IMPRINT)


def test_a_joint_letter_shows_the_mark_of_the_lead_organ_alone_and_a_letter_never_says_wenjian() -> None:
    joint = laid(replace(LETTER, issuing_organs=("清源县教育局", "清源县财政局")))
    assert joint.text_of(Element.MARK) == "清源县教育局"


def test_the_lines_of_a_letters_head_stand_under_the_rule_on_the_left_of_the_number() -> None:
    secret = replace(LETTER, copy_number="000018", classification="秘密★1年", urgency="特急")
    page = laid(secret).pages[0]
    copy, mark, urgency = (first(page, one) for one in (Element.COPY_NUMBER, Element.CLASSIFICATION, Element.URGENCY))
    assert top(copy) == pytest.approx(top(first(page, N)))
    assert {one.x_mm for one in (copy, mark, urgency)} == {28}
    assert white(urgency, first(page, Element.TITLE)) == pytest.approx(2 * LINE, abs=0.05)


def test_the_distances_of_a_letter_with_a_very_long_mark_are_exact_too() -> None:
    long = replace(LETTER, issuing_organs=("清源县农业农村和水利水务与林业草原事业发展领导小组办公室",))
    page = laid(long).pages[0]
    wanted = {one.what: one.mm for one in FIGURES if one.format == "信函格式"}
    measured = {what: HOW[what](page) for what in wanted}
    assert measured == pytest.approx(wanted, abs=0.05)


def test_an_order_has_no_red_rule_and_its_title_is_its_mark() -> None:
    page = laid(ORDER).pages[0]
    assert not page.rules
    assert not page.of(Element.TITLE)
    assert laid(ORDER).text_of(Element.MARK) == "清源县人民政府令"


def test_an_order_that_names_its_matter_keeps_its_title() -> None:
    order = laid(replace(ORDER, title="清源县人民政府关于嘉奖抗洪抢险先进集体的命令"))
    assert order.text_of(Element.MARK) == "清源县人民政府命令"
    assert "".join(order.text_of(Element.TITLE).split()) == "清源县人民政府关于嘉奖抗洪抢险先进集体的命令"


def test_officials_of_a_joint_order_sign_under_each_other() -> None:
    joint = replace(ORDER, signatories=("县人民政府县长　赵立衡", "县人民武装部部长　陈武"))
    runs = laid(joint).pages[0].of(Element.SIGNATURE)
    posts, stamps = runs[::2], runs[1::2]
    assert len({round(run.x_mm, 6) for run in posts}) == len({round(run.x_mm, 6) for run in stamps}) == 1
    assert len({round(run.right_mm, 6) for run in stamps}) == 1
    assert posts[0].y_mm < posts[1].y_mm


def test_no_seal_stands_on_the_name_of_an_official() -> None:
    assert not any(page.seals for page in laid(ORDER).pages)


def test_organ_and_date_of_minutes_stand_above_the_red_rule_and_nowhere_else() -> None:
    page = laid(MINUTES).pages[0]
    (organ,), (date,) = page.of(Element.SIGNATURE), page.of(Element.DATE)
    assert organ.y_mm == date.y_mm < rules(page)[0].y1_mm
    assert len(laid(MINUTES).of(Element.DATE)) == 1


def test_labels_of_attendance_are_in_heiti_and_names_in_fangsong() -> None:
    runs = laid(MINUTES).pages[0].of(Element.ATTENDANCE)
    labels = [run.text for run in runs if run.role is FontRole.HEITI]
    assert labels == ["出席：", "请假：", "列席："]
    assert {run.role for run in runs} == {FontRole.HEITI, FontRole.FANGSONG}


def test_minutes_of_one_matter_have_a_title_below_the_mark_of_the_series() -> None:
    paper = laid(replace(MINUTES, title="关于研究春耕生产工作的纪要"))
    assert paper.text_of(Element.MARK) == "清源县人民政府会议纪要"
    assert paper.text_of(Element.TITLE) == "关于研究春耕生产工作的纪要"


@pytest.mark.parametrize(
    ("stated", "kind", "wanted"),
    [
        ("", DocumentKind.LETTER, PageFormat.LETTER),
        ("文件格式", DocumentKind.LETTER, PageFormat.DOCUMENT),
        ("信函", DocumentKind.NOTICE, PageFormat.LETTER),
        ("信函格式", DocumentKind.REPLY, PageFormat.LETTER),
        ("", DocumentKind.ORDER, PageFormat.ORDER),
        ("命令(令)格式", None, PageFormat.ORDER),
        ("", DocumentKind.MINUTES, PageFormat.MINUTES),
        ("红头", DocumentKind.MINUTES, PageFormat.MINUTES),
        ("", None, PageFormat.DOCUMENT),
    ],
)
def test_the_writer_chooses_the_format_and_else_the_kind_does(
    stated: str, kind: DocumentKind | None, wanted: PageFormat
) -> None:
    assert page_format(stated, kind) is wanted


def test_a_letter_in_the_format_of_a_document_has_wenjian_and_a_page_number() -> None:
    page = laid(replace(LETTER, page_format="文件格式")).pages[0]
    assert "".join(run.text for run in page.of(Element.MARK)) == "清源县人民政府文件"
    assert page.of(Element.PAGE_NUMBER)
