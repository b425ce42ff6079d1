"""``compare``: what is different in the words of two papers: files of any format, documents and their earlier texts."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from oa_desktop.bootstrap.adapters import build_reader, build_renderer
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.documents import find_document
from oa_desktop.cli.files import is_there, read_file, refuse_overwriting
from oa_desktop.domain.forms import Cell, Form, Row
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.texts.aligning import Change
from oa_desktop.domain.texts.comparing import OFF_PAGE, Difference, Passage, compare
from oa_desktop.i18n import _
from oa_desktop.i18n.places import in_words
from oa_desktop.office.drafting.attaching import beside
from oa_desktop.office.leaving import write_file
from oa_desktop.office.ports.pages import Look
from oa_desktop.office.session import Session

SAME, DIFFERENT = 0, 1
AROUND = 12
"""Characters of what stayed that are shown on each side of a change."""
_MARKS = {Change.REMOVED: "〔删：{}〕", Change.ADDED: "〔增：{}〕"}
_OWN = "【{}】"
_KINDS = {Change.CHANGED: "改", Change.ADDED: "增", Change.REMOVED: "删", Change.MOVED: "移"}
_USUAL = frozenset(_KINDS) - {Change.MOVED}
"""What is counted in words even where there is none of it."""
_EMPTY = "……"
_PAGED = frozenset({".pdf", ".ofd", ".docx"})
"""Files that say only what stands on their pages."""
_NOT_FOUND = _("没有“{name}”这个文件；要比对的是一份公文的，请用 --as 写明以谁的账户办理，例如 --as zhouyue")
_FOOTER = "共{count}处不同。【】里是另一稿没有的字；整段只在一边的，另一稿没有这一段。"

_VERSION = re.compile(r"(?P<name>.+)@(?P<number>[0-9]{1,4})")


@click.command(
    "compare",
    help=_(
        "比对两份稿子的文字：OLD 是原稿，NEW 是新稿，各是一个文件（文本、Markdown、DOCX、PDF 或 OFD）"
        "或者一份公文（编号的开头几位或文号，后面可以写 @第几稿）。"
    ),
)
@click.argument("old")
@click.argument("new")
@click.option("--json", "as_json", is_flag=True, help=_("写成 JSON，一处不同一个对象。"))
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help=_("把对照表写成 OUT.pdf，两稿并排。")
)
@with_surroundings
def command(told: Surroundings, old: str, new: str, as_json: bool, output: Path | None) -> int:
    """Write what is different in two papers; the exit code tells whether anything is."""
    if output is not None:
        _check(output, [Path(word) for word in (old, new) if is_there(Path(word))])
    paged = any(Path(word).suffix.lower() in _PAGED for word in (old, new))
    before, after = _papers(told, old, new)
    found = compare(before, after, OFF_PAGE if paged else ())
    if as_json:
        click.echo(json.dumps([_record(one) for one in found], ensure_ascii=False, indent=2))
    elif output is None:
        _write(found)
    if output is not None:
        table = _table(found, Path(old).name, Path(new).name)
        write_file(output, build_renderer().form(table, Look()))
        click.echo(_("已写到 {path}").format(path=output), err=as_json)
    return DIFFERENT if found else SAME


def _check(output: Path, sources: Sequence[Path]) -> None:
    if output.suffix.lower() != ".pdf":
        raise click.UsageError(_("对照表的后缀要是 .pdf。"))
    for one in sources:
        refuse_overwriting(one, output)


def _papers(told: Surroundings, *words: str) -> tuple[Manuscript, ...]:
    """Return the papers that are meant; only where one is no file somebody signs in."""
    unfound = [word for word in words if not is_there(Path(word))]
    if not unfound:
        return tuple(map(_of_file, words))
    if not told.account:
        raise click.UsageError(_NOT_FOUND.format(name=unfound[0]))
    with told.session() as (_office, session):
        return tuple(_of_store(session, word) if word in unfound else _of_file(word) for word in words)


def _of_file(word: str) -> Manuscript:
    path = Path(word)
    return build_reader().read(read_file(path), path.name, beside(path)).manuscript


def _of_store(session: Session, word: str) -> Manuscript:
    """Return a text of a document: the one whose number is given (第几稿), else the present one.

    Raises:
        Refused: ``dossier.unknown``, ``dossier.ambiguous``, ``dossier.no-version``.
    """
    versioned = _VERSION.fullmatch(word)
    document = find_document(session, versioned["name"] if versioned else word)
    return session.papers.revision(document, int(versioned["number"]) if versioned else 0)


def _write(found: Sequence[Difference]) -> None:
    for one in found:
        click.echo(f"{_where(one)} {_KINDS[one.change]}：{_shown(one)}")
    counts = Counter(one.change for one in found)
    kinds = ((word, counts[kind]) for kind, word in _KINDS.items() if kind in _USUAL or counts[kind])
    said = "，".join(_("{kind}{count}处").format(kind=word, count=count) for word, count in kinds)
    click.echo(_("共{count}处不同：{said}。").format(count=len(found), said=said) if found else _("两稿文字相同。"))


def _where(one: Difference) -> str:
    """Return where a difference is: in the new paper, and in the old one where that is elsewhere."""
    old, new = (in_words(passage.place) if passage else "" for passage in (one.old, one.new))
    if not new:
        return _("原{place}").format(place=old)
    return new if old in ("", new) else _("{new}（原{old}）").format(new=new, old=old)


def _shown(one: Difference) -> str:
    """Return a changed passage with marks around what came and went; one that came or went as a whole has none."""
    last = len(one.parts) - 1
    if one.change is not Change.CHANGED:
        return "".join(part.text for part in one.parts)
    return "".join(
        _short(part.text, at, last) if part.change is Change.SAME else _MARKS[part.change].format(part.text)
        for at, part in enumerate(one.parts)
    )


def _short(text: str, at: int, last: int) -> str:
    """Return what stayed, its middle left out: the end of what comes before a change, the beginning of what follows."""
    before = text[:AROUND] if at else ""
    after = text[-AROUND:] if at < last else ""
    return text if len(before) + len(after) + len(_EMPTY) >= len(text) else f"{before}{_EMPTY}{after}"


def _record(one: Difference) -> dict[str, object]:
    return {
        "change": one.change.value,
        "old": _passage(one.old),
        "new": _passage(one.new),
        "parts": [{"change": part.change.value, "text": part.text} for part in one.parts],
    }


def _passage(passage: Passage | None) -> dict[str, object] | None:
    if passage is None:
        return None
    return {"element": passage.place.name, "paragraph": passage.place.paragraph or None, "text": passage.text}


def _table(found: Sequence[Difference], old: str, new: str) -> Form:
    """Return both papers side by side, where they differ."""
    heads = Row(cells=(Cell(label=_("原稿"), value=old, width=6), Cell(label=_("新稿"), value=new, width=6)))
    rows = (Row(cells=(_side(one, one.old, Change.ADDED), _side(one, one.new, Change.REMOVED))) for one in found)
    return Form(title=_("文稿对照表"), rows=(heads, *rows), footer=_(_FOOTER).format(count=len(found)))


def _side(one: Difference, passage: Passage | None, other: Change) -> Cell:
    """Return one paper's side of a difference, with the parts marked that the other one does not have."""
    if passage is None:
        return Cell(label="", width=6)
    own = (part for part in one.parts if part.change is not other)
    is_marked = one.change is Change.CHANGED
    value = "".join(
        _OWN.format(part.text) if is_marked and part.change is not Change.SAME else part.text for part in own
    )
    return Cell(label=in_words(passage.place), value=value, width=6)
