"""Site rules: what the operator writes of a site's pages, as CSS selectors: where the text stands, what is none of it.

In: ``sites`` of feeds.yaml. Out: for each page the rule of its host, what that finds in it, and how often in a row it
has found nothing. A rule is read in a parser process, and costs one walk through the page for each selector.
"""
