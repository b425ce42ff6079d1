"""How people write several names in one line: organs, signers, attachments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from oa_desktop.domain.texts.levels import NOT_A_FIGURE, leading_number, number_value

_ORGAN_ENDS = "政府|中心|公司|集团|大学|中学|小学|[厅局委办室院会部处科站队校所社行组庭署团馆台厂]"
ORGAN = re.compile(rf"\S*(?:{_ORGAN_ENDS})(?:[（(]\S{{1,12}}[）)])?")
"""What looks like the name of an organ by its last character."""

MOST = 98
"""Attachments on one line but one: numbers have two digits."""

_BETWEEN = re.compile(r"[、；;，,\n\t\u3000]\s*|\s{2,}")
_FIRST = re.compile(rf"[1１][.．、]\s*{NOT_A_FIGURE}")
_COUNT = "[0-9０-９一二三四五六七八九十]{1,3}"
ATTACHMENT_LABEL = re.compile(
    rf"附\s*件\s*(?:(?P<first>{_COUNT})(?:\s*[-—－–~～至]\s*(?P<last>{_COUNT}))?)?\s*[：:]\s*"
    r"|附\s*[：:]\s*(?=[^，。]*$)|附\s*件\s+(?=[1１][.．、])"
)
"""What 附件说明 begins with: 附件：, 附件1：, 附：, 附件1-3：, or 附件 before the first number."""
_LABELS = re.compile(r"(?:^|(?<=[\s；;，,。]))附件\s*[0-9０-９]{1,2}\s*[：:]\s*")


def listed_names(text: str) -> tuple[str, ...]:
    """Return the names of a list divided by 、 ， ； or wide blanks; blanks inside one short name do not divide it."""
    parts = tuple(part.strip() for part in _BETWEEN.split(text) if part.strip())
    return parts if all(len(part) > 1 for part in parts) else (text.strip(),)


def organs_on_a_line(text: str) -> tuple[str, ...]:
    """Return the organs that stand side by side on a line, divided by blanks; else the line as one name.

    Blanks between all the characters of a name only widen it, and go.
    """
    parts = tuple(text.split())
    if all(len(part) == 1 for part in parts):
        return ("".join(parts),)
    return parts if len(parts) > 1 and all(map(ORGAN.fullmatch, parts)) else (text,)


def signers_in(text: str) -> tuple[str, ...]:
    """Return the persons that lines of 签发人 name; characters that stand alone are a name that blanks widen."""
    names: list[str] = []
    for part in re.split(r"[\s、]+", text.strip()):
        if len(part) == 1 and names and len(names[-1]) == 1:
            names[-1] += part
        else:
            names.append(part)
    return tuple(names)


def attachment_names(text: str) -> tuple[str, ...]:
    """Return the names of an attachment note (附件说明) typed on one line, without numbers. GB/T 9704-2012 7.3.4.

    ``1.甲 2.乙`` is divided where the next number stands behind a blank or a semicolon, or directly behind a Chinese
    character; ``甲`` is one name. Marks at the ends of names go: the standard has none.
    """
    label = ATTACHMENT_LABEL.match(text.strip())
    if label and label["last"]:
        return _of_range(text.strip()[label.end() :], number_value(label["last"]) - number_value(label["first"]) + 1)
    labelled = [part for part in _LABELS.split(text.strip()) if part.strip()]
    if len(labelled) > 1 and label:
        return tuple(map(_bare, labelled))
    text = text.strip()[label.end() if label else 0 :]
    first = _FIRST.match(text)
    if first is None:
        return (_bare(text),)
    return tuple(_bare(name) for name in _divided(text[first.end() :]))


def marked_names(lines: Iterable[str], names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the names that stand at the end of a line with a mark behind them, as typed and without it."""
    for line in lines:
        bare = _bare(line)
        name = max((name for name in names if name and bare.endswith(name)), key=len, default="")
        if name and bare != line.strip():
            yield name + line.strip()[len(bare) :], name


def _of_range(text: str, count: int) -> tuple[str, ...]:
    """Return the names that 附件1-3： announces; one name when they are not as many."""
    names = listed_names(_bare(text))
    return names if len(names) == count else (_bare(text),)


def _divided(text: str) -> list[str]:
    names: list[str] = []
    while len(names) < MOST and (found := _next_number(text, len(names) + 2)):
        names.append(text[: found.start()])
        text = text[found.end() :]
    return [*names, text]


def _next_number(text: str, count: int) -> re.Match[str] | None:
    digits = "".join(f"[{digit}{chr(ord(digit) - ord('0') + ord('０'))}]" for digit in str(count))
    number = rf"{digits}[.．、]\s*{NOT_A_FIGURE}(?=\S)"
    return re.search(rf"(?<=[\s；;，,。]){number}", text) or re.search(rf"(?<=[\u4e00-\u9fff）》”]){number}", text)


def _bare(name: str) -> str:
    return name.strip().rstrip("；;，,。").rstrip()


def numbers_in_order(lines: list[str]) -> bool:
    """Tell whether lines that begin with a number count from 1 without a gap; one line without number does too."""
    numbers = [leading_number(line) for line in lines]
    if not any(numbers):
        return len(lines) == 1
    expected = range(1, len(lines) + 1)
    return all(number and number_value(number.text) == count for number, count in zip(numbers, expected, strict=True))
