"""Feed bytes in, a ParsedFeed out, then keys: nothing here fetches, and nothing here decides what is worth an alert."""
