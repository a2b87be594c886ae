"""The addresses nobody outside may make Marsad connect to.

Every range of the IANA special-purpose registries that is not plainly public, the deprecated ones, and every way to
embed an IPv4 address in an IPv6 one. An own table because those in ``ipaddress`` differ between releases of Python
(CVE-2024-4032).
"""

from __future__ import annotations

import ipaddress

_V4 = """
0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24
192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
"""
_V6 = """
::/96 ::ffff:0:0/96 ::ffff:0:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 100:0:0:1::/64 2001::/23 2001:db8::/32
2002::/16 3fff::/20 5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8
"""
_V4_NETWORKS = tuple(ipaddress.IPv4Network(text) for text in _V4.split())
_V6_NETWORKS = tuple(ipaddress.IPv6Network(text) for text in _V6.split())


def is_forbidden(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether the address lies in a range that is not plainly public."""
    if isinstance(address, ipaddress.IPv4Address):
        return any(address in network for network in _V4_NETWORKS)
    return any(address in network for network in _V6_NETWORKS)
