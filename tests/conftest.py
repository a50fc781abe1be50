"""What several test files share: the real WordPress."""

import os
from collections.abc import Iterator

import pytest

from tests.wordpress import machine
from tests.wordpress.server import WordPress
from tests.wordpress.sites import all_sites


def _asked_for(config: pytest.Config) -> bool:
    expression = str(config.getoption("-m") or "")
    return os.environ.get("CI") == "true" or ("wordpress" in expression and "not wordpress" not in expression)


@pytest.fixture(scope="session")
def wordpress(request: pytest.FixtureRequest) -> Iterator[WordPress]:
    """The running WordPress with the sites of tests/wordpress/sites.py.

    Debian packages are installed only where these tests were asked for (`-m wordpress`, or CI=true).
    """
    if reason := machine.why_not():
        pytest.skip(reason)
    if machine.missing() and not _asked_for(request.config):
        pytest.skip("no WordPress here yet; `pytest -m wordpress` as root installs it")
    server = WordPress()
    with machine.locked(server.machine.home):
        try:
            server.start(*all_sites())
            yield server
        finally:
            server.stop()
