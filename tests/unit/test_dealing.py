"""The long tests are dealt out to all processes that share the work, and stand at nobody's end."""

from itertools import accumulate, pairwise

import pytest

from tests.dealing import LONG, dealt, turned

SHORT = [f"tests/unit/test_words.py::test_{number}" for number in range(1000)]
NAMES = [*LONG, *(f"tests/ui/test_writing.py::test_{number}" for number in range(30)), *SHORT]


def parts_of(order: list[int], hands: int) -> list[list[str]]:
    """Cut an order as the scheduler does."""
    sizes = [len(range(hand, len(order), hands)) for hand in reversed(range(hands))]
    ends = [0, *accumulate(sizes)]
    return [[NAMES[place] for place in order[begin:end]] for begin, end in pairwise(ends)]


@pytest.mark.parametrize("hands", [1, 2, 3, 7])
def test_every_test_is_run_once_however_many_share_them(hands):
    assert sorted(dealt(NAMES, hands)) == list(range(len(NAMES)))
    assert sorted(dealt(NAMES[:5], hands)) == list(range(5))


def test_each_process_has_about_as_much_that_is_long_and_ends_with_what_is_short():
    parts = parts_of(dealt(NAMES, 3), 3)
    long = [sum(LONG.get(name, 0) for name in part) for part in parts]
    assert max(long) - min(long) < 40
    assert all(part[-1] in SHORT for part in parts)


def test_the_tests_of_a_file_stay_together():
    for part in parts_of(dealt(NAMES, 3), 3):
        of_the_window = [place for place, name in enumerate(part) if name.startswith("tests/ui/test_writing")]
        assert of_the_window == [] or len(of_the_window) == 30 == of_the_window[-1] - of_the_window[0] + 1


def test_every_process_reads_all_files_and_begins_where_no_other_does():
    turns = [turned(SHORT, hand, 3) for hand in range(3)]
    assert all(sorted(turn) == sorted(SHORT) for turn in turns)
    assert [SHORT.index(turn[0]) for turn in turns] == [0, 333, 666]
    assert turned(SHORT, 3, 3) == turns[0], "a process that stands in for one that died"
