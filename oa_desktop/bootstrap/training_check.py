"""The self-check of exercises (隔离自检): every layer that keeps real papers away is tried when it is asked for."""

from __future__ import annotations

import hashlib
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from oa_desktop.bootstrap.adapters import build_seal_making
from oa_desktop.bootstrap.training_guard import Ground, grounds_in_force
from oa_desktop.domain.errors import OfficeError, Refused
from oa_desktop.domain.realms import TRAINING_CODE, Realm
from oa_desktop.i18n import _
from oa_desktop.i18n.resources import resource_path
from oa_desktop.storage import sqlite

_ANYWHERE = ("127.0.0.1", 9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A layer of isolation (隔离层).

    Attributes:
        holds: Whether it held when it was tried just now.
        means: What was tried, and what it keeps away.
    """

    name: str
    holds: bool
    means: str


def self_check(ground: Ground) -> tuple[Layer, ...]:
    """Return every layer that needs no network, tried now; nothing of the official realm is read or written."""
    return tuple(Layer(name=name, holds=_holds(tried, ground), means=means) for name, (tried, means) in LAYERS.items())


def _holds(tried: Callable[[Ground], bool], ground: Ground) -> bool:
    """Whether a layer holds; what cannot be tried does not."""
    with suppress(OfficeError, OSError):
        return tried(ground)
    return False


def _is_refused(event: str, *arguments: object) -> bool:
    """Whether this process is kept from something, which is asked for and never done."""
    try:
        sys.audit(event, *arguments)
    except Refused:
        return True
    return False


def _everywhere(ground: Ground, refused: Callable[[Path], bool]) -> bool:
    """Whether something is refused wherever real papers lie; where nobody knows where they lie, it is not."""
    return bool(ground.forbidden) and all(map(refused, ground.forbidden))


def _place(ground: Ground) -> bool:
    return bool(ground.forbidden) and not any(one.is_relative_to(ground.root) for one in ground.forbidden)


def _temporary(ground: Ground) -> bool:
    return Path(tempfile.gettempdir()).resolve().is_relative_to(ground.root)


def _reading(ground: Ground) -> bool:
    return _everywhere(ground, lambda one: _is_refused("open", str(one / "store.json"), "r", 0))


def _moving(ground: Ground) -> bool:
    return _everywhere(ground, lambda one: _is_refused("os.rename", str(ground.root), str(one), -1, -1))


def _opening(ground: Ground) -> bool:
    return _everywhere(ground, lambda one: _is_refused("oa.store.open", str(one / "store.db"), Realm.TRAINING.value))


def _realms(ground: Ground) -> bool:
    others = (one for one in Realm if one is not Realm.TRAINING)
    return all(_is_refused("oa.store.open", str(ground.root / "store.db"), one.value) for one in others)


def _attaching(_ground: Ground) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "tried.db"
        with closing(sqlite.connect(made, hashlib.sha256(folder.encode()).digest(), Realm.TRAINING, True)) as database:
            return sqlite.attaches_nothing(database)


def _addresses(_ground: Ground) -> bool:
    try:
        sqlite.connect(Path("file:store.db"), b"", Realm.TRAINING, False).close()
    except ValueError:
        return True
    return False


def _seals(_ground: Ground) -> bool:
    return build_seal_making(Realm.OFFICIAL) is None and bool(Realm.TRAINING.mark)


def _codes(_ground: Ground) -> bool:
    worlds = resource_path("training/world").glob("*.yaml")
    lines = (line.strip() for one in worlds for line in one.read_text(encoding="utf-8").splitlines())
    return all(line.startswith(f"code: {TRAINING_CODE}") for line in lines if line.startswith("code: "))


LAYERS: Mapping[str, tuple[Callable[[Ground], bool], str]] = {
    _("数据在自己的文件夹里"): (_place, _("实训的库、成绩、设置另有一个文件夹，正式、演示的不在里面。")),
    _("临时文件在自己的文件夹里"): (_temporary, _("解开的、排版的临时文件也在实训的文件夹里，不与别的混放。")),
    _("读写不到正式、演示的文件"): (_reading, _("当场去打开正式库的文件，应当被拒绝。")),
    _("移不进、移不出正式、演示的文件夹"): (_moving, _("当场把文件改名到正式的文件夹，应当被拒绝。")),
    _("打不开正式、演示的库"): (_opening, _("当场用库的驱动去打开正式库，应当被拒绝。")),
    _("只开实训域的库"): (_realms, _("标着别的域的库，放在实训的文件夹里也不打开。")),
    _("不能联网"): (
        lambda _ground: _is_refused("socket.connect", None, _ANYWHERE),
        _("当场连一个地址，应当被拒绝；实训不需要网络。"),
    ),
    _("库不能并入别的库"): (_attaching, _("当场要求把另一个库并进来，数据库自己应当拒绝。")),
    _("库不能按网址打开"): (_addresses, _("库只按文件名打开，绕道的写法一律拒绝。")),
    _("正式域不制章，实训章另有字样"): (_seals, _("实训、演示的章上印着“实训”“演示”，正式域根本不制章。")),
    _("实训的文号以“训”开头"): (_codes, _("印出来的文号谁都不会当成真的。")),
}
"""What is tried, by what it is called, and what it means."""


def checked_here() -> tuple[Layer, ...]:
    """Return the self-check of the ground that this process is kept to; where there is none, no layer holds."""
    grounds = grounds_in_force()
    return (
        self_check(grounds[-1])
        if grounds
        else tuple(Layer(name=name, holds=False, means=means) for name, (_tried, means) in LAYERS.items())
    )
