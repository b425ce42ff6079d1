"""What is collected stays to the end: nobody looks for rubbish in it, neither while it grows nor afterwards."""

import gc
from collections.abc import Iterator

import pytest

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
