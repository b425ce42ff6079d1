"""Actions on the electronic seals of a unit (电子印章); what is sealed with them stands with the documents (印制用印).

国发〔1999〕25号 has organs register seals, hand in what is no longer valid, and destroy it under supervision (secondary
source).
"""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.actions.declaration import Action, Merge, Scope, declare
from oa_desktop.domain.ids import Digest, KeyId, PostId


@dataclass(frozen=True, slots=True, kw_only=True)
class SealAction(Action):
    """An action on a seal.

    Attributes:
        seal: Digest of the seal.
        reason: Why, or on what grounds.
    """

    seal: Digest
    reason: str = ""


@declare("enrol-seal", "启用印章", scope=Scope.ORGANISATION, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolSeal(SealAction):
    """启用印章: a seal that the competent body issued is taken into use; what it says is filled in by the office.

    Attributes:
        certificate: Digest of the certificate that may use it here.
        organ: 发文机关 whose 署名 it may cover.
        keeper: The post that keeps it.
        key: The key of the certificate.
        number: esID.
        name: As it says itself.
        maker: Who made it, as their certificate says.
        valid_from: First day, ISO.
        valid_until: Last day.
        diameter_mm: Its greater side.
    """

    certificate: Digest
    organ: str
    keeper: PostId
    key: KeyId = KeyId("")
    number: str = ""
    name: str = ""
    maker: str = ""
    valid_from: str = ""
    valid_until: str = ""
    diameter_mm: int = 0

    @property
    def contents(self) -> tuple[Digest, ...]:
        """What it names beside: the seal and the certificate."""
        return (self.seal, self.certificate)


@declare("entrust-seal", "移交印章", scope=Scope.ORGANISATION, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class EntrustSeal(SealAction):
    """移交印章: another post keeps it from now on."""

    keeper: PostId


@declare("suspend-seal", "停用印章", scope=Scope.ORGANISATION, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendSeal(SealAction):
    """停用印章: nothing is sealed with it until it is taken up again."""


@declare("resume-seal", "恢复印章", scope=Scope.ORGANISATION, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeSeal(SealAction):
    """恢复印章: it may be used again."""


@declare("destroy-seal", "销毁印章", scope=Scope.ORGANISATION, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class DestroySeal(SealAction):
    """销毁印章: its key is no more; what was sealed with it stays sealed."""
