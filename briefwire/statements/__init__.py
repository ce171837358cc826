"""Statements: who is reported to have said what, where in a report the words stand. Pure: text in, spans out."""
