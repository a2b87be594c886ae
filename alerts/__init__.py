"""From what held for an article to what reached a person.

In: rules that hold for an article (``watchlist``), due deliveries and their articles (``archive``), ``alerts.yaml``.
Out: plans of alerts and deliveries, messages by email and webhook, operator notices, the outcome of each sending.
Never: fetches news, decides whether a rule holds, puts a name, recipient, address or text into a log line.

Begin with ``policy`` (what alerts), then ``outbox`` (how it is sent) and ``channels/`` (one folder a channel).
"""
