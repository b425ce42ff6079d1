"""Measuring for the archive: what is looked into of a part, and in what it is not."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from oa_desktop.domain.archives.items import Part, PartRole
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.office.archiving.means import Means
from oa_desktop.office.archiving.measuring import Measuring
from tests.fakes.formats import FakeFormats
from tests.fakes.signed_files import FakeSignedFiles
from tests.fakes.world import FakePress, FakeViewer

CAME, OWN = PartRole.CAME, PartRole.ORIGINAL


def damaged(_pdf: bytes) -> bool:
    raise Refused("view.damaged")


@pytest.mark.parametrize(
    ("role", "data", "looks", "told"),
    [
        (CAME, b"%PDF full page", FakePress().has_place, ("来文.pdf",)),
        (CAME, b"%PDF page", FakePress().has_place, ()),
        (OWN, b"%PDF full page", FakePress().has_place, ()),
        (CAME, b"%PDF full page", damaged, ()),
    ],
)
def test_pages_that_came_are_told_where_the_stamp_has_no_place_and_own_ones_are_not_looked_at(role, data, looks, told):
    desk: Any = SimpleNamespace(store=SimpleNamespace(blobs=SimpleNamespace(read=lambda _digest: data)))
    means = Means(formats=FakeFormats(), signed=FakeSignedFiles(), has_place=looks)
    part = Part(role=role, name="来文.pdf", digest=Digest("5" * 64), format="pdf")
    assert Measuring(desk, FakeViewer(), means).of((part,)).unstampable == told


@pytest.mark.parametrize(
    ("role", "told"), [(CAME, ("盖章件.ofd",)), (PartRole.ATTACHMENT, ("盖章件.ofd",)), (OWN, ())], ids=str
)
def test_a_broken_seal_is_told_of_whatever_came_and_not_only_of_what_stands_first(role, told):
    desk: Any = SimpleNamespace(
        store=SimpleNamespace(blobs=SimpleNamespace(read=lambda _digest: b"altered")), organisation=Organisation
    )
    means = Means(formats=FakeFormats(), signed=FakeSignedFiles())
    part = Part(role=role, name="盖章件.ofd", digest=Digest("5" * 64), format="ofd")
    assert Measuring(desk, FakeViewer(), means).of((part,)).unsound == told
