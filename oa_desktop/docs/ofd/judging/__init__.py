"""Judging signed OFD (核验): a package read strictly, what its signatures state, and what they leave uncovered.

Foreign bytes are read in a confined process (``container``, ``reading``); what comes back is judged by plain rules
(``rules``), and the signature values by the port of seals.
"""

from oa_desktop.docs.ofd.judging.judging import OfdJudge

__all__ = ["OfdJudge"]
