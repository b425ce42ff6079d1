"""定密权限 and 定密责任人: what a unit may classify, and who decides it."""

from __future__ import annotations

from oa_desktop.domain.actions.classifying import RecordPower
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import PersonId
from oa_desktop.domain.secrecy.classification import Secrecy, read_classification
from oa_desktop.domain.secrecy.classifying import ClassifyingPower, Power
from oa_desktop.domain.units.delegating import handling_roles
from oa_desktop.domain.units.organisation import Organisation


def power_in(action: RecordPower) -> ClassifyingPower:
    """Return the power that an act records."""
    return ClassifyingPower(
        power=action.power,
        level=action.level,
        matters=action.matters,
        basis=action.basis,
        responsible=action.responsible,
    )


def refuse_power(organisation: Organisation, _: PersonId, action: RecordPower) -> None:
    """Refuse a power without its basis, its level or anybody who decides.

    Raises:
        Refused: ``power.no-basis``, ``power.no-level``, ``power.nobody-responsible``, ``power.no-role``,
            ``person.unknown``.
    """
    if action.power is not Power.NONE and not action.basis.strip():
        raise Refused("power.no-basis", power=action.power.value)
    if action.power is Power.AUTHORISED and (action.level < Secrecy.SECRET or not action.matters.strip()):
        raise Refused("power.no-level")
    if action.power is not Power.NONE and not action.responsible:
        raise Refused("power.nobody-responsible", power=action.power.value)
    for person in map(organisation.person, action.responsible):
        if not handling_roles(organisation, person.id):
            raise Refused("power.no-role", name=person.name)


def refuse_unempowered(power: ClassifyingPower, mark: str, *, derived: bool) -> None:
    """Refuse a mark that the unit may not give.

    工作秘密 is no state secret: it needs no power.

    Raises:
        Refused: ``classify.no-power``, ``classify.above-power``, ``classify.no-source``, ``classification.form``.
    """
    level = read_classification(mark).level
    if level < Secrecy.SECRET:
        return
    if power.power is Power.NONE:
        raise Refused("classify.no-power", mark=mark)
    if derived:
        return
    if power.power is Power.DERIVED:
        raise Refused("classify.no-source", mark=mark)
    if level > power.level:
        raise Refused("classify.above-power", mark=mark, level=power.level.label)
