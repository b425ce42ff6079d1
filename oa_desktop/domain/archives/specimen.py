"""送检件: what the checks of the four properties look at, whether it stands in a register or lies in a folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from oa_desktop.domain.archives.formats import FileFormat
from oa_desktop.domain.archives.items import Part

FIELDS = ("档号", "题名", "责任者", "文号", "日期", "年度", "保管期限", "机构或问题", "密级", "页数", "载体")
"""What the catalogue says of an item, by name."""
NO_MARK = "公开"
"""What stands where a document has no 密级."""
REQUIRED = ("档号", "题名", "日期", "年度", "保管期限", "密级")
"""What may not be empty: what every archive asks for (secondary source)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentFile:
    """A file that is there.

    Attributes:
        sound: Whether its bytes are those of its digest.
        format: What it is; None where nobody looked.
    """

    name: str
    size: int
    sound: bool = True
    format: FileFormat | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How many items and bytes there are."""

    items: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What is known of a package that an item lies in.

    Attributes:
        strange: Files that have no place in it, such as links, and lists that cannot be read.
        unlisted: Files that nobody lists.
        undescribed: What is wrong with the description: lines that say nothing.
        description: What describes it, by name.
        counted: How much is there; ``told`` is what its description says, None where it says nothing.
    """

    strange: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()
    undescribed: tuple[str, ...] = ()
    description: Mapping[str, str] = field(default_factory=dict)
    counted: Totals | None = None
    told: Totals | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What a program against viruses said.

    Attributes:
        program: Its name and the day of its signatures.
        infected: Names of files.
    """

    program: str
    infected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """送检件: an item as it is here.

    Attributes:
        fields: What the catalogue says, by name of the field; a field that is not there is missing.
        today: The day of the test, ISO.
        parts: 组成, as the catalogue lists them.
        files: What is there of them, by name; a part that is not among them is missing.
        broken: What of digests, signatures and seals does not hold, by name.
        undecided: What of them could not be decided here.
        proofs: How many of them were looked at; 0 where there are none.
        code_fits: Whether the 档号 is written by the rule of the unit; None where the rule is not here.
        twins: Items with the same code, number and date, or title, by their codes; None where nobody looked.
        vacant: Numbers of its class that are not given; None where the register is not here.
        steps: How many entries the record of its handling has.
        gaps: What is missing of that record.
        unreadable: What of the metadata cannot be read.
        accessible: Whether the lists find it; None where it stands in none.
        listed: What the form of the hand-over says; None where there is none. ``counted`` is what is there.
        registered: How many items its register has, and bytes in the parts of this one; None where no register lies
            beside it. ``kept`` is what is there of them.
        package: None where it stands in the register.
        scan: None where nobody scanned it.
    """

    fields: Mapping[str, str]
    today: str
    parts: tuple[Part, ...] = ()
    files: Mapping[str, PresentFile] = field(default_factory=dict)
    broken: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    proofs: int = 0
    code_fits: bool | None = None
    twins: tuple[str, ...] | None = None
    vacant: tuple[int, ...] | None = None
    steps: int = 0
    gaps: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    accessible: bool | None = None
    listed: Totals | None = None
    counted: Totals | None = None
    registered: Totals | None = None
    kept: Totals | None = None
    package: Package | None = None
    scan: Scan | None = None

    @property
    def electronic(self) -> tuple[Part, ...]:
        """The parts that have a file of their own."""
        return tuple(one for one in self.parts if one.digest)

    def said(self, name: str) -> str:
        """Return what a field says, nothing where it is not there."""
        return self.fields.get(name, "").strip()
