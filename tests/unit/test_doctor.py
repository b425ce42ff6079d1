"""The examination of a machine: every subject is answered, a fault says what to do, and nothing ends in a crash."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from os import utime
from pathlib import Path
from pkgutil import resolve_name

import pytest

from oa_desktop.bootstrap.checks import clock, desktop, disk, isolation, keeping, keys, printing, program
from oa_desktop.bootstrap.health import CHECKS, Condition, State, examine, faults
from oa_desktop.bootstrap.machine import Machine, this_machine
from oa_desktop.bootstrap.network import Outlook, look
from oa_desktop.confine import ConfinedFailure
from oa_desktop.docs.fonts.files import FontFault
from oa_desktop.docs.fonts.fonts import FontRole, FontRow, Unusable, shipped_fonts
from oa_desktop.domain.documents.findings import Place, finding
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import DeviceId, UnitId
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.i18n.resources import resource_path
from oa_desktop.office.ports.store import StoreFacts
from oa_desktop.security import sealing, sm3
from oa_desktop.security.accounts import NewAccount, Terms
from oa_desktop.security.keyslots import FILE_NAME, KeySlots
from oa_desktop.security.password import Argon2Parameters
from oa_desktop.storage.header import SCHEMA
from oa_desktop.storage.stores import BLOBS, DATABASE, HEADER, DirectoryStores

BEIJING = timezone(timedelta(hours=8))
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=BEIJING)
GIGABYTE = 1 << 30
ALL_MEANS = {"network": ["seccomp"], "programs": ["seccomp"], "files": ["seccomp"], "memory": ["rlimit"]}
CHEAP = Terms(argon2=Argon2Parameters(memory_kib=8, time_cost=1, lanes=1))
ZHANG = NewAccount(account="zhangsan", person="person-1", password="Zs-2026-good", must_change=False)
STORE = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A sound machine on which nothing has been set up."""
    qt = tmp_path / "PySide6"
    qt.mkdir()
    return Machine(
        home=tmp_path / "home",
        realm=Realm.OFFICIAL,
        platform="linux",
        python=(3, 11, 7),
        environ={"DISPLAY": ":0", "XMODIFIERS": "@im=ibus"},
        user=tmp_path,
        now=MORNING,
        qt_folder=qt,
        resource=resource_path,
        version=lambda _package: "6.11.3",
        free_bytes=lambda _folder: 10 * GIGABYTE,
        loads=lambda _library: True,
        network=lambda: Outlook(known=True),
        enforced=lambda: ALL_MEANS,
    )


@pytest.fixture
def founded(machine: Machine) -> Machine:
    """The same with a store and its key slots."""
    machine.folder.mkdir(parents=True, mode=0o700)
    machine.home.chmod(0o700)
    made = KeySlots(machine.folder / FILE_NAME, Realm.OFFICIAL.value, terms=CHEAP).create(STORE, [ZHANG], MORNING)
    facts = StoreFacts(
        id=STORE,
        realm=Realm.OFFICIAL,
        grade=SystemGrade.UNCLASSIFIED,
        unit=UnitId("unit"),
        device=DeviceId("device"),
        schema=SCHEMA,
    )
    stores_of(machine).create(facts, made.data_key).close()
    touch_all(machine.folder, MORNING - timedelta(days=1))
    return machine


def stores_of(machine: Machine) -> DirectoryStores:
    return DirectoryStores(machine.folder, machine.realm, sealer=sealing, digests=sm3)


def touch_all(folder: Path, moment: datetime) -> None:
    for path in folder.iterdir():
        utime(path, (moment.timestamp(), moment.timestamp()))


def asked(machine: Machine, subject: str) -> Condition:
    (one,) = examine(machine, {subject: CHECKS[subject]})
    return Condition(state=one.state, what=one.what, remedy=one.remedy)


def with_environ(machine: Machine, **environ: str) -> Machine:
    return replace(machine, environ=environ)


# --- the examination -----------------------------------------------------------------------------------------------


def test_every_check_of_the_table_is_there() -> None:
    assert [name for name in CHECKS.values() if not callable(resolve_name(name))] == []


def test_a_machine_with_nothing_set_up_is_fit_for_the_work(machine: Machine) -> None:
    examined = examine(machine)
    assert [one.subject for one in examined] == list(CHECKS)
    assert faults(examined) == 0
    assert {one.subject for one in examined if one.state is State.DOUBT} == {"字体", "密钥文件", "库"}


