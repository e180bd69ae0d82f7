"""The judge of a practice kernel: ``python -m autograders.lab.feedback.judge``, requests in, replies out.

It holds what the notebook must not meet: graders, truth, the store of progress. It ends with its kernel.
"""

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO

from .protocol import MAXIMUM_LINE_BYTES, Answered, LineError, Refusal, asked, line_of

if TYPE_CHECKING:
    from .desk import Desk

# What the first exercise needs is loaded before it is asked for.
LOADED_BEFOREHAND = ("jupytext", "scipy.spatial", "scipy.optimize")


def serve(requests: BinaryIO, replies: BinaryIO, desk: "Desk") -> None:
    """Reply to requests until there are no more.

    Parameters
    ----------
    requests, replies : binary files
    desk : Desk
    """
    try:
        while line := requests.readline(MAXIMUM_LINE_BYTES + 1):
            try:
                request = asked(line)
            # After it nothing can be told from the middle of a message.
            except LineError:
                return
            answer = Answered(number=request.number, reply=desk.reply(request.request))
            try:
                sent = line_of(answer)
            except LineError:
                too_long = Refusal(message="La réponse du correcteur est trop longue pour être affichée.")
                sent = line_of(Answered(number=request.number, reply=too_long))
            replies.write(sent)
            replies.flush()
            desk.catch_up()
    except BrokenPipeError:
        return
    finally:
        desk.end()


def main() -> None:
    """Serve on the standard streams; what graders print goes elsewhere."""
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    from .desk import Desk

    for name in LOADED_BEFOREHAND:
        import_module(name)
    serve(sys.stdin.buffer, replies, Desk())


if __name__ == "__main__":
    main()
