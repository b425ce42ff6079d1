"""起稿样式: what a paper of each kind begins with, as a source with slots; practice, in no standard.

A slot (``{主送机关}``) is filled with what the unit knows; where it knows nothing, and wherever only the writer can say
it, stands ××, which a rule finds (``wording.open``) as long as nobody has filled it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from oa_desktop.domain.documents.kinds import Direction, DocumentKind

OPEN = "××"
"""What stands where something is to be filled in."""
SLOT = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What the unit knows of a paper that somebody begins.

    Attributes:
        organ: 发文机关, which signs too.
        printer: 印发机关.
        signer: Name of the principal leader, who signs upward papers (条例 Art. 22).
        title: That leader's title.
        writer: Whom to ask about the paper.
        recipients: 主送机关 that is usual for the direction.
        came: What is said of the document that it answers, by slot; empty for one that answers none.
    """

    organ: str = ""
    printer: str = ""
    signer: str = ""
    title: str = ""
    writer: str = ""
    recipients: Mapping[Direction, str]
    came: Mapping[str, str] = field(default_factory=dict)

    def slots(self, kind: DocumentKind) -> Mapping[str, str]:
        """Return the words of each slot for a kind; empty for what is not known."""
        return {
            "发文机关": self.organ,
            "发文机关署名": self.organ,
            "印发机关": self.printer,
            "主送机关": self.came.get("来文机关", "") or self.recipients.get(kind.usual_direction, ""),
            "签发人": self.signer,
            "签署人": f"{_spread(self.title)}　　{self.signer}" if self.signer else "",
            "联系人": self.writer,
        }


SLOTS = frozenset({*Origin(recipients={}).slots(DocumentKind.NOTICE), "经同意"})
"""Every slot that a source may have."""
ANSWER_SLOTS = SLOTS | {"来文机关", "来文", "来文事由"}
"""Every slot that the source of an answer may have."""


def _spread(title: str) -> str:
    """Return a title of two characters with a blank between them, as it stands above a name."""
    return "　".join(title) if len(title) == 2 else title


def consent(organ: str) -> str:
    """Return the words by which an office writes with the consent of those whose office it is (条例 Art. 16(二))."""
    master = next((organ.removesuffix(word) for word in ("办公室", "办公厅") if organ.endswith(word)), "")
    return f"经{master}同意，" if master else ""


def filled(source: str, kind: DocumentKind, origin: Origin) -> str:
    """Return a source with its slots filled."""
    said = {**origin.slots(kind), **origin.came}
    words = {name: one or OPEN for name, one in said.items()} | {"经同意": consent(origin.organ)}
    return SLOT.sub(lambda slot: words.get(slot[1], OPEN), source)


def unknown_slots(source: str, known: frozenset[str]) -> Iterator[re.Match[str]]:
    """Yield the slots of a source that are not among those that are filled."""
    return (slot for slot in SLOT.finditer(source) if slot[1] not in known)
