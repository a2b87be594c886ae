"""English."""

from __future__ import annotations

from alerts.wording.flood_notices import FLOOD_NOTICES
from alerts.wording.wording import CopyWording, NoticeWording, Wording

_RETRIED = "Alerts for it are kept and tried again for three days."
_LOOK = "`marsad deliveries list` shows what waits; `marsad test-alert` tries the channel."

_FEED_ADVICE = {
    "empty": "the server answers with an empty document; open the address in a browser and tell the publisher",
    "not_a_feed": "the answer is no feed, often an error or login page; look for the feed's new address",
    "login_page": "a login page stands where the feed was; look for an address that is public",
    "cookie_wall": "a page that asks for consent to cookies stands where the feed was; look for another address",
    "error_page": "an error page stands where the feed was, though the server calls it a success; tell the publisher",
    "page_broken": "no news stands where the page's selectors look; the site has changed, so write its listing anew",
    "parse_killed": "reading took too much time or memory and was stopped; the document may be hostile",
    "too_big": "the answer is larger than the limit; look for a smaller feed of this source",
    "timeout": "the server does not answer in time; it is asked again later",
    "http_4xx": "the server refuses the request; check the address",
    "http_5xx": "the server reports a fault of its own; it is asked again later",
    "http_other": "the server gives an answer that means nothing here; check the address",
    "moved": "the feed answers from another owner's site; if it is the same source, write that address as its url",
    "gone": "the publisher has removed this address for good; remove it or look for its new one",
    "not_found": "there is nothing at this address; look for its new one",
    "blocked": "the server, or who guards it, takes us for a robot; ask the publisher to let us in",
    "login_needed": "the server asks for a password; check the credentials",
    "rate_limited": "the server asks for fewer requests; raise the feed's shortest interval if this goes on",
    "robots_denied": "the site's robots.txt forbids this address; ask for permission and write it under ignore_robots",
    "refused_address": "the address or port is forbidden; if yours, set allow_private, else add its port under ports",
    "dns_failed": "the host name is not known; check its spelling and the resolver",
    "connection_failed": "no connection to the server; check the network and whether the site is up",
    "proxy_refused": "the feed's proxy does not let us through; check the proxy and its login",
    "tls_failed": "the server's certificate is not valid; tell the publisher, and do not trust the site meanwhile",
    "redirect_loop": "the server redirects without end; open the address in a browser and use where it leads",
    "decode_failed": "the answer's compression is broken or hostile; it is asked for again later",
    "no_entries": "the feed is sound but lists nothing, where entries stood before; look whether it has moved",
    "broken_items": "some of its items cannot be read; all others are, so tell the publisher",
    "truncated": "the document ends too early each time; its whole entries are read, so tell the publisher",
    "silent": "the server answers, but no news has come for so long that it can hardly be chance; look at the site",
    "stale": "entries come, but with old dates alone; the feed may be an old copy",
    "too_many_items": "it lists more items than are read at once (2,000); the newest are, look for a smaller feed",
    "slow": "the server takes nearly all the time that it has; news may come late",
    "wrong_charset": "the document is read rightly, though it names another charset than it has; tell the publisher",
    "internal_error": "a fault of Marsad itself; the service's log has its trace, and the feed is asked again later",
}

_COPIES = CopyWording(
    marks={
        "names": "[Update]",
        "figures": "[Update]",
        "added": "[Update]",
        "corrected": "[Corrected]",
        "retracted": "[Retracted]",
    },
    reasons={
        "names": "New in this version: {changes}",
        "figures": "Changed figures: {changes}",
        "new_figures": "New figures: {changes}",
        "added": "New in this copy: {changes}",
        "corrected": "Corrected by its outlet.",
        "corrected_saying": "Corrected by its outlet: “{notice}”",
        "retracted": "Retracted by its outlet.",
        "retracted_saying": "Retracted by its outlet: “{notice}”",
    },
    resembles="Like an earlier report of {outlet} at {time}, but: {changes}",
    resembles_forgotten="Like an earlier report, but: {changes}",
    also_in={"one": "Also in one other outlet: {outlets}", "other": "Also in {count} outlets: {outlets}"},
    more_outlets={"other": "{outlets} and {count} more"},
    elder="Earlier report",
    earliest="Earliest version",
    fullest="Fullest version",
    earliest_and_fullest="Earliest and fullest version",
    version="{outlet}, {time}",
)

