"""Whole papers: against typst and LibreOffice on the same text, up to 500 pages, and the inspector.

Each length is set in a process of its own, which says how much memory it ever had. typst is asked for by the group
``bench`` alone; LibreOffice is that of the tests.
"""

from __future__ import annotations

import importlib.util
import io
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from benchmarks.figures import COUNT, MILLISECONDS, OWN, RATIO, SECONDS, Job, Line, in_turn, ratio, timed
from benchmarks.files import peak
from benchmarks.pages import section, twenty_pages
from benchmarks.words import Words
from oa_desktop.docs.fonts.fonts import FontSet, shipped_fonts
from oa_desktop.docs.inspect.files import inspect_file
from oa_desktop.docs.layout import lay_out
from oa_desktop.docs.ofd import write_ofd
from oa_desktop.docs.pdf.archive import keep_for_archive
from oa_desktop.docs.pdf.fonts import font_name
from oa_desktop.docs.pdf.writer import write_pdf
from oa_desktop.docs.reading import read_source
from oa_desktop.docs.renderer import PageRenderer
from oa_desktop.domain.manuscript import Manuscript, Paragraph
from oa_desktop.office.ports.pages import Look
from tests.rigs.word_processor import as_pdf

ROOT = Path(__file__).parents[1]
FONTS = ROOT / "resources" / "fonts"
FILES = 50
"""Papers that are set beside LibreOffice."""
SHORT, MIDDLE, LONG = 100, 300, 500
"""Pages of the papers that grow."""
_ROUNDS = 5
_TEMPLATE = """
#set page(width: 210mm, height: 297mm, margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm), numbering: "— 1 —")
#set text(font: "FandolFang R", size: 16pt, lang: "zh", fallback: false, tracking: -0.21pt)
#set par(justify: true, leading: 12.99pt, spacing: 12.99pt, first-line-indent: (amount: 2em, all: true))
"""


def measure() -> Iterator[Line]:
    """Give the lines about whole papers."""
    fonts = shipped_fonts()
    yield from _beside_typst(fonts)
    yield from _beside_the_word_processor(fonts)
    yield from _inspector(fonts)
    yield _archive(fonts)
    yield from _growth()


def _beside_typst(fonts: FontSet) -> Iterator[Line]:
    """Give how long the same text takes here and in typst; every round has another text, since typst remembers."""
    name = "PDF of 20 pages / typst on the same text"
    if importlib.util.find_spec("typst") is None:
        yield Line(name=name, figure=0, unit=COUNT, note="typst is missing: pip install -c constraints.txt typst")
        return
    import typst  # noqa: PLC0415 - only where somebody installed it

    usual = twenty_pages()
    folder = Path(tempfile.mkdtemp())
    known = typst.Fonts(font_paths=[FONTS], include_system_fonts=False)

    def here(number: int) -> Job:
        paper = _in_other_words(usual, number)
        return lambda: write_pdf(lay_out(paper, fonts))

    def there(number: int) -> Job:
        source = folder / f"{number}.typ"
        source.write_text(_TEMPLATE + "\n\n".join(_texts(_in_other_words(usual, number))), encoding="utf-8")
        return lambda: typst.compile(source, font_paths=known)

    ours, theirs = in_turn(here, there, rounds=_ROUNDS, warm=1)
    shutil.rmtree(folder)
    yield ratio(name, ours, theirs, goal=2)


def _in_other_words(paper: Manuscript, seed: int) -> Manuscript:
    words = Words(seed=100 + seed)
    count = len(paper.body) // 3
    return replace(paper, body=tuple(block for number in range(count) for block in section(words, number)))


def _texts(manuscript: Manuscript) -> Iterator[str]:
    for block in (paragraph for paragraph in manuscript.body if isinstance(paragraph, Paragraph)):
        yield "".join(span.text for span in block.spans)


