"""Pictures (图): taken in once, in a confined process, to one of two plain forms; after that only their heads are read.

A plain picture is a PNG of one part, 8 bits, grey or sRGB, or a JPEG of one or three colours without anything beside
its pixels. PDF, OFD and DOCX hold both as they are.
"""
