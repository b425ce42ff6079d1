"""Workbooks (.xlsx): lists that people keep in WPS 表格 or Excel, written here and read in a confined process."""

from oa_desktop.docs.workbook.workbooks import Workbooks

__all__ = ["Workbooks"]
