"""Names of organs as the rules compare them: lists of them, and whether two mean the same organ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

_BETWEEN = re.compile(r"[、，,；;\s]+")
_PARTY = "中共"
_LEVELS = "省市县区旗镇乡"
_REGIONAL = re.compile("[省市县区镇乡](?=.{2})")
_BY_OFFICE = re.compile("(?:文件|令|公告|会议纪要|纪要)$")


def organs_in(text: str) -> tuple[str, ...]:
    """Return the organs that a list such as 县委办公室，县人大办公室。 names."""
    return tuple(name for name in _BETWEEN.split(text.strip().rstrip("。.：:")) if name)


def bare(name: str) -> str:
    """Return the name of an organ without blanks, and without what only its mark (发文机关标志) has."""
    return _BY_OFFICE.sub("", re.sub(r"\s", "", name))


def are_one(first: str, second: str) -> bool:
    """Tell whether two names may mean one organ: the shorter abbreviates the longer and ends like it."""
    short, long = sorted((bare(first), bare(second)), key=len)
    same_end = bool(short) and short[-1] == long[-1] and _level(short) in ("", _level(long))
    return same_end and _is_within(short.removeprefix(_PARTY), long)


def is_same_but_for_region(first: str, second: str) -> bool:
    """Tell whether two names are one, but for a region before it: 县财政局 and 清源县财政局."""
    short, long = sorted((bare(first), bare(second)), key=len)
    return short == long or short in _endings(long)


def meant(name: str, known: tuple[str, ...]) -> str | None:
    """Return which of some names a name means, be it with more or less of its region before it; however many."""
    exact, endings = _by_name(known), _by_ending(known)
    found = exact.get(bare(name)) or endings.get(bare(name))
    return found or next((exact[ending] for ending in _endings(bare(name)) if ending in exact), None)


@lru_cache(maxsize=4)
def _by_name(known: tuple[str, ...]) -> Mapping[str, str]:
    return {bare(one): one for one in known}


@lru_cache(maxsize=4)
def _by_ending(known: tuple[str, ...]) -> Mapping[str, str]:
    return {ending: one for one in known for ending in _endings(bare(one))}


def _endings(name: str) -> Iterator[str]:
    """Yield what is left of a name without its first regions, or without the first part of one; of a group nothing."""
    if "各" not in name:
        yield from (name[found.start() :] for found in _REGIONAL.finditer(name, 1))


def _level(name: str) -> str:
    """Return the last character that tells the level of the region: 镇 for 清源县柳河镇人民政府."""
    return next((char for char in reversed(name) if char in _LEVELS), "")


def _is_within(short: str, long: str) -> bool:
    """Tell whether the characters of one name stand in another in their order."""
    rest = iter(long)
    return all(char in rest for char in short)
