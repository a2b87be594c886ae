"""``marsad explain``: one article, what is found in it, what would be sent and why not. It sends and writes nothing."""
