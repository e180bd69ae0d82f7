"""Waiting lines and shared pools: licences refused when all are out, sessions that wait for a server, accesses."""

from .accesses import TARGET_LOAD, concurrent_accesses, servers_for_load
from .erlang import erlang_b, erlang_c, offered_load_erlang, servers_for_blocking
from .waiting_line import WaitingLine, servers_for_wait

__all__ = [
    "TARGET_LOAD",
    "WaitingLine",
    "concurrent_accesses",
    "erlang_b",
    "erlang_c",
    "offered_load_erlang",
    "servers_for_blocking",
    "servers_for_load",
    "servers_for_wait",
]
