"""The root of all realms: made for its owner alone, or named with the reason why it cannot be."""

import pytest

from oa_desktop.app import main
from oa_desktop.bootstrap.places import make_home
from oa_desktop.domain.errors import Unavailable


def test_it_is_made_with_the_folders_above_it_and_made_but_once(tmp_path):
    home = tmp_path / "我的 文件" / "数据"
    make_home(home)
    make_home(home)
    assert home.stat().st_mode & 0o077 == 0


def a_file(path):
    path.write_bytes(b"")
    return path


def a_link_to_nowhere(path):
    path.symlink_to(path.parent / "nowhere")
    return path


def below_a_file(path):
    return a_file(path) / "数据"


@pytest.mark.parametrize("place", [a_file, a_link_to_nowhere, below_a_file])
def test_where_none_can_be_made_the_window_says_where_and_why(tmp_path, monkeypatch, place):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    home = place(tmp_path / "数据")
    with pytest.raises(Unavailable) as told:
        main(home, None)
    assert told.value.code == "disk.no-home"
    assert told.value.params["folder"] == str(home)