ENGLISH = Wording(
    language="en",
    direction="ltr",
    and_more="{name} and {count} more",
    title_missing="(no title)",
    source="Source",
    author="Author",
    published="Published",
    seen="First seen",
    link="Read the article",
    why_name="You get this because {name} is on your watchlist and was found in this article.",
    why_rule="You get this because the rule {rule} of your watchlist holds for this article: {names}.",
    gone="The page was read again before this was sent, and the words no longer stand in its text.",
    why_told_before="You get this because you were told of the earlier report, which spoke of {names}.",
    update="An earlier alert told of the same news.",
    copies=_COPIES,
    from_feed="The page could not be read, so this is what the feed itself says.",
    summary="Your changed watchlist: {count} in the articles of the last day",
    summary_why="The watchlist was changed, and what it says now was looked for once in the articles of the last day. "
    "You are told of them together, the youngest first; copies of them will be silent.",
    summary_more="{count} more are not listed here.",
    priorities={"low": "Low priority", "normal": "Normal priority", "high": "High priority"},
    test_mark="[TEST]",
    test_explained="This is a test message of Marsad. The article in it is made up.",
    notice_mark="[Marsad]",
    notice_footer="You get this because you are the operator of this Marsad installation.",
    list_comma=", ",
    feed_advice=_FEED_ADVICE,
    since="since {time}",
    robots_passed_over="Against its robots.txt, by your ignore_robots: {feed} ({reason})",
    usual_entries="On such a day it is usually about {entries}.",
    notices={
        "dead-letter": NoticeWording(
            "An alert could not be delivered by {channel}",
            (
                "Delivery {delivery} by {channel} was given up after {attempts} attempts: {status}.",
                "It is kept as a dead letter; others of the next hour are not announced one by one.",
                "When the cause is removed, `marsad deliveries retry {delivery}` sends it again.",
            ),
        ),
        "channel-login": NoticeWording(
            "The mail server refuses the login",
            ("The channel {channel} cannot log in: {status}. Check the user name and password.", _RETRIED, _LOOK),
        ),
        "channel-tls": NoticeWording(
            "No safe connection by {channel}",
            (
                "The channel {channel} offers no connection that can be trusted: {status}.",
                "Nothing is ever sent in plain text instead. Check the server's certificate and its name.",
                _RETRIED,
                _LOOK,
            ),
        ),
        "channel-refused": NoticeWording(
            "The channel {channel} refuses alerts",
            ("The channel {channel} answered: {status}.", _RETRIED, _LOOK),
        ),
        "channel-delayed": NoticeWording(
            "Alerts by {channel} are delayed",
            ("Delivery {delivery} by {channel} failed {attempts} times: {status}.", _RETRIED, _LOOK),
        ),
        "channel-gone": NoticeWording(
            "The channel {channel} is switched off",
            (
                "The endpoint of {channel} answered 410 Gone, so nothing more is sent to it.",
                "Alerts for it wait. When it is back, `marsad deliveries retry --all` switches it on and sends them.",
            ),
        ),
        "configuration-rejected": NoticeWording(
            "{file} has mistakes and is not in force",
            (
                "The file {file} was changed and cannot be used; look at these lines: {lines}.",
                "The last good version stays in force. `marsad check` says what is wrong.",
            ),
        ),
        "configuration-shrank": NoticeWording(
            "{file} has lost most of what stood in it",
            (
                "The file {file} was changed and is in force, but this is all that is left of it: {left}.",
                "If that was meant, nothing need be done; else it was cut off or emptied by mistake: put it back.",
            ),
        ),
        "entry-set-aside": NoticeWording(
            "An entry was set aside",
            (
                "Entry {entry} of feed {feed} stopped its worker three times.",
                "It was matched on the feed's own text, so its alert went out; please look at the page.",
            ),
        ),
        "redis-lost": NoticeWording(
            "Polling waits: Redis cannot be used",
            (
                "Redis cannot be used: {reason}. Feeds are not polled until it can.",
                "Nothing is lost: alerts in the archive still go out, and polling goes on by itself afterwards.",
                "`marsad doctor` says what to look at.",
            ),
        ),
        "redis-evicts": NoticeWording(
            "Redis forgets what it should keep",
            (
                "Redis was set to the eviction policy {policy}.",
                "Nothing is lost, for the archive knows; but set maxmemory-policy to noeviction again.",
            ),
        ),
        "push-ended": NoticeWording(
            "A hub has stopped delivering: {hub}",
            (
                "The hub {hub} let subscriptions lapse or denied them ({feeds} just now).",
                "Nothing is lost: these feeds are polled as often as before, and the hub is asked again by itself.",
            ),
        ),
        "rule-finds-nothing": NoticeWording(
            "The rule for {host} finds nothing ({part})",
            (
                "In {pages} pages of {host} in a row the selector {part} under sites in feeds.yaml has found nothing.",
                "They were read without it, as those of other sites are; perhaps the site has changed its pages.",
                "`marsad feeds test` tries the rule on the newest pages. You are told of it once a day at most.",
            ),
        ),
        "rule-finds-again": NoticeWording(
            "The rule for {host} finds something again ({part})",
            ("The selector {part} under sites in feeds.yaml has found something in a page of {host} again.",),
        ),
        **FLOOD_NOTICES["en"],
        "feeds-failing": NoticeWording(
            "Sources in trouble ({count}): {feeds}",
            ("They are polled on. Of each state of a source you are told once a day at most, and when it is over.",),
        ),
        "feeds-well-again": NoticeWording(
            "Sources well again ({count}): {feeds}",
            ("They were read at their last two polls, with what they published meanwhile if they still show it.",),
        ),
        "feeds-unreachable": NoticeWording(
            "{count} sources cannot be reached, all at once",
            (
                "Of what was polled since {since}, {count} sources on different hosts could not be reached.",
                "Perhaps this machine's own connection, its name resolver or its clock is at fault.",
                "Marsad goes on trying. You are told once when it is over; until then no such source is named.",
            ),
        ),
        "feeds-reachable": NoticeWording(
            "{count} sources can be reached again",
            ("The fault that they had in common is over. Sources that still cannot be reached are told of by name.",),
        ),
        "feeds-daily": NoticeWording(
            "{healthy} of {count} sources healthy",
            ("{entries} entries came within the last 24 hours.",),
        ),
    },
)
