"""Flows (流程): which suits a paper, its way in words and pictures, and what stands in the way."""
