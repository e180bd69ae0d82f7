"""Pools of processes that are given up while somebody waits for them."""

from concurrent.futures import CancelledError, wait

import pytest

from autograders.grading.pools import LocalPool

MANY_SECONDS = 60


def test_who_waits_for_a_pool_that_is_closed_is_told():
    pool = LocalPool(1)
    # More than the one process and the queue before it hold: the others have not begun.
    futures = [pool.submit(b"no request") for _ in range(8)]
    pool.close()
    assert not wait(futures, MANY_SECONDS).not_done


def test_a_closed_pool_takes_no_more():
    pool = LocalPool(1)
    pool.close()
    with pytest.raises(CancelledError):
        pool.submit(b"no request")
