"""Briefings: on which day and in what setting the words of a report were said, which exchange they answer, and which statements say the same words. Pure."""
