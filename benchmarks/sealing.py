"""Sealing and judging five pages (盖章、核验), as OFD and as PDF, beside writing the same pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from statistics import median

from benchmarks.figures import MILLISECONDS, WALL, Line, in_turn, ratio
from benchmarks.pages import twenty_pages
from oa_desktop.bootstrap.adapters import build_sealer, build_signed_files
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.layout import LaidOut, lay_out
from oa_desktop.docs.ofd import write_ofd
from oa_desktop.docs.pdf.writer import write_pdf
from oa_desktop.docs.seals.picture import draw_seal_picture
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.office.ports.trust import Impression, MadeSeal, SealInHand, SealWish
from oa_desktop.security.seals.workshop import Workshop
from oa_desktop.security.signer import Signer

PAGES = 5
GOAL_MS = 300.0
_ROUNDS = 9
_BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
_PLACE = Impression(page=PAGES, x_mm=100.0, y_mm=180.0, width_mm=42.0, height_mm=42.0)


def measure() -> Iterator[Line]:
    """Give the lines about seals."""
    laid_out = five_pages()
    ofd, pdf = write_ofd(laid_out), write_pdf(laid_out)
    made = _seal()
    using = SealInHand(seal=made.data, holder=made.certificate, signer=Signer(made.key), at=_BEGAN + timedelta(days=60))
    sealer, files = build_sealer(), build_signed_files()
    trust = Trust(anchors=(made.anchor,), revocations=(made.revocations,))
    sealed, signed = sealer.seal_ofd(ofd, using, [_PLACE], last=True), sealer.sign_pdf(pdf, using, [_PLACE])
    times = in_turn(
        lambda _: lambda: sealer.seal_ofd(ofd, using, [_PLACE], last=True),
        lambda _: lambda: sealer.sign_pdf(pdf, using, [_PLACE]),
        lambda _: lambda: write_ofd(laid_out),
        lambda _: lambda: write_pdf(laid_out),
        lambda _: lambda: files.verify(sealed, trust),
        lambda _: lambda: files.verify(signed, trust),
        rounds=_ROUNDS,
        warm=2,
        clock=WALL,
    )
    seal_ofd, sign_pdf, bare_ofd, bare_pdf, judge_ofd, judge_pdf = times
    yield _line(f"sealing an OFD of {PAGES} pages", seal_ofd, GOAL_MS)
    yield ratio("  / writing the same OFD", seal_ofd, bare_ofd)
    yield _line(f"sealing a PDF of {PAGES} pages, in a confined process", sign_pdf)
    yield ratio("  / writing the same PDF", sign_pdf, bare_pdf)
    yield _line("judging the sealed OFD", judge_ofd)
    yield _line("judging the sealed PDF", judge_pdf)


def five_pages() -> LaidOut:
    """Return the beginning of a long text: five pages."""
    whole, fonts = twenty_pages(), shipped_fonts()
    count = len(whole.body) * PAGES // len(lay_out(whole, fonts).pages)
    while len((made := lay_out(replace(whole, body=whole.body[:count]), fonts)).pages) > PAGES:
        count -= 1
    return made


def _seal() -> MadeSeal:
    wish = SealWish(
        name="清源县人民政府办公室",
        caption="演示章",
        diameter_mm=42,
        valid_from=_BEGAN,
        valid_until=_BEGAN + timedelta(days=3650),
    )
    return Workshop(Realm.DEMONSTRATION, partial(draw_seal_picture, fonts=shipped_fonts())).make(wish)


def _line(name: str, times: list[float], goal: float | None = None) -> Line:
    return Line(name=name, figure=median(times) * 1000, unit=MILLISECONDS, goal=goal)
