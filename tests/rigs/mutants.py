"""Files that came in damaged or were made to do harm: mutants of good ones, each by its seed.

A mutant is the file with bytes changed, or, in a package, with one part changed: its bytes, its elements, the values of
its attributes, or what it says. ``python -m benchmarks.mutants`` reads thousands of every kind.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from oa_desktop import confine
from oa_desktop.confine import ConfinedFailure, Limits
from oa_desktop.docs.confined_reading import Read, read_confined
from oa_desktop.docs.docx import write_docx
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.layout import lay_out
from oa_desktop.docs.ofd import write_ofd
from oa_desktop.docs.pdf.writer import write_pdf
from oa_desktop.domain import canonical, codec
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.zipping import zipped
from oa_desktop.i18n.problems import say
from tests.golden.renew_docx import NOTICE
from tests.rigs.sentences import must_be_a_sentence
from tests.rigs.word.looks import LOOKS
from tests.rigs.word.papers import word_paper

KINDS: dict[str, Callable[[Manuscript], bytes]] = {
    "docx": write_docx,
    "word.docx": lambda paper: word_paper(paper, LOOKS["a template of Word"]),
    "ofd": lambda paper: write_ofd(lay_out(paper, shipped_fonts())),
    "pdf": lambda paper: write_pdf(lay_out(paper, shipped_fonts())),
}
LIMITS = Limits(seconds=20.0, calls=500)
MOST_BYTES = 2_000_000
"""No mutant may be read as more than that."""

_HARM = (b"", b"<&\x00>", b"-1e309", b"\xff\xfe", b"99999999999999999999", b"%s%n", "\u202e\ud7ff𠮷😀".encode())
_VALUES = (
    "",
    "-1",
    "0",
    "99999999999",
    "1e308",
    "NaN",
    "甲",
    "../../../etc/passwd",
    "\u202e",
    "true",
    "%9",
    "x" * 5000,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of a mutant: ``read``, the code of its refusal, or how the reader broke."""

    seed: int
    what: str
    is_sound: bool = True


def fates(kind: str, seeds: range) -> Iterator[Fate]:
    """Yield what becomes of the mutants of a kind of file, one a seed."""
    whole = KINDS[kind](NOTICE)
    for seed in seeds:
        yield fate(mutant(whole, random.Random(seed)), f"来文.{kind}", seed)


def fate(data: bytes, name: str, seed: int = 0, read: Callable[[bytes, str], object] = read_confined) -> Fate:
    """Return what becomes of a file when it is read as the program reads it."""
    try:
        answer = confine.run(read, data, name, limits=LIMITS)
    except ConfinedFailure as failure:
        return Fate(seed=seed, what=str(failure), is_sound=failure.kind in ("memory", "timeout"))
    if not isinstance(answer, dict) or len(answer.get("text", b"")) > MOST_BYTES:
        return Fate(seed=seed, what="too much", is_sound=False)
    if "refused" not in answer:
        codec.from_json(Read, canonical.decode(answer["text"]))
        return Fate(seed=seed, what="read")
    params = answer["params"]
    must_be_a_sentence(str(say(str(answer["refused"]), params if isinstance(params, dict) else {})))
    return Fate(seed=seed, what=str(answer["refused"]))


def careless(data: bytes, name: str) -> object:
    """Read a file as a reader would that trusts what it is sent: the planted fault that the rig must find."""
    zipfile.ZipFile(io.BytesIO(data)).testzip()
    return read_confined(data, name)


def mutant(whole: bytes, chance: random.Random) -> bytes:
    """Return a changed file."""
    if not whole.startswith(b"PK") or chance.random() < 0.25:
        return _changed_bytes(whole, chance)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(one for one in parts if one.endswith((".xml", ".rels"))))
    change = chance.choice((_changed_bytes, _changed_elements, _changed_elements, _changed_elements))
    return zipped({**parts, name: change(parts[name], chance)})


def _changed_bytes(data: bytes, chance: random.Random) -> bytes:
    for _time in range(chance.choice((1, 1, 1, 5))):
        start = chance.randrange(len(data))
        end = min(len(data), start + chance.choice((1, 1, 4, 40, 4000)))
        middle = chance.choice((bytes([chance.randrange(256)]), data[start:end] * 3, *_HARM))
        data = data[:start] + middle + data[end:] or b"P"
    return data


def _changed_elements(data: bytes, chance: random.Random) -> bytes:
    root = etree.fromstring(data)
    for _time in range(chance.choice((1, 1, 2, 6))):
        nodes = [one for one in root.iter() if one.getparent() is not None]
        if nodes:
            chance.choice(_CHANGES)(chance.choice(nodes), chance)
    return etree.tostring(root)


def _without(node: etree._Element, _chance: random.Random) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _twice(node: etree._Element, chance: random.Random) -> None:
    parent = node.getparent()
    for _time in range(chance.choice((1, 30))):
        if parent is not None:
            parent.append(deepcopy(node))


def _inside_itself(node: etree._Element, chance: random.Random) -> None:
    for _time in range(chance.choice((1, 60))):
        copy = etree.Element(node.tag, dict(node.attrib))
        copy.extend(list(node))
        node.append(copy)


def _other_values(node: etree._Element, chance: random.Random) -> None:
    for name in node.attrib:
        node.set(name, chance.choice(_VALUES))


def _other_words(node: etree._Element, chance: random.Random) -> None:
    node.text = chance.choice(_VALUES)


def _other_name(node: etree._Element, chance: random.Random) -> None:
    others = [one.tag for one in node.getroottree().getroot().iter() if isinstance(one.tag, str)]
    node.tag = chance.choice(others)


_CHANGES = (_without, _twice, _inside_itself, _other_values, _other_values, _other_words, _other_name)
