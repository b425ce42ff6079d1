"""Training (实训): exercises are played, by people and by role players, and scored; only through ``office``."""
