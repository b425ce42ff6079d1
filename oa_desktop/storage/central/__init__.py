"""What the central service keeps (中心服务的库): the entries and contents of many units, on PostgreSQL or in one file.

One code serves both databases: what holds for one alone is in :mod:`on_postgresql` and :mod:`in_a_file`.
"""
