"""What is collected stays to the end: nobody looks for rubbish in it, neither while it grows nor afterwards.

Where several processes share the tests out, each begins with its share of the long ones, and each reads the files of
the tests from another place on: what one has compiled the others find.
"""

import gc
from collections.abc import Iterator

import pytest

from tests.dealing import dealt, turned

_MADE = 20_000
"""Objects that may be made before the youngest are looked through: a test leaves little rubbish, and nobody waits."""


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[None]:
    """Collect twenty thousand tests without walking through all of them again and again."""
    gc.disable()
    if _shares(session.config):
        session.config.args = _files_in_turn(session.config)
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()
        gc.set_threshold(_MADE)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    """Deal the tests out to all processes, which are to see them in one order, wherever they began to read."""
    if not _shares(config):
        return (yield)
    items.sort(key=lambda one: one.path)
    yield
    items[:] = [items[place] for place in dealt([one.nodeid for one in items], config.workerinput["workercount"])]


def _shares(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def _files_in_turn(config: pytest.Config) -> list[str]:
    """Return the files of the folders that are asked for, or what is asked for where it is less than a folder."""
    folders = [config.invocation_params.dir / one for one in config.args]
    if not all(one.is_dir() for one in folders):
        return config.args
    files = [str(file) for folder in folders for file in sorted(folder.rglob("test_*.py"))]
    hand = int(config.workerinput["workerid"].removeprefix("gw"))
    return turned(files, hand, config.workerinput["workercount"])
