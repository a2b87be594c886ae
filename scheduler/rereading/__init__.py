"""Archived pages read again, by today's extractor and by what is known of their sites today.

In: pages as they were kept. Out: articles whose text, title, facts and mentions are put right. Nothing is fetched.
"""
