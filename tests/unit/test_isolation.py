"""A machine that should stand apart: what may lead out of the network is seen, and means what the unit has set."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from oa_desktop.bootstrap.interfaces import Kind, unexpected
from oa_desktop.bootstrap.network import Outlook, Places, look
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.units.organisation import AdjustedSetting, Organisation
from oa_desktop.office.office import Office
from oa_desktop.office.safekeeping.isolation import told_of
from tests.fakes.office import FakeOffice

WAYS = ("有默认路由（eth0）", "开着无线 wlan0")


def interface(folder: Path, name: str, *inside: str, driver: str = "", on: bool = True) -> None:
    """An interface as the kernel shows it."""
    (folder / name).mkdir(parents=True)
    (folder / name / "flags").write_text("0x1003\n" if on else "0x1002\n")
    for one in inside:
        (folder / name / one).mkdir()
    if driver:
        (folder.parent / "drivers" / driver).mkdir(parents=True, exist_ok=True)
        (folder / name / "device").mkdir()
        (folder / name / "device" / "driver").symlink_to(folder.parent / "drivers" / driver)


@pytest.mark.parametrize(
    ("name", "inside", "driver", "kind"),
    [
        ("wlan0", (), "", Kind.WIRELESS),
        ("wlp3s0", ("wireless",), "", Kind.WIRELESS),
        ("eth1", ("phy80211",), "", Kind.WIRELESS),
        ("tun0", ("tun_flags",), "", Kind.TUNNEL),
        ("office", ("tun_flags",), "", Kind.TUNNEL),
        ("wg0", (), "", Kind.TUNNEL),
        ("ppp0", (), "", Kind.DIAL_UP),
        ("wwan0", (), "qmi_wwan", Kind.DIAL_UP),
        ("usb0", (), "rndis_host", Kind.TETHERING),
        ("enx0a1b2c", (), "cdc_ether", Kind.TETHERING),
        ("eth2", (), "ipheth", Kind.TETHERING),
        ("br-4f1a", ("bridge",), "", Kind.BRIDGE),
        ("docker0", (), "", Kind.BRIDGE),
        ("virbr0", (), "", Kind.BRIDGE),
        ("bnep0", (), "", Kind.BLUETOOTH),
    ],
)
def test_an_interface_that_is_no_cable_is_named_with_what_it_is(tmp_path, name, inside, driver, kind):
    interface(tmp_path / "net", name, *inside, driver=driver)
    assert [(one.name, one.kind) for one in unexpected(tmp_path / "net")] == [(name, kind)]


@pytest.mark.parametrize("name", ["lo", "eth0", "enp3s0", "eno1", "ens192", "enx001122334455", "brocade0", "bond0"])
def test_a_cable_is_as_expected(tmp_path, name):
    interface(tmp_path, name)
    assert unexpected(tmp_path) == ()


def test_an_interface_that_is_switched_off_and_a_system_that_shows_none_are_silent(tmp_path):
    interface(tmp_path, "wlan0", "wireless", on=False)
    assert unexpected(tmp_path) == unexpected(tmp_path / "missing") == ()


def test_public_name_servers_and_proxies_are_ways_out(tmp_path):
    (tmp_path / "proc" / "net").mkdir(parents=True)
    for name in ("route", "fib_trie"):
        (tmp_path / "proc" / "net" / name).write_text("")
    servers = (
        "# 注释\nnameserver 10.1.1.1\nnameserver 114.114.114.114\nnameserver fe80::1%eth0\nnameserver x\nnameserver\n"
    )
    (tmp_path / "resolv.conf").write_text(servers, encoding="utf-8")
    environ = {"https_proxy": "http://10.0.0.1:3128", "HTTP_PROXY": "", "NO_PROXY": "*", "ALL_PROXY": "socks5://x"}
    seen = look(
        tmp_path / "proc",
        places=Places(resolvers=tmp_path / "resolv.conf", interfaces=tmp_path / "none", environ=environ),
    )
    assert (seen.resolvers, seen.proxies) == (("114.114.114.114",), ("ALL_PROXY", "https_proxy"))
    assert seen.ways_out == ("用公网的域名服务器（114.114.114.114）", "设了代理（ALL_PROXY、https_proxy）")


def test_a_machine_without_any_way_out_says_nothing():
    assert Outlook(known=True).ways_out == ()


@pytest.mark.parametrize(("value", "outcome"), [(0, ""), (1, "，".join(WAYS)), (2, "isolation.way-out")])
def test_a_way_out_means_what_the_unit_has_set(value, outcome):
    unit = Organisation(settings=(AdjustedSetting(name="isolation", value=value),))
    assert heard(unit, WAYS) == outcome
    assert heard(unit, ()) == ""


def test_on_a_classified_grade_it_is_never_passed_over():
    unit = Organisation(grade=SystemGrade.SECRET, settings=(AdjustedSetting(name="isolation", value=0),))
    assert heard(unit, WAYS) == "，".join(WAYS)


def heard(unit: Organisation, ways: tuple[str, ...]) -> str:
    try:
        return told_of(unit, lambda: ways)
    except Refused as refused:
        return refused.code


def test_nobody_signs_in_or_goes_on_where_the_unit_forbids_it():
    office = FakeOffice()
    open_ways: list[str] = []
    beside = Office(office.realm, replace(office.ports, ways_out=lambda: tuple(open_ways)))
    office.as_("system").perform(org.AdjustSetting(name="isolation", value=2))
    session = beside.sign_in("drafter", "口令")
    assert session.told_of_isolation() == ""
    open_ways.append("开着无线 wlan0")
    with pytest.raises(Refused):
        session.told_of_isolation()
    with pytest.raises(Refused) as refusal:
        beside.sign_in("drafter", "口令")
    assert (refusal.value.code, refusal.value.params["ways"]) == ("isolation.way-out", "开着无线 wlan0")
