"""Seccomp: the system calls that a notebook needs, and with which arguments; the kernel refuses all others.

An allow-list: what a later kernel adds stays closed. New process, program, socket, namespace, mount, key, trace,
other process's memory, System V memory and message queues are simply not on it. What must be limited to the
process itself (signals, limits, scheduling) is limited by argument, so that it holds without a pid namespace too.
"""

import ctypes
import errno
import platform
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .syscalls import AUDIT_ARCHITECTURES, NUMBERS, syscall

_FILES = """
read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 close close_range lseek
stat fstat lstat newfstatat statx access faccessat faccessat2 readlink readlinkat getdents getdents64 getcwd
chdir fchdir statfs fstatfs mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 link linkat symlink
symlinkat ftruncate fallocate fsync fdatasync sync_file_range flock fadvise64 umask dup dup2 dup3 pipe pipe2
sendfile copy_file_range
"""
_WAITING = """
select pselect6 poll ppoll epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2 eventfd
eventfd2 timerfd_create timerfd_settime timerfd_gettime signalfd signalfd4 nanosleep clock_nanosleep pause alarm
setitimer getitimer timer_create timer_settime timer_gettime timer_getoverrun timer_delete futex futex_waitv
wait4 waitid restart_syscall rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait rt_sigsuspend
sigaltstack
"""
# The calls on a connected pair of sockets: asyncio's own wake-up needs them.
_PAIRS = "sendto recvfrom sendmsg recvmsg shutdown getsockopt setsockopt getsockname getpeername"
_MEMORY = "mmap munmap mremap mprotect madvise msync mincore brk mlock munlock mlock2 get_mempolicy membarrier"
_SELF = """
exit exit_group set_tid_address set_robust_list rseq arch_prctl getrandom clock_gettime clock_getres gettimeofday
time times getrusage sysinfo uname getcpu getpid getppid gettid getpgrp getpgid getsid getuid geteuid getgid
getegid getresuid getresgid getgroups capget getrlimit setrlimit getpriority sched_yield sched_getaffinity
sched_getparam sched_getscheduler sched_getattr sched_get_priority_max sched_get_priority_min sched_rr_get_interval
"""
ALWAYS = tuple(" ".join([_FILES, _WAITING, _PAIRS, _MEMORY, _SELF]).split())

CLONE_THREAD = 0x00010000
# New cgroup, uts, ipc, user, pid and network namespace; new mount and time namespace.
_CLONE_NAMESPACES = 0x7E000000 | 0x00020000 | 0x00000080
_AF_UNIX, _SOCK_STREAM, _SOCK_TYPE_MASK = 1, 1, 0xF
_O_ACCMODE, _O_TRUNC = 0o3, 0o1000
# F_SETOWN, F_SETSIG, F_SETOWN_EX, F_SETLEASE, F_NOTIFY: each has the kernel send signals to a process of one's choice.
_SIGNALLING_FCNTL = (8, 10, 15, 1024, 1026)
# TIOCSTI, TIOCLINUX put words into a terminal; FIOSETOWN, SIOCSPGRP direct signals.
_FORBIDDEN_IOCTL = (0x5412, 0x541C, 0x8901, 0x8902)
# PR_GET_DUMPABLE, PR_SET_NAME, PR_GET_NAME, PR_GET_SECCOMP, PR_CAPBSET_READ, PR_SET_TIMERSLACK, PR_GET_TIMERSLACK,
# PR_SET_THP_DISABLE, PR_GET_THP_DISABLE, PR_SET_VMA.
_HARMLESS_PRCTL = (3, 15, 16, 21, 23, 29, 30, 41, 42, 0x53564D41)
_METADATA = ("chmod", "fchmod", "fchmodat", "fchmodat2", "utime", "utimes", "utimensat", "futimesat")

# Numbers from here on are given out in step on all architectures; the C library falls back on ENOSYS.
_FIRST_RECENT_NUMBER = 424
_X32_BIT = 0x40000000

_LOAD, _AND, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
_KILL, _ALLOW, _ERRNO = 0x80000000, 0x7FFF0000, 0x00050000
_DENY = _ERRNO | errno.EPERM
_OFFSET_NUMBER, _OFFSET_ARCHITECTURE, _OFFSET_ARGUMENTS = 0, 4, 16
_SET_MODE_FILTER, _GET_ACTION_AVAIL = 1, 2

Instruction = tuple[int, int, int, int]


@dataclass(frozen=True)
class Only:
    """The call passes when this argument, masked, is one of the values."""

    argument: int
    values: tuple[int, ...]
    mask: int = 0xFFFFFFFF


@dataclass(frozen=True)
class Never:
    """The call is refused when this argument, masked, is one of the values."""

    argument: int
    values: tuple[int, ...]
    mask: int = 0xFFFFFFFF


Condition = Only | Never


