"""A cohort on its way through a pool: a bounded number of hand-ins in flight, each outcome told once, as it comes."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import dataclass
from itertools import islice

from autograders.candidate.errors import AtelierError
from autograders.sandbox import ConfinementReport

from .bundles import Bundles
from .gradings import GradedSubmission
from .pools import IN_FLIGHT_PER_WORKER, Pool
from .work import Reply, Request, WorkError, decoded, encoded, received


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one request.

    Parameters
    ----------
    request : Request
    graded : tuple of GradedSubmission
    confinement : ConfinementReport or None
    refused : str
        Why the worker cannot grade.
    broken : bool
        Whether the process that graded died although it had nothing else to do.
    problem : str
        Why nothing came back; empty where something did.
    """

    request: Request
    graded: tuple[GradedSubmission, ...] = ()
    confinement: ConfinementReport | None = None
    refused: str = ""
    broken: bool = False
    problem: str = ""


@dataclass(frozen=True)
class _Attempt:
    request: Request
    alone: bool


def graded_cohort(pool: Pool, requests: Iterable[Request], bundles: Bundles) -> Iterator[Outcome]:
    """Yield the outcome of every request, once each, in the order in which they come.

    Where a process dies, everything that was in flight is tried again, one at a time; what kills a process with
    nothing beside it is told as broken.

    Parameters
    ----------
    pool : Pool
    requests : iterable of Request
        Drawn as there is room for them.
    bundles : Bundles
        For a worker that lacks one.

    Raises
    ------
    AtelierError
        If the pool is lost.
    """
    waiting, suspects = iter(requests), deque[Request]()
    flying: dict[Future[bytes], _Attempt] = {}

    def launch(request: Request, *, alone: bool) -> None:
        flying[pool.submit(encoded(request))] = _Attempt(request, alone)

    while True:
        if suspects and not flying:
            launch(suspects.popleft(), alone=True)
        elif not suspects and not any(attempt.alone for attempt in flying.values()):
            room = IN_FLIGHT_PER_WORKER * pool.workers() - len(flying)
            for request in islice(waiting, max(0, room)):
                launch(request, alone=False)
        if not flying:
            return
        done, _ = wait(flying, return_when=FIRST_COMPLETED)
        for future in done:
            attempt = flying.pop(future)
            try:
                reply = decoded(Reply, future.result())
            except pool.broken:
                if attempt.alone:
                    yield Outcome(request=attempt.request, broken=True)
                else:
                    suspects.append(attempt.request)
                continue
            except CancelledError:
                raise AtelierError(
                    "the scheduler is lost. What was graded is kept: run the command again when it is back."
                ) from None
            # The boundary around one candidate: whatever happened there, the others are graded.
            except Exception as error:  # noqa: BLE001
                yield Outcome(request=attempt.request, problem=f"{type(error).__name__}: {error}")
                continue
            if reply.missing:
                lacking = {item.digest for item in attempt.request.bundles} & set(reply.missing)
                if lacking:
                    raise WorkError(f"a worker does not keep what it is sent ({', '.join(sorted(lacking))}).")
                needed = tuple(bundles[digest] for digest in reply.missing)
                launch(attempt.request.model_copy(update={"bundles": needed}), alone=attempt.alone)
                continue
            yield Outcome(
                request=attempt.request,
                graded=received(reply.graded),
                confinement=reply.confinement,
                refused=reply.refused,
            )
