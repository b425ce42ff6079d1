"""Searching the archive (档案检索): newest first and ranked, for words of every rarity, beside tantivy where it is.

The rows of one document that was really filed are written over and over, each with words of its own; tables, index and
encryption are the product's. Its journals are not there, so nothing but searches may be asked of this store.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from sqlalchemy import Table, select

from benchmarks import bulk
from benchmarks.big_store import DOCUMENTS, FOLDER, tables_digest
from benchmarks.figures import COUNT, MEGABYTES, MILLISECONDS, OWN, RATIO, SECONDS, Line, percentile
from benchmarks.unit import Unit, open_unit
from benchmarks.words import Words, vocabulary
from oa_desktop.domain.units.roles import Role
from oa_desktop.office import queries as q
from oa_desktop.office.session import Session
from oa_desktop.storage import sqlite
from oa_desktop.storage.header import SCHEMA
from oa_desktop.storage.tables import archive_items, dossiers, parties, texts
from oa_desktop.storage.words import heads, holds, normal, pairs, question, tokens

CHARACTERS = 500
_MAKING = 3
"""Raised whenever what this module or the index writes changes."""
_AT_ONCE = 2_000
_ROWS = 50
_COMMON = 50
_BANDS: Mapping[tuple[int, int], int] = {(50, 500): 300, (500, 2_000): 500, (2_000, 8_000): 600, (8_000, 20_000): 600}
"""Places in the vocabulary, the commonest first, and how many words are drawn between them."""
_COMPARED = 40
_SCANNED = 100_000
"""Documents whose whole text is scanned; of more, so many are picked at even distances."""
_GOALS = {q.FoundOrder.NEWEST: (5, 20), q.FoundOrder.BEST: (20, 150)}
"""Milliseconds at 100,000 and at 1,000,000 documents."""
_MANY = 1_000_000
_TABLES = (dossiers, texts, archive_items, parties)
_ADD = "INSERT INTO words (rowid, pairs, singles, heads) VALUES (?, ?, ?, ?)"
_WRITTEN = (
    "SELECT t.dossier, i.title, i.document_number, i.code, t.body FROM texts t "
    "JOIN dossiers d ON d.row = t.dossier JOIN archive_items i ON i.document = d.id ORDER BY t.dossier"
)
_PORTION = "INSERT INTO words (words, rank) VALUES ('hashsize', ?)"
_PORTION_BYTES, _USUAL_BYTES = 1 << 26, 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Built:
    """What building came to.

    Attributes:
        seconds: All of it.
        indexing: Seconds of this process for making the tokens and putting them in.
        before: Bytes of the database without the index.
        after: With it.
    """

    seconds: float
    indexing: float
    before: int
    after: int


class _Paper(NamedTuple):
    """What a document of this store says."""

    title: str
    number: str
    code: str
    body: str

    @property
    def text(self) -> str:
        """What is indexed of it."""
        return "\n".join((self.title, self.number, self.body, self.heads))

    @property
    def heads(self) -> str:
        """What the catalogue says of it."""
        return "\n".join((self.code, self.title, self.number, "清源县人民政府办公室"))


def measure(documents: int = DOCUMENTS) -> Iterator[Line]:
    """Give the lines about searching so many documents."""
    home = FOLDER / f"{documents}-items-of-schema-{SCHEMA}-{tables_digest()}-making-{_MAKING}"
    built = _kept(home, documents)
    yield Line(name=f"items of the archive, {CHARACTERS} characters each", figure=documents, unit=COUNT)
    yield Line(name="  building them once", figure=built.seconds, unit=SECONDS)
    yield Line(name="  index: cost of an item", figure=built.indexing / documents * 1000, unit=MILLISECONDS)
    yield Line(name="  index: growth", figure=(built.after - built.before) / 1e6, unit=MEGABYTES)
    yield Line(name="  index / database without it", figure=(built.after - built.before) / built.before, unit=RATIO)
    with closing(open_unit(home)) as unit:
        session = unit.session(Role.ARCHIVIST)
        begin = OWN()
        unit.store.tidy()
        yield Line(name="  index: joining its parts, as a backup does", figure=OWN() - begin, unit=SECONDS)
        drawn, common, single = _drawn(), _two_or_four()[:_COMMON], _singles()
        both = [f"{one} {other}" for one, other in zip(drawn[::2], reversed(drawn[1::2]), strict=True)]
        for order, goals in _GOALS.items():
            goal = goals[documents >= _MANY]
            yield _line(session, f"{len(drawn):,} words", drawn, order, goal)
            yield _line(session, f"{len(both):,} pairs of words", both, order, goal)
        yield _line(session, f"the {_COMMON} commonest", common, q.FoundOrder.NEWEST)
        yield _line(session, f"{len(single)} single characters", single, q.FoundOrder.NEWEST)
        yield from _missed(session, documents, random.Random(7).sample([*drawn, *both], _COMPARED))
    yield from _beside_tantivy(documents, drawn, both)


# --- building ------------------------------------------------------------------------------------------------------


def _kept(home: Path, documents: int) -> _Built:
    finished = home / "finished"
    if not finished.exists():
        shutil.rmtree(home, ignore_errors=True)
        built = _build(home, documents)
        finished.write_text(f"{built.seconds} {built.indexing} {built.before} {built.after}")
    seconds, indexing, before, after = finished.read_text().split()
    return _Built(seconds=float(seconds), indexing=float(indexing), before=int(before), after=int(after))


def _build(home: Path, documents: int) -> _Built:
    begin = perf_counter()
    with closing(open_unit(home)) as unit:
        rows = _rows_of_one(unit)
        path, key, realm = unit.stores.database, unit.stores.database_key, unit.store.realm
    with closing(sqlite.connect(path, key, realm, True)) as driver:
        for pragma in bulk.FAST:
            driver.execute(f"PRAGMA {pragma}")
        _write(driver, rows, documents)
        before, began = path.stat().st_size, OWN()
        _index(driver)
        indexing, after = OWN() - began, path.stat().st_size
        driver.execute("PRAGMA journal_mode = WAL")
    return _Built(seconds=perf_counter() - begin, indexing=indexing, before=before, after=after)


def _rows_of_one(unit: Unit) -> Mapping[str, Mapping[str, Any]]:
    """Return the rows of a document that is filed, by table; those of its item are made up here."""
    document = unit.draft()
    for role, action in unit.course(document):
        unit.perform(role, action)
    with unit.store.reading() as connection:
        row = connection.execute(select(dossiers).where(dossiers.c.id == document)).one()._mapping
        party = connection.execute(select(parties).where(parties.c.dossier == row["row"])).first()
    blank: dict[str, Any] = {one.name: 0 if "INT" in str(one.type) else "" for one in archive_items.columns}
    item = {**blank, "unit": row["unit"], "fonds": "Z109", "state": "已整理", "retention": "10年", "contested": 0}
    assert party is not None
    return {"dossiers": dict(row), "parties": dict(party._mapping), "archive_items": item}


def paper(place: int) -> _Paper:
    """Return what a document says, by its place."""
    words = Words(seed=place)
    return _Paper(
        title=f"关于{words.text(12).strip('。')}的通知",
        number=f"清政办发〔{2016 + place // 10_000}〕{place % 10_000 + 1}号",
        code=f"Z109-WS·{2016 + place // 10_000}-D10-BGS-{place % 10_000 + 1:04}",
        body=words.text(CHARACTERS),
    )


_FIRST = 1_000
"""The row of the first copy."""


def _write(driver: Any, rows: Mapping[str, Mapping[str, Any]], documents: int) -> None:
    driver.execute("BEGIN")
    for table in (archive_items, texts):
        driver.execute(f"DELETE FROM {table.name}")
    for places in _portions(documents):
        papers = [(place, paper(place)) for place in places]
        for table in _TABLES:
            driver.executemany(bulk.insert_into(table), [_row(table, rows, *one) for one in papers])
    driver.execute("COMMIT")


def _row(table: Table, rows: Mapping[str, Mapping[str, Any]], place: int, said: _Paper) -> tuple[Any, ...]:
    row, document = _FIRST + place, f"{place:032x}"
    own: Mapping[str, Mapping[str, Any]] = {
        "dossiers": {"row": row, "position": row, "id": document, "title": said.title, "number": said.number},
        "texts": {"dossier": row, "body": said.body},
        "parties": {"dossier": row, "position": row},
        "archive_items": {
            "item": document,
            "document": document,
            "code": said.code,
            "title": said.title,
            "year": 2016 + place // 10_000,
            "number": place % 10_000 + 1,
            "document_number": said.number,
            "ordinal": place,
            "responsible": "清源县人民政府办公室",
            "date": "2026-04-16",
        },
    }
    values = {**rows.get(table.name, {}), **own[table.name]}
    return tuple(values[one.name] for one in table.columns)


def _index(driver: Any) -> None:
    """Put the words in, as large portions: the index comes to as many parts as that of an office, but not by steps."""
    driver.execute(_PORTION, (_PORTION_BYTES,))
    driver.execute("BEGIN")
    driver.executemany(_ADD, (_tokens(row, _Paper(*said)) for row, *said in driver.cursor().execute(_WRITTEN)))
    driver.execute("COMMIT")
    driver.execute(_PORTION, (_USUAL_BYTES,))


def _tokens(row: int, said: _Paper) -> tuple[int, str, str, str]:
    return row, *tokens(normal(said.text)), heads(normal(said.heads))


def _portions(documents: int) -> Iterator[range]:
    return (range(first, min(first + _AT_ONCE, documents)) for first in range(0, documents, _AT_ONCE))


# --- asking --------------------------------------------------------------------------------------------------------


def _two_or_four() -> list[str]:
    return [one for one in vocabulary() if len(one) in (2, 4)]


def _drawn() -> list[str]:
    """Return 2,000 words, so many of each band."""
    chance, words = random.Random(2026), vocabulary()
    fitting = {band: [one for one in words[slice(*band)] if len(one) in (2, 4)] for band in _BANDS}
    return [one for band, most in _BANDS.items() for one in chance.sample(fitting[band], most)]


def _singles() -> list[str]:
    return list(dict.fromkeys("".join(_two_or_four()[:_COMMON])))[:_COMMON]


def _line(session: Session, name: str, asked: Sequence[str], order: q.FoundOrder, goal: float | None = None) -> Line:
    """Return the p95 of this process's own time."""
    for one in asked[:3]:
        session.ask(q.ArchiveSearch(text=one, order=order, limit=_ROWS))
    own, found = [], []
    for one in asked:
        begin = OWN()
        found.append(len(session.ask(q.ArchiveSearch(text=one, order=order, limit=_ROWS))))
        own.append((OWN() - begin) * 1000)
    median, most = percentile(own, 0.5), max(own)
    how = "newest first" if order is q.FoundOrder.NEWEST else "ranked"
    said = f"p50 {median:.1f}, most {most:.1f}; {sum(map(bool, found)):,} found something"
    return Line(name=f"p95 of {name}, {how}", figure=percentile(own, 0.95), unit=MILLISECONDS, goal=goal, note=said)


