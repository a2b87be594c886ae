"""Long lists, an entity a line: bytes in, compiled blocks of lines out, put together on a shelf that a watchlist reads.

A block is compiled once and can be kept as bytes, so that a changed line costs its own block alone. Names come off the
shelf when a text first holds their first word. Never reads a file.
"""
