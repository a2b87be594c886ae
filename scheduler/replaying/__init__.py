"""``marsad replay``: a watchlist over the stored articles, beside what was told. It sends and writes nothing."""