def _missed(session: Session, documents: int, asked: Sequence[str]) -> Iterator[Line]:
    """Give how many documents a scan of the texts finds and the search does not, or the other way round."""
    places = range(0, documents, max(1, documents // _SCANNED))
    read = {one: question(one) for one in asked}
    scanned: dict[str, set[str]] = {one: set() for one in asked}
    looked_at = set[str]()
    for said in map(paper, places):
        looked_at.add(said.code)
        text = normal(said.text)
        for one, words in read.items():
            if holds(text, words):
                scanned[one].add(said.code)
    differing = sum(len(scanned[one] ^ (_codes(session, one, documents) & looked_at)) for one in asked)
    of = f"{sum(map(len, scanned.values())):,} hits in {len(places):,} documents"
    yield Line(name=f"missed against a scan, {len(asked)} questions", figure=differing, unit=COUNT, goal=0, note=of)


def _codes(session: Session, asked: str, documents: int) -> set[str]:
    return {one.item.code for one in session.ask(q.ArchiveSearch(text=asked, limit=documents))}


# --- beside another ------------------------------------------------------------------------------------------------


def _beside_tantivy(documents: int, drawn: Sequence[str], both: Sequence[str]) -> Iterator[Line]:
    """Give what a search engine needs for the same tokens, ranked and knowing of no rights; nothing where it is not."""
    try:
        tantivy: Any = import_module("tantivy")
    except ImportError:
        return
    with tempfile.TemporaryDirectory(prefix="oa-bench-tantivy-") as folder:
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("pairs", tokenizer_name="whitespace", index_option="position")
        index = tantivy.Index(schema.build(), path=folder)
        begin = perf_counter()
        _fill(tantivy, index.writer(heap_size=200_000_000, num_threads=1), documents)
        seconds = perf_counter() - begin
        index.reload()
        searcher = index.searcher()
        size = sum(one.stat().st_size for one in Path(folder).rglob("*") if one.is_file())
        yield Line(name="tantivy: cost of an item", figure=seconds / documents * 1000, unit=MILLISECONDS)
        yield Line(name="tantivy: its index", figure=size / 1e6, unit=MEGABYTES)
        for name, asked in ((f"{len(drawn):,} words", drawn), (f"{len(both):,} pairs of words", both)):
            times = list(_asked_of(searcher, index, asked))
            yield Line(name=f"tantivy: p95 of {name}, ranked", figure=percentile(times, 0.95), unit=MILLISECONDS)


def _fill(tantivy: Any, writer: Any, documents: int) -> None:
    for place in range(documents):
        writer.add_document(tantivy.Document(pairs=_tokens(place, paper(place))[1]))
    writer.commit()
    writer.wait_merging_threads()


def _asked_of(searcher: Any, index: Any, asked: Iterable[str]) -> Iterator[float]:
    for one in islice(asked, 500):
        phrases = " AND ".join(f'"{pairs(word)}"' for word in question(one))
        begin = OWN()
        searcher.search(index.parse_query(phrases, ["pairs"]), _ROWS)
        yield (OWN() - begin) * 1000
