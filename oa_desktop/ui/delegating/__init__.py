"""Delegation (委托) in the window: whom one asks to do one's tasks while one is away."""
