"""Copies: which earlier article, if any, is the same news as this one.

In: an article's title, text, address and outlet, and the recent articles that share fingerprints with it. Out: the best
match with what speaks for and against it - a copy, the same item again, one of a series, other news in the same words.
It never decides what a copy may silence, and never reads the archive.
"""
