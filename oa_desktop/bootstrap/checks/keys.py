"""Whether signing works here, and whether the file that opens the store is whole."""

from __future__ import annotations

import secrets

from oa_desktop.bootstrap.checks.founding import has_key_slots, has_other_files, not_founded, restore_both
from oa_desktop.bootstrap.health import Condition, doubt, fault, sound
from oa_desktop.bootstrap.machine import Machine
from oa_desktop.i18n import _
from oa_desktop.security import libcrypto as openssl
from oa_desktop.security import sm2, sm3
from oa_desktop.security.durable import RealDisk
from oa_desktop.security.keyslots import FILE_NAME
from oa_desktop.security.slotfile import SlotFile
from oa_desktop.security.slotstore import SlotStore

ABC_DIGEST = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
"""SM3 of the three bytes ``abc``, GB/T 32905-2016 A.1."""

_SENTENCE = "公文办公桌自检".encode()


def libcrypto(machine: Machine) -> Condition:  # noqa: ARG001 - a check takes the machine
    """Digest, sign and verify once, and see that a changed sentence does not verify.

    Raises:
        Unavailable: ``libcrypto.missing``, ``libcrypto.too-old``, ``libcrypto.failed``.
    """
    library = openssl.load()
    found = {"SM3": sm3.digest(b"abc") == ABC_DIGEST, "SM2": _signs()}
    wrong = "、".join(name for name, right in found.items() if not right)
    if wrong:
        return fault(
            _("{path} 的 {wrong} 算得不对。").format(path=library.path, wrong=wrong),
            _("请不要用它签发公文；请换一个 OpenSSL 3（Debian 上是 libssl3）再查。"),
        )
    return sound(_("{version}，SM2 签名验签、SM3 摘要都对。").format(version=library.version))


def _signs() -> bool:
    pair = sm2.generate(secrets.token_bytes)
    signature = sm2.sign(pair.private, _SENTENCE)
    return sm2.verify(pair.public, _SENTENCE, signature) and not sm2.verify(pair.public, _SENTENCE + b".", signature)


def key_slots(machine: Machine) -> Condition:
    """Read the key slots without opening any of them.

    Raises:
        Refused: ``key-slots.wrong-realm``.
        Unavailable: ``key-slots.unreadable``, ``key-slots.damaged``, ``key-slots.newer``.
    """
    if not has_key_slots(machine):
        return _lost() if has_other_files(machine) else not_founded(machine)
    return _of_slots(SlotStore(machine.folder / FILE_NAME, machine.realm.value, RealDisk()).read(), machine)


def _lost() -> Condition:
    return fault(_("数据还在，密钥文件 {file} 不在，谁也打不开库。").format(file=FILE_NAME), restore_both())


def _of_slots(file: SlotFile, machine: Machine) -> Condition:
    """Judge the slots; accounts are counted and not named, for nobody has signed in."""
    count, locked = len(file.roster.accounts), _locked(file, machine)
    if count == 0:
        return fault(_("文件完好，但是没有账号，谁也不能登录。"), restore_both())
    if locked:
        return doubt(
            _("文件完好，{count}个账号，其中{locked}个暂时锁定。").format(count=count, locked=locked),
            _("请等锁定过去再登录；忘了口令的，请系统管理员用 people renew 更换；不是本人输错的，请告诉安全审计员。"),
        )
    if file.roster.recovery is None:
        return doubt(
            _("文件完好，{count}个账号，没有恢复码。").format(count=count),
            _("忘了全部口令就再也打不开库，请系统管理员用 recover --new-code 生成恢复码。"),
        )
    return sound(_("文件完好，{count}个账号，没有锁定的，有恢复码。").format(count=count))


def _locked(file: SlotFile, machine: Machine) -> int:
    """Count the accounts that are locked now; names that no account has do not count."""
    return sum(
        file.roster.account(name) is not None and tries.locked_until is not None and tries.locked_until > machine.now
        for name, tries in file.attempts.items()
    )
