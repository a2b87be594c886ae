"""What each language writes onto a name: one file a language or script, each giving one ``Language``.

A part is stripped from a token of the text only, and only to reach a name exactly as it is listed.
"""