def conditions(pid: int) -> Mapping[str, tuple[Condition, ...]]:
    """Return the calls that pass only with certain arguments; all conditions of a call must hold.

    Parameters
    ----------
    pid : int
        The number under which the process knows itself.
    """
    own = (0, pid)
    # Reading leave is enough for the kernel to empty a file that is opened so.
    no_emptying = (_O_TRUNC,), _O_ACCMODE | _O_TRUNC
    return {
        "clone": (Only(0, (CLONE_THREAD,), CLONE_THREAD | _CLONE_NAMESPACES),),
        "kill": (Only(0, (pid,)),),
        "tgkill": (Only(0, (pid,)),),
        "rt_sigqueueinfo": (Only(0, (pid,)),),
        "rt_tgsigqueueinfo": (Only(0, (pid,)),),
        "prlimit64": (Only(0, own),),
        "sched_setaffinity": (Only(0, own),),
        "sched_setparam": (Only(0, own),),
        "sched_setscheduler": (Only(0, own),),
        "sched_setattr": (Only(0, own),),
        "setpriority": (Only(0, (0,)), Only(1, own)),
        "prctl": (Only(0, _HARMLESS_PRCTL),),
        "socketpair": (Only(0, (_AF_UNIX,)), Only(1, (_SOCK_STREAM,), _SOCK_TYPE_MASK)),
        "fcntl": (Never(1, _SIGNALLING_FCNTL),),
        "ioctl": (Never(1, _FORBIDDEN_IOCTL),),
        "open": (Never(1, *no_emptying),),
        "openat": (Never(2, *no_emptying),),
    }


def build_filter(pid: int, *, private_root: bool) -> list[Instruction]:
    """Return the filter program.

    Parameters
    ----------
    pid : int
        The number under which the process knows itself.
    private_root : bool
        Whether everything outside the scratch folder is mounted read-only. If not, nothing else keeps a process
        from changing modes and times of its user's files: these calls then have no effect, and say that they
        succeeded, since ``shutil.copy`` insists on them.
    """
    machine = platform.machine()
    numbers = NUMBERS.get(machine)
    if numbers is None:
        raise OSError(errno.ENOSYS, f"no table of system calls for {machine}")
    program: list[Instruction] = [
        (_LOAD, 0, 0, _OFFSET_ARCHITECTURE),
        (_EQUAL, 1, 0, AUDIT_ARCHITECTURES[machine]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _OFFSET_NUMBER),
        (_AT_LEAST, 0, 1, _X32_BIT),
        (_RETURN, 0, 0, _KILL),
    ]
    always = [*ALWAYS, *(_METADATA if private_root else ()), *(("truncate",) if private_root else ())]
    program += _for_each(numbers, always, [(_RETURN, 0, 0, _ALLOW)])
    if not private_root:
        program += _for_each(numbers, _METADATA, [(_RETURN, 0, 0, _ERRNO)])
    for name, checks in conditions(pid).items():
        program += _for_each(numbers, [name], _checked(checks))
    program += _for_each(numbers, ["clone3"], [(_RETURN, 0, 0, _ERRNO | errno.ENOSYS)])
    return [
        *program,
        (_AT_LEAST, 0, 1, _FIRST_RECENT_NUMBER),
        (_RETURN, 0, 0, _ERRNO | errno.ENOSYS),
        (_RETURN, 0, 0, _DENY),
    ]


def has_filters() -> bool:
    """Whether the kernel runs filters that answer with an error."""
    try:
        syscall("seccomp", _GET_ACTION_AVAIL, 0, ctypes.create_string_buffer(struct.pack("=I", _ERRNO)))
    except OSError:
        return False
    return True


def enforce_filter(program: list[Instruction]) -> None:
    """Bind the calling thread, and all that it starts, for good; no_new_privs must be set.

    Raises
    ------
    OSError
        If the kernel refuses the filter.
    """
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *instruction) for instruction in program))
    header = ctypes.create_string_buffer(struct.pack("@HP", len(program), ctypes.addressof(code)))
    syscall("seccomp", _SET_MODE_FILTER, 0, header)


def _for_each(numbers: Mapping[str, int], names: Iterable[str], body: list[Instruction]) -> list[Instruction]:
    found = [numbers[name] for name in names if name in numbers]
    return [line for number in found for line in [(_EQUAL, 0, len(body), number), *body]]


def _checked(checks: tuple[Condition, ...]) -> list[Instruction]:
    body: list[Instruction] = []
    for check in checks:
        body += [(_LOAD, 0, 0, _OFFSET_ARGUMENTS + 8 * check.argument), (_AND, 0, 0, check.mask)]
        count = len(check.values)
        if isinstance(check, Only):
            body += [(_EQUAL, count - index, 0, value) for index, value in enumerate(check.values)]
            body += [(_RETURN, 0, 0, _DENY)]
        else:
            body += [line for value in check.values for line in [(_EQUAL, 0, 1, value), (_RETURN, 0, 0, _DENY)]]
    return [*body, (_RETURN, 0, 0, _ALLOW)]