def test_whatever_is_not_sound_says_what_to_do(machine: Machine) -> None:
    broken = replace(machine, qt_folder=None, free_bytes=lambda _folder: 0, now=MORNING.replace(year=1999))
    examined = examine(broken)
    assert faults(examined) >= 3
    assert all(bool(one.remedy) is (one.state is not State.SOUND) for one in examined)


def test_looking_makes_nothing(machine: Machine) -> None:
    examine(machine)
    assert not machine.home.exists()


def test_looking_at_a_founded_unit_changes_nothing(founded: Machine) -> None:
    before = {path: path.read_bytes() for path in founded.folder.rglob("*") if path.is_file()}
    examine(founded)
    assert {path: path.read_bytes() for path in founded.folder.rglob("*") if path.is_file()} == before


def refuse(_machine: Machine) -> Condition:
    raise Unavailable("libcrypto.missing")


def fail_on_disk(_machine: Machine) -> Condition:
    raise PermissionError(errno.EACCES, "Permission denied")


def fall_over(_machine: Machine) -> Condition:
    raise ZeroDivisionError("two\nlines")


@pytest.mark.parametrize(
    ("check", "told"),
    [
        ("refuse", "没有找到密码运算库"),
        ("fail_on_disk", "没有权限"),
        ("fall_over", "ZeroDivisionError two lines"),
        ("not_there", "没有查成"),
    ],
)
def test_a_check_that_fails_is_a_fault_with_its_reason(machine: Machine, check: str, told: str) -> None:
    broken, after = examine(machine, {"坏的": f"{__name__}:{check}", "时钟": CHECKS["时钟"]})
    assert broken.state is State.FAULT
    assert told in broken.what and "\n" not in broken.what
    assert broken.remedy
    assert after.state is State.SOUND


def test_a_library_that_cannot_be_loaded_is_one_line_of_the_answer(machine: Machine) -> None:
    (one,) = examine(machine, {"缺的": "oa_desktop.no_such_library:check"})
    assert one.state is State.FAULT
    assert "no_such_library" in one.what


# --- fonts ---------------------------------------------------------------------------------------------------------


def official_rows() -> list[FontRow]:
    return [replace(row, official=True, used=row.wanted) for row in shipped_fonts().report()]


def test_stand_in_fonts_are_named_and_so_are_the_fonts_to_install(machine: Machine) -> None:
    found = asked(machine, "字体")
    assert found.state is State.DOUBT
    assert "仿宋用" in found.what
    assert "仿宋_GB2312" in found.remedy and "方正小标宋简体" in found.remedy


def test_the_office_s_own_fonts_are_sound() -> None:
    assert printing.of_rows(official_rows()).state is State.SOUND


def test_only_the_fonts_that_are_lacking_are_asked_for() -> None:
    rows = [replace(row, official=row.role is not FontRole.KAITI) for row in official_rows()]
    found = printing.of_rows(rows)
    assert found.state is State.DOUBT
    assert "楷体_GB2312" in found.remedy and "仿宋_GB2312" not in found.remedy


def test_an_installed_font_that_may_not_be_embedded_is_explained() -> None:
    first, *others = shipped_fonts().report()
    forbidden = Unusable(name="仿宋_GB2312", path=Path("fs.ttf"), fault=FontFault.EMBEDDING_FORBIDDEN)
    found = printing.of_rows([replace(first, unusable=(forbidden,)), *others])
    assert "“仿宋_GB2312”不能用：授权不允许" in found.remedy


def test_the_shipped_fonts_are_what_was_shipped(machine: Machine) -> None:
    assert asked(machine, "自带字体").state is State.SOUND


def test_a_missing_folder_of_fonts_is_a_fault(machine: Machine, tmp_path: Path) -> None:
    found = asked(replace(machine, resource=partial(resource_path, roots=[tmp_path])), "自带字体")
    assert found.state is State.FAULT
    assert "重新安装" in found.remedy


def test_a_changed_and_a_lost_font_are_named(machine: Machine, tmp_path: Path) -> None:
    folder = tmp_path / "resources" / "fonts"
    folder.mkdir(parents=True)
    (folder / "whole.ttf").write_bytes(b"")
    (folder / "changed.ttf").write_bytes(b"changed")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    names = ("whole.ttf", "changed.ttf", "lost.ttf")
    (folder / "SHA256SUMS").write_text("".join(f"{empty}  {name}\n" for name in names))
    found = asked(replace(machine, resource=partial(resource_path, roots=[folder.parent])), "自带字体")
    assert found.state is State.FAULT
    assert "changed.ttf、lost.ttf" in found.what and "whole.ttf" not in found.what


