"""What the reader of sources says (读稿)."""

from __future__ import annotations

from oa_desktop.domain.registry.rule import STANDARD, Family, advice, of, should

OF_SOURCES = of(
    Family.SOURCE,
    advice(
        "",
        "source.encoding",
        "source.markdown",
        "source.control-characters",
        "source.private-indentation",
        "source.indentation",
        "source.front-matter-comment",
        "source.title-repeated",
        "source.stray-marks",
        "source.broken-line",
        "source.rejoined",
        "source.from-pages",
        "source.by-style",
        "source.by-words",
        "source.automatic-numbers",
        "source.boxes",
        "source.half-width-stops",
        "source.comment",
        "source.remnant",
        "source.typed-rule",
        "source.form",
    ),
    should(
        "",
        "source.private-characters",
        "source.damaged-characters",
        "source.front-matter-syntax",
        "source.front-matter-open",
        "source.front-matter-unknown",
        "source.front-matter-repeated",
        "source.differs",
        "source.picture",
        "source.picture-missing",
        "source.picture-unread",
        "source.seal",
        "source.left-out",
        "source.revisions",
        "source.trailing",
    ),
    advice(STANDARD.format("7.3.3"), "source.numbering-added", "source.deep-heading"),
    advice(STANDARD.format("7.3.4"), "source.contact-moved", "source.note-misplaced"),
    should(STANDARD.format("7.3.1"), "source.no-title"),
    should(STANDARD.format("7.3.3"), "source.number-missing"),
    advice(STANDARD.format("7.4.2"), "source.copied-label"),
)
