"""Families: which articles are one text, who wrote it first, who changed what. Pure: no I/O, no clock; the same articles always give the same answer.

`reading` takes a text apart, `signature` makes the fingerprints by which copies are found, `decide` says what two articles are to each other, `closing` makes
families of that and chooses their origin, `difference` lays a copy beside its origin.
"""
