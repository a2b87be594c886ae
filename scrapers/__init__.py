"""The scrapers: from a feed that is due to new entries, and from an entry to its article.

In: feeds and entries from the archive, options and connections from the scheduler.
Out: new entries remembered as pending, article drafts, and a named status for whatever went wrong.

Here live the crawler (Scrapy), robots rules, host leases, seen keys, cadence, feed reading, extraction and copies.
This room never decides whether something is worth an alert, and knows no watched name.
"""
