"""The room that puts the others together and keeps them running.

In: the clock, the environment, the three configuration files. Out: the running service - jobs, tasks, processes,
logging, metrics, health - and the command line. It hands every room its options and its connections.
Never: imported by another room; a place for policy about news.
"""
