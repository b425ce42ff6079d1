"""What was written (写下的意见) to go with an act: typed words, ink, or both."""

from __future__ import annotations

from dataclasses import dataclass, replace

from oa_desktop.domain.texts.ink import Ink
from oa_desktop.office.queries import ActFormRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An opinion or a reason before it is handed in.

    Attributes:
        words: Typed.
        ink: Written by hand.
        circled: 圈阅: a circle around one's name.
    """

    words: str = ""
    ink: Ink | None = None
    circled: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not self.words and self.ink is None and not self.circled

    def suffices(self, form: ActFormRow) -> bool:
        """Whether it is enough for an act, which may insist on words or ink."""
        return bool(self.words) or not form.words_needed or (form.by_hand and self.ink is not None)

    def left_by(self, form: ActFormRow) -> Written:
        """Return what an act had no place for."""
        return replace(
            self, words="" if form.words else self.words, ink=None if form.by_hand else self.ink, circled=False
        )


NOTHING_WRITTEN = Written()
