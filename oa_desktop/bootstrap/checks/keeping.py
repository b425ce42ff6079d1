"""Whether documents are kept well: the store as it is seen from outside, and the database library."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from oa_desktop.bootstrap.checks.disk import size_in_words
from oa_desktop.bootstrap.checks.founding import has_key_slots, not_founded, restore_both
from oa_desktop.bootstrap.health import Condition, doubt, fault, sound
from oa_desktop.bootstrap.machine import Machine
from oa_desktop.domain.errors import OfficeError
from oa_desktop.i18n import _
from oa_desktop.office.ports.store import StoreFacts
from oa_desktop.security import sealing, sm3
from oa_desktop.security.keyslots import FILE_NAME, KeySlots
from oa_desktop.storage import sqlite
from oa_desktop.storage.header import SCHEMA
from oa_desktop.storage.stores import BLOBS, DATABASE, DirectoryStores

PAGE = 4096
"""Bytes of a page of the encrypted database."""


def store(machine: Machine) -> Condition:
    """Judge the store by what is readable without a key.

    Raises:
        Refused: ``store.other-realm``, ``store.newer``.
        Unavailable: ``store.damaged``, ``disk.failed``.
    """
    stores = DirectoryStores(machine.folder, machine.realm, sealer=sealing, digests=sm3)
    if not stores.exists():
        return _lost() if has_key_slots(machine) else not_founded(machine)
    facts = stores.facts()
    lacking = [name for name in (DATABASE, BLOBS) if not (machine.folder / name).exists()]
    if lacking:
        return fault(_("库缺少：{files}。").format(files="、".join(lacking)), restore_both())
    return _of_pair(machine, facts) or _of_database(machine.folder / DATABASE, facts)


def _lost() -> Condition:
    return fault(_("密钥文件还在，库不在。"), restore_both())


def _of_pair(machine: Machine, facts: StoreFacts) -> Condition | None:
    """Find out whether store and key slots belong together; slots that cannot be read have a line of their own."""
    try:
        together = KeySlots(machine.folder / FILE_NAME, machine.realm.value).store_id == facts.id
    except OfficeError:
        return None
    return None if together else fault(_("库和密钥文件不是一套。"), restore_both())


def _of_database(path: Path, facts: StoreFacts) -> Condition:
    size = path.stat().st_size
    shown = _("{realm}域，{grade}，表结构第{schema}版，库文件{size}").format(
        realm=facts.realm.label, grade=facts.grade.value, schema=facts.schema, size=size_in_words(size)
    )
    if size == 0:
        return fault(_("{shown}，是空的。").format(shown=shown), restore_both())
    if size % PAGE:
        return doubt(
            _("{shown}，末尾不完整。").format(shown=shown),
            _("可能正在写入，也可能断电或者拷贝中断；请登录后运行 oa-desktop verify，有问题的用备份恢复。"),
        )
    if facts.schema < SCHEMA:
        return doubt(
            _("{shown}，是旧版程序建的。").format(shown=shown),
            _("下次登录时自动升级，原来的文件另存一份；请先备份。"),
        )
    return sound(_("{shown}，外部检查没有问题。内容请登录后用 oa-desktop verify 核验。").format(shown=shown))


def database(machine: Machine) -> Condition:  # noqa: ARG001 - a check takes the machine
    """Tell whether the database library encrypts and searches."""
    return of_library(*sqlite.driver())


def of_library(version: str, cipher: str, options: Collection[str]) -> Condition:
    """Judge the database library by its version of SQLite, that of SQLCipher, and its options."""
    lacking = [name for name, there in (("加密", cipher), ("全文检索", "ENABLE_FTS5" in options)) if not there]
    if lacking:
        return fault(
            _("数据库 SQLite {sqlite} 没有这些功能：{lacking}。").format(sqlite=version, lacking="、".join(lacking)),
            _("请重新安装程序，不要用系统自带的 SQLite 代替。"),
        )
    return sound(_("SQLCipher {cipher}（SQLite {sqlite}），有全文检索。").format(cipher=cipher, sqlite=version))
