"""说明文件.TXT of a package: whose it is, how much is in it, and what could not be put into it, with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from oa_desktop.domain.archives.specimen import Totals
from oa_desktop.i18n.problems import say
from oa_desktop.office.archiving.fixed_copies import Unturned
from oa_desktop.office.archiving.packing import Package, PackedItem

EXPLANATION: Final = "说明文件.TXT"
_ITEMS, _SIZE = "档案数量", "数据量"
_COUNTED: Final = re.compile(rf"{_ITEMS}[：:] *(\d{{1,12}}) *件")
_MEASURED: Final = re.compile(rf"{_SIZE}[：:] *(\d{{1,18}}) *字节")
_COPIES: Final = "由本程序转换，文字按原来的位置重新排出，供阅读；没有印章和签名，凭证是同一件里的原文件"


@dataclass(slots=True)
class Telling:
    """What is remembered of items while they are written.

    Attributes:
        lacking: A line for every copy that could not be made, behind the 档号.
    """

    lacking: list[str] = field(default_factory=list)

    def of(self, items: Iterable[PackedItem]) -> Iterator[PackedItem]:
        """Yield items as they come, and remember what they lack."""
        for packed in items:
            self.lacking += [f"{packed.code} {_said(one)}" for one in packed.unturned]
            yield packed

    def explanation(self, package: Package, size: int, verifier: str) -> bytes:
        """Return the explanation: lines of a name and what is said, in UTF-8.

        Args:
            package: Of what.
            size: Bytes of its items.
            verifier: Where the verifier lies in it.
        """
        said = (*_about(package, size, verifier), *(("没有转成的版式副本", line) for line in self.lacking))
        return "".join(f"{name}：{words}\r\n" for name, words in said).encode()


def _said(one: Unturned) -> str:
    words = say(one.code, one.params)
    return f"{one.name}没有{one.form.upper()}：{words.why or words.what}"


def _about(package: Package, size: int, verifier: str) -> Iterator[tuple[str, str]]:
    lines = package.lines
    yield "移交单位", package.unit
    yield "内容描述", f"{package.scheme.fonds_name}（{package.scheme.fonds}）{package.year}年度归档文件，按件整理"
    yield "起止档号", f"{lines[0].code}至{lines[-1].code}"
    yield _ITEMS, f"{len(lines)}件"
    yield _SIZE, f"{size}字节"
    yield "软硬件环境", "PDF、OFD 用通行的阅读软件打开，XML、TXT 为 UTF-8 文字；不需要专用系统"
    yield "制作单位", package.unit
    yield "制作时间", package.time
    yield "版式副本", _COPIES
    yield "核验方法", f"装有 Python 3.11 以上的机器上运行 python {verifier} 本文件夹；摘要用 SM3"


def read_totals(explanation: str) -> Totals | None:
    """Return how many items and bytes an explanation says there are, None where it does not say both."""
    items, size = _COUNTED.search(explanation), _MEASURED.search(explanation)
    return Totals(items=int(items[1]), size=int(size[1])) if items and size else None