# --- keys ----------------------------------------------------------------------------------------------------------


def test_the_library_signs_and_digests(machine: Machine) -> None:
    found = asked(machine, "密码运算库")
    assert found.state is State.SOUND
    assert "OpenSSL" in found.what


def test_key_slots_are_counted_without_opening_them(founded: Machine) -> None:
    found = asked(founded, "密钥文件")
    assert found == Condition(state=State.SOUND, what="文件完好，1个账号，没有锁定的，有恢复码。")


def test_damaged_key_slots_are_a_fault(founded: Machine) -> None:
    path = founded.folder / FILE_NAME
    path.write_bytes(path.read_bytes().replace(b"zhangsan", b"zhangsen"))
    found = asked(founded, "密钥文件")
    assert found.state is State.FAULT
    assert "损坏" in found.what and "备份" in found.remedy
    assert asked(founded, "库").state is State.SOUND


def test_key_slots_of_another_realm_are_a_fault(founded: Machine) -> None:
    shutil.copytree(founded.folder, founded.home / Realm.DEMONSTRATION.value)
    found = asked(replace(founded, realm=Realm.DEMONSTRATION), "密钥文件")
    assert found.state is State.FAULT
    assert "正式域" in found.what


def test_lost_key_slots_are_not_taken_for_a_unit_that_is_not_founded(founded: Machine) -> None:
    (founded.folder / FILE_NAME).unlink()
    found = asked(founded, "密钥文件")
    assert found.state is State.FAULT
    assert "备份" in found.remedy


def test_a_locked_account_is_counted_and_not_named(founded: Machine) -> None:
    slots = KeySlots(founded.folder / FILE_NAME, Realm.OFFICIAL.value, terms=CHEAP)
    for minute in range(5):
        for typed in ("zhangsan", "Zs-2026-good"):
            with pytest.raises(Refused):
                slots.unlock(typed, "wrong", MORNING - timedelta(minutes=5 - minute))
    found = asked(founded, "密钥文件")
    assert found.state is State.DOUBT
    assert "其中1个暂时锁定" in found.what and "zhangsan" not in found.what
    assert asked(replace(founded, now=MORNING + timedelta(hours=1)), "密钥文件").state is State.SOUND


def test_key_slots_without_any_account_are_a_fault(machine: Machine) -> None:
    machine.folder.mkdir(parents=True)
    KeySlots(machine.folder / FILE_NAME, Realm.OFFICIAL.value).create(STORE, [], MORNING)
    assert asked(machine, "密钥文件").state is State.FAULT


# --- the store -----------------------------------------------------------------------------------------------------


def test_a_store_is_described_from_outside(founded: Machine) -> None:
    found = asked(founded, "库")
    assert found.state is State.SOUND
    assert "正式域，非涉密" in found.what and "MB" in found.what


@pytest.mark.parametrize(
    ("lost", "told"), [(HEADER, "损坏"), (DATABASE, DATABASE), (BLOBS, BLOBS), ((HEADER, DATABASE), "库不在")]
)
def test_a_store_of_which_a_part_is_lost_is_a_fault(founded: Machine, lost: str | tuple[str, ...], told: str) -> None:
    for name in (lost,) if isinstance(lost, str) else lost:
        path = founded.folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    found = asked(founded, "库")
    assert found.state is State.FAULT
    assert told in found.what and "备份" in found.remedy


def test_a_database_that_ends_in_the_middle_of_a_page_is_worth_a_look(founded: Machine) -> None:
    path = founded.folder / DATABASE
    path.write_bytes(path.read_bytes()[:-100])
    found = asked(founded, "库")
    assert found.state is State.DOUBT
    assert "verify" in found.remedy


def test_an_emptied_database_is_a_fault(founded: Machine) -> None:
    (founded.folder / DATABASE).write_bytes(b"")
    assert asked(founded, "库").state is State.FAULT


def test_store_and_key_slots_of_two_units_are_not_taken_for_a_pair(founded: Machine) -> None:
    (founded.folder / FILE_NAME).unlink()
    KeySlots(founded.folder / FILE_NAME, Realm.OFFICIAL.value, terms=CHEAP).create("f" * 32, [ZHANG], MORNING)
    found = asked(founded, "库")
    assert found.state is State.FAULT
    assert "不是一套" in found.what


