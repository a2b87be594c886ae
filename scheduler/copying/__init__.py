"""Copies in the life of an entry: each article is compared with those of the last three days before it is committed.

In: an article that was read and matched, and the transaction that commits it. Out: the same, committed with the verdict
on its closest elder, in the copy group where it belongs. The index proposes elders, the archive has their texts and is
the arbiter between workers with the same text at once. An article that cannot be compared is committed all the same.
"""
