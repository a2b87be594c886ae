"""A stream of news of our own in which copies and twins are known: what editors, agencies and CMSs do to a text."""
