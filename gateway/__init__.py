"""The gateway: the one door through which Marsad reaches the network.

In: a wish to connect - a feed's or page's URL, a webhook, the service's own Redis.
Out: the connection, or a refusal that says why.

It holds the address policy, the resolver that enforces it for crawling, the client that enforces it for webhooks,
and the link to Redis with its circuit breaker. It never decides what is worth fetching or sending, and no other room
opens a connection to an address that came from outside without it.
"""
