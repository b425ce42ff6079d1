"""Rules on the elements of a document and on where it goes (公文要素、行文规则)."""

from __future__ import annotations

from oa_desktop.domain.registry.rule import ARTICLE, STANDARD, Family, advice, by, must, of, should

_ELEMENTS = of(
    Family.ELEMENT,
    must(ARTICLE.format("九"), "element.missing"),
    must("", "publicity.form"),
)
_SECRECY = of(
    Family.SECRECY,
    must(ARTICLE.format("九"), "urgency.form"),
    must("", "classification.form"),
    must("保守国家秘密法第二十条", "classification.too-long"),
    should(ARTICLE.format("九"), "copy-number.missing"),
)
_NUMBER = of(
    Family.NUMBER,
    must(STANDARD.format("7.2.5"), "number.form", "number.brackets"),
)
_TITLE = of(
    Family.TITLE,
    must(ARTICLE.format("八"), "kind.unknown"),
    by(advice(STANDARD.format("7.3.1"), "title.too-long"), most=60),
)
_SIGNATURE = of(
    Family.SIGNATURE,
    must(STANDARD.format("7.3.5.4"), "date.form", "date.padded"),
)
_ROUTING = of(
    Family.ROUTING,
    should(ARTICLE.format("十五"), "recipients.several"),
)

OF_DOCUMENTS = {**_ELEMENTS, **_SECRECY, **_NUMBER, **_TITLE, **_ROUTING, **_SIGNATURE}
