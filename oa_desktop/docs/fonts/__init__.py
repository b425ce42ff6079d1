"""Fonts (字体): which are here, what stands in for one that is not, and subsets of them."""
