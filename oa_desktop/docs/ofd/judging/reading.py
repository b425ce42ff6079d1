"""Reading what a signed OFD states about its signatures; runs in a confined process. GB/T 33190-2016 18."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from oa_desktop.docs.ofd.judging.active import acting, borrowing, linking
from oa_desktop.docs.ofd.judging.container import open_package
from oa_desktop.docs.ofd.judging.facts import Facts, Listing, Reference, Stated, StatedSignature
from oa_desktop.docs.ofd.judging.listing import Implied, is_implied
from oa_desktop.docs.ofd.judging.locations import leading_out, parse, resolve, xml_parts
from oa_desktop.docs.ofd.judging.once import is_ambiguous
from oa_desktop.docs.ofd.judging.stamps import Pages, pages_of, stamp_faults
from oa_desktop.docs.reading.package import Node, Unreadable, child, children, text_of
from oa_desktop.domain import canonical, codec
from oa_desktop.domain.archives.printed import COPY

ENTRY: Final = "OFD.xml"
_DIGEST: Final = re.compile("[0-9a-f]{64}")
_MOST_SIGNATURES: Final = 200
_MACHINERY: Final = frozenset({"signatures.xml", "signature.xml", "signedvalue.dat", "seal.esl"})
"""Names that the parts of signatures usually have, folded."""


def read_confined(data: bytes) -> object:
    """Return, in the child, what an OFD states and all its parts."""
    contents = open_package(data)
    reading = _Reading(parts=contents.parts, faults=[Stated(rule=one.rule, place=one.place) for one in contents.faults])
    return {"facts": canonical.encode(codec.to_json(reading.facts())), "parts": dict(contents.parts)}


@dataclass(slots=True, kw_only=True)
class _Reading:
    """A package while it is read."""

    parts: Mapping[str, bytes]
    faults: list[Stated] = field(default_factory=list)

    def facts(self) -> Facts:
        """Return what the package states."""
        entry = self._xml(ENTRY) if self.parts else None
        bodies = list(children(entry, "DocBody"))
        read = [one for body in bodies for one in self._body(body)]
        lists, signatures = [one for one, _ in read], [one for _, found in read for one in found]
        readable = tuple(xml_parts(self.parts))
        self.faults += [Stated(rule="verdict.location-outside", place=name) for name in leading_out(readable)]
        self.faults += [Stated(rule="verdict.ofd-active", place=name) for name in acting(readable)]
        self.faults += self._strays(lists, signatures)
        copies = [found for body in bodies if (found := _copy_of(body))]
        return Facts(
            lists=tuple(lists),
            signatures=tuple(signatures),
            faults=tuple(dict.fromkeys(self.faults)),
            several=len(bodies) > 1 or any(child(one, "Versions") is not None for one in bodies),
            links=tuple(linking(readable)),
            borrowed=tuple(borrowing(readable, self.parts)),
            copy_of=copies[0] if copies else "",
        )

    def _xml(self, part: str) -> Node | None:
        try:
            root = parse(self.parts[part])
        except (Unreadable, KeyError):
            self._fault("verdict.xml-unreadable", part)
            return None
        if is_ambiguous(root):
            self._fault("verdict.xml-ambiguous", part)
        return root

    def _fault(self, rule: str, place: str) -> None:
        self.faults.append(Stated(rule=rule, place=place))

    def _body(self, body: Node) -> Iterator[tuple[Listing, list[StatedSignature]]]:
        """Yield the list of signatures of one document of the package, with the signatures."""
        written = text_of(body, "Signatures")
        if not written:
            return
        place = resolve(self.parts, ENTRY, written)
        listed = self._xml(place or written)
        if listed is None:
            return
        pages = pages_of(self.parts, resolve(self.parts, ENTRY, text_of(body, "DocRoot")))
        parts = [self._described(place, one) for one in children(listed, "Signature")][:_MOST_SIGNATURES]
        found = [one for one in (self._signature(part, pages) for part in parts if part) if one is not None]
        implied = [Implied(part=one.part, shown=one.shown) for one in found]
        as_implied = len(found) == len(parts) and is_implied(self.parts[place], place, implied)
        yield Listing(part=place, parts=tuple(filter(None, parts)), as_implied=as_implied), found

    def _described(self, place: str, listed: Node) -> str:
        """Return the part that describes a listed signature."""
        written = listed.get("BaseLoc", "")
        part = resolve(self.parts, place, written)
        if not part:
            self._fault("verdict.signature-missing", written)
        return part

    def _signature(self, part: str, pages: Pages) -> StatedSignature | None:
        root = self._xml(part)
        info = child(root, "SignedInfo")
        if root is None or info is None:
            self._fault("verdict.xml-unreadable", part)
            return None
        stamps = list(children(info, "StampAnnot"))
        self.faults += [Stated(rule=rule, place=part) for rule in stamp_faults(stamps, pages)]
        references = child(info, "References")
        seal = text_of(child(info, "Seal"), "BaseLoc")
        return StatedSignature(
            name=posixpath.basename(posixpath.dirname(part)) or part,
            part=part,
            method=(references.get("CheckMethod") or "").strip() if references is not None else "",
            time=text_of(info, "SignatureDateTime"),
            references=tuple(self._references(part, references)),
            shown=bool(stamps),
            seal=self._named(part, seal),
            value=self._named(part, text_of(root, "SignedValue")),
        )

    def _named(self, base: str, written: str) -> str:
        """Return the part that a location names; one that names none is a fault."""
        part = resolve(self.parts, base, written)
        if written and not part:
            self._fault("verdict.part-missing", written)
        return part

    def _references(self, base: str, listed: Node | None) -> Iterator[Reference]:
        for one in children(listed, "Reference"):
            file = one.get("FileRef", "").strip()
            yield Reference(file=file, part=resolve(self.parts, base, file), value=text_of(one, "CheckValue"))

    def _strays(self, lists: list[Listing], signatures: list[StatedSignature]) -> Iterator[Stated]:
        """Give the parts that look like a signature's and that no list leads to, and descriptions listed twice."""
        known = {one.part for one in lists} | {name for one in signatures for name in (one.part, one.value, one.seal)}
        for name in self.parts:
            if posixpath.basename(name).casefold() in _MACHINERY and name not in known:
                yield Stated(rule="verdict.signature-unlisted", place=name)
        described = [one.part for one in signatures]
        for name in sorted({one for one in described if described.count(one) > 1}):
            yield Stated(rule="verdict.signature-twice", place=name)


def _copy_of(body: Node) -> str:
    """Return the digest of which a document says that it is a copy; empty for what is none."""
    said = children(child(child(body, "DocInfo"), "CustomDatas"), "CustomData")
    words = next(((one.text or "").strip() for one in said if one.get("Name") == COPY), "")
    return words if _DIGEST.fullmatch(words) else ""
