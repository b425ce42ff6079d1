"""The examples of the rules: ``tests/data/rules`` as manuscripts, made of a base and what an example changes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from oa_desktop.docs.reading import read_source
from oa_desktop.domain.dates import read_iso
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.manuscript import Annex, Manuscript, Paragraph, Span, with_digests
from oa_desktop.domain.numbers.numbering import DocumentNumber, NumberLine, NumberRegister, NumberState, read_number
from oa_desktop.domain.rules import inspect
from oa_desktop.domain.rules.circumstances import Circumstances
from oa_desktop.domain.rules.typed import as_typed
from oa_desktop.domain.units.correspondents import Correspondent, Relationship
from oa_desktop.domain.units.organisation import Organ

FOLDER = Path(__file__).parents[1] / "data" / "rules"
HANDLED = "办理"
"""What an example says of the circumstances of its paper."""
OWN = "本件"
BASES = "bases"
USUAL = "通知"


@dataclass(frozen=True)
class Example:
    """A paper in which a rule finds something, or nothing."""

    rule: str
    is_bad: bool
    changes: tuple[tuple[str, Any], ...]

    @property
    def manuscript(self) -> Manuscript:
        changes = {name: value for name, value in self.changes if name != HANDLED}
        bound_in = changes.pop("随附", {}).items()
        annexes = tuple(Annex(title=title, body=paragraphs(text)) for title, text in bound_in)
        return replace(read({**bases()[changes.pop("like", USUAL)], **changes}), annexes=annexes)

    @property
    def circumstances(self) -> Circumstances:
        return handled(dict(self.changes).get(HANDLED, {}))

    @property
    def found(self) -> tuple[Finding, ...]:
        """What is found in it."""
        return inspect(self.manuscript, circumstances=self.circumstances)

    def __str__(self) -> str:
        said = "，".join(f"{name}={value}" for name, value in self.changes).replace("\n", " ")
        return f"{self.rule}-{'bad' if self.is_bad else 'good'}-{said[:40]}"


@cache
def bases() -> Mapping[str, Mapping[str, Any]]:
    """Return the papers that are right."""
    return table(FOLDER / f"{BASES}.yaml")


@cache
def examples() -> tuple[Example, ...]:
    """Return every example."""
    return tuple(_examples())


def _examples() -> Iterator[Example]:
    for path in sorted(FOLDER.glob("*.yaml")):
        for rule, kinds in table(path).items() if path.stem != BASES else ():
            for kind, given in kinds.items():
                for changes in given:
                    yield Example(rule, kind == "bad", tuple(changes.items()))


def table(path: Path) -> Mapping[str, Any]:
    found = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(found, dict)
    return found


def read(elements: Mapping[str, Any]) -> Manuscript:
    """Return the manuscript of a Markdown source with these elements, as they were typed; no pictures lie beside it."""
    reading = read_source(source(elements).encode(), "例.md")
    return as_typed(with_digests(reading.manuscript, {}), reading.findings)


def handled(said: Mapping[str, Any]) -> Circumstances:
    """Return the circumstances that an example names; of a number how it stands, or for which document it was taken."""
    lines = [(read_number(number), how) for number, how in said.get("登记", {}).items()]
    keys = {(number.code, number.year) for number, _how in lines}
    return Circumstances(
        dossier=said.get("件", OWN if "登记" in said else ""),
        files=tuple(said["文件"]) if "文件" in said else None,
        drafted=read_iso(said.get("拟稿", "")),
        signed=read_iso(said.get("签发", "")),
        signers=tuple(said.get("签发人", ())),
        assigned=said.get("文号", ""),
        codes=tuple(said.get("代字", ())),
        registers={key: _register(*key, lines) for key in keys},
        former=tuple(Organ(name=name, code="", until="2025-12-31") for name in said.get("原机关", ())),
        divisions=tuple(said.get("内设机构", ())),
        known=tuple(said.get("通讯录", ())),
        book=tuple(_correspondent(name, how) for name, how in said.get("往来", {}).items()),
        today="2026-04-16",
    )


def _correspondent(name: str, how: str) -> Correspondent:
    """Return a line of the address book; 停用 is one whose name held until last year."""
    if how in set(Relationship):
        return Correspondent(name=name, relationship=Relationship(how))
    return Correspondent(name=name, until="2025-12-31", successor="县工业和信息化局")


def _register(code: str, year: int, numbers: list[tuple[DocumentNumber, str]]) -> NumberRegister:
    lines = (_line(number, how) for number, how in numbers if (number.code, number.year) == (code, year))
    return NumberRegister(code=code, year=year, lines=tuple(lines))


def _line(number: DocumentNumber, how: str) -> NumberLine:
    if how in set(NumberState):
        return NumberLine(serial=number.serial, state=NumberState(how))
    return NumberLine(serial=number.serial, state=NumberState.USED, dossier=how)


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(spans=(Span(text=line),)) for line in text.splitlines())


def source(elements: Mapping[str, Any]) -> str:
    """Return the Markdown source: the elements in front, then the body; one that is long is a sentence many times."""
    front = {name: value for name, value in elements.items() if name != "正文" and value}
    head = yaml.dump(front, allow_unicode=True, sort_keys=False, width=1000)
    body = elements["正文"]
    text = body if isinstance(body, str) else body["段"] * int(body["次"])
    return f"---\n{head}---\n\n{text}\n"
