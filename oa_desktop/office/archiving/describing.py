"""What is said of an item, its files and its handling (元数据), from the register and the journal alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Final

from oa_desktop.domain.archives.formats import FileFormat
from oa_desktop.domain.archives.items import Carrier, LinkKind
from oa_desktop.domain.archives.metadata import AgentSaid, DeedSaid, FileSaid, Metadata, Said
from oa_desktop.domain.archives.register import ArchivalItem
from oa_desktop.domain.archives.scheme import Scheme
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.ids import Digest
from oa_desktop.office import queries as q
from oa_desktop.office.filing import CAME_FORM, COPY, FORM, JOURNAL, JOURNAL_TEXT, PAGE, PAGE_OFD, SIGNED, as_ofd

_COPIES: Final[Mapping[str, str]] = {PAGE: "正本", PAGE_OFD: "正本", SIGNED: "定稿"}
"""稿本 of the files that have one."""
_PDF = FileFormat(name="PDF", mime="application/pdf")
_OFD = FileFormat(name="OFD", mime="application/ofd")
_TEXT = FileFormat(name="TXT", mime="text/plain")
_JSON = FileFormat(name="JSON", mime="application/json")
_JPEG = FileFormat(name="JPEG", mime="image/jpeg")
_FORMATS: Final[Mapping[str, FileFormat]] = {
    ".pdf": _PDF,
    ".ofd": _OFD,
    ".txt": _TEXT,
    ".json": _JSON,
    ".jsonl": _JSON,
    ".xml": FileFormat(name="XML", mime="application/xml"),
    ".py": _TEXT,
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
    ".png": FileFormat(name="PNG", mime="image/png"),
    ".docx": FileFormat(name="DOCX", mime="application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}
"""格式信息 by the ending of the name."""
_UNKNOWN_FORMAT: Final = FileFormat(name="未识别")
_SHEETS: Final = (CAME_FORM, FORM, JOURNAL, JOURNAL_TEXT, *map(as_ofd, (CAME_FORM, FORM)))
_SYSTEM: Final = "oa_desktop 公文处理系统"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whose item it is: 全宗 and 立档单位."""

    scheme: Scheme
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """A file of an item: its name in packages, its digest and its bytes, and the version that it states.

    Attributes:
        version: Of its format; empty where it states none.
    """

    name: str
    digest: Digest
    size: int
    version: str = ""


def describe(
    item: ArchivalItem,
    holder: Holder,
    dossier: Dossier,
    files: Sequence[FileFacts],
    deeds: Sequence[q.TimelineRow],
) -> Metadata:
    """Return the metadata of an item; only entries that took effect stand in it."""
    effective = [one for one in deeds if one.effective]
    agents = _agents(effective)
    return Metadata(
        id=item.id,
        record=_record(item, holder, dossier, files),
        files=tuple(_files(files)),
        deeds=tuple(_deed(one, agents[_who(one)].id) for one in effective),
        agents=tuple(agents.values()),
        relations=tuple(_relations(item)),
    )


def _record(item: ArchivalItem, holder: Holder, dossier: Dossier, files: Sequence[FileFacts]) -> Said:
    said, act = dossier.particulars, item.act
    division = holder.scheme.division(act.division)
    return {
        "M1": "文件",
        "M5": holder.scheme.fonds_name,
        "M6": holder.unit,
        "M7": item.id,
        "M9": act.fonds,
        "M11": str(act.archival_year),
        "M12": act.retention.value,
        "M13": division.name if division else "",
        "M14": act.category,
        "M17": str(act.number),
        "M22": item.title,
        "M31": act.document_number,
        "M32": item.responsible,
        "M33": item.date.replace("-", ""),
        "M34": said.kind,
        "M35": said.urgency,
        "M36": said.recipients,
        "M38": act.mark or "公开",
        "M41": "组合文件" if len(files) > 1 else "单件",
        "M42": "1",
        "M43": str(item.pages) if item.pages else "",
        "M44": "汉语",
        "M45": "正本",
        "M51": _SYSTEM,
        "M66": item.place,
        "M68": item.box if item.carrier is not Carrier.ELECTRONIC else "",
        "M76": f"档号：{item.code}；载体：{item.carrier}",
    }


def _files(files: Iterable[FileFacts]) -> Iterator[FileSaid]:
    ordered = list(files)
    main = next((one.name for one in ordered if one.name not in _SHEETS), "")
    for one in ordered:
        said = {
            "M45": "副本" if one.name.startswith(COPY) else _COPIES.get(one.name, ""),
            "M47": replace(_format(one), version=one.version).in_words,
            "M48": one.name,
            "M49": str(one.size),
            "M50": _SYSTEM if one.name in (*_COPIES, *_SHEETS) or one.name.startswith(COPY) else "",
        }
        yield FileSaid(name=one.name, digest=one.digest, main=one.name == main, said=said)


def _format(file: FileFacts) -> FileFormat:
    return _FORMATS.get(PurePath(file.name).suffix.lower(), _UNKNOWN_FORMAT)


def _who(deed: q.TimelineRow) -> tuple[str, str]:
    return (deed.person, deed.title)


def _agents(deeds: Iterable[q.TimelineRow]) -> dict[tuple[str, str], AgentSaid]:
    """Return those who acted, each in the post in which they did, in the order of the journal."""
    met = dict.fromkeys(map(_who, deeds))
    return {
        who: AgentSaid(id=f"R{place:03d}", said={"M77": "个人", "M78": who[0], "M80": who[1]})
        for place, who in enumerate(met, start=1)
    }


def _deed(deed: q.TimelineRow, agent: str) -> DeedSaid:
    directed = f"办给：{deed.directed}" if deed.directed else ""
    said = {
        "M81": "历史行为",
        "M82": deed.act,
        "M83": deed.time,
        "M84": deed.step,
        "M85": "；".join(filter(None, (" ".join(deed.words.split()), directed))),
    }
    return DeedSaid(id=deed.entry, agent=agent, said=said)


def _relations(item: ArchivalItem) -> Iterator[Said]:
    for link in item.act.links:
        words = "本件是对它的答复" if link.kind is LinkKind.ANSWERS else "它是对本件的答复"
        yield {"M86": link.kind.value, "M87": link.document, "M88": words}
