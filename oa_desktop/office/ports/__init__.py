"""What the office needs from the world: Protocols that adapters and fakes fill, a module a subject.

The same office runs over real adapters, over fakes, and under a seeded simulator.
"""
