"""Pages that only their scripts fill, rendered by a browser that can reach nothing but what the crawler fetches for it.

In: a page that was fetched. Out: its HTML after its scripts have run, or RenderFailed. The browser lives in a process
tree of its own, without a network where the kernel allows it; it is found by ``playwright``, an extra that only
``driver``, ``session`` and ``launching`` import, and only there.
"""
