"""What is collected stays to the end: nobody looks for rubbish in it, neither while it grows nor afterwards.

Where several processes share the tests out, each begins with its share of the long ones.
"""

import gc
from collections.abc import Iterator

import pytest

from tests.dealing import dealt

_MADE = 20_000
"""Objects that may be made before the youngest are looked through: a test leaves little rubbish, and nobody waits."""


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Collect twenty thousand tests without walking through all of them again and again."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()
        gc.set_threshold(_MADE)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deal the tests out to all processes."""
    if hasattr(config, "workerinput"):
        items[:] = [items[place] for place in dealt([one.nodeid for one in items], config.workerinput["workercount"])]
