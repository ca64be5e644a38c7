"""A small sample office, made once; tests only read it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop_app.demo import PASSWORD, USER, Sample, make
from desktop_app.office import Office, open_office
from tests.homes import Clock


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return make(tmp_path_factory.mktemp("sample") / "home", people=40, clock=Clock())


@pytest.fixture(scope="session")
def branch(sample: Sample) -> Iterator[Office]:
    office = open_office(sample.home, USER, PASSWORD, clock=Clock())
    yield office
    office.close()


@pytest.fixture(scope="session")
def pusat(sample: Sample) -> Iterator[Office]:
    office = open_office(sample.headquarters, USER, PASSWORD, clock=Clock())
    yield office
    office.close()
