"""What a site writes around all its articles: lines that recur on several of its pages are furniture.

In: the lines of a body, and what is known of its site. Out: the lines without those, and what they teach.
"""