def _beside_the_word_processor(fonts: FontSet) -> Iterator[Line]:
    """Give how long a file takes here and in one run of LibreOffice over all of them."""
    sources = [*sorted(ROOT.glob("resources/examples/*.md")), *sorted(ROOT.glob("tests/data/*/*.txt"))][:FILES]
    manuscripts = [read_source(path.read_bytes(), path.name).manuscript for path in sources]
    renderer = PageRenderer(fonts)
    folder = Path(tempfile.mkdtemp())
    files = [folder / f"{number}.docx" for number in range(len(manuscripts))]
    for file, manuscript in zip(files, manuscripts, strict=True):
        file.write_bytes(renderer.document(manuscript, Look()))
    as_pdf(files[:1], folder)
    theirs = timed(lambda: as_pdf(files, folder)) / len(files)
    ours = timed(lambda: [renderer.render(one, Look()) for one in manuscripts]) / len(files)
    shutil.rmtree(folder)
    note = f"{ours * 1000:.0f} / {theirs * 1000:.0f} ms a file"
    yield Line(name=f"PDF of {len(files)} papers / LibreOffice", figure=ours / theirs, unit=RATIO, goal=0.2, note=note)


def _inspector(fonts: FontSet) -> Iterator[Line]:
    """Give how long the page rules take over a file of 20 pages, without the start of a child."""
    laid_out = lay_out(twenty_pages(), fonts)
    for kind, data in (("a PDF", write_pdf(laid_out)), ("an OFD", write_ofd(laid_out))):
        (times,) = in_turn(_inspecting(data), rounds=_ROUNDS, warm=1, clock=OWN)
        yield Line(name=f"inspecting {kind} of 20 pages", figure=median(times), unit=SECONDS, goal=0.5)


def _inspecting(data: bytes) -> Callable[[int], Job]:
    return lambda _: lambda: inspect_file(data, "paper")


def _archive(fonts: FontSet) -> Line:
    """Return what it takes that a PDF is a PDF/A: it is written as one, so that only what is added is measured."""
    face = lay_out(Manuscript(title="通知"), fonts).base_face

    def blank(*, kept: bool) -> None:
        canvas = Canvas(io.BytesIO(), initialFontName=font_name(face), invariant=1)
        if kept:
            keep_for_archive(canvas, title="通知", author="", creator="")
        canvas.showPage()
        canvas.save()

    archived, plain = in_turn(lambda _: lambda: blank(kept=True), lambda _: lambda: blank(kept=False), rounds=31)
    added = max(0.0, median(archived) - median(plain)) * 1000
    return Line(name="PDF/A: what it adds to a PDF", figure=added, unit=MILLISECONDS)


def _growth() -> Iterator[Line]:
    """Give how time and memory grow with the pages."""
    short, middle, long = (_in_a_process(pages) for pages in (SHORT, MIDDLE, LONG))
    for what in ("layout", "pdf"):
        slower = (long[what] / long["pages"]) / (short[what] / short["pages"])
        note = f"{long[what]:.2f} / {short[what]:.2f} s"
        name = f"{what} of a page of {LONG} / of {SHORT}"
        yield Line(name=name, figure=slower, unit=RATIO, goal=1.3, note=note)
    later = (long["memory"] - middle["memory"]) / (long["pages"] - middle["pages"])
    earlier = (middle["memory"] - short["memory"]) / (middle["pages"] - short["pages"])
    note = f"{later:.2f} / {earlier:.2f} MB"
    name = f"memory of a page of {LONG} / of {MIDDLE}"
    yield Line(name=name, figure=later / max(earlier, 0.01), unit=RATIO, goal=1.3, note=note)


def _in_a_process(pages: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.papers", str(pages)]
    answer: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return answer


def long_paper(pages: int) -> Manuscript:
    """Return a paper of about so many pages."""
    paper = twenty_pages()
    return replace(paper, body=paper.body * max(1, round(pages / 20)))


def main(arguments: Sequence[str]) -> int:
    """Set a paper of so many pages, and say how long that took and how much memory the process ever had."""
    fonts, paper = shipped_fonts(), long_paper(int(arguments[0]))
    start = perf_counter()
    laid_out = lay_out(paper, fonts)
    laid = perf_counter()
    write_pdf(laid_out)
    answer: dict[str, Any] = {"layout": laid - start, "pdf": perf_counter() - laid, "pages": len(laid_out.pages)}
    answer["memory"] = peak()
    print(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
