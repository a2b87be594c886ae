"""Feed watch: tells the operator which feeds are in trouble, which are well again, and once a day how all of them are.

In: the feeds as the archive has them. Out: notices, each thing once. It never polls, and never names what is watched.
"""
