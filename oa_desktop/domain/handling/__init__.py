"""What must be so before somebody acts on a document: asked once, at the door, and never by the fold.

A file here for every file of :mod:`oa_desktop.domain.actions` that needs one; :mod:`.order` asks them all.
"""

from oa_desktop.domain.handling.issuing import RETENTION_PERIODS
from oa_desktop.domain.handling.order import refuse_out_of_order
from oa_desktop.domain.handling.steps import current_step

__all__ = ["RETENTION_PERIODS", "current_step", "refuse_out_of_order"]
