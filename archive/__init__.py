"""What the other rooms keep: tables, migrations, and the queries over them.

In come the nouns of ``archive.nouns``; out come the same nouns, as they were committed. Each query is a plain function
that takes an open transaction first, so that a caller can put several into one; ``archive.database.Archive`` opens
transactions on SQLite or PostgreSQL. The archive is the only truth of the service, and it never holds policy: whether
something is due, new, a copy or worth an alert is decided elsewhere and handed in.
"""
