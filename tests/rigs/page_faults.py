"""One fault on a page for every page rule, planted in pages that our layout set right.

``python -m tests.rigs.page_faults`` writes some of them as PDF, each with its clean twin: ``RULE.faulty.pdf`` and
``RULE.clean.pdf`` in ``tests/data/faulty``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import CELL_MM, LINE_MM
from oa_desktop.docs.fonts.fonts import FontRole
from oa_desktop.docs.layout import Colour
from oa_desktop.docs.pdf.writer import write_pdf
from tests.rigs.page_papers import papers
from tests.rigs.planting import (
    CLOSING,
    Fault,
    added,
    at_left,
    below,
    blank_page,
    borrowed,
    both,
    changed,
    closer,
    dropped,
    imprint_before_annexes,
    last_line,
    line_of,
    lower,
    moved,
    on_page_of,
    only_heading,
    pages,
    pushed_out,
    rule_moved,
    rules,
    runs,
    says,
    seals,
    shorter,
    smaller_mark,
    sparser,
    spread,
    swapped_text,
    thick,
    turned_over,
    typed,
    upper,
)

F, K, H, S = FontRole.FANGSONG, FontRole.KAITI, FontRole.HEITI, FontRole.SONGTI
_WHOLE_PAGE = (Element.BODY, *CLOSING)


FAULTS: Mapping[str, tuple[str, Fault]] = {
    "sheet.size": ("short", pages(lambda page: replace(page, width_mm=216.0, height_mm=303.0))),
    "sheet.top": ("plain", moved(*_WHOLE_PAGE, dy=-4, on=(2,))),
    "sheet.left": ("plain", runs(spread(153 / 156, 31.0), Element.BODY)),
    "sheet.width": ("plain", runs(spread(147 / 156), Element.BODY)),
    "sheet.outside": ("plain", runs(pushed_out, Element.BODY, which=says("一、"))),
    "grid.lines": ("plain", closer(0.88)),
    "grid.characters": ("plain", runs(sparser, Element.BODY)),
    "text.colour": ("short", changed(Element.BODY, colour=Colour.RED)),
    "line.first": (
        "short",
        runs(lambda run: replace(run, text="，" + run.text[1:]), Element.BODY, which=lambda run: run.x_mm < 29),
    ),
    "line.last": (
        "short",
        runs(lambda run: replace(run, text=run.text[:-1] + "（"), Element.BODY, which=lambda run: run.right_mm > 183),
    ),
    "copy-number.flush": ("full", moved(Element.COPY_NUMBER, dx=8)),
    "copy-number.line": ("full", moved(Element.COPY_NUMBER, Element.CLASSIFICATION, Element.URGENCY, dy=LINE_MM)),
    "classification.flush": ("full", moved(Element.CLASSIFICATION, dx=11)),
    "urgency.flush": ("full", moved(Element.URGENCY, dx=11)),
    "header-lines.order": (
        "full",
        both(moved(Element.COPY_NUMBER, dy=2 * LINE_MM), moved(Element.URGENCY, dy=-2 * LINE_MM)),
    ),
    "mark.top": ("short", moved(Element.MARK, dy=-4)),
    "mark.centred": ("short", moved(Element.MARK, dx=6)),
    "mark.colour": ("short", changed(Element.MARK, colour=Colour.BLACK)),
    "mark.letter-top": ("letter", both(moved(Element.MARK, dy=-5), rule_moved(Element.RED_RULE, dy=-5, which=upper))),
    "mark.order-top": ("order", moved(Element.MARK, dy=-4)),
    "mark.minutes-top": ("minutes", moved(Element.MARK, dy=-4)),
    "number.gap": ("short", runs(smaller_mark(0.5), Element.MARK)),
    "number.centred": ("short", moved(Element.DOCUMENT_NUMBER, dx=12)),
    "number.beside-signers": ("upward", moved(Element.DOCUMENT_NUMBER, dx=12)),
    "number.last-signer": ("upward", moved(Element.DOCUMENT_NUMBER, dy=-LINE_MM)),
    "signers.indent": ("upward", moved(Element.SIGNERS, dx=-12)),
    "signers.label-type": ("upward", typed(H, Element.SIGNERS, which=says("签发人"))),
    "signers.type": ("upward", typed(F, Element.SIGNERS)),
    "red-rule.missing": ("short", rules(lambda rule: None, Element.RED_RULE)),
    "red-rule.gap": ("short", rule_moved(Element.RED_RULE, dy=3)),
    "red-rule.width": ("short", rules(shorter(20), Element.RED_RULE)),
    "red-rule.centred": ("short", rule_moved(Element.RED_RULE, dx=6)),
    "red-rule.colour": ("short", rules(lambda rule: replace(rule, colour=Colour.BLACK), Element.RED_RULE)),
    "letter.number-flush": ("letter", moved(Element.DOCUMENT_NUMBER, dx=-15)),
    "letter.rule-width": ("letter", rules(shorter(14), Element.RED_RULE)),
    "letter.rule-centred": ("letter", rule_moved(Element.RED_RULE, dx=6)),
    "letter.rule-gap": ("letter", rule_moved(Element.RED_RULE, dy=4, which=upper)),
    "letter.double": ("letter", turned_over(upper)),
    "letter.foot-rule": ("letter", rule_moved(Element.RED_RULE, dy=-7, which=lower)),
    "letter.foot-double": ("letter", turned_over(lower)),
    "letter.imprint-rules": ("letter", added(1, line_of(262))),
    "letter.imprint-printed": ("letter", added(1, borrowed("short", Element.IMPRINT, -1))),
    "page-number.letter": ("letter", added(1, borrowed("short", Element.PAGE_NUMBER))),
    "title.gap": ("short", below(Element.TITLE, LINE_MM)),
    "title.centred": ("short", moved(Element.TITLE, dx=-9)),
    "title.shape": ("hourglass", lambda laid: laid),
    "recipients.gap": ("short", below(Element.RECIPIENTS, LINE_MM)),
    "recipients.flush": ("short", moved(Element.RECIPIENTS, dx=2 * CELL_MM)),
    "body.indent": ("plain", moved(Element.BODY, dx=-CELL_MM, which=says("（一）"))),
    "body.first-page": ("plain", dropped(Element.BODY, on=(1,))),
    "heading.page-end": ("plain", only_heading),
    "attachment-note.gap": ("full", below(Element.ATTACHMENT_NOTE, LINE_MM)),
    "attachment-note.indent": ("full", moved(Element.ATTACHMENT_NOTE, dx=-CELL_MM)),
    "attachment-note.wrap": (
        "full",
        moved(Element.ATTACHMENT_NOTE, dx=-3 * CELL_MM, which=says("分工", "责任")),
    ),
    "annex.new-page": ("full", moved(Element.ANNEX_HEAD, Element.ANNEX_TITLE, Element.ANNEX_BODY, dy=10 * LINE_MM)),
    "annex.before-imprint": ("full", imprint_before_annexes),
    "annex-head.flush": ("full", moved(Element.ANNEX_HEAD, dx=2 * CELL_MM)),
    "annex-head.type": ("full", typed(F, Element.ANNEX_HEAD)),
    "annex-title.line": ("full", moved(Element.ANNEX_TITLE, Element.ANNEX_BODY, dy=LINE_MM)),
    "annex-title.centred": ("full", moved(Element.ANNEX_TITLE, dx=-9)),
    "date.indent": ("short", both(moved(*CLOSING, dx=-15), seals(dx=-15))),
    "signature.centred": ("unstamped", moved(Element.SIGNATURE, dx=-12)),
    "date.line": ("unstamped", moved(Element.DATE, dy=LINE_MM)),
    "seal.blank": ("short", seals(dx=-70)),
    "seal.centred": ("short", seals(dx=8)),
    "seal.top": ("short", both(moved(*CLOSING, dy=2 * LINE_MM), seals(dy=2 * LINE_MM))),
    "seal.touching": ("joint", seals(grown=1.16)),
    "seal.outside": (
        "joint",
        both(moved(Element.SIGNATURE, dx=-7, which=lambda run: run.block == 0), seals(dx=-7, which=slice(0, 1))),
    ),
    "note.brackets": ("full", runs(lambda run: replace(run, text="注" + run.text[1:-1] + "。"), Element.NOTE)),
    "note.indent": ("full", moved(Element.NOTE, dx=-2 * CELL_MM)),
    "note.line": ("full", moved(Element.NOTE, dy=LINE_MM)),
    "closing.alone": ("plain", on_page_of(Element.DATE, Element.BODY)),
    "imprint.last-page": ("short", blank_page),
    "imprint.even-page": ("odd", lambda laid: laid),
    "imprint.rules": ("short", rules(lambda rule: None, Element.IMPRINT)),
    "imprint.rule-width": ("short", rules(shorter(16), Element.IMPRINT)),
    "imprint.last-rule": ("short", both(moved(Element.IMPRINT, dy=-9), rule_moved(Element.IMPRINT, dy=-9))),
    "imprint.rule-weight": ("short", rules(lambda rule: replace(rule, width_mm=0.25), Element.IMPRINT)),
    "imprint.stop": (
        "short",
        runs(
            lambda run: replace(run, text=run.text[:-1], advances_mm=run.advances_mm[:-1]),
            Element.IMPRINT,
            which=lambda run: run.text.endswith("。"),
        ),
    ),
    "imprint.copied-indent": ("short", moved(Element.IMPRINT, dx=10, which=lambda run: not last_line(run))),
    "imprint.wrap": (
        "full",
        moved(Element.IMPRINT, dx=-14, which=lambda run: not last_line(run) and run.x_mm > 40 and run.y_mm > 246.3),
    ),
    "imprint.between-recipients": ("moved", added(2, line_of(244.1))),
    "imprint.organ-indent": ("short", moved(Element.IMPRINT, dx=10, which=lambda run: last_line(run) and at_left(run))),
    "imprint.date-indent": (
        "short",
        moved(Element.IMPRINT, dx=-10, which=lambda run: last_line(run) and not at_left(run)),
    ),
    "imprint.separated": ("short", rules(lambda rule: None, Element.IMPRINT, lambda rule: not thick(rule))),
    "page-number.height": ("short", moved(Element.PAGE_NUMBER, dy=5)),
    "page-number.dashes": ("short", runs(swapped_text("—", "·"), Element.PAGE_NUMBER)),
    "page-number.side": ("short", moved(Element.PAGE_NUMBER, dx=128, on=(2,))),
    "page-number.indent": ("short", moved(Element.PAGE_NUMBER, dx=-10, on=(1,))),
    "page-number.order": ("short", runs(swapped_text("2", "5"), Element.PAGE_NUMBER)),
    "page-number.missing": ("full", dropped(Element.PAGE_NUMBER, on=(2,))),
    "copy-number.type": ("full", typed(H, Element.COPY_NUMBER)),
    "classification.type": ("full", typed(F, Element.CLASSIFICATION)),
    "urgency.type": ("full", typed(F, Element.URGENCY)),
    "mark.type": ("short", typed(H, Element.MARK)),
    "number.type": ("short", typed(H, Element.DOCUMENT_NUMBER)),
    "recipients.type": ("short", typed(H, Element.RECIPIENTS)),
    "attachment-note.type": ("full", typed(K, Element.ATTACHMENT_NOTE)),
    "note.type": ("full", typed(K, Element.NOTE)),
    "signature.type": ("short", typed(K, Element.SIGNATURE)),
    "date.type": ("short", typed(K, Element.DATE)),
    "title.type": ("short", typed(H, Element.TITLE)),
    "body.type": ("short", typed(S, Element.BODY)),
    "heading.first-type": ("plain", typed(F, Element.BODY, which=says("一、"))),
    "heading.second-type": ("plain", typed(F, Element.BODY, which=says("（一）"))),
    "heading.third-type": ("plain", typed(H, Element.BODY, which=says("1."))),
    "heading.fourth-type": ("plain", typed(K, Element.BODY, which=says("（1）"))),
    "annex-title.type": ("full", typed(H, Element.ANNEX_TITLE)),
    "imprint.type": ("short", typed(K, Element.IMPRINT)),
    "page-number.type": ("short", changed(Element.PAGE_NUMBER, size_pt=10.5)),
}
"""By the rule that finds it: the paper and the fault."""

KEPT = (
    "sheet.left",
    "grid.lines",
    "copy-number.flush",
    "mark.top",
    "mark.colour",
    "number.centred",
    "annex-title.line",
    "red-rule.gap",
    "title.gap",
    "recipients.flush",
    "body.indent",
    "attachment-note.gap",
    "annex.new-page",
    "date.indent",
    "seal.blank",
    "note.line",
    "imprint.last-rule",
    "imprint.copied-indent",
    "page-number.side",
    "letter.foot-rule",
    "mark.order-top",
    "heading.first-type",
)
"""Faults of which a file is kept."""
FILES = Path(__file__).parents[1] / "data" / "faulty"


def files() -> Iterator[tuple[str, bytes]]:
    """Yield the files that are kept, each with its clean twin: one for every rule that weighs and its paper."""
    for rule, (paper, fault) in FAULTS.items():
        if rule in KEPT:
            yield f"{rule}.faulty.pdf", write_pdf(fault(papers()[paper]))
            yield f"{rule}.clean.pdf", write_pdf(papers()[paper])


def main() -> None:
    """Write the files."""
    for name, data in files():
        (FILES / name).write_bytes(data)


if __name__ == "__main__":
    main()
