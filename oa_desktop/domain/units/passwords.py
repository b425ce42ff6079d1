"""What a good password (口令) is: long, mixed, not the account's name, and not what everybody tries first."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Mapping
from enum import Enum, auto

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.units.sign_in_rules import SignInRules


class Weakness(Enum):
    """Why a password is not taken; what is wrong first is told first."""

    SHORT = auto()
    """Too few characters."""
    PLAIN = auto()
    """Too few kinds of characters."""
    NAMED = auto()
    """The account's name stands in it."""
    COMMON = auto()
    """It is one of those that are tried first."""


CLASSES: Mapping[str, Callable[[str], bool]] = {
    "小写字母": string.ascii_lowercase.__contains__,
    "大写字母": string.ascii_uppercase.__contains__,
    "数字": string.digits.__contains__,
    "其他符号": lambda character: character not in string.ascii_letters + string.digits,
}
"""The kinds of characters by their Chinese names."""


def lacking_classes(password: str) -> tuple[str, ...]:
    """Return the kinds of characters that a password does not have."""
    return tuple(name for name, belongs in CLASSES.items() if not any(map(belongs, password)))


def weakness(password: str, rules: SignInRules, account: str = "") -> Weakness | None:
    """Return why a password is not taken; None for a good one."""
    if len(password) < rules.length:
        return Weakness.SHORT
    if len(CLASSES) - len(lacking_classes(password)) < rules.classes:
        return Weakness.PLAIN
    if len(account.encode()) >= 3 and account.casefold() in password.casefold():
        return Weakness.NAMED
    return Weakness.COMMON if is_common(password) else None


def refuse_weak(password: str, rules: SignInRules, account: str = "") -> None:
    """Refuse a password that is not good enough.

    Raises:
        Refused: ``password.too-weak`` with the ``length`` and ``classes`` that are asked for, ``password.common``.
    """
    found = weakness(password, rules, account)
    if found is Weakness.COMMON:
        raise Refused("password.common")
    if found is not None:
        raise Refused("password.too-weak", length=rules.length, classes=rules.classes)


# --- what everybody tries first ------------------------------------------------------------------------------------

_SHAPED_LIKE = str.maketrans("@4031!$57", "aaoeiisst")
"""Signs and digits that are written for a letter (P@ssw0rd)."""
_TRIED_FIRST = """
admin administrator root super system manager user guest test demo default temp oracle
password passwd pass pwd word login welcome hello letmein secret iloveyou loveyou master monkey dragon
qwer qwert qwerty qwertyuiop asdf asdfg asdfgh asdfghjkl zxcv zxcvb zxcvbn qaz wsx qazwsx qazwsxedc wsxedc
abc abcd abcde abcdef abcdefg aa aaa aaaa bb qq ww xx xyz zz a q w z
woaini woaiwojia wodemima mima kouling gongwen bangong bangongshi bangongting zhengfu dangwei shiwei xianwei
zhengwu oa gov office china zhongguo beijing shanghai renmin jiguan danwei keshi mishu wenmi wenshu
nihao nimen laoban lingdao shuji xianzhang huawei lenovo inspur kylin uos wps dell windows
january february march april may june july august september october november december spring summer autumn winter
monday tuesday wednesday thursday friday saturday sunday baobao baobei gege jiejie xiaobao
wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo
"""
_WORDS = frozenset(_TRIED_FIRST.split())
"""Words that a password consists of when it is no more than a word with figures around it."""
_RUNS = (
    "0123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn",
    "1q2w3e4r5t6y7u8i",
)
_STRETCH = 4
"""Neighbouring keys in a row that count as one."""


def is_common(password: str) -> bool:
    """Tell whether a password is a common word with figures around it, or little more than rows of keys.

    Letters written with signs (``P@ssw0rd``), figures before and behind (``2024Admin@123``) and rows of keys
    (``1qaz2wsx``) add nothing.
    """
    plain = password.casefold()
    core = plain.strip(string.digits + string.punctuation)
    return any(_is_little(said) for said in (plain, core.translate(_SHAPED_LIKE)))


def _is_little(said: str) -> bool:
    words = re.findall(r"[^\W\d_]+", said)
    if words and all(word in _WORDS for word in words):
        return True
    return len(_without_runs(said)) < _STRETCH


def _without_runs(said: str) -> str:
    """Return what is left of a password when rows of keys and repetitions count as nothing."""
    kept, place = [], 0
    while place < len(said):
        length = max(_run(said[place:]), 1)
        if length < _STRETCH:
            kept.append(said[place])
            length = 1
        place += length
    return re.sub(r"(.)\1+", r"\1", "".join(kept))


def _run(said: str) -> int:
    """Return how many characters at the beginning are one row of keys, forwards or backwards, or one key."""
    rows = (*_RUNS, *(row[::-1] for row in _RUNS), said[:1] * len(said))
    return max(_shared(said, row) for row in rows)


def _shared(said: str, row: str) -> int:
    start = row.find(said[0])
    length = 0
    while start >= 0 and start + length < len(row) and said[length : length + 1] == row[start + length]:
        length += 1
    return length
