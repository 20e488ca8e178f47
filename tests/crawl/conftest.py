"""A newspaper to crawl."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crawl.site import Site


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site().start()
    yield served
    served.shutdown()
    served.server_close()
