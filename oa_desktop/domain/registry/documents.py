"""Rules on the elements of a document and on where it goes (公文要素、行文规则)."""

from __future__ import annotations

from oa_desktop.domain.registry.rule import ARTICLE, STANDARD, Family, advice, by, must, of, should

_NINE = ARTICLE.format("九")
_FIFTEEN = ARTICLE.format("十五")

_ELEMENTS = of(
    Family.ELEMENT,
    must(_NINE, "element.missing"),
    should(_NINE, "element.lacking"),
    must("", "publicity.form"),
    should("", "publicity.secret"),
    should(_NINE, "recipients.missing"),
    must(_NINE, "signer.missing"),
    should(_NINE, "signer.other"),
    advice("", "signer.needless"),
    must("", "page-format.form"),
)
_SECRECY = of(
    Family.SECRECY,
    should(_NINE, "copy-number.missing"),
    should(STANDARD.format("7.2.1"), "copy-number.digits", "copy-number.words"),
    must("", "classification.form"),
    must(STANDARD.format("7.2.2"), "classification.digits"),
    should(STANDARD.format("7.2.2"), "classification.blank"),
    should("", "classification.no-star", "classification.over"),
    advice(_NINE, "classification.no-period"),
    must("保守国家秘密法第二十条", "classification.too-long"),
    must(_NINE, "urgency.form", "urgency.telegram"),
    advice(_NINE, "urgency.unmarked"),
)
_NUMBER = of(
    Family.NUMBER,
    must(
        STANDARD.format("7.2.5"),
        *("number.form", "number.brackets", "number.no-brackets", "number.short-year", "number.ordinal"),
        *("number.padded", "number.full-width", "number.order", "number.no-sign"),
    ),
    advice(STANDARD.format("7.2.5"), "number.blank"),
    must(_NINE, "number.several"),
    should("", "number.year"),
    should("", "number.other-code", "number.of-another", "number.voided"),
    should(ARTICLE.format("二十五"), "number.not-assigned"),
    advice("", "number.early"),
)
_TITLE = of(
    Family.TITLE,
    must(ARTICLE.format("八"), "kind.unknown", "kind.invented"),
    should(_NINE, "kind.differs"),
    must(_NINE, "title.no-subject"),
    advice(_NINE, "title.no-organ"),
    should(_NINE, "title.organ-differs"),
    must(STANDARD.format("7.3.1"), "title.split-word"),
    should(STANDARD.format("7.3.1"), "title.line-start"),
    by(advice("", "title.too-long"), most=60),
    advice(STANDARD.format("7.3.1"), "title.shape"),
    should("", "title.stop"),
    advice("", "title.marks", "title.about-twice", "title.about-first", "title.kind-twice"),
)
_ROUTING = of(
    Family.ROUTING,
    should(_FIFTEEN, "signature.in-person"),
    should(_FIFTEEN, "recipients.several", "recipients.leader", "request.several", "request.another", "report.wants"),
    must(_FIFTEEN, "report.asks", "copied.subordinates"),
    should(ARTICLE.format("十四"), "routing.skipped"),
    should(ARTICLE.format("十六"), "routing.consent", "routing.commands"),
    advice(ARTICLE.format("十六"), "routing.office-consent"),
    should(ARTICLE.format("十七"), "routing.division", "routing.unequal"),
    should(ARTICLE.format("八"), "request.to-peer"),
    must(STANDARD.format("7.3.2"), "recipients.end"),
    should(STANDARD.format("9"), "recipients.half-width"),
    advice("", "recipients.semicolons", "recipients.blank", "recipients.public", "recipients.itself"),
    advice("", "request.closing", "request.contact", "reply.received", "reply.unnamed"),
    advice("", "recipients.unknown", "recipients.unlike", "routing.coordinating"),
    should("", "recipients.dissolved", "routing.direction"),
)
_ATTACHMENT = of(
    Family.ATTACHMENT,
    must(STANDARD.format("7.3.4"), "attachment.mark"),
    must(STANDARD.format("7.3.7"), "attachment.differs"),
    should(STANDARD.format("7.3.4"), "attachment.lacking", "attachment.vague", "attachment.label"),
    should(STANDARD.format("7.3.7"), "attachment.unnoted"),
    should("", "attachment.absent"),
    advice("", "attachment.unnamed"),
    advice("", "attachment.book-marks", "attachment.twice", "attachment.empty"),
)
_SIGNATURE = of(
    Family.SIGNATURE,
    must(
        STANDARD.format("7.3.5.4"),
        *("date.form", "date.digits", "date.full-width", "date.separators", "date.padded", "date.short-year"),
        "date.incomplete",
    ),
    advice(STANDARD.format("7.3.5.4"), "date.blank"),
    should(_NINE, "date.other-day"),
    should("", "signature.former"),
    advice("", "date.before-draft"),
    should(_NINE, "date.before-meeting", "signature.differs", "signature.vague"),
    must(STANDARD.format("7.3.5"), "signature.lead"),
    advice("", "signature.seal-words"),
)
_IMPRINT = of(
    Family.IMPRINT,
    should(STANDARD.format("7.4.2"), "copied.end"),
    should(_NINE, "copied.leader"),
    should(STANDARD.format("9"), "copied.half-width"),
    advice(STANDARD.format("7.4.2"), "copied.stop"),
    advice(_NINE, "copied.twice"),
    advice("", "copied.itself"),
    must(STANDARD.format("7.4.3"), "imprint.date"),
    should(STANDARD.format("7.4.3"), "imprint.half"),
    should("", "imprint.early"),
    advice(_NINE, "imprint.printer"),
)
_FORMAT = of(
    Family.FORMAT,
    should(STANDARD.format("10.1"), "letter.mark", "letter.imprint"),
    should(STANDARD.format("10.2"), "order.signature"),
    advice(STANDARD.format("10.3"), "minutes.attendees"),
)

OF_DOCUMENTS = {
    **_ELEMENTS,
    **_SECRECY,
    **_NUMBER,
    **_TITLE,
    **_ROUTING,
    **_ATTACHMENT,
    **_SIGNATURE,
    **_IMPRINT,
    **_FORMAT,
}
