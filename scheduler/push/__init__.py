"""Push: subscriptions at the hubs of feeds, and the port that their hubs call.

In: what polls see feeds offer, the public callback address of feeds.yaml, requests of hubs. Out: new entries, sooner
than a poll would have found them, and fewer polls. Part of the crawler role, for hubs and what they send are the web.
"""
