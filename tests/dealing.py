"""Tests dealt out to the processes that run them: each begins with its share of the long ones and ends with short ones.

``--dist worksteal`` gives every process an equal part of the list, and who is done early takes from the ends of the
others: what is long must stand at no end, and files stay whole, so that what a file makes for its tests is made once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

_KILLED = "tests/integration/test_killed_at_any_moment.py::test_"
LONG: Mapping[str, float] = {
    f"{_KILLED}nothing_confirmed_is_lost_and_nothing_is_half_done_however_often_the_program_is_killed[1]": 55,
    f"{_KILLED}nothing_confirmed_is_lost_and_nothing_is_half_done_however_often_the_program_is_killed[4]": 55,
    f"{_KILLED}the_rig_finds_every_planted_bug[homes]": 65,
    f"{_KILLED}nothing_of_the_archive_is_half_filed": 52,
    f"{_KILLED}a_unit_is_founded_restored_or_brought_up_whole": 31,
    f"{_KILLED}the_rig_finds_every_planted_bug[upheavals]": 18,
    f"{_KILLED}the_rig_finds_every_bug_that_is_planted_in_the_archive": 13,
    "tests/end_to_end/test_administration_by_command.py": 25,
    "tests/end_to_end/test_archival_item_is_verified.py": 25,
    "tests/end_to_end/test_archive_scenario.py": 29,
    "tests/end_to_end/test_canaries.py": 80,
    "tests/end_to_end/test_demonstration.py": 30,
    "tests/end_to_end/test_first_day_in_the_window.py": 19,
    "tests/end_to_end/test_full_disk_while_typing.py": 46,
    "tests/end_to_end/test_killed_while_typing.py": 12,
    "tests/end_to_end/test_scenarios.py": 119,
    "tests/end_to_end/test_two_units.py": 24,
    "tests/integration/test_bad_input.py": 40,
    "tests/integration/test_circulation_holds.py": 150,
    "tests/integration/test_damage_is_noticed.py": 50,
    "tests/integration/test_docx_in_a_word_processor.py": 70,
    "tests/integration/test_exercises_score_as_declared.py": 120,
    "tests/integration/test_hostile_files.py": 20,
    "tests/integration/test_numbers_are_unique.py": 13,
    "tests/integration/test_states_from_several_threads.py": 15,
    "tests/integration/test_store_disk_full.py": 25,
    "tests/integration/test_store_sight.py": 30,
    "tests/integration/test_tampering.py": 27,
    "tests/ui/test_the_window_answers.py": 62,
    "tests/unit/test_evidence.py": 20,
    "tests/unit/test_flow_files_abused.py": 20,
    "tests/unit/test_journal_merge.py": 15,
    "tests/unit/test_operations_as_done.py": 15,
    "tests/unit/test_outside_an_audience.py": 21,
    "tests/unit/test_packages.py": 20,
    "tests/unit/test_packages_on_the_way.py": 10,
    "tests/unit/test_policy_of_sight.py": 30,
}
"""Seconds that a file, or a test that needs nothing of the others in its file, takes on a busy machine."""
_USUAL = {"tests/end_to_end/": 0.8, "tests/integration/": 0.25, "tests/ui/": 0.35}
"""Seconds that a test of a folder usually takes; all others are short, and stand at the ends."""


def dealt(names: Sequence[str], hands: int) -> list[int]:
    """Return in which order tests of these names are to stand, so that equal parts of them take about as long."""
    long, short = _sorted(names)
    parts: list[list[int]] = [[] for _ in range(hands)]
    taken = [0.0] * hands
    for seconds, places in long:
        least = min(range(hands), key=lambda hand: taken[hand])
        parts[least] += places
        taken[least] += seconds
    return [*_filled(parts, short)]


def turned(files: Sequence[str], hand: int, hands: int) -> list[str]:
    """Return all files in their order, from the place on that is of this one of the processes: 0, 1, ..."""
    begin = len(files) * (hand % hands) // hands
    return [*files[begin:], *files[:begin]]


def _sorted(names: Sequence[str]) -> tuple[list[tuple[float, list[int]]], list[int]]:
    """Return the places of what is long, longest first and each with its seconds, and of what is short."""
    pieces: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        pieces.setdefault(_piece(name), []).append(place)
    rated = [(_seconds(piece, len(places)), places) for piece, places in pieces.items()]
    long = sorted((one for one in rated if one[0]), key=lambda one: -one[0])
    return long, [place for seconds, places in rated if not seconds for place in places]


def _piece(name: str) -> str:
    return next((piece for piece in LONG if name.startswith(piece)), name.partition("::")[0])


def _seconds(piece: str, tests: int) -> float:
    usual = next((seconds for folder, seconds in _USUAL.items() if piece.startswith(folder)), 0.0)
    return LONG.get(piece, usual * tests)


def _filled(parts: list[list[int]], short: list[int]) -> Iterator[int]:
    """Yield every part, filled up with short tests to the size that the scheduler cuts."""
    left, given = sum(map(len, parts)) + len(short), 0
    for hand, part in enumerate(parts):
        size = left // (len(parts) - hand)
        more = max(size - len(part), 0)
        yield from (*part, *short[given : given + more])
        given += more
        left -= max(size, len(part))
    yield from short[given:]
