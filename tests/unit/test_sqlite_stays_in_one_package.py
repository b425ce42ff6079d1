"""What only SQLite understands stands in one package: the central service brings another database."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "oa_desktop"
HOME = Path("storage", "sqlite")
OF_SQLITE = re.compile(
    r"\b(?:PRAGMA|VACUUM|WAL|MATCH|GLOB|ATTACH|REINDEX|ANALYZE|AUTOINCREMENT|VIRTUAL TABLE|WITHOUT ROWID|INDEXED BY"
    r"|(?:INSERT|UPDATE) OR \w+|BEGIN (?:IMMEDIATE|EXCLUSIVE|DEFERRED)|exec_driver_sql|(?i:fts[345]\w*|_?rowid_?)"
    r"|sqlite_(?:master|schema|sequence)|import sqlcipher3)\b|-(?:wal|shm)\b"
)
"""Words of its dialect, its files beside the database, and the way past the toolkit; its options in SQLAlchemy, which
another database passes over (``sqlite_where``), are no SQL."""


def said(package: Path) -> Iterator[str]:
    for path in sorted(package.rglob("*.py")):
        if HOME not in path.relative_to(package).parents:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                yield from (f"{path.relative_to(package)}:{number} {hit[0]}" for hit in OF_SQLITE.finditer(line))


def test_nothing_that_only_sqlite_understands_stands_outside_its_package() -> None:
    assert list(said(PACKAGE)) == []


def test_its_package_is_what_it_is_taken_for() -> None:
    words = {
        hit[0]
        for hit in OF_SQLITE.finditer(
            "\n".join(path.read_text(encoding="utf-8") for path in (PACKAGE / HOME).glob("*.py"))
        )
    }
    assert {"PRAGMA", "MATCH", "rowid", "fts5", "BEGIN IMMEDIATE", "WAL", "VIRTUAL TABLE"} <= words


@pytest.mark.parametrize(
    "planted",
    [
        'connection.exec_driver_sql("DELETE FROM texts")',
        'text("PRAGMA user_version")',
        'text("SELECT row FROM words WHERE words MATCH :words")',
        'text("INSERT OR REPLACE INTO drafts VALUES (1)")',
        'text("SELECT name FROM sqlite_master")',
        'column("rowid")',
        'text("VACUUM")',
        'path.with_name(path.name + "-wal")',
        "import sqlcipher3",
    ],
)
def test_a_line_of_it_elsewhere_would_be_found(tmp_path: Path, planted: str) -> None:
    (tmp_path / "storage").mkdir()
    (tmp_path / "storage" / "lists.py").write_text(f'"""Lists."""\n\n{planted}\n', encoding="utf-8")
    assert [line.split()[0] for line in said(tmp_path)] == ["storage/lists.py:3"]


def test_the_options_of_another_dialect_are_no_violation(tmp_path: Path) -> None:
    (tmp_path / "tables.py").write_text("Index(None, a, sqlite_where=b, postgresql_where=b, sqlite_with_rowid=False)\n")
    assert list(said(tmp_path)) == []
