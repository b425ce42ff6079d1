"""The OFD writer (版式文件, GB/T 33190-2016): the pages of ``docs.layout`` in the fixed format of Chinese offices."""

from oa_desktop.docs.ofd.writer import write_ofd

__all__ = ["write_ofd"]
