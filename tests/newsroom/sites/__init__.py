"""The stand-in sites: each answers a path at a time, or None where it has nothing."""
