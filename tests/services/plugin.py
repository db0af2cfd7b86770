"""pytest plugin: private servers as fixtures, and what happens to a test that lacks its program.

Such a test is left out with a line in the summary. With NOTHING_LEFT_OUT=1 every test that is
left out, for whatever reason, counts as failed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.services.office import Convert
from tests.services.postgres import private_postgres
from tests.services.programs import (
    NOTHING_LEFT_OUT,
    chromium_program,
    containers_program,
    libreoffice_program,
    postgres_folder,
    redis_program,
)
from tests.services.redis import private_redis

PROGRAMS = {
    "postgres": (postgres_folder, "PostgreSQL is not installed (apt install postgresql)"),
    "redis": (redis_program, "Redis is not installed (apt install redis-server)"),
    "browser": (chromium_program, "Chromium is not installed (apt install chromium)"),
    "office": (libreoffice_program, "LibreOffice is missing (apt install libreoffice-calc-nogui)"),
    "containers": (containers_program, "see python3 -m tests.containers.engine"),
}
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup"}


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """DATABASE_URL of a private PostgreSQL; mark the test `postgres`."""
    with private_postgres() as url:
        yield url


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """REDIS_URL of a private Redis; mark the test `redis`."""
    with private_redis() as url:
        yield url


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the installed Chromium, for Playwright's executable_path; mark the test `browser`."""
    path = chromium_program()
    assert path is not None
    return path


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """convert(content, "xlsx", "pdf") by LibreOffice; mark the test `office`."""
    return Convert(tmp_path_factory.mktemp("office"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--second-database",
        action="store_true",
        help="only the tests that a second kind of database concerns: those that touch one, "
        "outside the browser and without servers of their own",
    )
    parser.addoption(
        "--containers",
        action="store_true",
        help="only the tests that build images and start containers (make test-containers)",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    _keep(config, items, lambda item: _is_of_containers(item) == config.getoption("containers"))
    for item in items:
        for marker, (program, reason) in PROGRAMS.items():
            if item.get_closest_marker(marker) and program() is None:
                item.add_marker(pytest.mark.skip(reason=reason))
    if config.getoption("second_database"):
        _keep(config, items, _concerns_a_second_database)


def _keep(
    config: pytest.Config, items: list[pytest.Item], is_wanted: Callable[[pytest.Item], bool]
) -> None:
    """The others are not left out: they were not asked for."""
    others = [item for item in items if not is_wanted(item)]
    if others:
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if is_wanted(item)]


def _is_of_containers(item: pytest.Item) -> bool:
    return item.get_closest_marker("containers") is not None


def _concerns_a_second_database(item: pytest.Item) -> bool:
    if any(item.get_closest_marker(marker) for marker in (*PROGRAMS, "one_database")):
        return False
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(fixtures & DATABASE_FIXTURES) or item.get_closest_marker("django_db") is not None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    return _refuse_to_leave_out((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector):
    return _refuse_to_leave_out((yield))


def _refuse_to_leave_out(report):
    is_expected_failure = hasattr(report, "wasxfail")
    if NOTHING_LEFT_OUT and report.skipped and not is_expected_failure:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} was left out. {reason}"
    return report
