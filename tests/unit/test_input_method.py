"""Chinese that is typed reaches the window, whichever input method the desktop runs and whatever it says of it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from oa_desktop.bootstrap.input_method import CHOICE, choose, way


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of a user for whom an input method listens."""
    bus = tmp_path / "home" / ".config" / "ibus" / "bus"
    bus.mkdir(parents=True)
    (bus / "0-unix-0").write_text("IBUS_ADDRESS=unix:path=/nowhere\n")
    return tmp_path / "home"


@pytest.mark.parametrize(
    "named",
    [
        {"XMODIFIERS": "@im=fcitx"},
        {"XMODIFIERS": "@im=fcitx", "GTK_IM_MODULE": "fcitx", CHOICE: "fcitx"},
        {CHOICE: "fcitx5"},
        {"XMODIFIERS": "@im=ibus"},
        {CHOICE: "ibus"},
    ],
)
def test_what_the_desktop_names_is_reached_through_ibus(tmp_path: Path, named: Mapping[str, str]):
    environment = dict(named)
    choose(environment, tmp_path)
    assert environment[CHOICE] == "ibus"


def test_fcitx_is_left_to_its_own_plug_in_where_there_is_one(tmp_path: Path):
    plugins = tmp_path / "platforminputcontexts"
    plugins.mkdir()
    (plugins / "libfcitx5platforminputcontextplugin.so").touch()
    environment = {"XMODIFIERS": "@im=fcitx"}
    choose(environment, tmp_path)
    assert environment == {"XMODIFIERS": "@im=fcitx"}
    assert way(environment, tmp_path) == "fcitx"


def test_an_input_method_that_runs_is_found_though_nothing_names_it(home: Path, tmp_path: Path):
    assert way({"HOME": str(home)}, tmp_path) == "ibus"
    assert way({"HOME": "/nowhere", "XDG_CONFIG_HOME": str(home / ".config")}, tmp_path) == "ibus"


@pytest.mark.parametrize("told", [{CHOICE: "compose"}, {"WAYLAND_DISPLAY": "wayland-0"}])
def test_what_somebody_has_chosen_otherwise_stays(home: Path, tmp_path: Path, told: Mapping[str, str]):
    environment = {"HOME": str(home), **told}
    choose(environment, tmp_path)
    assert environment == {"HOME": str(home), **told}


def test_where_nothing_runs_nothing_is_chosen(tmp_path: Path):
    environment = {"HOME": str(tmp_path)}
    choose(environment, tmp_path)
    assert environment == {"HOME": str(tmp_path)}
