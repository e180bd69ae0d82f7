"""Tests that are killed leave no server behind."""

import os
import select
import subprocess
import sys
from pathlib import Path

import pytest
from support.postgresql import remove_what_killed_tests_left

TESTS = Path(__file__).resolve().parents[1]
SERVER = """
import sys
from support.postgresql import running
with running() as server:
    print(server.process.pid, server.folder, flush=True)
    sys.stdin.read()
"""


@pytest.mark.needs("postgresql")
def test_the_server_of_killed_tests_ends_and_its_folder_goes_with_the_next_ones():
    tests = subprocess.Popen(
        [sys.executable, "-c", SERVER], cwd=TESTS, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    process, folder = tests.stdout.readline().split()
    server = os.pidfd_open(int(process))
    assert select.select([server], [], [], 0)[0] == []
    tests.kill()
    tests.communicate()
    # Readable once the process has ended.
    assert select.select([server], [], [], 60)[0] == [server]
    os.close(server)
    remove_what_killed_tests_left()
    assert not Path(folder).exists()
