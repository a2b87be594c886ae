"""URL parts: what of a URL tells articles apart, part by part, and what only tells how a reader came there.

In: the host, path, query or fragment of a URL as a publisher, a telephone or a social network wrote it. Out: the one
spelling of it that all of them share. Nothing here asks the web, and no doubt is decided for two addresses being one.
"""
