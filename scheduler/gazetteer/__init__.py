"""Writes watchlists of places: from GeoNames and CLDR, or from a user's own table.

In: a country, a region or a circle on the map; or a CSV file. Out: an ordinary YAML file that its owner edits.
Never: goes on the network, changes a file that is there unless told to.
"""
