"""Which fonts a page asks for, by the names under which offices have them.

GB/T 9704-2012 5.2.2 and 7 name designs (仿宋, 楷体, 黑体, 小标宋), never files. Every role lists the fonts that carry
the design, as Windows, 银河麒麟, 统信 UOS and WPS install them, best first, and then the free font that stands in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class FontRole(StrEnum):
    """字体: a design that the standard names for some element of the page."""

    FANGSONG = "仿宋"
    KAITI = "楷体"
    HEITI = "黑体"
    SONGTI = "宋体"
    XIAOBIAOSONG = "小标宋"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A font that may fill a role.

    Attributes:
        name: The name that people know it by.
        aliases: Its other family, full and PostScript names, and the stem of its file.
        official: Whether it carries the design that the standard names, and not just a near one.
    """

    name: str
    aliases: tuple[str, ...] = ()
    official: bool = True

    @property
    def keys(self) -> frozenset[str]:
        """Every name in the form in which names are compared."""
        return frozenset(name_key(name) for name in (self.name, *self.aliases))


def name_key(name: str) -> str:
    """Strip a font name of what its spellings differ in: case, spaces, hyphens and low lines."""
    return "".join(character for character in name.casefold() if character not in " -_")


def _cesi(chinese: str, code: str) -> tuple[Candidate, ...]:
    """List the three sizes of a font of 中国电子技术标准化研究院, as domestic systems install them."""
    sets = ("GB18030", "GB13000", "GB2312")
    return tuple(Candidate(name=f"CESI{chinese}-{size}", aliases=(f"CESI_{code}_{size}",)) for size in sets)


CANDIDATES: Mapping[FontRole, tuple[Candidate, ...]] = MappingProxyType(
    {
        FontRole.FANGSONG: (
            Candidate(name="仿宋_GB2312", aliases=("FangSong_GB2312",)),
            Candidate(name="方正仿宋_GBK", aliases=("FZFangSong-Z02", "FZFSK--GBK1-0", "FZFSK", "FZFS-GBK")),
            Candidate(name="方正仿宋简体", aliases=("FZFangSong-Z02S", "FZFSJW--GB1-0", "FZFSJW")),
            Candidate(name="方正公文仿宋", aliases=("方正公文仿宋_GBK",)),
            Candidate(name="仿宋", aliases=("FangSong", "SimFang")),
            *_cesi("仿宋", "FS"),
            Candidate(name="华文仿宋", aliases=("STFangsong", "STFANGSO")),
        ),
        FontRole.KAITI: (
            Candidate(name="楷体_GB2312", aliases=("KaiTi_GB2312",)),
            Candidate(name="方正楷体_GBK", aliases=("FZKai-Z03", "FZKTK--GBK1-0", "FZKTK")),
            Candidate(name="方正楷体简体", aliases=("FZKai-Z03S", "FZKTJW--GB1-0", "FZKTJW")),
            Candidate(name="方正公文楷体", aliases=("方正公文楷体_GBK",)),
            Candidate(name="楷体", aliases=("KaiTi", "SimKai")),
            *_cesi("楷体", "KT"),
            Candidate(name="华文楷体", aliases=("STKaiti",)),
        ),
        FontRole.HEITI: (
            Candidate(name="黑体", aliases=("SimHei",)),
            Candidate(name="方正黑体_GBK", aliases=("FZHei-B01", "FZHTK--GBK1-0", "FZHTK")),
            Candidate(name="方正黑体简体", aliases=("FZHei-B01S", "FZHTJW--GB1-0", "FZHTJW")),
            Candidate(name="方正公文黑体", aliases=("方正公文黑体_GBK",)),
            *_cesi("黑体", "HT"),
            Candidate(name="华文黑体", aliases=("STHeiti", "Heiti SC", "黑体-简"), official=False),
        ),
        FontRole.SONGTI: (
            Candidate(name="宋体", aliases=("SimSun",)),
            Candidate(name="方正书宋_GBK", aliases=("FZShuSong-Z01", "FZSSK--GBK1-0", "FZSSK")),
            Candidate(name="方正书宋简体", aliases=("FZShuSong-Z01S", "FZSSJW--GB1-0", "FZSSJW")),
            Candidate(name="新宋体", aliases=("NSimSun",)),
            *_cesi("宋体", "SS"),
            Candidate(name="华文宋体", aliases=("STSong", "Songti SC", "宋体-简")),
        ),
        FontRole.XIAOBIAOSONG: (
            Candidate(name="方正小标宋简体", aliases=("FZXiaoBiaoSong-B05S", "FZXBSJW--GB1-0", "FZXBSJW")),
            Candidate(name="方正小标宋_GBK", aliases=("FZXiaoBiaoSong-B05", "FZXBSK--GBK1-0", "FZXBSK")),
            Candidate(name="方正公文小标宋", aliases=("方正公文小标宋_GBK", "FZDocXiaoBiaoSong", "FZDXBS--GBK1-0")),
            *_cesi("小标宋", "XBS"),
            Candidate(name="华文中宋", aliases=("STZhongsong", "STZHONGS"), official=False),
        ),
    }
)
"""For each role the fonts to look for, best first."""

STAND_INS: Mapping[FontRole, str] = MappingProxyType(
    {
        FontRole.FANGSONG: "FandolFang-Regular.ttf",
        FontRole.KAITI: "FandolKai-Regular.ttf",
        FontRole.HEITI: "NotoSansSC-Regular.ttf",
        FontRole.SONGTI: "NotoSerifSC-Regular.ttf",
        FontRole.XIAOBIAOSONG: "NotoSerifSC-Bold.ttf",
    }
)
"""The shipped file that fills a role where no installed font does."""

LAST_RESORT = "NotoSerifSC-Regular.ttf"
"""The shipped file at the end of every chain: it holds 〓 and the most characters."""

RARE = "HanaMin-Rare.ttf"
"""The shipped file before it: characters beyond the basic plane that names have and the last resort lacks."""

SHIPPED = frozenset({*STAND_INS.values(), RARE, LAST_RESORT})
"""All shipped files."""

OFFICIAL_NAMES: Mapping[FontRole, str] = MappingProxyType(
    {
        FontRole.FANGSONG: "仿宋_GB2312",
        FontRole.KAITI: "楷体_GB2312",
        FontRole.HEITI: "黑体",
        FontRole.SONGTI: "宋体",
        FontRole.XIAOBIAOSONG: "方正小标宋简体",
    }
)
"""What a DOCX names for each role, whether or not this machine has it: the reader's machine decides."""
