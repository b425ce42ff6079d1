"""Whether a Windows machine stands apart, from what an English and a Chinese Windows say; tested without one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oa_desktop.bootstrap.network import Outlook, seen_in_windows
from oa_desktop.bootstrap.network_of_windows import Answers, ask, listening

ROUTES = """
===========================================================================
Interface List
 12...00 1c 42 5a 7b 11 ......Intel(R) Ethernet Connection
  1...........................Software Loopback Interface 1
===========================================================================

IPv4 Route Table
===========================================================================
Active Routes:
Network Destination        Netmask          Gateway       Interface  Metric
{route}        127.0.0.0        255.0.0.0         On-link         127.0.0.1    331
      192.168.10.0    255.255.255.0         On-link     192.168.10.23    281
  255.255.255.255  255.255.255.255         On-link     192.168.10.23    281
===========================================================================
Persistent Routes:
  None

IPv6 Route Table
===========================================================================
Active Routes:
 If Metric Network Destination      Gateway
{route6}  1    331 ::1/128                  On-link
===========================================================================
"""
WAY = "          0.0.0.0          0.0.0.0     192.168.10.1    192.168.10.23     25\n"
WAY_6 = " 12    281 ::/0                     fe80::1\n"
ENGLISH = """
Windows IP Configuration

   Host Name . . . . . . . . . . . . : OFFICE-07
   DNS Suffix Search List. . . . . . : local

Ethernet adapter Ethernet:

   Connection-specific DNS Suffix  . : local
   Description . . . . . . . . . . . : Intel(R) Ethernet Connection (2) I219-LM
   Physical Address. . . . . . . . . : 00-1C-42-5A-7B-11
   DHCP Enabled. . . . . . . . . . . : No
   Link-local IPv6 Address . . . . . : fe80::a1b2:3c4d:5e6f:7a8b%12(Preferred)
   IPv4 Address. . . . . . . . . . . : {own}(Preferred)
   Subnet Mask . . . . . . . . . . . : 255.255.255.0
   Default Gateway . . . . . . . . . :
   DNS Servers . . . . . . . . . . . : 192.168.10.2
                                       {server}
   NetBIOS over Tcpip. . . . . . . . : Enabled

{adapter}
   Media State . . . . . . . . . . . : {media}
   Description . . . . . . . . . . . : {described}
   IPv4 Address. . . . . . . . . . . : 192.168.77.5(Preferred)
   Lease Obtained. . . . . . . . . . : Sunday, November 22, 2026 9:00:01 AM
"""
CHINESE = """
Windows IP 配置

   主机名  . . . . . . . . . . . . . : OFFICE-07

以太网适配器 以太网:

   连接特定的 DNS 后缀 . . . . . . . :
   描述. . . . . . . . . . . . . . . : Realtek PCIe GbE Family Controller
   物理地址. . . . . . . . . . . . . : 00-1C-42-5A-7B-11
   DHCP 已启用 . . . . . . . . . . . : 否
   本地链接 IPv6 地址. . . . . . . . : fe80::a1b2:3c4d:5e6f:7a8b%12(首选)
   IPv4 地址 . . . . . . . . . . . . : {own}(首选)
   子网掩码  . . . . . . . . . . . . : 255.255.255.0
   默认网关. . . . . . . . . . . . . :
   DNS 服务器  . . . . . . . . . . . : 192.168.10.2
                                       {server}
   TCPIP 上的 NetBIOS  . . . . . . . : 已启用

{adapter}
   媒体状态  . . . . . . . . . . . . : {media}
   描述. . . . . . . . . . . . . . . : {described}
   IPv4 地址 . . . . . . . . . . . . : 192.168.77.5(首选)
