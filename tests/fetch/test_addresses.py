from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.fetch.addresses import refused

INSIDE = [
    ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
        "::/96",
        "2001::/32",
        "2001:db8::/32",
        "2002::/16",
        "64:ff9b:1::/48",
    )
]
inside = st.one_of([st.ip_addresses(network=network) for network in INSIDE])
ipv4 = st.ip_addresses(v=4)


@pytest.mark.parametrize(
    "address", ["9.9.9.9", "192.0.1.1", "172.32.0.1", "2600::1", "2a02:2e0:3fe::1", "64:ff9b::909:909"]
)
def test_public_addresses_are_not_refused(address: str) -> None:
    assert refused(address) is None


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("127.0.0.1", "this machine"),
        ("::1", "this machine"),
        ("0.0.0.0", "this network"),  # noqa: S104 - refused
        ("::", "not public"),
        ("10.1.2.3", "private"),
        ("169.254.169.254", "link-local"),
        ("168.63.129.16", "a cloud's own service"),
        ("100.100.100.200", "shared between customers of a provider"),
        ("255.255.255.255", "reserved"),
        ("192.88.99.1", "a tunnel"),
        ("::ffff:127.0.0.1", "this machine"),
        ("::ffff:7f00:1", "this machine"),
        ("::127.0.0.1", "not public"),
        ("64:ff9b::a00:1", "private"),
        ("2002:7f00:1::", "a tunnel"),
        ("2001:0:1::1", "reserved for protocols or a tunnel"),
        ("fe80::1%eth0", "link-local"),
        ("fd00:ec2::254", "private"),
        ("ff02::1", "multicast"),
        ("2600::5efe:10.0.0.1", "a tunnel"),
        ("2600::200:5efe:10.0.0.1", "a tunnel"),
        ("localhost", "no IP address"),
        ("127.1", "no IP address"),
        ("", "no IP address"),
    ],
)
def test_refused_with_a_reason(address: str, why: str) -> None:
    assert refused(address) == why


@settings(deadline=None)
@given(inside)
def test_nothing_inside_a_network_is_ever_reached(address: IPv4Address | IPv6Address) -> None:
    assert refused(str(address))


@settings(deadline=None)
@given(ipv4)
def test_an_address_in_another_form_is_as_good_as_itself(address: IPv4Address) -> None:
    own = refused(str(address))
    assert refused(f"::ffff:{address}") == own
    assert refused(f"64:ff9b::{address}") == own


@settings(deadline=None)
@given(ipv4)
def test_tunnels_to_any_address_are_refused(address: IPv4Address) -> None:
    number = int(address)
    assert refused(str(IPv6Address((0x2002 << 112) | (number << 80))))
    assert refused(str(IPv6Address((0x20010000 << 96) | (number ^ 0xFFFFFFFF))))
    assert refused(str(IPv6Address(number)))


@settings(deadline=None)
@given(st.ip_addresses())
def test_what_is_let_through_is_public_by_the_standard_library_too(address: IPv4Address | IPv6Address) -> None:
    if refused(str(address)) is None:
        found = ip_address(str(address))
        assert found.is_global
        assert not any((found.is_multicast, found.is_loopback, found.is_link_local, found.is_unspecified))


@settings(deadline=None)
@given(st.text(max_size=40))
def test_words_are_no_address(words: str) -> None:
    try:
        ip_address(words)
    except ValueError:
        assert refused(words) == "no IP address"
