"""Hostile bytes in, plain frozen records out: feeds and pages are parsed in processes that can be killed.

The heavy libraries are imported only there. A process holds no secrets, and may take so much time, memory and answer.
"""
