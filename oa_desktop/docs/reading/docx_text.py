"""Paragraphs of a DOCX to runs of text: as they read when every tracked change (修订) is accepted.

Insertions stay and deletions go; pictures stand behind their paragraph; hidden text, objects and what only prompts
(单击此处输入文字) go, and so do the instructions of fields, whose results stay. What goes is counted, so that people
can be told. ECMA-376-1 17.3 and 17.13.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from oa_desktop.docs.reading.decoding import visible
from oa_desktop.docs.reading.docx_parts import attribute, is_on, texts_of, value_of
from oa_desktop.docs.reading.docx_pictures import Media, pictures_in
from oa_desktop.docs.reading.docx_styles import Style, Styles, points_of
from oa_desktop.docs.reading.found_pictures import FoundPicture
from oa_desktop.docs.reading.package import Node, child, local
from oa_desktop.domain.manuscript import Emphasis, Span

PICTURES, HIDDEN, OBJECTS, FORMULAS = "图片", "隐藏的文字", "嵌入的对象", "公式的排法"
INSERTED, DELETED, PROMPTS, ENDNOTES = "插入", "删除", "没有填写的提示", "尾注"
FOOTNOTE, ENDNOTE = "footnote", "endnote"

_INSIDE = frozenset({"hyperlink", "smartTag", "customXml", "sdtContent", "fldSimple", "bdo", "dir", "ruby", "rubyBase"})
"""What only holds runs."""
_LITERAL = MappingProxyType({"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"})
_PAGE_BREAKS = frozenset({"page", "column"})
_SYMBOLS = MappingProxyType({0xA8: "□", 0x6F: "□", 0xFE: "☑", 0x52: "☑", 0xFC: "√", 0xFB: "×"})
"""Signs of Wingdings that official papers use, by their place in the font."""
_BODY_FONT = "仿宋"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Text in one look.

    Attributes:
        text: With tabs and line feeds.
        bold: 加粗.
        is_body: Whether it is set in 仿宋 against the style of its paragraph.
        points: Type size; 0 where nothing says it.
        colour: Six hexadecimal digits; empty where nothing says it.
        note: 脚注 that hangs at its end.
    """

    text: str
    bold: bool = False
    is_body: bool = False
    points: float = 0.0
    colour: str = ""
    note: str = ""


def _no_media(_identity: str) -> bytes:
    return b""


