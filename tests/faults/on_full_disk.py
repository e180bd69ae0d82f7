"""Grades a course on a disk that is full, then on one that has room again: ``on_full_disk.py REPOSITORY FREE_BYTES``.

The disk is a small file system in memory, mounted over the repository in a mount namespace of this process alone.
Prints what came of both runs, a line of JSON each.
"""

import contextlib
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

from autograders.sandbox.namespaces import CLONE_NEWNS, CLONE_NEWUSER, write_own_maps
from autograders.sandbox.syscalls import syscall

DISK_BYTES = 16 * 1024**2
MS_REC_PRIVATE = 0x4000 | 1 << 18


def mount_small_disk(folder):
    user, group = os.getuid(), os.getgid()
    if user == 0:
        syscall("unshare", CLONE_NEWNS)
    else:
        syscall("unshare", CLONE_NEWUSER | CLONE_NEWNS)
        write_own_maps(user, group)
    syscall("mount", b"none", b"/", None, MS_REC_PRIVATE, None)
    with tempfile.TemporaryDirectory() as kept:
        shutil.copytree(folder, Path(kept) / "repository")
        options = f"mode=0755,size={DISK_BYTES}".encode()
        syscall("mount", b"tmpfs", os.fsencode(folder), b"tmpfs", 0, options)
        shutil.copytree(Path(kept) / "repository", folder, dirs_exist_ok=True)


def fill(path, left_bytes):
    with path.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x" * 4096)
    free = shutil.disk_usage(path.parent).free
    os.truncate(path, max(0, path.stat().st_size + free - left_bytes))


def grade(folder):
    from autograders.assignments import open_course
    from autograders.candidate.errors import AtelierError
    from autograders.grading import grade_activity

    course = open_course(folder)
    try:
        run = grade_activity(course, course.repository.find_activity("A2.1"))
    except AtelierError as error:
        return {"refused": str(error)}
    return {item.candidate: [item.status, item.total, item.problem] for item in run.candidates}


def main():
    repository, left_bytes = Path(sys.argv[1]), int(sys.argv[2])
    mount_small_disk(repository)
    fill(repository / "filling", left_bytes)
    print(json.dumps(grade(repository / "course")), flush=True)
    (repository / "filling").unlink()
    print(json.dumps(grade(repository / "course")), flush=True)


if __name__ == "__main__":
    main()
