"""Packages of the archive that are bombs: XML that unfolds, nests or lies, and files that want to lie elsewhere."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from tests.rigs.bombs import Bomb, attributes, deep, entity, laughs, quadratic


def item(name: str, coded: str = "eA==") -> bytes:
    """An EEP of one file."""
    file = f"<文档><题名>{name}</题名><文档数据><编码><编码数据>{coded}</编码数据></编码></文档数据></文档>"
    return f"<电子文件封装包><文件实体><文件数据>{file}</文件数据></文件实体></电子文件封装包>".encode()


def many(count: int) -> bytes:
    """An EEP of many files of nothing."""
    files = "".join(f"<文档><题名>{one}</题名><编码数据></编码数据></文档>" for one in range(count))
    return f"<包><文件实体><文件数据>{files}</文件数据></文件实体></包>".encode()


BOMBS: Mapping[str, Bomb] = {
    "a billion laughs": lambda: laughs(10, 10).encode(),
    "quadratic": lambda: quadratic().encode(),
    "a file from outside": lambda: entity("file:///etc/passwd").encode(),
    "thirty thousand levels": lambda: deep(30_000).encode(),
    "fifty thousand attributes": lambda: attributes(50_000).encode(),
    "a name that leads out": lambda: item("../../家/正本.pdf"),
    "a name from the root": lambda: item("/etc/正本.pdf"),
    "a name of a drive": lambda: item("C:\\正本.pdf"),
    "a name of nothing": lambda: item("\0"),
    "a name of a million signs": lambda: item("长" * 1_000_000),
    "a file of eight megabytes": lambda: item("正本.pdf", base64.b64encode(bytes(8_000_000)).decode()),
    "no Base64": lambda: item("正本.pdf", "公文" * 1000),
    "twenty thousand files": lambda: many(20_000),
    "cut in the middle": lambda: item("正本.pdf")[:120],
    "another encoding": lambda: item("正本.pdf").decode().encode("utf-16"),
    "nothing": lambda: b"",
}
