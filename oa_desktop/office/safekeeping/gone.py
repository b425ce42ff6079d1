"""Who is not to open the store any more once it has another key (更换存储密钥)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from oa_desktop.domain.enrolled_keys import KeyOwner
from oa_desktop.domain.ids import PersonId
from oa_desktop.domain.units.organisation import Organisation

_Key = tuple[PersonId, str]
"""A person and a public key, hexadecimal."""


def gone(organisations: Iterable[Organisation]) -> Set[_Key]:
    """Return whose key is revoked in every unit that knows it, or whose owner has no role left in any.

    A key that waits for a second person is not among them: no unit knows it yet.
    """
    found = [each for organisation in organisations for each in _keys(organisation)]
    return {key for key, _ in found} - {key for key, stays in found if stays}


def _keys(unit: Organisation) -> Iterator[tuple[_Key, bool]]:
    """Give the keys of people, and whether their owners go on by them."""
    for key in unit.keys:
        if key.owner is KeyOwner.PERSON:
            has_role = any(post.roles for post in unit.posts_of(key.person))
            yield (key.person, key.public), has_role and key.revoked is None
