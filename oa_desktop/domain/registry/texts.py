"""Rules on the text of a document: its levels, words, punctuation and characters (正文)."""

from __future__ import annotations

from oa_desktop.domain.registry.rule import ARTICLE, STANDARD, Family, advice, by, of, should

_LEVELS_CLAUSE = STANDARD.format("7.3.3")
_MARKS_CLAUSE = STANDARD.format("9")

_LEVELS = of(
    Family.LEVEL,
    should(
        _LEVELS_CLAUSE,
        *("level.han-mark", "level.digit-mark", "level.half-width-brackets", "level.mark-behind-brackets"),
        *("level.one-sign", "level.skipped", "level.sequence"),
    ),
    advice(_LEVELS_CLAUSE, "level.full-width-point", "level.deep"),
    advice("", "level.alone"),
)
_WORDING = of(
    Family.WORDING,
    should(ARTICLE.format("二十"), "fact.no-such-day", "fact.weekday", "wording.typo", "wording.doubled"),
    should("", "wording.open", "quote.voided"),
    should(ARTICLE.format("四十二"), "quote.repealed"),
    should(STANDARD.format("7.2.5"), "quote.brackets", "quote.ordinal", "quote.padded"),
    should(STANDARD.format("7.3.5"), "body.no-text-page"),
    should(ARTICLE.format("九"), "body.subject-words"),
    by(should("整治形式主义为基层减负若干规定", "body.too-long"), most=5000),
    advice("", "quote.number-first", "closing.other-kind", "closing.twice", "leading.other-kind"),
    advice("", "wording.you", "wording.honour", "wording.until", "wording.letter", "body.repeated"),
)
_PUNCTUATION = of(
    Family.PUNCTUATION,
    should(
        _MARKS_CLAUSE,
        *("punctuation.half-width", "punctuation.half-width-brackets", "punctuation.half-width-stop"),
        *("punctuation.ellipsis", "punctuation.dash", "punctuation.repeated", "punctuation.straight-quotes"),
        *("punctuation.nested-quotes", "punctuation.nested-books", "punctuation.unmatched", "punctuation.angle-quotes"),
        *("digits.full-width", "digits.short-year", "digits.han-date"),
    ),
    advice(
        _MARKS_CLAUSE,
        *("punctuation.between-marks", "punctuation.range", "digits.shared-unit", "digits.comma"),
        *("unit.case", "unit.power", "unit.old"),
    ),
    advice("", "punctuation.before-and", "punctuation.before-etc", "punctuation.blank", "digits.twice-vague"),
)
_CHARACTERS = of(
    Family.CHARACTER,
    should("", "character.private", "character.damaged", "character.emoji", "character.invisible", "character.radical"),
    advice("", "character.full-width-latin"),
)

_PICTURES = of(Family.PICTURE, should("", "picture.missing"), advice("", "picture.unnamed"))

OF_TEXTS = {**_PICTURES, **_LEVELS, **_WORDING, **_PUNCTUATION, **_CHARACTERS}
