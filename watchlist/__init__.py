"""Finds watched places and actors in a text, and says which rules hold.

In: the typed settings of ``watchlist.yaml``, then a title, a text and its language.
Out: mentions with code point offsets into that very title or text, and the rules that hold.
Never: does I/O, knows what a feed or an article is, changes the text it was given.
"""
