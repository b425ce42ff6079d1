"""A PDF as its revisions come to (文件的现状): what every number stands for, its pages, its fields of signatures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from oa_desktop.docs.signed_pdf.objects import inflated
from oa_desktop.docs.signed_pdf.revisions import Revision
from oa_desktop.docs.signed_pdf.syntax import NotStrict, Reference, Text, Written

MOST_FIELDS = 10_000
_DEEPEST_TREE: Final = 64


@dataclass(frozen=True, slots=True)
class State:
    """What the numbers of a file stand for after a revision.

    Attributes:
        objects: By number.
        root: Its catalogue.
        root_number: Number of its catalogue.
        info: What it says of itself, as its trailer names it.
    """

    objects: Mapping[int, Written]
    root: Mapping[str, Any]
    root_number: int
    info: Any

    def get(self, value: Any) -> Any:
        """Return what a value is, whether it is a reference or not; a number that nothing has is null."""
        for _ in range(_DEEPEST_TREE):
            if not isinstance(value, Reference):
                return value
            written = self.objects.get(value.number)
            value = written.value if written and written.generation == value.generation else None
        raise NotStrict("verdict.pdf-too-deep")

    def mapping(self, value: Any) -> Mapping[str, Any]:
        """Return a dictionary; an empty one for what is none."""
        found = self.get(value)
        return found if isinstance(found, Mapping) else {}

    def items(self, value: Any) -> tuple[Any, ...]:
        """Return an array; an empty one for what is none."""
        found = self.get(value)
        return found if isinstance(found, tuple) else ()

    def written(self, value: Any) -> Written | None:
        """Return the object that a reference names; None for what is none."""
        found = self.objects.get(value.number) if isinstance(value, Reference) else None
        return found if found and found.generation == value.generation else None

    def stream(self, value: Any) -> bytes | None:
        """Return what a stream comes to; None for what is none."""
        found = self.written(value)
        return inflated(found.value, found.stream) if found and found.stream is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field that is signed.

    Attributes:
        name: Its full name.
        number: Of its object.
        value: What it says.
        signature: The signature, an object of its own.
    """

    name: str
    number: int
    value: Mapping[str, Any]
    signature: Written


def state_after(revisions: Sequence[Revision]) -> State:
    """Return what the numbers stand for after some revisions, the oldest first.

    Raises:
        NotStrict: There is no catalogue, or the file is encrypted.
    """
    objects: dict[int, Written] = {}
    for one in revisions:
        for number in one.index.freed:
            objects.pop(number, None)
        objects.update(one.objects)
    trailer = revisions[-1].index.trailer
    if "Encrypt" in trailer:
        raise NotStrict("verdict.pdf-locked")
    root = trailer.get("Root")
    found = objects.get(root.number) if isinstance(root, Reference) else None
    if found is None or not isinstance(found.value, Mapping) or found.value.get("Type") != "Catalog":
        raise NotStrict("verdict.pdf-no-catalogue")
    return State(objects, found.value, found.number, trailer.get("Info"))


def links(value: Any, depth: int = 0) -> Iterator[Reference]:
    """Yield the references in a value, however deep."""
    if isinstance(value, Reference):
        yield value
    below = value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else ()
    for one in below if depth < _DEEPEST_TREE else ():
        yield from links(one, depth + 1)


def dangling(state: State) -> set[int]:
    """Return the numbers that something refers to and nothing has; whoever brings them later changes what refers."""
    named = {link.number for one in state.objects.values() for link in links(one.value)}
    return named - set(state.objects)


def pages(state: State) -> list[int]:
    """Return the numbers of the pages, in order.

    Raises:
        NotStrict: The tree of pages bites its tail, or names what is no page.
    """
    found, waiting, seen = list[int](), [state.root.get("Pages")], set[int]()
    while waiting:
        one = waiting.pop()
        written = state.written(one)
        if written is None or written.number in seen:
            raise NotStrict("verdict.pdf-pages")
        seen.add(written.number)
        kind = state.mapping(one).get("Type")
        if kind == "Page":
            found.append(written.number)
        elif kind == "Pages":
            waiting += reversed(state.items(written.value.get("Kids")))
        else:
            raise NotStrict("verdict.pdf-pages", f"{written.number} 号对象")
    return found


def signed_fields(state: State) -> list[Field]:
    """Return the fields that are signed, in the order of the form.

    Raises:
        NotStrict: A name stands twice, or the form bites its tail.
    """
    found: list[Field] = []
    for number, name, value in _fields(state):
        written = state.written(value.get("V"))
        if written is None and state.get(value.get("V")) is None:
            continue
        if written is None or not isinstance(written.value, Mapping):
            raise NotStrict("verdict.pdf-signature-odd", name)
        found.append(Field(name=name, number=number, value=value, signature=written))
    if len({one.name for one in found}) != len(found) or len({one.signature.number for one in found}) != len(found):
        raise NotStrict("verdict.pdf-twice", "签名域")
    return found


def _fields(state: State) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    """Yield the fields for signatures: number, full name, value with what is inherited."""
    form = state.mapping(state.root.get("AcroForm"))
    waiting: list[tuple[Any, str, Any]] = [(one, "", None) for one in reversed(state.items(form.get("Fields")))]
    seen: set[int] = set()
    while waiting:
        one, above, kind = waiting.pop()
        written = state.written(one)
        if written is None or written.number in seen or len(seen) > MOST_FIELDS:
            raise NotStrict("verdict.pdf-form")
        seen.add(written.number)
        value = state.mapping(one)
        name = ".".join(part for part in (above, text_of(state.get(value.get("T")))) if part)
        kind = state.get(value.get("FT", kind))
        below = state.items(value.get("Kids"))
        waiting += [(kid, name, kind) for kid in reversed(below)]
        if kind == "Sig" and (not below or "V" in value):
            yield written.number, name, value


def text_of(value: object) -> str:
    """Return a text as people read it; empty for what is none. ISO 32000-1 7.9.2."""
    if not isinstance(value, Text):
        return ""
    if value.startswith(b"\xfe\xff"):
        return bytes(value[2:]).decode("utf-16-be", "replace")
    return bytes(value).decode("latin-1")
