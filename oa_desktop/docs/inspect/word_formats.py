"""What a DOCX says of its type and paragraphs: defaults, styles and direct formatting, laid over each other.

ECMA-376-1 17.3, 17.7. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from oa_desktop.docs.reading.docx_parts import attribute, number_of, value_of
from oa_desktop.docs.reading.package import Node, child, children

_TWIPS = 20
_CHAIN = 32
"""Styles that are based on one another; a chain that is longer goes in circles."""
_STYLED = "paragraph"
_RUN, _PARAGRAPH = "rPr", "pPr"

_ON = "1"
_SWITCHES = frozenset({"pageBreakBefore", "vanish"})
"""What is on when nothing else is said of it."""

Said = Mapping[str, str]
"""Properties by ``element`` or ``element.attribute``, as they are written."""

_WANTED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    _RUN: {"rFonts": ("eastAsia",), "sz": ("val",), "color": ("val",), "spacing": ("val",), "vanish": ("val",)},
    _PARAGRAPH: {
        "jc": ("val",),
        "ind": (
            *("left", "leftChars", "start", "startChars", "right", "rightChars", "end", "endChars"),
            *("firstLine", "firstLineChars", "hanging", "hangingChars"),
        ),
        "spacing": ("line", "lineRule", "before", "after", "beforeLines", "afterLines"),
        "pageBreakBefore": ("val",),
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """How characters are set: 字体 of ideographs, 字号, colour, 字间距."""

    font: str = ""
    size_pt: float = 10.5
    colour: str = ""
    spacing_pt: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Formats:
    """The formats of a document.

    Attributes:
        defaults: Of runs and of paragraphs.
        styles: By their ids.
        usual: Id of the style of paragraphs that name none.
    """

    defaults: Mapping[str, Said]
    styles: Mapping[str, Node] = field(default_factory=dict)
    usual: str = ""

    def of_paragraph(self, paragraph: Node) -> Said:
        """Return what holds for a paragraph."""
        properties = child(paragraph, _PARAGRAPH)
        return {**self._styled(_PARAGRAPH, self._style_of(properties)), **_said(properties, _PARAGRAPH)}

    def of_run(self, run: Node, paragraph: Node) -> Type:
        """Return how a run is set."""
        properties = child(run, _RUN)
        said = {
            **self._styled(_RUN, self._style_of(child(paragraph, _PARAGRAPH))),
            **self._styled(_RUN, value_of(properties, "rStyle"), defaults=False),
            **_said(properties, _RUN),
        }
        return Type(
            font=said.get("rFonts.eastAsia", ""),
            size_pt=number_of(said.get("sz.val", ""), 21) / 2,
            colour=said.get("color.val", ""),
            spacing_pt=points(said.get("spacing.val", "")),
        )

    def _style_of(self, properties: Node | None) -> str:
        return value_of(properties, "pStyle") or self.usual

    def _styled(self, kind: str, identity: str, *, defaults: bool = True) -> dict[str, str]:
        said = dict(self.defaults.get(kind, {})) if defaults else {}
        for style in reversed(list(self._chain(identity))):
            said |= _said(child(style, kind), kind)
        return said

    def _chain(self, identity: str) -> Iterator[Node]:
        for _count in range(_CHAIN):
            if identity not in self.styles:
                return
            yield self.styles[identity]
            identity = value_of(self.styles[identity], "basedOn")


def formats_of(root: Node | None) -> Formats:
    """Return the formats that the part of the styles says."""
    defaults = child(root, "docDefaults")
    styles = {attribute(one, "styleId"): one for one in children(root, "style")}
    usual = (name for name, one in styles.items() if attribute(one, "default") and attribute(one, "type") == _STYLED)
    return Formats(
        defaults={
            _RUN: _said(child(child(defaults, "rPrDefault"), _RUN), _RUN),
            _PARAGRAPH: _said(child(child(defaults, "pPrDefault"), _PARAGRAPH), _PARAGRAPH),
        },
        styles=styles,
        usual=next(usual, ""),
    )


def points(twips: str) -> float:
    """Return a length in twips as points."""
    return number_of(twips) / _TWIPS


def _said(properties: Node | None, kind: str) -> dict[str, str]:
    said: dict[str, str] = {}
    for name, attributes in _WANTED[kind].items():
        one = child(properties, name)
        for wanted in attributes if one is not None else ():
            if value := attribute(one, wanted) or (_ON if name in _SWITCHES else ""):
                said[f"{name}.{wanted}"] = value
    return said
