"""The columns (栏) of a list of documents, and the marks (标记) that say with an icon and a word how one stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from oa_desktop.domain.flows.deadlines import Timeliness
from oa_desktop.i18n import _
from oa_desktop.office.lists import columns as office_columns
from oa_desktop.office.lists.outlines import Sorting
from oa_desktop.office.queries import DossierRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How something is marked: never by its colour alone.

    Attributes:
        icon: Name of the icon.
        tone: Which of the colours: a field of :class:`~oa_desktop.ui.look.colours.Colours`.
    """

    icon: str
    tone: str


_URGENCIES: Mapping[str, Mark] = {
    "特提": Mark(icon="flame", tone="danger"),
    "特急": Mark(icon="flame", tone="danger"),
    "加急": Mark(icon="urgent", tone="warning"),
    "平急": Mark(icon="urgent", tone="warning"),
}
_PHASES: Mapping[str, Mark] = {
    "在办": Mark(icon="hourglass", tone="faint"),
    "办结": Mark(icon="check", tone="good"),
    "冲突": Mark(icon="conflict", tone="danger"),
    "待升级": Mark(icon="conflict", tone="warning"),
}
_TIMES: Mapping[Timeliness, Mark] = {
    Timeliness.EARLY: Mark(icon="clock", tone="faint"),
    Timeliness.HALF: Mark(icon="clock-half", tone="text"),
    Timeliness.SOON: Mark(icon="clock-soon", tone="warning"),
    Timeliness.LATE: Mark(icon="clock-late", tone="danger"),
}
_OTHER = Mark(icon="document", tone="faint")
OPEN = "在办"


def state_word(row: DossierRow) -> str:
    """Return the word for how a document stands: how urgent it is while it is in hand, else its phase."""
    return row.urgency if row.phase == OPEN and row.urgency else row.phase


def state_mark(row: DossierRow) -> Mark:
    """Return the mark that goes with the word."""
    word = state_word(row)
    return _URGENCIES.get(word) or _PHASES.get(word) or _OTHER


def time_left(row: DossierRow) -> str:
    """Return in a few words how a document stands to its time limit."""
    return row.timing.short if row.timing else ""


def time_mark(row: DossierRow) -> Mark | None:
    """Return the mark that goes with the words."""
    return _TIMES[row.timing.state] if row.timing else None


def time_in_full(row: DossierRow) -> str:
    """Return everything that is to be said of a document's time limit."""
    return f"{row.timing.words}；{row.timing.until} 到期" if row.timing else ""


def subject(row: DossierRow) -> str:
    """Return a title without the organs that issue it, where it begins with them: the lines of a unit differ behind.

    Before it stands for whom the person would handle the document (代).
    """
    return reminded(row) + in_whose_name(row) + without_organs(row.title, row.organ)


def reminded(row: DossierRow) -> str:
    """Return how often the person was urged to handle a document (催办), to stand before its title; empty for never."""
    return _("〔催办{count}次〕").format(count=row.urged) if row.urged else ""


def reminder_mark(row: DossierRow) -> Mark | None:
    """Return the mark of a document that the person was urged to handle: blue, then orange, then red, as slips are."""
    if not row.urged:
        return None
    return Mark(icon="bell", tone=_ESCALATING[min(row.urged, len(_ESCALATING)) - 1])


_ESCALATING = ("accent", "warning", "danger")
"""蓝、橙、红: a habit of offices with their slips, in no standard."""


def in_whose_name(row: DossierRow) -> str:
    """Return for whom the person would handle a document (代), to stand before its title; empty for their own."""
    return _("〔代{name}办〕").format(name=row.on_behalf_of) if row.on_behalf_of else ""


def without_organs(title: str, organs: str) -> str:
    """Return a title without some organs, where it begins with them."""
    bare = title
    for organ in organs.split("、"):
        bare = bare.removeprefix(organ).lstrip("、 ")
    return bare if bare.startswith(_BEGINNINGS) else title


