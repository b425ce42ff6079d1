"""Golden pages: where every run and rule of the examples stands, in millimetres, as text that is reviewed like code.

``python -m tests.golden.renew_pages`` writes them anew; look at the pages that changed before the difference is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from oa_desktop.docs.fonts.fonts import FontSet, shipped_fonts
from oa_desktop.docs.layout import LaidOut, LayoutOptions, Page, lay_out
from oa_desktop.docs.layout.page import Image, Rule, Run, Seal
from oa_desktop.docs.reading import read_source
from oa_desktop.domain.manuscript import Manuscript

EXAMPLES = Path(__file__).parents[2] / "resources" / "examples"
PLACE = Path(__file__).parent / "pages"


def example(path: Path) -> Manuscript:
    """Return the manuscript of an example."""
    return read_source(path.read_bytes(), path.name).manuscript


def laid_out(manuscript: Manuscript, fonts: FontSet) -> LaidOut:
    """Return its pages, with placeholders of the seals."""
    return lay_out(manuscript, fonts, LayoutOptions(seal="、".join(manuscript.signatories)))


def shown(laid: LaidOut) -> str:
    """Return the pages as text, one run, rule, picture or seal a line."""
    return "".join(f"{line}\n" for page in laid.pages for line in _lines(page))


def _lines(page: Page) -> Iterator[str]:
    yield f"page {page.number}"
    yield from map(_run, page.runs)
    yield from map(_rule, page.rules)
    yield from map(_image, page.images)
    yield from map(_seal, page.seals)


def _run(run: Run) -> str:
    colour = "" if run.colour == "black" else f" {run.colour}"
    condensed = "" if run.condensed == 1 else f" x{run.condensed:.2f}"
    strong = " strong" if run.strong else ""
    kind = f"{run.role.value} {run.size_pt:.1f}{colour}{condensed}{strong}"
    return f"  {run.element} {run.x_mm:.2f}-{run.right_mm:.2f} {run.y_mm:.2f} {kind} {run.text}"


def _rule(rule: Rule) -> str:
    ends = f"{rule.x1_mm:.2f},{rule.y1_mm:.2f} {rule.x2_mm:.2f},{rule.y2_mm:.2f}"
    return f"  rule {rule.element} {ends} {rule.width_mm:.2f} {rule.colour}"


def _image(image: Image) -> str:
    box = f"{image.x_mm:.2f},{image.y_mm:.2f} {image.width_mm:.2f}x{image.height_mm:.2f}"
    return f"  image {box} {image.plain.form} {image.name}"


def _seal(seal: Seal) -> str:
    return f"  seal {seal.centre_x_mm:.2f},{seal.centre_y_mm:.2f} {seal.diameter_mm:.0f} {seal.name}"


def golden_pages() -> dict[str, str]:
    """Return the golden text of every example by the name of its file, as the layout makes it now."""
    fonts = shipped_fonts()
    return {f"{path.stem}.txt": shown(laid_out(example(path), fonts)) for path in sorted(EXAMPLES.glob("*.md"))}


def renew() -> None:
    """Write the golden pages."""
    PLACE.mkdir(exist_ok=True)
    for name, text in golden_pages().items():
        (PLACE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    renew()
