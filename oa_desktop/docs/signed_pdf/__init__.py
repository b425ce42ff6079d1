"""Signing PDF files with seals (PDF 签章, PAdES) and judging those that came signed.

Files are taken apart in a confined process alone. pyHanko, which writes the signed revision, is imported there and
nowhere else: it brings a client of the network along, which this program must not even load.
"""
