"""What a page says of its article besides the text: title, byline, dates, canonical address, section, image.

In: the page's tree and address. Out: one Metadata, each part with its origin. ``headings`` finds where the headline
stands, ``lines_around`` what stands around it. Readers (``json_ld``, ``meta_elements``, ``page_traces``, ``sections``)
collect what is said where; choosers (``titles``, ``bylines``, ``instants``, ``addresses``) decide what of it is
believed; ``guessing`` asks a library for the one thing that may be missing then, the date. Inside, texts are as in the
tree, with the non-joiner hidden (``scrapers.extraction.zwnj``).
"""