def test_a_database_library_without_encryption_is_a_fault(machine: Machine) -> None:
    assert asked(machine, "加密数据库").state is State.SOUND
    found = keeping.of_library("3.40.1", "", {"ENABLE_FTS5"})
    assert found.state is State.FAULT
    assert "加密" in found.what and "全文检索" not in found.what


@pytest.mark.parametrize(
    ("free", "state"),
    [(0, State.FAULT), (disk.TOO_LITTLE, State.DOUBT), (disk.ENOUGH - 1, State.DOUBT), (disk.ENOUGH, State.SOUND)],
)
def test_a_disk_that_fills_up_is_told_before_it_is_full(machine: Machine, free: int, state: State) -> None:
    assert asked(replace(machine, free_bytes=lambda _folder: free), "磁盘空间").state is state


def test_a_home_that_is_a_file_is_a_fault(machine: Machine) -> None:
    machine.home.write_text("")
    assert asked(machine, "磁盘空间").state is State.FAULT


def test_a_home_that_others_may_enter_is_told_with_the_command(founded: Machine) -> None:
    assert asked(founded, "目录权限").state is State.SOUND
    founded.home.chmod(0o755)
    found = asked(founded, "目录权限")
    assert found.state is State.DOUBT
    assert found.remedy == f"请运行 chmod 700 {founded.home}"


# --- the desktop ---------------------------------------------------------------------------------------------------


def test_a_screen_and_all_libraries_are_sound(machine: Machine) -> None:
    assert desktop.display(machine).state is State.SOUND


def test_without_a_screen_the_command_line_still_works(machine: Machine) -> None:
    found = desktop.display(with_environ(machine))
    assert found.state is State.DOUBT
    assert "命令行不受影响" in found.remedy


@pytest.mark.parametrize(("environ", "state"), [({"DISPLAY": ":0"}, State.FAULT), ({}, State.DOUBT)])
def test_a_missing_system_library_is_told_with_its_package(
    machine: Machine, environ: Mapping[str, str], state: State
) -> None:
    lacking = replace(with_environ(machine, **environ), loads=lambda library: library != "libEGL.so.1")
    found = desktop.display(lacking)
    assert found.state is state
    assert "apt-get install libegl1;" in found.remedy.replace("；", ";")


def test_an_x_screen_needs_more_libraries_than_none(machine: Machine) -> None:
    lacking = replace(machine, loads=lambda library: "xcb" not in library)
    assert "libxcb-cursor0" in desktop.missing_packages(lacking)
    assert desktop.missing_packages(with_environ(lacking, WAYLAND_DISPLAY="wayland-0")) == []


@pytest.mark.parametrize(
    ("environ", "state"),
    [
        ({}, State.SOUND),
        ({"DISPLAY": ":0"}, State.DOUBT),
        ({"DISPLAY": ":0", "XMODIFIERS": "@im=fcitx"}, State.SOUND),
    ],
)
def test_an_input_method_that_qt_does_not_reach_is_told(
    machine: Machine, environ: Mapping[str, str], state: State
) -> None:
    assert desktop.chinese_input(with_environ(machine, **environ)).state is state


def test_fcitx_with_its_plug_in_is_sound(machine: Machine) -> None:
    assert machine.qt_folder
    plugins = machine.qt_folder / "Qt" / "plugins" / "platforminputcontexts"
    plugins.mkdir(parents=True)
    (plugins / "libfcitx5platforminputcontextplugin.so").touch()
    fcitx = with_environ(machine, DISPLAY=":0", XMODIFIERS="@im=fcitx")
    assert desktop.chinese_input(fcitx).state is State.SOUND


# --- the clock -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [1970, 2025, 2100])
def test_a_year_that_cannot_be_right_is_a_fault(machine: Machine, year: int) -> None:
    assert clock.clock(replace(machine, now=MORNING.replace(year=year))).state is State.FAULT


def test_a_clock_behind_what_was_written_is_told(founded: Machine) -> None:
    assert clock.clock(founded).state is State.SOUND
    found = clock.clock(replace(founded, now=MORNING - timedelta(days=30)))
    assert found.state is State.DOUBT
    assert "2026-11-22 09:00" in found.what


def test_a_few_minutes_are_no_matter(founded: Machine) -> None:
    touch_all(founded.folder, MORNING + timedelta(minutes=4))
    assert clock.clock(founded).state is State.SOUND


