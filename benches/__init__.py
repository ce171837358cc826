"""Measurements, each made by a command of this repository."""
