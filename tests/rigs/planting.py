"""How a fault gets on a page that our layout set right.

It moves, resizes, recolours or drops what belongs to an element, as people who set pages by hand do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import AREA_LEFT_MM, AREA_WIDTH_MM, CELL_MM, MM_PER_PT
from oa_desktop.docs.fonts.fonts import FontRole, shipped_fonts
from oa_desktop.docs.layout import LaidOut, Page, Rule, Run
from tests.rigs.page_papers import papers

Fault = Callable[[LaidOut], LaidOut]
Which = Callable[[Run], bool]
MIDDLE_MM = AREA_LEFT_MM + AREA_WIDTH_MM / 2
ANY: Which = lambda run: True  # noqa: E731 - a table of small functions
CLOSING = (Element.SIGNATURE, Element.DATE)
HEAD = frozenset(
    {
        Element.COPY_NUMBER,
        Element.CLASSIFICATION,
        Element.URGENCY,
        Element.MARK,
        Element.DOCUMENT_NUMBER,
        Element.SIGNERS,
        Element.PAGE_NUMBER,
        Element.IMPRINT,
    }
)


# --- how faults are made -----------------------------------------------------------------------------------------


def pages(change: Callable[[Page], Page], *numbers: int) -> Fault:
    """Change some pages, or all."""
    return lambda laid: replace(
        laid, pages=tuple(change(page) if not numbers or page.number in numbers else page for page in laid.pages)
    )


def runs(
    change: Callable[[Run], Run | None], *elements: Element, which: Which = ANY, on: tuple[int, ...] = ()
) -> Fault:
    """Change the runs of some elements; None drops a run."""

    def on_page(page: Page) -> Page:
        kept = (change(run) if run.element in elements and which(run) else run for run in page.runs)
        return replace(page, runs=tuple(run for run in kept if run is not None))

    return pages(on_page, *on)


def moved(*elements: Element, dx: float = 0.0, dy: float = 0.0, which: Which = ANY, on: tuple[int, ...] = ()) -> Fault:
    """Move runs, in millimetres."""
    return runs(lambda run: replace(run, x_mm=run.x_mm + dx, y_mm=run.y_mm + dy), *elements, which=which, on=on)


def changed(*elements: Element, which: Which = ANY, **changes: Any) -> Fault:
    """Set runs otherwise."""
    return runs(lambda run: replace(run, **changes), *elements, which=which)


def typed(role: FontRole, *elements: Element, which: Which = ANY) -> Fault:
    """Set runs in another design."""
    return changed(*elements, which=which, face=shipped_fonts().face(role), role=role)


def rules(
    change: Callable[[Rule], Rule | None], element: Element, which: Callable[[Rule], bool] = lambda rule: True
) -> Fault:
    """Change the rules of an element; None drops a rule."""

    def on_page(page: Page) -> Page:
        kept = (change(rule) if rule.element is element and which(rule) else rule for rule in page.rules)
        return replace(page, rules=tuple(rule for rule in kept if rule is not None))

    return pages(on_page)


def rule_moved(
    element: Element, dx: float = 0.0, dy: float = 0.0, which: Callable[[Rule], bool] = lambda rule: True
) -> Fault:
    def move(rule: Rule) -> Rule:
        xs = {"x1_mm": rule.x1_mm + dx, "x2_mm": rule.x2_mm + dx}
        return replace(rule, **xs, y1_mm=rule.y1_mm + dy, y2_mm=rule.y2_mm + dy)

    return rules(move, element, which)


def seals(dx: float = 0.0, dy: float = 0.0, grown: float = 1.0, which: slice = slice(None)) -> Fault:
    """Move or enlarge seals; their lettering goes along nowhere, it is left out."""

    def on_page(page: Page) -> Page:
        touched = page.seals[which]
        others = tuple(
            replace(
                seal,
                centre_x_mm=seal.centre_x_mm + dx,
                centre_y_mm=seal.centre_y_mm + dy,
                diameter_mm=seal.diameter_mm * grown,
                lettering=(),
            )
            if seal in touched
            else seal
            for seal in page.seals
        )
        return replace(page, seals=others)

    return pages(on_page)


def both(*faults: Fault) -> Fault:
    """Do one after the other: what a person does in one go."""

    def all_of(laid: LaidOut) -> LaidOut:
        for fault in faults:
            laid = fault(laid)
        return laid

    return all_of


def below(element: Element, dy: float) -> Fault:
    """Move an element and all that stands under it on its page, page number and 版记 apart."""

    def fault(laid: LaidOut) -> LaidOut:
        page, first = next((page, run) for page in laid.pages for run in page.of(element))
        text = tuple(Element) if element is Element.TITLE else tuple(set(Element) - {Element.TITLE})
        elements = tuple(one for one in text if one not in HEAD)
        which = lambda run: run.y_mm >= first.y_mm - 0.1  # noqa: E731
        return both(moved(*elements, dy=dy, which=which, on=(page.number,)), seals(dy=dy))(laid)

    return fault


def spread(factor: float, left: float = AREA_LEFT_MM) -> Callable[[Run], Run]:
    """Return what sets text wider or narrower from another left edge."""
    return lambda run: replace(
        run,
        x_mm=left + (run.x_mm - AREA_LEFT_MM) * factor,
        advances_mm=tuple(advance * factor for advance in run.advances_mm),
    )


def sparser(run: Run) -> Run:
    """Return a full line with one character less, evened out."""
    full = run.right_mm > AREA_LEFT_MM + AREA_WIDTH_MM - 1 and len(run.text) > 20
    if not full:
        return run
    factor = run.width_mm / (run.width_mm - run.advances_mm[-1])
    return replace(run, text=run.text[:-1], advances_mm=tuple(advance * factor for advance in run.advances_mm[:-1]))


def closer(factor: float) -> Fault:
    """Set the lines of the text closer."""

    def on_page(page: Page) -> Page:
        first = min((run.y_mm for run in page.of(Element.BODY)), default=0.0)
        body = (Element.BODY, *CLOSING)
        kept = (
            replace(run, y_mm=first + (run.y_mm - first) * factor) if run.element in body else run for run in page.runs
        )
        return replace(page, runs=tuple(kept))

    return pages(on_page)


def pushed_out(run: Run) -> Run:
    """Return a short line that ends 6 mm beyond the 版心."""
    return replace(run, x_mm=AREA_LEFT_MM + AREA_WIDTH_MM + 6 - run.width_mm)


def on_page_of(element: Element, *elements: Element) -> Fault:
    """Drop some elements from the page of another."""
    return lambda laid: dropped(*elements, on=(laid.of(element)[-1][0].number,))(laid)


def only_heading(laid: LaidOut) -> LaidOut:
    """Leave of the first page one heading, and let the next page begin with a paragraph."""
    first = min(run.y_mm for run in laid.pages[1].of(Element.BODY) if run.x_mm > AREA_LEFT_MM + CELL_MM)
    without = dropped(Element.BODY, which=lambda run: not run.text.startswith("一、"), on=(1,))(laid)
    without = dropped(Element.BODY, which=lambda run: run.y_mm < first - 1, on=(2,))(without)
    top = min(run.y_mm for run in laid.pages[1].of(Element.BODY))
    return moved(Element.BODY, dy=top - first, on=(2,))(without)


def swapped_text(old: str, new: str) -> Callable[[Run], Run]:
    return lambda run: replace(run, text=run.text.replace(old, new))


def smaller_mark(factor: float) -> Callable[[Run], Run]:
    """Return what sets the mark smaller and leaves its upper edge where it is."""

    def change(run: Run) -> Run:
        height = max(run.face.ink(char).top for char in run.text) * run.size_pt * MM_PER_PT
        return replace(
            run,
            size_pt=run.size_pt * factor,
            x_mm=MIDDLE_MM + (run.x_mm - MIDDLE_MM) * factor,
            y_mm=run.y_mm - height * (1 - factor),
            advances_mm=tuple(advance * factor for advance in run.advances_mm),
        )

    return change


def added(page: int, *made: Callable[[], Run | Rule]) -> Fault:
    def on_page(one: Page) -> Page:
        things = [make() for make in made]
        return replace(
            one,
            runs=(*one.runs, *(thing for thing in things if isinstance(thing, Run))),
            rules=(*one.rules, *(thing for thing in things if isinstance(thing, Rule))),
        )

    return pages(on_page, page)


def borrowed(paper: str, element: Element, number: int = 0) -> Callable[[], Run]:
    """Return a run of another paper."""
    return lambda: papers()[paper].of(element)[number][1]


def line_of(y_mm: float, element: Element = Element.IMPRINT) -> Callable[[], Rule]:
    right = AREA_LEFT_MM + AREA_WIDTH_MM
    return lambda: Rule(x1_mm=AREA_LEFT_MM, x2_mm=right, y1_mm=y_mm, y2_mm=y_mm, width_mm=0.25, element=element)


def blank_page(laid: LaidOut) -> LaidOut:
    return replace(laid, pages=(*laid.pages, Page(number=len(laid.pages) + 1)))


def imprint_before_annexes(laid: LaidOut) -> LaidOut:
    """Put 版记 on the page before the first 附件."""
    first = next(page for page, _ in laid.of(Element.ANNEX_HEAD)).number
    imprint = next(page for page, _ in laid.of(Element.IMPRINT))
    without = both(runs(lambda run: None, Element.IMPRINT), rules(lambda rule: None, Element.IMPRINT))(laid)
    put = pages(
        lambda page: replace(
            page,
            runs=(*page.runs, *imprint.of(Element.IMPRINT)),
            rules=(*page.rules, *imprint.rules_of(Element.IMPRINT)),
        ),
        first - 1,
    )
    return put(both(runs(lambda run: None, Element.NOTE, *CLOSING), seals(dy=-400))(without))


def at_left(run: Run) -> bool:
    return run.x_mm < 100


def says(*words: str) -> Which:
    return lambda run: run.text.startswith(words)


def last_line(run: Run) -> bool:
    return run.y_mm > 256


def thick(rule: Rule) -> bool:
    return rule.width_mm > 0.3


def upper(rule: Rule) -> bool:
    return rule.y1_mm < 150


def lower(rule: Rule) -> bool:
    return not upper(rule)


def shorter(by: float) -> Callable[[Rule], Rule]:
    return lambda rule: replace(rule, x1_mm=rule.x1_mm + by / 2, x2_mm=rule.x2_mm - by / 2)


def turned_over(which: Callable[[Rule], bool]) -> Fault:
    """Swap the thick and the thin line of a double one."""

    def fault(laid: LaidOut) -> LaidOut:
        pair = [rule for rule in laid.pages[0].rules if rule.element is Element.RED_RULE and which(rule)]
        widths = {one.y1_mm: other.width_mm for one, other in zip(pair, reversed(pair), strict=True)}
        return rules(lambda rule: replace(rule, width_mm=widths[rule.y1_mm]), Element.RED_RULE, which)(laid)

    return fault


def dropped(*elements: Element, which: Which = ANY, on: tuple[int, ...] = ()) -> Fault:
    return runs(lambda run: None, *elements, which=which, on=on)