def test_another_zone_than_beijing_is_told(machine: Machine) -> None:
    assert clock.time_zone(machine).state is State.SOUND
    assert clock.time_zone(replace(machine, now=MORNING.astimezone(UTC))).state is State.DOUBT


# --- isolation -----------------------------------------------------------------------------------------------------

PUBLIC = Outlook(known=True, default_routes=("eth0",), public=("1.2.4.8",))


def test_a_way_out_is_worth_a_look_in_the_official_realm_alone(machine: Machine) -> None:
    told = isolation.network(replace(machine, network=lambda: PUBLIC))
    assert told.state is State.DOUBT
    assert "eth0" in told.what and "1.2.4.8" in told.what
    playing = replace(machine, network=lambda: PUBLIC, realm=Realm.DEMONSTRATION)
    assert isolation.network(playing).state is State.SOUND


def test_a_network_that_cannot_be_seen_is_not_called_sound(machine: Machine) -> None:
    assert isolation.network(replace(machine, network=lambda: Outlook(known=False))).state is State.DOUBT


def test_a_port_that_we_listen_on_is_a_fault(machine: Machine) -> None:
    listening = replace(machine, network=lambda: Outlook(known=True, listening=(8080,)))
    assert isolation.ports(listening).state is State.FAULT


def test_a_worker_that_the_system_does_not_hold_back_is_told(machine: Machine) -> None:
    audited = replace(machine, enforced=lambda: {**ALL_MEANS, "network": ["audit"], "programs": ["audit"]})
    found = isolation.confinement(audited)
    assert found.state is State.DOUBT
    assert "联网、启动程序，" in found.what and "占用内存" not in found.what


def test_a_worker_that_does_not_start_is_a_fault(machine: Machine) -> None:
    def fails() -> Mapping[str, list[str]]:
        raise ConfinedFailure("timeout", "the worker did not start")

    assert isolation.confinement(replace(machine, enforced=fails)).state is State.FAULT


def proc(folder: Path, **tables: str) -> Path:
    """Write the kernel's tables as files."""
    (folder / "net").mkdir(parents=True)
    for name, text in tables.items():
        (folder / "net" / name).write_text(text)
    return folder


ROUTE_HEAD = "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n"
TCP_HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"


def test_default_routes_are_read_from_the_kernel(tmp_path: Path) -> None:
    local = "eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n"
    outward = "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n"
    unreachable = f"{'0' * 32} 00 {'0' * 32} 00 {'0' * 32} ffffffff 00000001 00000000 00200200       lo\n"
    outward_6 = unreachable.replace("lo", "wlan0")
    assert look(proc(tmp_path / "a", route=ROUTE_HEAD + local, ipv6_route=unreachable)).default_routes == ()
    seen = look(proc(tmp_path / "b", route=ROUTE_HEAD + local + outward, ipv6_route=unreachable + outward_6))
    assert seen.default_routes == ("eth0", "wlan0")


def test_only_public_addresses_of_this_machine_count(tmp_path: Path) -> None:
    leaves = "".join(
        f"     |-- {address}\n        {kind}\n"
        for address, kind in (
            ("10.1.2.3", "/32 host LOCAL"),
            ("127.0.0.1", "/32 host LOCAL"),
            ("1.2.4.8", "/32 host LOCAL"),
            ("1.2.4.255", "/32 link BROADCAST"),
        )
    )
    link_local = "fe800000000000000000000000000001 02 40 20 80     eth0\n"
    public = "24080001000000000000000000000001 02 40 00 80     eth0\n"
    seen = look(proc(tmp_path, route=ROUTE_HEAD, fib_trie=leaves, if_inet6=link_local + public))
    assert seen.public == ("1.2.4.8", "2408:1::1")


def test_only_ports_of_this_process_count(tmp_path: Path) -> None:
    row = (
        "   0: 0100007F:{port} 00000000:0000 {state} 00000000:00000000 00:00000000 00000000     0        0 {inode} 1\n"
    )
    rows = (("1F90", "0A", 111), ("0016", "0A", 222), ("1F91", "01", 333))
    table = TCP_HEAD + "".join(row.format(port=port, state=state, inode=inode) for port, state, inode in rows)
    folder = proc(tmp_path, tcp=table)
    (folder / "self" / "fd").mkdir(parents=True)
    for number, inode in ((3, 111), (4, 333)):
        (folder / "self" / "fd" / str(number)).symlink_to(f"socket:[{inode}]")
    assert look(folder).listening == (8080,)


def test_a_system_without_such_tables_is_not_known(tmp_path: Path) -> None:
    assert look(tmp_path) == Outlook(known=False)


