"""Painting the first page of an OFD as the drawing orders of a PDF: the picture of a seal may be one (印章图像).

What is painted here stands in sealed PDF files, and verification paints it again and compares byte for byte: a change
of what comes out would break seals of years ago. A test holds one painting by its digest.
"""
