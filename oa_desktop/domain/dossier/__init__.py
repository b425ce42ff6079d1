"""The dossier (办理件): one document's handling in one unit, the fold of its journal.

:func:`fold` starts from nothing and reads all entries; :func:`advance` adds one entry that has seen everything before
it. Both come to the same state, so that a snapshot keyed by the journal's heads may stand for the entries behind it.
"""

from oa_desktop.domain.dossier.agreed import AgreedText, Fixed
from oa_desktop.domain.dossier.folding import advance, fold, passages, without_effect
from oa_desktop.domain.dossier.moving import recallable, returns_from
from oa_desktop.domain.dossier.state import ENDED, Done, Dossier, LastAct, Phase, WayBack

__all__ = [
    "ENDED",
    "AgreedText",
    "Done",
    "Dossier",
    "Fixed",
    "LastAct",
    "Phase",
    "WayBack",
    "advance",
    "fold",
    "passages",
    "recallable",
    "returns_from",
    "without_effect",
]
