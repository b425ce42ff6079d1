"""Whether this machine stands apart from public networks, and what holds the reader of foreign files back."""

from __future__ import annotations

from collections.abc import Mapping

from oa_desktop.bootstrap.health import Condition, doubt, fault, sound
from oa_desktop.bootstrap.machine import Machine
from oa_desktop.confine import ConfinedFailure
from oa_desktop.domain.realms import Realm
from oa_desktop.i18n import _

HELD_BY_SYSTEM: Mapping[str, tuple[str, frozenset[str]]] = {
    "network": ("联网", frozenset({"namespace", "seccomp"})),
    "programs": ("启动程序", frozenset({"seccomp", "job"})),
    "files": ("改动文件", frozenset({"seccomp"})),
    "memory": ("占用内存", frozenset({"rlimit", "job"})),
}
"""What a worker must be kept from, its Chinese words, and the means by which the system itself does so."""


def network(machine: Machine) -> Condition:
    """Tell what can be seen of the way out; in the official realm any is worth a look."""
    outlook = machine.network()
    if not outlook.known:
        return doubt(_("在这种系统上看不出网络的情况。"), _("请系统管理员确认这台计算机没有连接互联网。"))
    ways_out = "，".join(outlook.ways_out)
    if not ways_out:
        return sound(_("没有通往外部的默认路由、公网地址、代理，也没有无线、拨号、虚拟专用网等网卡。"))
    if machine.realm is not Realm.OFFICIAL:
        return sound(_("{ways}；{realm}域可以这样。").format(ways=ways_out, realm=machine.realm.label))
    return doubt(
        _("{ways}，可能连着别的网络。").format(ways=ways_out),
        _("请系统管理员确认它只通往本单位的内网；涉密的计算机不得连接互联网。本程序不需要网络，拔掉网线也能办文。"),
    )


def ports(machine: Machine) -> Condition:
    """Tell whether this process listens anywhere, which it never should."""
    outlook = machine.network()
    if outlook.listening:
        return fault(
            _("本程序在监听端口 {ports}。").format(ports="、".join(map(str, outlook.listening))),
            _("本程序本来不监听任何端口，请停用它，并把这份结果交给安全保密管理员。"),
        )
    if not outlook.known:
        return sound(_("本程序不监听端口；在这种系统上没有逐一核对。"))
    return sound(_("本程序没有监听任何端口。"))


def confinement(machine: Machine) -> Condition:
    """Start a confined worker and tell what the system itself keeps it from."""
    try:
        enforced = machine.enforced()
    except ConfinedFailure as failure:
        return fault(
            _("读外来文件的隔离进程起不来（{failure}）。").format(failure=failure),
            _("现在不能读入稿子；请看内存是否足够、安全软件是否拦住了程序，再查一次。"),
        )
    means = {words: by.intersection(enforced.get(subject, ())) for subject, (words, by) in HELD_BY_SYSTEM.items()}
    open_to = [_(words) for words, by in means.items() if not by]
    if open_to:
        return doubt(
            _("系统没有拦住隔离进程{acts}，只有程序自己的检查。").format(acts="、".join(open_to)),
            _("读外来文件之前请先查杀病毒、确认来源；Linux 上请启用内核的 seccomp，别的系统目前只能这样。"),
        )
    used = "、".join(sorted(frozenset().union(*means.values())))
    return sound(_("隔离进程不能联网、启动程序、改动文件，内存有限（{means}）。").format(means=used))
