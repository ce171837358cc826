"""Transcripts: a ministry's own pages read into questions, askers' outlets and answers. Pure: no I/O but the package's own data, no clock, no model."""