"""
OFF = {"english": "Media disconnected", "chinese": "媒体已断开连接"}
TEXTS = {"english": ENGLISH, "chinese": CHINESE}
CABLE = {"english": "Ethernet adapter Ethernet 2:", "chinese": "以太网适配器 以太网 2:"}
APART = {"own": "192.168.10.23", "server": "10.8.0.2", "media": "", "described": "Intel(R) I210"}
LANGUAGES = pytest.mark.parametrize("language", TEXTS)


def answers(language: str, *, route: str = "", route6: str = "", **changed: str) -> Answers:
    told = {**APART, "adapter": CABLE[language], **changed}
    return Answers(routes=ROUTES.format(route=route, route6=route6), adapters=TEXTS[language].format(**told))


def seen(one: Answers) -> Outlook:
    return seen_in_windows(one, {})


@LANGUAGES
def test_a_machine_that_stands_apart_has_no_way_out(language):
    found = seen(answers(language))
    assert found.known
    assert found.ways_out == ()


@LANGUAGES
def test_a_default_route_a_public_address_and_a_public_name_server_are_ways_out(language):
    found = seen(answers(language, route=WAY, route6=WAY_6, own="123.125.81.6", server="114.114.114.114"))
    assert found.default_routes == ("12", "192.168.10.23")
    assert found.public == ("123.125.81.6",)
    assert found.resolvers == ("114.114.114.114",)


@pytest.mark.parametrize(
    ("language", "adapter", "described", "said"),
    [
        ("english", "Wireless LAN adapter Wi-Fi:", "Intel(R) Wi-Fi 6 AX201 160MHz", "无线 Wi-Fi"),
        ("chinese", "无线局域网适配器 WLAN:", "Qualcomm Atheros QCA9377", "无线 WLAN"),
        ("english", "PPP adapter Broadband:", "Broadband", "拨号 Broadband"),
        ("chinese", "PPP 适配器 宽带连接:", "宽带连接", "拨号 宽带连接"),
        ("chinese", "以太网适配器 以太网 3:", "Remote NDIS based Internet Sharing Device", "手机共享网络 以太网 3"),
        ("english", "Ethernet adapter Ethernet 3:", "Apple Mobile Device Ethernet", "手机共享网络 Ethernet 3"),
        ("chinese", "未知适配器 本地连接:", "TAP-Windows Adapter V9", "虚拟专用网 本地连接"),
        ("english", "Unknown adapter office:", "WireGuard Tunnel", "虚拟专用网 office"),
        ("chinese", "以太网适配器 蓝牙网络连接:", "Bluetooth Device (Personal Area Network)", "蓝牙 蓝牙网络连接"),
        (
            "english",
            "Ethernet adapter VMware Network Adapter VMnet8:",
            "VMware Virtual Ethernet",
            "网桥 VMware Network",
        ),
        ("chinese", "移动宽带适配器 手机网络:", "HP lt4132 LTE Mobile Broadband Module", "拨号 手机网络"),
    ],
)
def test_an_adapter_that_is_no_cable_is_named_with_what_it_is_while_it_is_on(language, adapter, described, said):
    on = seen(answers(language, adapter=adapter, described=described))
    off = seen(answers(language, adapter=adapter, described=described, media=OFF[language]))
    assert [one.words[: len(said)] for one in on.interfaces] == [said]
    assert off.interfaces == ()


@LANGUAGES
@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"ProxyEnable": 1, "ProxyServer": "10.0.0.1:8080"}, ("ProxyServer",)),
        ({"ProxyEnable": 0, "ProxyServer": "10.0.0.1:8080"}, ()),
        ({"AutoConfigURL": "http://wpad/x.pac"}, ("AutoConfigURL",)),
    ],
)
def test_a_proxy_counts_while_it_is_switched_on(language, settings, named):
    assert seen(replace(answers(language), settings=settings)).proxies == named


def test_a_port_counts_for_the_process_that_listens_on_it():
    said = "  TCP    0.0.0.0:135     0.0.0.0:0    LISTENING    948\n  TCP    [::]:8080    [::]:0    LISTENING    77\n"
    said += "  TCP    10.0.0.2:49700    10.0.0.9:445    ESTABLISHED    77\n"
    assert listening(replace(answers("chinese"), connections=said), 77) == (8080,)


@pytest.mark.parametrize("text", ["", "\0\0", "Ethernet adapter", ":\n:\n", "   : 1.2.3.4\n" * 50])
def test_a_windows_that_says_nothing_of_use_breaks_nothing(text):
    assert seen(Answers(routes=text, adapters=text)).interfaces == ()
    assert not seen(Answers(routes="", adapters=text)).known


def test_only_the_commands_of_the_system_are_asked_and_nobody_outside():
    asked = []
    found = ask(lambda command: asked.append(command) or "")
    assert [one[0] for one in asked] == ["route", "ipconfig", "netstat"]
    assert not seen(found).known
