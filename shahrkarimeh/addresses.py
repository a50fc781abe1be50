"""Which addresses lie inside: on this machine or its networks, where no page of a stranger may lead a crawl."""

from ipaddress import ip_address


def is_inside(address: str) -> bool:
    """Whether an IP address is none of the public internet: loopback, private, link-local, shared, reserved, multicast.

    Anything that is no IP address is not.
    """
    try:
        found = ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None) or found
    return not mapped.is_global or mapped.is_multicast


def is_local_name(host: str) -> bool:
    """Whether a host says itself that it is inside: such an IP address, or `localhost`."""
    return is_inside(host) or host == "localhost" or host.endswith(".localhost")
