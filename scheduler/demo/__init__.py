"""The demo: a newsroom on loopback, a mail server and a webhook receiver around the real service.

In: stories written for it, a scenario of who publishes what and when. Out: every alert printed as it arrives, and a
verdict that compares what was expected with what was delivered.
Never: part of a running service; it uses only its configuration files, its network and its archive.
"""
