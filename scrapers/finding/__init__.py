"""Finding: from an address that somebody knows of a source to the feeds that it has.

In: a URL, and a way to ask for documents one at a time. Out: what was found, ranked, and what else was tried; for a
site without any feed, a guess of where its items stand. Which addresses to try, and which feed is the best, is decided
without I/O.
"""
