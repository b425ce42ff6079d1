"""Desks of one unit, the central service and discs between them in one process, with every fault that seeds bring."""
