"""WebSub (W3C Recommendation, 2018): what a feed's hub is asked for, and what is believed of what comes from it.

In: the head of a feed's answer and what its document says; requests that came to a feed's callback. Out: decisions -
subscribe with what and where, confirm or deny, believe or ignore, ask again when - and, from ``reading``, new entries.
All but ``reading`` is pure. What a hub delivers takes the way of a polled document and never vouches for one.
"""
