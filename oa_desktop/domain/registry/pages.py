"""Rules on the pages of a document (版面), which ``docs.inspect`` looks at.

What a clause says with 一般 or 推荐 is never a fault: designs and sizes of most elements, 22 lines, 28 characters.
"""

from __future__ import annotations

from oa_desktop.domain.registry.rule import STANDARD, Family, advice, must, of, should

_ROUND = "GB/T 33476.2-2016 {}"
_SIGNS = "GB/T 15834-2011 {}"

_AREA = (
    must(STANDARD.format("5.1"), "sheet.size"),
    must(STANDARD.format("5.2.1"), "sheet.top", "sheet.left", "sheet.width", "sheet.outside"),
    should(STANDARD.format("5.2.3"), "grid.lines", "grid.characters"),
    must(STANDARD.format("5.2.4"), "text.colour"),
    should(_SIGNS.format("5.1"), "line.first", "line.last"),
    advice("", "font.embedded"),
)
_HEAD = (
    must(STANDARD.format("7.2.1"), "copy-number.flush", "copy-number.line"),
    must(STANDARD.format("7.2.2"), "classification.flush"),
    must(STANDARD.format("7.2.3"), "urgency.flush", "header-lines.order"),
    must(STANDARD.format("7.2.4"), "mark.top", "mark.centred", "mark.colour"),
    must(STANDARD.format("7.2.5"), "number.gap", "number.centred", "number.beside-signers", "number.last-signer"),
    must(STANDARD.format("7.2.6"), "signers.indent", "signers.label-type", "signers.type"),
    must(STANDARD.format("7.2.7"), "red-rule.missing", "red-rule.gap", "red-rule.width", "red-rule.centred"),
    must(STANDARD.format("7.2.7"), "red-rule.colour"),
)
_MAIN = (
    must(STANDARD.format("7.3.1"), "title.gap", "title.centred"),
    must(STANDARD.format("7.3.2"), "recipients.gap", "recipients.flush"),
    must(STANDARD.format("7.3.3"), "body.indent", "body.first-page"),
    advice(STANDARD.format("7.3.3"), "heading.page-end"),
    must(STANDARD.format("7.3.4"), "attachment-note.gap", "attachment-note.indent", "attachment-note.wrap"),
    must(STANDARD.format("7.3.7"), "annex.new-page", "annex.before-imprint", "annex-head.flush", "annex-head.type"),
    must(STANDARD.format("7.3.7"), "annex-title.line", "annex-title.centred"),
)
_CLOSING = (
    should(STANDARD.format("7.3.5.1"), "date.indent", "signature.centred", "seal.centred"),
    should(STANDARD.format("7.3.5"), "date.line"),
    must(STANDARD.format("7.3.5.1"), "seal.blank", "seal.top", "seal.touching", "seal.outside"),
    must(STANDARD.format("7.3.6"), "note.brackets", "note.indent", "note.line"),
    advice(STANDARD.format("7.3.5.4"), "closing.alone"),
)
_IMPRINT = (
    must(STANDARD.format("7.4.1"), "imprint.last-page", "imprint.rules", "imprint.rule-width", "imprint.last-rule"),
    must(STANDARD.format("7.4.1"), "imprint.rule-weight"),
    should(_ROUND.format("7.3.1"), "imprint.even-page"),
    must(STANDARD.format("7.4.2"), "imprint.copied-indent", "imprint.wrap", "imprint.between-recipients"),
    must(STANDARD.format("7.4.2"), "imprint.stop"),
    must(STANDARD.format("7.4.3"), "imprint.organ-indent", "imprint.date-indent", "imprint.separated"),
    must(STANDARD.format("7.5"), "page-number.height", "page-number.dashes", "page-number.side", "page-number.indent"),
    must(STANDARD.format("7.5"), "page-number.order"),
    should(STANDARD.format("7.5"), "page-number.missing"),
)
_FORMATS = (
    must(STANDARD.format("10.1"), "mark.letter-top", "letter.number-flush", "letter.rule-width", "letter.rule-centred"),
    must(STANDARD.format("10.1"), "letter.rule-gap", "letter.double", "letter.foot-rule", "letter.foot-double"),
    must(STANDARD.format("10.1"), "letter.imprint-rules", "letter.imprint-printed", "page-number.letter"),
    must(STANDARD.format("10.2"), "mark.order-top"),
    must(STANDARD.format("10.3"), "mark.minutes-top"),
)
_TYPES = (
    should(STANDARD.format("7.2.1"), "copy-number.type"),
    should(STANDARD.format("7.2.2"), "classification.type"),
    should(STANDARD.format("7.2.3"), "urgency.type"),
    should(STANDARD.format("7.2.4"), "mark.type"),
    should(STANDARD.format("5.2.2"), "number.type", "recipients.type", "attachment-note.type", "note.type"),
    should(STANDARD.format("5.2.2"), "signature.type", "date.type"),
    should(STANDARD.format("7.3.1"), "title.type"),
    should(STANDARD.format("7.3.3"), "body.type", "heading.first-type", "heading.second-type"),
    should(STANDARD.format("7.3.3"), "heading.third-type", "heading.fourth-type"),
    should(STANDARD.format("5.2.2"), "quotes.type"),
    should(STANDARD.format("7.3.7"), "annex-title.type"),
    should(STANDARD.format("7.4.2"), "imprint.type"),
    should(STANDARD.format("7.5"), "page-number.type"),
)

OF_PAGES = of(Family.PAGE, *_AREA, *_HEAD, *_MAIN, *_CLOSING, *_IMPRINT, *_FORMATS, *_TYPES)
