"""A desk and the central service in the window (中心服务): rounds that nobody waits for, and what waits to go."""