@dataclass(slots=True, kw_only=True)
class Taken:
    """What reading a document met on the way.

    Attributes:
        counts: How often each kind of thing was met that is not read, or is read in a certain way.
        media: Returns the files that pictures are, by their relationships.
        words: Of footnotes and endnotes, by their kind and id.
        pictures: Pictures that wait for the end of their paragraph.
        boxes: Contents of text boxes that wait for their paragraph.
        notes: Footnotes and endnotes that the text refers to.
    """

    media: Media = _no_media
    words: Mapping[tuple[str, str], str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    pictures: list[FoundPicture] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def runs_of(paragraph: Node, styles: Styles, taken: Taken) -> list[Run]:
    """Return the runs of a paragraph."""
    own = styles.of_paragraph(value_of(child(paragraph, "pPr"), "pStyle"))
    return list(_Runs(styles, taken, own).inside(paragraph))


def spans_of(runs: list[Run]) -> tuple[Span, ...]:
    """Return runs as spans: bold is strong."""
    return tuple(
        Span(text=run.text, emphasis=Emphasis.STRONG if run.bold else Emphasis.PLAIN, note=run.note) for run in runs
    )


class _Runs:
    """Walks through what a paragraph holds."""

    def __init__(self, styles: Styles, taken: Taken, own: Style) -> None:
        self._styles = styles
        self._taken = taken
        self._own = own

    def inside(self, parent: Node) -> Iterator[Run]:
        """Yield the runs below a node."""
        for one in parent:
            name = local(one)
            if name in _INSIDE:
                yield from self.inside(one)
            elif reader := self._READERS.get(name):
                yield from reader(self, one)

    def _run(self, node: Node) -> Iterator[Run]:
        properties = child(node, "rPr")
        if is_on(properties, "vanish"):
            self._taken.counts[HIDDEN] += bool(texts_of_run(node))
            return
        text = visible("".join(self._texts(node)))
        if text:
            yield self._looking(text, properties)
        yield from self.inside(node)

    def _looking(self, text: str, properties: Node | None) -> Run:
        """Return text in the look that its own properties give it, else its style, else that of its paragraph."""
        style = self._styles.of(value_of(properties, "rStyle"))
        bold = (one for one in (is_on(properties, "b"), style.bold, self._own.bold) if one is not None)
        return Run(
            text=text,
            bold=next(bold, False),
            is_body=attribute(child(properties, "rFonts"), "eastAsia").startswith(_BODY_FONT),
            points=points_of(properties) or style.points or self._own.points or 0.0,
            colour=value_of(properties, "color") or style.colour or self._own.colour or "",
        )

    def _texts(self, node: Node) -> Iterator[str]:
        for one in node:
            name = local(one)
            if name == "t":
                yield (one.text or "").replace("\n", " ")
            elif name == "br":
                yield "" if attribute(one, "type") in _PAGE_BREAKS else "\n"
            elif name == "sym":
                yield _symbol(one)
            else:
                yield _LITERAL.get(name, "")

    def _inserted(self, node: Node) -> Iterator[Run]:
        self._taken.counts[INSERTED] += 1
        yield from self.inside(node)

    def _deleted(self, _node: Node) -> Iterator[Run]:
        self._taken.counts[DELETED] += 1
        yield from ()

    def _control(self, node: Node) -> Iterator[Run]:
        if is_on(child(node, "sdtPr"), "showingPlcHdr"):
            self._taken.counts[PROMPTS] += 1
        elif (content := child(node, "sdtContent")) is not None:
            yield from self.inside(content)

    def _formula(self, node: Node) -> Iterator[Run]:
        self._taken.counts[FORMULAS] += 1
        yield Run(text=visible("".join(one.text or "" for one in node.iter() if local(one) == "t")))

    def _note(self, node: Node) -> Iterator[Run]:
        kind = local(node).removesuffix("Reference")
        words = self._taken.words.get((kind, attribute(node, "id")), "")
        self._taken.counts[ENDNOTES] += kind == ENDNOTE
        if words:
            self._taken.notes.append(words)
            yield Run(text="", note=words)

    def _drawing(self, node: Node) -> Iterator[Run]:
        boxes = [one for one in node.iter() if local(one) == "txbxContent" and _is_outermost(one, node)]
        self._taken.boxes += boxes
        for picture in pictures_in(node, self._taken.media):
            self._taken.counts[PICTURES] += picture is None
            self._taken.pictures += [picture] if picture else []
        self._taken.counts[OBJECTS] += sum(local(one) in {"OLEObject", "chart"} for one in node.iter())
        yield from ()

    def _object(self, _node: Node) -> Iterator[Run]:
        self._taken.counts[OBJECTS] += 1
        yield from ()

    def _alternative(self, node: Node) -> Iterator[Run]:
        """Read one of several ways to say the same."""
        chosen = child(node, "Choice")
        chosen = chosen if chosen is not None else child(node, "Fallback")
        if chosen is not None:
            yield from self.inside(chosen)

    _READERS: Mapping[str, Callable[[_Runs, Node], Iterator[Run]]] = MappingProxyType(
        {
            "r": _run,
            "ins": _inserted,
            "moveTo": _inserted,
            "del": _deleted,
            "moveFrom": _deleted,
            "sdt": _control,
            "oMath": _formula,
            "oMathPara": _formula,
            "footnoteReference": _note,
            "endnoteReference": _note,
            "drawing": _drawing,
            "pict": _drawing,
            "object": _object,
            "AlternateContent": _alternative,
        }
    )


def texts_of_run(node: Node) -> str:
    """Return the characters of a run."""
    return "".join(one.text or "" for one in node if local(one) == "t") or texts_of(node)


def _symbol(node: Node) -> str:
    try:
        code = int(attribute(node, "char") or "0", 16)
    except ValueError:
        return ""
    known = _SYMBOLS.get(code & 0xFF) if attribute(node, "font").startswith("Wingdings") else None
    return known or (chr(code) if 0 < code <= 0xFFFF else "")


def _is_outermost(box: Node, root: Node) -> bool:
    """Tell whether a text box stands in no other one."""
    parent = box.getparent()
    while parent is not None and parent is not root:
        if local(parent) == "txbxContent":
            return False
        parent = parent.getparent()
    return True
