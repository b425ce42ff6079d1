"""The guard of a process in the TRAINING realm: each thing that it refuses, and that nothing else would refuse it."""

from __future__ import annotations

import os
import re
import socket
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest

import oa_desktop
from oa_desktop.bootstrap.official_store import NONE_THERE, read_confined
from oa_desktop.bootstrap.places import data_home, kept_from_training, log_file, realm_folder
from oa_desktop.bootstrap.training_check import LAYERS, Layer, checked_here, self_check
from oa_desktop.bootstrap.training_guard import Ground, ground_of, grounds_in_force, kept_to
from oa_desktop.cli.context import Surroundings
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.realms import Realm
from oa_desktop.storage import sqlite

UNHEARD = re.compile(
    r"\b(QFile|QSaveFile|QTemporaryFile|QSqlDatabase|Q(Tcp|Udp|Local|Ssl)(Socket|Server)|QNetwork\w+)\b"
)
PAPER = "official/store.json"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    file = tmp_path / PAPER
    file.parent.mkdir()
    file.write_bytes(b"a real paper")
    (tmp_path / "demonstration").mkdir()
    (tmp_path / "way").symlink_to(file.parent)
    return tmp_path


def connect(_home: Path) -> None:
    with socket.socket() as line:
        line.setblocking(False)
        line.connect_ex(("127.0.0.1", 9))


def send(_home: Path) -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as line:
        line.sendto(b"", ("127.0.0.1", 9))


TRIED: dict[str, Callable[[Path], object]] = {
    "读": lambda home: (home / PAPER).read_bytes(),
    "写": lambda home: (home / PAPER).write_bytes(b"an exercise"),
    "经别名读": lambda home: (home / "way" / "store.json").read_bytes(),
    "按字节名读": lambda home: os.close(os.open(os.fsencode(home / PAPER), os.O_RDONLY)),
    "列目录": lambda home: list((home / "official").iterdir()),
    "建目录": lambda home: (home / "official" / "mine").mkdir(),
    "移进去": lambda home: (home / "way").rename(home / "official" / "way"),
    "移出来": lambda home: (home / PAPER).rename(home / "mine"),
    "删除": lambda home: (home / PAPER).unlink(),
    "演示的也不": lambda home: (home / "demonstration" / "store.json").touch(),
    "打开库": lambda home: sys.audit("oa.store.open", str(home / "official" / "store.db"), "training"),
    "别的域的库": lambda home: sys.audit("oa.store.open", str(home / "training-root" / "store.db"), "official"),
    "联网": connect,
    "发到网上": send,
}
"""What a process might try, each against the data of a county below a root."""


def refusal(ground: Ground | None, attempt: Callable[[Path], object], home: Path) -> str:
    """The code with which something is refused, empty where it is done."""
    with ExitStack() as kept:
        if ground is not None:
            kept.enter_context(kept_to(ground))
        try:
            attempt(home)
        except Refused as error:
            return error.code
    return ""


@pytest.mark.parametrize("attempt", TRIED.values(), ids=TRIED)
def test_an_exercise_touches_nothing_real_and_only_the_guard_keeps_it(attempt, home: Path):
    assert refusal(ground_of(str(home)), attempt, home) == "training.apart"
    assert refusal(None, attempt, home) == ""


@pytest.mark.parametrize("name", [name for name in TRIED if name not in ("联网", "发到网上", "别的域的库")])
def test_without_the_list_of_forbidden_places_the_guard_lets_everything_pass(name: str, home: Path):
    assert refusal(replace(ground_of(str(home)), forbidden=()), TRIED[name], home) == ""


def test_the_self_check_finds_every_layer_of_the_guard_and_misses_each_that_is_taken_away(home: Path):
    ground, count = ground_of(str(home)), len(LAYERS)
    with kept_to(ground):
        assert lacking(checked_here()) == 0
        assert lacking(self_check(replace(ground, forbidden=()))) == 4  # 数据、读写、移动、打开
        assert lacking(self_check(replace(ground, root=home))) >= 1
    assert lacking(self_check(ground)) == 6  # 临时、读写、移动、打开、别的域、联网: the process is kept to nothing
    assert lacking(checked_here()) == count


def test_a_base_takes_no_other_beside_it_and_only_what_it_asks_itself_keeps_it(tmp_path: Path):
    with closing(sqlite.connect(tmp_path / "tried.db", b"k" * 32, Realm.TRAINING, True)) as database:
        assert sqlite.attaches_nothing(database)
        database.set_authorizer(lambda *_asked: 0)
        assert not sqlite.attaches_nothing(database), "without the layer another one is taken in"
    with pytest.raises(ValueError, match="file:"):
        sqlite.connect(Path("file:tried.db?mode=ro"), b"k" * 32, Realm.TRAINING, False)


def lacking(layers: tuple[Layer, ...]) -> int:
    return sum(not one.holds for one in layers)


def test_the_fingerprint_of_a_store_tells_every_change_and_reads_no_more_than_its_ends(home: Path):
    official = ground_of(str(home)).official
    assert official == home / "official"
    before = read_confined(str(official))
    assert before == read_confined(str(official))
    assert str(before).startswith("12 ")
    os.utime(home / PAPER, ns=(1, 1))
    touched = read_confined(str(official))
    (home / PAPER).write_bytes(b"a real papeR")
    os.utime(home / PAPER, ns=(1, 1))
    assert len({before, touched, read_confined(str(official))}) == 3
    assert read_confined(str(home / "nowhere")) == NONE_THERE


def test_what_belongs_to_exercises_is_touched_freely(home: Path):
    ground = ground_of(str(home))
    with kept_to(ground):
        (ground.root / "exercise").write_text("ours", encoding="utf-8")
        assert Path(tempfile.mkdtemp()).is_relative_to(ground.root)
        assert Path(os.environ["TMPDIR"]).is_relative_to(ground.root)
        sys.audit("oa.store.open", str(ground.root / "training" / "store.db"), "training")
        assert grounds_in_force() == (ground,)
    assert grounds_in_force() == ()
    assert not Path(tempfile.gettempdir()).is_relative_to(ground.root)


def test_nothing_opens_files_bases_or_lines_through_qt_where_the_guard_does_not_hear_it():
    """The window asks Qt for a lock, for its own layout and for names of files, and for nothing that carries data."""
    sources = {str(one): one.read_text(encoding="utf-8") for one in Path(oa_desktop.__file__).parent.rglob("*.py")}
    assert len(sources) > 500, "all rooms are read"
    assert {name for name, text in sources.items() if UNHEARD.search(text)} == set()
    assert UNHEARD.search("from PySide6.QtCore import QFile, Qt")


def test_exercises_lie_where_no_other_realm_looks(home: Path):
    for named in (None, str(home)):
        ours, theirs = data_home(named, Realm.TRAINING), data_home(named)
        assert ours not in (theirs, *(realm_folder(theirs, one) for one in Realm))
        assert not any(ours.is_relative_to(realm_folder(theirs, one)) for one in Realm)
        official = realm_folder(theirs, Realm.OFFICIAL)
        assert any(official.is_relative_to(one) for one in kept_from_training(named))
        assert Surroundings(home=named or "", realm="training").root == ours
    assert log_file(Realm.TRAINING).parent != log_file().parent
