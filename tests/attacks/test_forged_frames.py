"""What comes over a session's pipe is a claim: it neither holds the driver nor counts for a later cell.

Frames that are none, and messages of every odd kind, are data: see ``forge_messages``.
"""

# The kernel's pipe is descriptor 4; the code finds the token of its own cell, as any code of a submission can.
TOKEN = """
import json, os, struct
token = get_ipython().kernel.get_parent('shell')['header']['msg_id']
def send(body):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    os.write(4, struct.pack('>I', len(data)) + data)
def say(kind, content, token=token):
    send({'token': token, 'type': kind, 'content': content})
"""
ALIVE = "print(6 * 7)"


def test_a_forged_end_of_the_cell_shifts_nothing_into_the_next_cell(session):
    status, _ = session.run(TOKEN + "say('execute_reply', {'status': 'ok', 'execution_count': 1})\nprint('late')")
    assert status == "ok"
    status, said = session.run(ALIVE)
    assert (status, said) == ("ok", '42\n""')


def test_a_forger_who_then_never_ends_meets_the_clock(place):
    session = place.open(cell_wall_seconds=0.5)
    assert session.run(TOKEN + "say('execute_reply', {'status': 'ok'})\nwhile True: pass")[0] == "ok"
    assert session.run(ALIVE)[0] == "timeout"
    session.close()


def test_a_large_cell_that_nobody_reads_does_not_hold_the_driver(place):
    session = place.open(cell_wall_seconds=0.5)
    assert session.run(TOKEN + "say('execute_reply', {'status': 'ok'})\nwhile True: pass")[0] == "ok"
    assert session.run("x = '" + "y" * 500_000 + "'")[0] == "timeout"
    session.close()


def test_what_a_thread_says_after_its_cell_is_not_the_next_cell_s(session):
    session.run(TOKEN + "say_later = say")
    status, said = session.run("say_later('stream', {'name': 'stdout', 'text': 'BREACH'})\nprint(1)")
    assert (status, said) == ("ok", '1\n""')
