"""What makes a page show something that no signature fixes (活动内容): scripts, layers, borrowed files and fonts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from oa_desktop.docs.signed_pdf.files import State
from oa_desktop.docs.signed_pdf.syntax import Written
from oa_desktop.domain.trust.verdicts import Layer, Statement, broken, holds, undecided

_ACTIONS: Final = frozenset(
    {"JavaScript", "Launch", "SubmitForm", "ImportData", "ResetForm", "Hide", "SetOCGState", "Rendition", "Movie"}
) | {"Sound", "GoTo3DView", "RichMediaExecute", "Trans"}
"""Actions that do more than lead to another place. ISO 32000-1 table 198."""
_LINKS: Final = frozenset({"URI", "GoToR", "GoToE"})
"""Actions that lead out of the document when somebody clicks there, and alter nothing of it."""
_ENTRIES: Final[Mapping[str, str]] = {
    "AA": "自动动作",
    "JS": "脚本",
    "JavaScript": "脚本",
    "XFA": "动态表单",
    "RichMediaContent": "多媒体",
    "Alternates": "另一幅图像",
    "OPI": "外部图像",
}
"""Entries that bring such content, and what people call it."""
_OF_CATALOGUE: Final[Mapping[str, str]] = {"Collection": "代替页面显示的文件包", "NeedsRendering": "动态表单"}
_SUBTYPES: Final = frozenset({"RichMedia", "Screen", "Movie", "Sound", "3D"})
_FILES: Final = frozenset({"FontFile", "FontFile2", "FontFile3"})
_DEEPEST: Final = 48


def active_content(state: State) -> Iterator[Statement]:
    """Yield what in a file lets its pages change, or look otherwise elsewhere, without a change to the file."""
    form = state.mapping(state.root.get("AcroForm"))
    if state.get(form.get("NeedAppearances")) is True:
        yield broken(Layer.COVERAGE, "verdict.pdf-active", "表单", what="由阅读软件重画的表单")
    for entry in sorted(_OF_CATALOGUE.keys() & set(state.root)):
        yield broken(Layer.COVERAGE, "verdict.pdf-active", "文件的目录", what=_OF_CATALOGUE[entry])
    opening = state.mapping(state.root.get("OpenAction"))
    if opening and state.get(opening.get("S")) != "GoTo":
        yield broken(Layer.COVERAGE, "verdict.pdf-active", "文件的目录", what="打开时的动作")
    if state.mapping(state.root.get("OCProperties")):
        yield undecided(Layer.COVERAGE, "verdict.pdf-layers")
    for number, written in sorted(state.objects.items()):
        yield from _of_object(state, number, written)
        if any(state.get(one.get("S")) in _LINKS for one in _dictionaries(written.value)):
            yield holds(Layer.COVERAGE, "verdict.leads-elsewhere", f"{number} 号对象")


def _of_object(state: State, number: int, written: Written) -> Iterator[Statement]:
    place = f"{number} 号对象"
    if written.stream is not None and "F" in written.value:
        yield broken(Layer.COVERAGE, "verdict.pdf-active", place, what="文件之外的内容")
    for what in sorted({what for one in _dictionaries(written.value) for what in _active(state, one)}):
        yield broken(Layer.COVERAGE, "verdict.pdf-active", place, what=what)
    if isinstance(written.value, Mapping) and _is_lent(state, written.value):
        yield undecided(Layer.COVERAGE, "verdict.pdf-font", place)


def _dictionaries(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, Mapping):
        yield value
    below = value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else ()
    for one in below:
        yield from _dictionaries(one, depth + 1)


def _active(state: State, one: Mapping[str, Any]) -> Iterator[str]:
    yield from (what for entry, what in _ENTRIES.items() if entry in one)
    kind = state.get(one.get("Subtype"))
    if state.get(one.get("S")) in _ACTIONS:
        yield "自动动作"
    if kind in _SUBTYPES:
        yield "多媒体"
    if kind == "Form" and "Ref" in one:
        yield "文件之外的内容"


def _is_lent(state: State, font: Mapping[str, Any]) -> bool:
    """Tell whether a font is not in the file, so that every machine lends its own."""
    if font.get("Type") != "Font" or font.get("Subtype") in ("Type3", "Type0"):
        return False
    return not _FILES & set(state.mapping(font.get("FontDescriptor")))
