"""签发人 on the first page of an upward paper. GB/T 9704-2012 7.2.6."""

from __future__ import annotations

import pytest

from oa_desktop.docs.seals.signers import signer_cells

LABEL = 4.0


@pytest.mark.parametrize(
    ("names", "cells"),
    [
        ([3], (20, 24)),
        ([3, 2], (17, 21, 25)),
        ([4, 2.5, 3], (15.5, 19.5, 24.5)),
        ([2, 3, 4, 3], (15, 19, 24)),
    ],
)
def test_the_longest_name_of_each_column_counts_and_the_last_column_ends_a_character_from_the_right(
    names: list[float], cells: tuple[float, ...]
) -> None:
    assert signer_cells(9, LABEL, names) == cells


def test_names_stand_below_each_other_where_the_number_would_run_into_the_label() -> None:
    assert signer_cells(13, LABEL, [5, 6]) == (17, 21)
    assert signer_cells(9, LABEL, [5, 6]) == (11, 15, 21)


def test_beside_the_last_of_several_lines_the_number_has_the_room_of_the_label_too() -> None:
    assert signer_cells(13, LABEL, [5, 6, 3]) == (11, 15, 21)
    assert signer_cells(14, LABEL, [5, 6, 3]) == (17, 21)
