"""The kinds of packages in which items leave the archive (归档信息包)."""

from enum import StrEnum


class PackageKind(StrEnum):
    """How items are packed."""

    EEP = "eep"
    """电子文件封装包: one XML each."""
    TRANSFER = "transfer"
    """移交信息包: a folder."""
    BAG = "bag"
    """The same folder in a bag (BagIt)."""
