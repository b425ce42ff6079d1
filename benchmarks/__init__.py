"""Measurements that are no tests: run by hand or by make."""
