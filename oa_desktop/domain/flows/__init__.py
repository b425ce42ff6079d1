"""Flows (流程): steps and their conditions, tasks, what is allowed when, and time limits."""
