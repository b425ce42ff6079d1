"""A document of twenty pages as PDF, against reportlab drawing the same strings at the same places; and as OFD."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from statistics import median

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.figures import MILLISECONDS, RATIO, Job, Line, in_turn, ratio
from benchmarks.words import Words
from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.fonts.fonts import Face, FontSet, system_fonts
from oa_desktop.docs.layout import LaidOut, Run, lay_out
from oa_desktop.docs.ofd import write_ofd
from oa_desktop.docs.pdf.writer import write_pdf
from oa_desktop.docs.reading import read_source
from oa_desktop.domain.manuscript import Manuscript, Paragraph, Span

PAGES = 20
_ROUNDS = 9
_HEADINGS = 4_000
_TIMES = 4
"""How many times as many headings the longer paper has."""
_PARAGRAPH = 200


def measure() -> Iterator[Line]:
    """Give the lines about pages."""
    fonts = system_fonts()
    manuscript = twenty_pages()
    laid_out = lay_out(manuscript, fonts)
    for paper, goal in ((one_page(), 3.0), (manuscript, 2.0)):
        ours, layout, naive = _beside_reportlab(paper, fonts)
        yield ratio(f"PDF of {_pages(lay_out(paper, fonts))} / reportlab drawing the same", ours, naive, goal=goal)
    share = median(layout) / median(ours)
    note = f"{median(layout) * 1000:.0f} ms"
    yield Line(name="  of which the layout, part of the whole", figure=share, unit=RATIO, note=note)
    size = len(write_pdf(laid_out)) / len(naive_pdf(laid_out))
    yield Line(name="  size of the file / of reportlab's", figure=size, unit=RATIO)
    yield from _ofd(fonts, laid_out)
    yield _growth(fonts)
    yield Line(name="  a page", figure=median(ours) * 1000 / len(laid_out.pages), unit=MILLISECONDS)


def _beside_reportlab(paper: Manuscript, fonts: FontSet) -> tuple[list[float], ...]:
    """Return the times of a paper from its text to its PDF, of its layout, and of drawing the same naively."""
    laid_out = lay_out(paper, fonts)
    return in_turn(
        lambda _: lambda: write_pdf(lay_out(paper, fonts)),
        lambda _: lambda: lay_out(paper, fonts),
        lambda _: lambda: naive_pdf(laid_out),
        rounds=_ROUNDS,
        warm=2,
    )


def _pages(laid_out: LaidOut) -> str:
    count = len(laid_out.pages)
    return f"{count} page{'s' if count > 1 else ''}"


def _ofd(fonts: FontSet, long: LaidOut) -> Iterator[Line]:
    """Give how long the same pages take as OFD and as PDF, laid out beforehand."""
    for document in (lay_out(one_page(), fonts), long):
        ours, pdf = in_turn(_writing(write_ofd, document), _writing(write_pdf, document), rounds=_ROUNDS, warm=2)
        yield ratio(f"OFD of {_pages(document)} / PDF of the same pages", ours, pdf, goal=2)


def _writing(write: Callable[[LaidOut], bytes], document: LaidOut) -> Callable[[int], Job]:
    return lambda _: lambda: write(document)


def _growth(fonts: FontSet) -> Line:
    """Return how reading and setting a paper grow with its length; a paper of nothing but headings is the worst."""
    longer, shorter = in_turn(
        lambda _: lambda: lay_out(read_source(headings(_HEADINGS * _TIMES)).manuscript, fonts),
        lambda _: lambda: lay_out(read_source(headings(_HEADINGS)).manuscript, fonts),
        rounds=3,
        warm=1,
    )
    return ratio(f"{_TIMES} times as many headings / the time of some", longer, shorter, goal=1.5 * _TIMES)


def headings(count: int) -> bytes:
    """Return a source of so many heading lines."""
    lines = "".join(f"一、第{number}项工作\n" for number in range(count))
    return f"关于工作要点的通知\n各乡镇：\n{lines}".encode()


def one_page() -> Manuscript:
    """Return a short text."""
    return Manuscript(title="关于报送材料的通知", body=tuple(section(Words(seed=1), 0)[:2]))


def twenty_pages() -> Manuscript:
    """Return a text of twenty pages with headings, figures and Latin words, as offices write."""
    words = Words(seed=20)
    body: list[Paragraph] = []
    fonts = system_fonts()
    while True:
        body += section(words, len(body))
        made = Manuscript(
            title="关于印发清源县公文处理工作规程的通知",
            issuing_organs=("清源县人民政府办公室",),
            recipients="各乡镇人民政府，县政府各部门、各直属机构",
            body=tuple(body),
            signatories=("清源县人民政府办公室",),
            date="2026年4月16日",
        )
        if len(body) > PAGES and len(lay_out(made, fonts).pages) >= PAGES:
            return made


def section(words: Words, number: int) -> list[Paragraph]:
    """Return a heading and two paragraphs."""
    text = f"{words.text(_PARAGRAPH)}2026年4月底前完成 {number} 项，比上年增长12.5%，详见 OA 系统。"
    heading = Paragraph(level=1, spans=(Span(text=f"{number // 3 + 1}、加强组织领导"),))
    return [heading, Paragraph(spans=(Span(text=text),)), Paragraph(spans=(Span(text=words.text(_PARAGRAPH)),))]


def naive_pdf(laid_out: LaidOut) -> bytes:
    """Return the same strings at the same places as anybody would draw them: font, spacing, string."""
    target = io.BytesIO()
    first = laid_out.pages[0]
    size = (first.width_mm / MM_PER_PT, first.height_mm / MM_PER_PT)
    canvas = Canvas(target, pagesize=size, initialFontName=_font(laid_out.base_face), pageCompression=1)
    for page in laid_out.pages:
        canvas.setFillGray(0)
        for run in page.runs:
            canvas.setFont(_font(run.face), run.size_pt)
            x_pt, y_pt = run.x_mm / MM_PER_PT, (page.height_mm - run.y_mm) / MM_PER_PT
            canvas.drawString(x_pt, y_pt, run.text, charSpace=_spacing_pt(run))
        for rule in page.rules:
            canvas.line(
                rule.x1_mm / MM_PER_PT,
                (page.height_mm - rule.y1_mm) / MM_PER_PT,
                rule.x2_mm / MM_PER_PT,
                (page.height_mm - rule.y2_mm) / MM_PER_PT,
            )
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _spacing_pt(run: Run) -> float:
    """Return the one spacing that makes a run about as wide as it is."""
    natural = run.size_pt * len(run.text)
    return (run.width_mm / MM_PER_PT - natural) / len(run.text)


def _font(face: Face) -> str:
    name = f"reference-{face.postscript_name}-{face.index}"
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, str(face.path), subfontIndex=face.index))
    return name
