"""What holds of a document on a day beyond its handling (效力、公开): stated by the office, and run out by itself.

规范性文件 have a validity (效力), what was made public (信息公开) a publication; no document has both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from oa_desktop.domain.documents.validity import Status, Validity
from oa_desktop.domain.secrecy.publications import Ending, Publication

PUBLIC = "公开"
"""It is public."""
RUNS_OUT: Mapping[str, str] = {
    Status.IN_FORCE: Status.LAPSED,
    Status.AMENDED: Status.LAPSED,
    PUBLIC: Ending.EXPIRED,
}
"""What it is called after its last day."""
WORDS = tuple(dict.fromkeys(map(str, (*Status, PUBLIC, *Ending))))
"""Everything that it may be called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """效力、公开 as it was stated last.

    Attributes:
        word: 有效, 修改, 废止, 失效, 撤销; 公开, 撤下, 到期; empty for none.
        until: The last day on which it is that, ISO; empty for no end.
    """

    word: str = ""
    until: str = ""

    def on(self, day: str) -> str:
        """Return what it is called on an ISO day."""
        return RUNS_OUT.get(self.word, self.word) if self.until and self.until < day else self.word


def standing_of(validity: Validity | None, publication: Publication | None) -> Standing:
    """Return how a document stands."""
    if validity is not None:
        return Standing(word=str(validity.status), until=validity.until)
    if publication is not None:
        return Standing(word=str(publication.ended or PUBLIC), until=publication.until)
    return Standing()
