"""Rules on 附件说明 and 附件. GB/T 9704-2012 7.3.4 and 7.3.7."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from oa_desktop.domain.documents.findings import Finding, Place, finding
from oa_desktop.domain.rules.paper import Check, Paper
from oa_desktop.domain.rules.slips import Slips, found_in, slip

SLIPS: Slips = {
    "attachment.mark": slip(r"[。．.；;，,、：:]+\s*$", ""),
    "attachment.label": slip(r"^\s*附件\s*[0-9０-９一二三四五六七八九十]{0,2}\s*[：:．.、]\s*", ""),
    "attachment.book-marks": slip("^《([^《》]*)》$", r"\1"),
}
"""What should not stand in the name of an attachment, and what should."""
_VAGUE = re.compile(r"^(?:如文|见文|略|同上|见附件|附后)$")
_FILE_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_NAMED = re.compile(r"(?:详见|见|参见)附件|附件[0-9一二三四五六七八九十]|(?:名单|表|方案)附后")


def slips(paper: Paper) -> Iterator[Finding]:
    """Yield what should not stand in the name of an attachment, and a name that is none."""
    for name in paper.names("attachment_notes"):
        yield from found_in(name, SLIPS)
        if _VAGUE.search(name.text.strip()):
            yield name.found("attachment.vague", measured=name.text)


def names(paper: Paper) -> Iterator[Finding]:
    """Yield attachments whose title is not what 附件说明 says, in the order that it says."""
    notes = paper.names("attachment_notes")
    titles = [_joined(annex.title) for annex in paper.manuscript.annexes]
    if not notes or not titles:
        return
    for note, title in zip_longest(notes, titles):
        if note is None:
            yield finding("attachment.unnoted", Place(name="附件说明"), measured=title)
        elif title is not None and _bare(note.text) != _bare(title):
            yield note.found("attachment.differs", measured=title, required=note.text)


def lacking(paper: Paper) -> Iterator[Finding]:
    """Yield a text that speaks of an attachment where there is none."""
    typed = paper.manuscript
    if typed.attachment_notes or typed.annexes:
        return
    for passage in paper.body:
        yield from passage.each("attachment.lacking", _NAMED)


def present(paper: Paper) -> Iterator[Finding]:
    """Yield attachments of 附件说明 that are neither bound in nor attached as files, and files that none names."""
    files, annexes = paper.circumstances.files, paper.manuscript.annexes
    notes = paper.names("attachment_notes")
    for note in notes if files is not None and not annexes else ():
        if not is_among(note.text, files or ()):
            yield note.found("attachment.absent", measured=note.text)
    said = (*(annex.title for annex in annexes), *(note.text for note in notes))
    for file in files or ():
        if not any(_names(file, one) for one in said):
            yield finding("attachment.unnamed", Place(name="附件说明"), measured=file)


def is_among(attachment: str, files: Iterable[str]) -> bool:
    """Tell whether one of some files is an attachment, by its name."""
    return any(_names(file, attachment) for file in files)


def _names(file: str, attachment: str) -> bool:
    """Tell whether the name of a file is that of an attachment, but for its number, ending and marks."""
    stem, named = _bare(_FILE_ENDING.sub("", file)), _bare(_joined(attachment))
    return bool(stem and named) and (stem in named or named in stem)


def twice(paper: Paper) -> Iterator[Finding]:
    """Yield an attachment that is named twice."""
    notes = paper.names("attachment_notes")
    for count, name in enumerate(notes):
        if any(_bare(name.text) == _bare(other.text) for other in notes[:count]):
            yield name.found("attachment.twice", measured=name.text)


def empty(paper: Paper) -> Iterator[Finding]:
    """Yield an attachment that is bound in and holds nothing."""
    for count, annex in enumerate(paper.manuscript.annexes, start=1):
        if not any(block.text.strip() for block in annex.body):
            yield finding("attachment.empty", Place(name=f"附件{count}"), measured=annex.title)


def _joined(title: str) -> str:
    return "".join(line.strip() for line in title.splitlines())


def _bare(name: str) -> str:
    """Return a name without blanks and marks, which other rules look at."""
    name = SLIPS["attachment.label"].mended(SLIPS["attachment.mark"].mended(name))
    return re.sub(r"[\s《》]", "", name)


CHECKS: tuple[Check, ...] = (slips, names, lacking, present, twice, empty)