_BEGINNINGS = ("关于", "转发", "印发", "批转")
"""What a title goes on with behind the issuing organ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column.

    Attributes:
        label: What stands above it.
        text: What stands in it.
        characters: Its usual width in Chinese characters; 0 for the one that takes what is left.
        sorting: What a click on its head sorts by.
        mark: The icon and the colour of its text, where it has them.
        full: What it says in full, where somebody points at it or listens.
        rank: The lowest is the last to go where there is little room.
        leaves: Characters of the title that it leaves room for, or goes.
        usual: Whether it is there where nobody has chosen the columns.
    """

    label: str
    text: Callable[[DossierRow], str]
    characters: int
    rank: int
    leaves: int = 16
    sorting: Sorting | None = None
    mark: Callable[[DossierRow], Mark | None] = lambda _row: None
    full: Callable[[DossierRow], str] | None = None
    usual: bool = True

    def spoken(self, row: DossierRow) -> str:
        """Return what it says in full."""
        return (self.full or self.text)(row)


def _further(label: str, sorting: Sorting | None = None) -> Column:
    """Return a column that is there when somebody chooses it."""
    said = office_columns.COLUMNS[label]
    return Column(
        label=label, text=said.text, characters=said.characters, rank=8, leaves=10, sorting=sorting, usual=False
    )


COLUMNS = (
    Column(label="状态", text=state_word, characters=5, rank=1, leaves=8, sorting=Sorting.URGENCY, mark=state_mark),
    Column(label="标题", text=subject, characters=0, rank=0, sorting=Sorting.TITLE, mark=reminder_mark),
    Column(label="文号", text=lambda row: row.number, characters=12, rank=5, sorting=Sorting.NUMBER),
    Column(
        label="环节", text=office_columns.COLUMNS["环节"].text, characters=6, rank=2, leaves=12, sorting=Sorting.STEP
    ),
    Column(label="时限", text=time_left, characters=8, rank=3, sorting=Sorting.DUE, mark=time_mark, full=time_in_full),
    Column(label="办理", text=lambda row: row.holder, characters=6, rank=7),
    Column(label="拟稿人", text=lambda row: row.drafter, characters=5, rank=6),
    Column(label="时间", text=lambda row: row.updated[:10], characters=7, rank=4, sorting=Sorting.NEWEST),
    _further("来文机关"),
    _further("来文字号"),
    _further("签收日期"),
    _further("封套号"),
    _further("效力"),
    _further("文种", Sorting.KIND),
    _further("密级", Sorting.SECRECY),
    _further("主送"),
    _further("拟稿部门"),
    _further("拟稿日期", Sorting.DRAFTED),
    _further("签发人"),
    _further("签发日期", Sorting.ISSUED),
    _further("登记日期", Sorting.NUMBERED),
    _further("印数"),
    _further("核发日期"),
    _further("归档日期"),
    _further("保管期限"),
)
USUAL = tuple(column.label for column in COLUMNS if column.usual)
"""What a list has where nobody has chosen its columns."""
CAME = ("标题", "来文机关", "状态", "环节", "签收日期", "来文字号", "时限", "文号")
"""What a list of incoming documents (收文) has where nobody has chosen its columns, the last to go first."""
INTERNAL = ("标题", "文种", "状态", "环节", "效力", "时限", "拟稿人", "时间")
"""What a list of internal matters (内部事项) has where nobody has chosen its columns, the last to go first."""
STATE, TITLE = 0, 1


def line_in_words(row: DossierRow) -> str:
    """Return a document's line as it is read aloud."""
    return "，".join(
        [reminded(row) + in_whose_name(row) + row.title, *(text for column in _ALOUD if (text := column.spoken(row)))]
    )


_ALOUD = tuple(sorted((one for one in COLUMNS if one.usual), key=lambda column: column.rank))[1:]
"""What is said behind the title."""
