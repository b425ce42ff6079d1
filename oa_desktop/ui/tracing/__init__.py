"""Traces (修改痕迹): the texts that a document has had, and any two of them side by side."""
