"""``marsad feeds``: sources are found, written into ``feeds.yaml``, listed, shown and tried, beside the service."""
