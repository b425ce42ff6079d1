"""Exercises (实训): what one is made of, and what scoring one yields."""
