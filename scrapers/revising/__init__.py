"""Revisions: what an article that was read once more says otherwise than before, and whether that is worth a word.

In: two versions of an article's title and body. Out: how much they differ, and whether the new one is ignored, or takes
the old one's place as a revision, a correction or a retraction. It reads nothing and alerts nobody.
"""
