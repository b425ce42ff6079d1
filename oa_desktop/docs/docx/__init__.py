"""The DOCX of a document (可编辑稿), for WPS and Word: as near to the printed page as a word processor allows."""

from oa_desktop.docs.docx.writer import DocxOptions, write_docx, write_tracked_docx

__all__ = ["DocxOptions", "write_docx", "write_tracked_docx"]
