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
OFF = frozenset({"0", "false", "off"})
"""How a switch is said to be off."""
_SWITCHES = frozenset({"pageBreakBefore", "vanish"})
"""What is on when nothing else is said of it."""

Said = Mapping[str, str]
"""Properties by ``element`` or ``element.attribute``, as they are written."""

_WANTED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    _RUN: {
        "rFonts": ("eastAsia", "eastAsiaTheme", "ascii", "asciiTheme", "hint"),
        **dict.fromkeys(("sz", "color", "spacing", "vanish", "w"), ("val",)),
    },
    _PARAGRAPH: {
        "jc": ("val",),
        "ind": (
            *("left", "leftChars", "start", "startChars", "right", "rightChars", "end", "endChars"),
            *("firstLine", "firstLineChars", "hanging", "hangingChars"),
        ),
        "spacing": ("line", "lineRule", "before", "after", "beforeLines", "afterLines"),
        "snapToGrid": ("val",),
        "pageBreakBefore": ("val",),
    },
}


_THEMED = ("rFonts.eastAsia", "rFonts.ascii")
"""Fonts that a style may name by the theme (主题字体)."""
_BETWEEN = frozenset("“”‘’—…·")
"""Signs of both scripts: Chinese where the run says so, else Latin. ECMA-376-1 17.3.2.26."""
_WIDE = "\u2e80"
"""The first of the ideographs and their signs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """How characters are set.

    Attributes:
        font: 中文字体.
        latin: 西文字体.
        size_pt: 字号.
        colour: Six hexadecimal digits.
        spacing_pt: 字间距.
        width: 缩放, 1 for 100 %.
        is_chinese: Whether signs of both scripts are Chinese ones.
    """

    font: str = ""
    latin: str = ""
    size_pt: float = 10.5
    colour: str = ""
    spacing_pt: float = 0.0
    width: float = 1.0
    is_chinese: bool = False

    def font_of(self, char: str) -> str:
        """Return the font that a character is set in."""
        chinese = char > _WIDE or (char in _BETWEEN and (self.is_chinese or not self.latin))
        return (self.font if chinese else self.latin) or self.font

    def advance_pt(self, char: str) -> float:
        """Return how far a character moves the pen, without its spacing."""
        return (self.size_pt if char > _WIDE or char in _BETWEEN else self.size_pt / 2) * self.width


@dataclass(frozen=True, slots=True, kw_only=True)
class Formats:
    """The formats of a document.

    Attributes:
        defaults: Of runs and of paragraphs.
        styles: By their ids.
        usual: Id of the style of paragraphs that name none.
        theme: Fonts by the names that the theme gives them.
    """

    defaults: Mapping[str, Said]
    styles: Mapping[str, Node] = field(default_factory=dict)
    usual: str = ""
    theme: Mapping[str, str] = field(default_factory=dict)

    def of_paragraph(self, paragraph: Node) -> Said:
        """Return what holds for a paragraph."""
        properties = child(paragraph, _PARAGRAPH)
        return _over(self._styled(_PARAGRAPH, self._style_of(properties)), _said(properties, _PARAGRAPH))

    def details(self, paragraph: Node, name: str) -> Iterator[Node]:
        """Yield what a paragraph and its styles say of a property that has parts, the nearest first."""
        properties = child(paragraph, _PARAGRAPH)
        styles = (child(style, _PARAGRAPH) for style in self.chain(self._style_of(properties)))
        yield from (one for source in (properties, *styles) for one in reversed(list(children(source, name))))

    def of_run(self, run: Node, paragraph: Node) -> Type:
        """Return how a run is set."""
        properties = child(run, _RUN)
        said = _over(
            self._styled(_RUN, self._style_of(child(paragraph, _PARAGRAPH))),
            self._styled(_RUN, value_of(properties, "rStyle"), defaults=False),
            _said(properties, _RUN),
        )
        font, latin = (self.theme.get(said.get(f"{name}Theme", ""), "") or said.get(name, "") for name in _THEMED)
        return Type(
            font=font,
            latin=latin,
            size_pt=number_of(said.get("sz.val", ""), 21) / 2,
            colour=said.get("color.val", ""),
            spacing_pt=points(said.get("spacing.val", "")),
            width=number_of(said.get("w.val", ""), 100) / 100 or 1.0,
            is_chinese=said.get("rFonts.hint", "") == "eastAsia",
        )

    def is_hidden(self, run: Node, paragraph: Node) -> bool:
        """Tell whether a run is 隐藏文字."""
        styled = self._styled(_RUN, self._style_of(child(paragraph, _PARAGRAPH)))
        return _over(styled, _said(child(run, _RUN), _RUN)).get("vanish.val", "0") not in OFF

    def _style_of(self, properties: Node | None) -> str:
        return value_of(properties, "pStyle") or self.usual

    def _styled(self, kind: str, identity: str, *, defaults: bool = True) -> dict[str, str]:
        said = dict(self.defaults.get(kind, {})) if defaults else {}
        return _over(said, *(_said(child(style, kind), kind) for style in reversed(list(self.chain(identity)))))

    def chain(self, identity: str) -> Iterator[Node]:
        """Yield a style and those that it is based on."""
        for _count in range(_CHAIN):
            if identity not in self.styles:
                return
            yield self.styles[identity]
            identity = value_of(self.styles[identity], "basedOn")


def formats_of(root: Node | None, theme: Node | None = None) -> Formats:
    """Return the formats that the parts of the styles and the theme say."""
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
        theme=dict(_theme_fonts(theme)),
    )


def _theme_fonts(theme: Node | None) -> Iterator[tuple[str, str]]:
    """Yield the fonts of the theme: those for simplified Chinese where it names no other."""
    scheme = child(child(theme, "themeElements"), "fontScheme")
    for kind in ("major", "minor"):
        fonts = child(scheme, f"{kind}Font")
        han = (one.get("typeface", "") for one in children(fonts, "font") if one.get("script") == "Hans")
        yield f"{kind}EastAsia", _typeface(fonts, "ea") or next(han, "")
        for script in ("Ascii", "HAnsi"):
            yield f"{kind}{script}", _typeface(fonts, "latin")


def _typeface(fonts: Node | None, name: str) -> str:
    found = child(fonts, name)
    return "" if found is None else found.get("typeface", "")


def points(twips: str) -> float:
    """Return a length in twips as points."""
    return number_of(twips) / _TWIPS


def _over(*layers: Said) -> dict[str, str]:
    """Return properties laid over each other; a font that is named hides one of the theme below it."""
    said: dict[str, str] = {}
    for layer in layers:
        for name in _THEMED:
            if name in layer:
                said.pop(f"{name}Theme", None)
        said |= layer
    return said


def _said(properties: Node | None, kind: str) -> dict[str, str]:
    said: dict[str, str] = {}
    for name, attributes in _WANTED[kind].items():
        one = child(properties, name)
        for wanted in attributes if one is not None else ():
            if value := attribute(one, wanted) or (_ON if name in _SWITCHES else ""):
                said[f"{name}.{wanted}"] = value
    return said
