"""Health: what shows that a feed ails although its polls do not fail. Pure: no clock, network or archive.

In: what polls brought and how long they took. Out: ``Volume`` (how many entries to expect), ``Habits`` (what its server
usually does), and ``Sign``, the names for a feed that is silent, stale, too long, slow or wrongly labelled.
"""