# --- the program ---------------------------------------------------------------------------------------------------


def test_a_qt_that_ends_the_program_is_told(machine: Machine) -> None:
    assert program.versions(machine).state is State.SOUND
    newer = replace(machine, version=lambda _package: "6.12.0")
    assert program.versions(newer).state is State.DOUBT
    assert program.versions(replace(newer, python=(3, 12, 1))).state is State.SOUND
    assert program.versions(replace(newer, python=(3, 10, 1))).state is State.FAULT


def test_versions_that_are_not_known_are_no_fault(machine: Machine) -> None:
    assert program.versions(replace(machine, version=lambda _package: "")).state is State.SOUND


def edited(machine: Machine, tmp_path: Path, name: str, old: str, new: str) -> Machine:
    """Return a machine on which an office has edited a file of the program."""
    root = tmp_path / "resources"
    for folder in ("flows", "words", "calendar"):
        shutil.copytree(resource_path(folder), root / folder)
    text = (root / name).read_text(encoding="utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return replace(machine, resource=partial(resource_path, roots=[root]))


def test_a_fault_in_the_calendar_is_told_with_its_place(machine: Machine, tmp_path: Path) -> None:
    found = asked(edited(machine, tmp_path, "calendar/2026.yaml", "2026-01-01", "2026-13-01"), "工作日历")
    assert found.state is State.FAULT
    assert "2026.yaml:" in found.what


def test_a_year_whose_holidays_nobody_knows_is_said_a_month_before_it_begins(machine: Machine) -> None:
    assert asked(replace(machine, now=MORNING.replace(year=2026, month=11)), "工作日历").state is State.SOUND
    found = asked(replace(machine, now=MORNING.replace(year=2026, month=12, day=20)), "工作日历")
    assert (found.state, "2027年" in found.what) == (State.DOUBT, True)


def test_a_fault_in_a_flow_is_told_with_its_place(machine: Machine, tmp_path: Path) -> None:
    found = asked(edited(machine, tmp_path, "flows/outgoing-general.yaml", "version:", "versoin:"), "流程")
    assert found.state is State.FAULT
    assert "outgoing-general.yaml:" in found.what and "versoin" in found.what


@pytest.mark.parametrize(
    "name",
    [f"words/{table}.yaml" for table in ("problems", "findings", "names", "phrases", "addressees")],
)
def test_a_fault_in_the_words_is_told_with_its_place(machine: Machine, tmp_path: Path, name: str) -> None:
    found = asked(edited(machine, tmp_path, name, ":\n", ":\n\t x\n"), "文字")
    assert found.state is State.FAULT
    assert Path(name).name in found.what


def test_flows_that_are_gone_are_a_fault(machine: Machine, tmp_path: Path) -> None:
    nowhere = replace(machine, resource=partial(resource_path, roots=[tmp_path]))
    assert [asked(nowhere, subject).state for subject in ("流程", "文字")] == [State.FAULT, State.FAULT]
    (tmp_path / "flows").mkdir()
    assert asked(nowhere, "流程").state is State.FAULT


def test_what_is_only_worth_saying_is_no_fault() -> None:
    advice = finding("flow-file.no-recheck", Place(name="a.yaml", lines=(3,), column=1))
    assert program.of_findings([advice], "").state is State.DOUBT
    assert program.of_findings([], "都对。") == Condition(state=State.SOUND, what="都对。")


def test_many_findings_stay_one_readable_line() -> None:
    many = [finding("resource.tab", Place(name="a.yaml", lines=(line,), column=1)) for line in range(1, 100)]
    found = program.of_findings(many, "")
    assert found.what.startswith("99处") and "a.yaml:5:1" in found.what and "a.yaml:6:1" not in found.what
    assert found.remedy.count("请改用空格缩进。") == 1


# --- the real machine ----------------------------------------------------------------------------------------------


def test_this_machine_can_be_asked_everything(tmp_path: Path) -> None:
    machine = this_machine(tmp_path / "missing", Realm.DEMONSTRATION)
    assert machine.free_bytes(tmp_path) > 0
    assert machine.loads("libno-such-library.so.9") is False
    assert machine.version("no-such-package") == ""
    assert machine.version("click")
    unanswered = [one for one in examine(machine) if "没有查成" in one.what]
    assert unanswered == []


def test_the_digest_of_abc_is_the_standard_s() -> None:
    assert sm3.digest(b"abc") == keys.ABC_DIGEST
