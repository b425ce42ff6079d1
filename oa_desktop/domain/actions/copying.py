"""Copies of fixed pages in another fixed form (版式副本), which the program makes for what leaves the archive."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.actions.declaration import Merge, Scope, declare
from oa_desktop.domain.actions.handling import DossierAction
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.ids import Digest


@declare("keep-copies", "制作版式副本", scope=Scope.DOSSIER, merge=Merge.MERGEABLE, by_program=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class KeepCopies(DossierAction):
    """制作版式副本: the program turned fixed files of a document into another fixed form; the files stay as they are.

    Attributes:
        attachments: The copies, by the names under which they lie with an item.
        origins: Digest of the file that each is made of, in the same order.
    """

    attachments: tuple[Attachment, ...]
    origins: tuple[Digest, ...]
