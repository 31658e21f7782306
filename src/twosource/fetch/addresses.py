"""Which network addresses may be connected to: none inside the network that the program runs in.

In: an IP address as the resolver gives it. Out: None, or why it is refused. A page or a feed that is read from outside
may name any host, and a host's owner may let its name resolve to any address: to this machine, to a router, to the
service that hands a cloud machine its credentials. So what counts is the address, after resolution.

Method: IPv6 is a list of what is allowed (the global unicast space, less its special blocks), IPv4 of what is not (the
registries of special-purpose addresses of IANA, RFC 6890 and successors; multicast, RFC 5771). Forms that carry an IPv4
address (mapped, RFC 4291; NAT64, RFC 6052) are as good as that one; tunnels (6to4, Teredo, ISATAP) are refused, as
nobody publishes behind them. ``ipaddress.is_global`` differs between versions of Python and takes multicast, NAT64 and
6to4 for global; it is asked last, for what the lists here may lack.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_V4 = tuple(
    (IPv4Network(network), why)
    for network, why in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared between customers of a provider"),
        ("127.0.0.0/8", "this machine"),
        ("168.63.129.16/32", "a cloud's own service"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved for protocols"),
        ("192.0.2.0/24", "for documentation"),
        ("192.88.99.0/24", "a tunnel"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "for measurements"),
        ("198.51.100.0/24", "for documentation"),
        ("203.0.113.0/24", "for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
_V6 = tuple(
    (IPv6Network(network), why)
    for network, why in (
        ("2001::/23", "reserved for protocols or a tunnel"),
        ("2001:db8::/32", "for documentation"),
        ("2002::/16", "a tunnel"),
        ("3fff::/20", "for documentation"),
    )
)
_V6_GLOBAL = IPv6Network("2000::/3")
_V6_NAMES = tuple(
    (IPv6Network(network), why)
    for network, why in (
        ("::1/128", "this machine"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("ff00::/8", "multicast"),
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")
_LOW = 0xFFFFFFFF
_ISATAP = (0x00005EFE, 0x02005EFE)


def refused(address: str) -> str | None:
    """Why nothing is fetched from an IP address; None: it may be."""
    try:
        found = ip_address(address)
    except ValueError:
        return "no IP address"
    return _v4(found) if isinstance(found, IPv4Address) else _v6(found)


def _v4(address: IPv4Address) -> str | None:
    for network, why in _V4:
        if address in network:
            return why
    return None if address.is_global else "not public"


def _v6(address: IPv6Address) -> str | None:
    if address.scope_id:
        return "link-local"
    if address.ipv4_mapped:
        return _v4(address.ipv4_mapped)
    if address in _NAT64:
        return _v4(IPv4Address(int(address) & _LOW))
    if address not in _V6_GLOBAL:
        return next((why for network, why in _V6_NAMES if address in network), "not public")
    for network, why in _V6:
        if address in network:
            return why
    if (int(address) >> 32) & _LOW in _ISATAP:
        return "a tunnel"
    return None if address.is_global else "not public"
