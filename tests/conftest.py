"""Tests that need a tool which the machine lacks are left out, and the first lines say so.

Where ``ATELIER_TESTS_REQUIRE_ALL`` is set, nothing is left out: a missing tool is a failure.
"""

import os
import shutil

import pytest
from hypothesis import settings
from support.postgresql import PATH, postgresql

__all__ = ["postgresql"]

# Examples are drawn alike in every run, and none fails because the machine is busy.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

TOOLS = {"chromium": "chromium", "bubblewrap": "bwrap", "postgresql": "initdb"}


# Before anything imports numpy, and for all processes that tests start: each worker has a core, not all of them, and
# idle threads of OpenBLAS spin.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def missing_tools():
    if os.environ.get("ATELIER_TESTS_REQUIRE_ALL"):
        return []
    missing = [tool for tool, command in TOOLS.items() if shutil.which(command, path=PATH) is None]
    return missing if makes_control_groups() else [*missing, "control groups"]


def makes_control_groups():
    from autograders.sandbox.hierarchies import NoControlGroupError, find_places

    try:
        return bool(find_places())
    except NoControlGroupError:
        return False


def pytest_configure(config):
    config.addinivalue_line(
        "markers", f"needs(tool): run only where the tool is installed ({', '.join([*TOOLS, 'control groups'])})"
    )


def pytest_report_header(config):
    return [f"left out: tests that need {tool}, not to be had here" for tool in missing_tools()]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    missing = set(missing_tools())
    left_out = [item for item in items if missing & {name for mark in item.iter_markers("needs") for name in mark.args}]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    # The longest first: the many short ones then fill up whichever worker is done.
    items.sort(key=lambda item: "test_it_proves_itself" not in item.name)


@pytest.fixture(scope="session")
def practice_cache(tmp_path_factory):
    """Return where all workers of this run find the practice variants that one of them made."""
    from autograders.authoring.cache import Cache

    own = tmp_path_factory.getbasetemp()
    return Cache((own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "practice")
