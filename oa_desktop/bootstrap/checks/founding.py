"""Whether a unit has been founded here, as far as one sees from outside; shared by what looks at keys and store."""

from __future__ import annotations

from oa_desktop.bootstrap.health import Condition, doubt
from oa_desktop.bootstrap.machine import Machine
from oa_desktop.i18n import _
from oa_desktop.security.keyslots import FILE_NAME


def has_key_slots(machine: Machine) -> bool:
    """Whether the file of key slots is there."""
    return (machine.folder / FILE_NAME).exists()


def has_other_files(machine: Machine) -> bool:
    """Whether the realm's folder holds anything beside the key slots and locks, such as a store."""
    if not machine.folder.is_dir():
        return False
    return any(path.name != FILE_NAME and path.suffix != ".lock" for path in machine.folder.iterdir())


def not_founded(machine: Machine) -> Condition:
    """Return that there is nothing yet, which is as it should be before the founding."""
    return doubt(
        _("{realm}域尚未建立单位（{folder}）。").format(realm=machine.realm.label, folder=machine.folder),
        _("要在这里办文，请用 oa-desktop found 建立单位；已经建立的，请用 --home 写明数据目录。"),
    )


def restore_both() -> str:
    """Return what to do when one of store and key slots is lost."""
    return _("请不要删除任何文件，用最近的备份把库和密钥文件成套恢复（oa-desktop restore）。")
