"""What comes over a session's pipe is a claim: nothing in it stops the driver or reaches another session."""

import pytest

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

BROKEN = {
    "noise": "os.write(4, b'noise that is no frame' * 10)",
    "huge length": "os.write(4, b'\\xff\\xff\\xff\\xff')",
    "no JSON": "send(b'{')",
    "no object": "send(b'[1]')",
    "deep list": "send(b'{\"a\":' + b'[' * 100000 + b']' * 100000 + b'}')",
    "rather deep": "send(b'{\"a\":' + b'[' * 100 + b']' * 100 + b'}')",
    "not a number": "send(b'{\"a\":NaN}')",
    "infinite": "send(b'{\"a\":1e999}')",
    "endless integer": "send(b'{\"a\":' + b'9' * 100000 + b'}')",
    "no text": "send(b'\\xff\\xfe{}')",
    "many values": "send(b'{\"a\":[' + b'0,' * 1200000 + b'0]}')",
    "no content": "say('stream', None)",
    "wrong stream": "say('stream', {'name': 'stdin', 'text': ''})",
    "text that is none": "say('stream', {'name': 'stdout', 'text': [1]})",
    "no data": "say('display_data', {'data': 3})",
    "odd metadata": "say('display_data', {'data': {}, 'metadata': [1]})",
    "odd transient": "say('display_data', {'data': {}, 'transient': 'x'})",
    "odd error": "say('error', {'ename': 1, 'evalue': 2, 'traceback': 3})",
    "unknown kind": "say('shutdown_request', {})",
    "odd kind": "say(['stream'], {})",
    "odd reply": "say('execute_reply', 7)",
}
BEARABLE = {
    "empty object": "send({})",
    "odd token": "send({'token': [1], 'type': {}, 'content': {}})",
    "another cell's token": "say('execute_reply', {'status': 'ok'}, token='0' * 32)",
    "half of a pair": "say('stream', {'name': 'stdout', 'text': '\\ud800'})",
    "odd count": "say('execute_result', {'data': {'text/plain': '1'}, 'execution_count': 10**30})",
    "number for text": "say('display_data', {'data': {'text/plain': 5, 'image/png': {'a': 1}}})",
    "widget": "say('comm_open', {'comm_id': 1})",
    "odd lines": "say('error', {'ename': 'E', 'evalue': 'v', 'traceback': [1, None, {}]})",
    "update of nothing": "say('update_display_data', {'data': {}, 'transient': {'display_id': 'x'}})",
    "odd clearing": "say('clear_output', {'wait': 'perhaps'})",
    "ready once more": "send({'type': 'ready'}); send({'type': 'failed', 'message': 'x'})",
}


@pytest.mark.parametrize("source", BROKEN.values(), ids=BROKEN)
def test_what_no_kernel_sends_ends_the_session_and_no_more(place, source):
    sibling, session = place.open(), place.open(cell_wall_seconds=20)
    status, _ = session.run(TOKEN + source)
    assert (status, session.ending) in {("died", "protocol"), ("output-limit", "output")}
    assert session.run(ALIVE)[0] == "skipped"
    assert sibling.run(ALIVE)[1].startswith("42")
    session.close()
    sibling.close()


@pytest.mark.parametrize("source", BEARABLE.values(), ids=BEARABLE)
def test_an_odd_claim_is_borne(session, source):
    status, _ = session.run(TOKEN + source)
    assert status == "ok"
    assert session.run(ALIVE)[1].startswith("42")


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
