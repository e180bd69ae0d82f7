"""A trusted driver in a process of its own, told what to do by lines of JSON: the sandbox as another person sees it."""

import json
import os
import sys
from pathlib import Path

from autograders.sandbox import ConfinementLevel, Limits, WarmSandbox

# What a driver may hold in memory and environment, and no session may ever see.
os.environ["COURSE_SECRET"] = "s3cret-of-the-course"


def described(run):
    return {"status": run.status, "outputs": run.outputs, "count": run.execution_count}


def obey(sandbox, sessions, request):
    number = request["session"]
    answer = {}
    if request["do"] == "open":
        mounts = {name: Path(path) for name, path in request["mounts"].items()}
        limits = Limits(**request["limits"])
        sessions[number] = sandbox.open(mounts=mounts, environment=request["environment"], limits=limits)
    elif request["do"] == "execute":
        answer = described(sessions[number].execute(request["source"]))
    else:
        sessions.pop(number).close()
    ending = sessions[number].ending if number in sessions else None
    return answer | {"ending": ending and ending.kind}


def main():
    minimum, *preload = sys.argv[1:]
    sessions = {}
    with WarmSandbox(preload=preload, minimum_level=ConfinementLevel(minimum)) as sandbox:
        print(json.dumps({"level": sandbox.report.level, "pid": os.getpid(), "parent": sandbox.process_id}), flush=True)
        for line in sys.stdin:
            try:
                answer = obey(sandbox, sessions, json.loads(line))
            except Exception as error:  # noqa: BLE001 - the test is told
                answer = {"failed": repr(error)}
            print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
