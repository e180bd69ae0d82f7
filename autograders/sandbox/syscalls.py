"""System calls that Python's library does not offer, by name, through ctypes."""

import ctypes
import os
import platform
from functools import cache

# From the kernel's own headers: asm/unistd_64.h and asm-generic/unistd.h.
_X86_64 = """
read=0 write=1 readv=19 writev=20 pread64=17 pwrite64=18 preadv=295 pwritev=296 preadv2=327 pwritev2=328 open=2
openat=257 close=3 close_range=436 lseek=8 stat=4 fstat=5 lstat=6 newfstatat=262 statx=332 access=21 faccessat=269
faccessat2=439 readlink=89 readlinkat=267 getdents=78 getdents64=217 getcwd=79 chdir=80 fchdir=81 statfs=137
fstatfs=138 mkdir=83 mkdirat=258 rmdir=84 unlink=87 unlinkat=263 rename=82 renameat=264 renameat2=316 link=86
linkat=265 symlink=88 symlinkat=266 ftruncate=77 truncate=76 fallocate=285 fsync=74 fdatasync=75 sync_file_range=277
flock=73 fadvise64=221 umask=95 chmod=90 fchmod=91 fchmodat=268 fchmodat2=452 utime=132 utimes=235 utimensat=280
futimesat=261 dup=32 dup2=33 dup3=292 pipe=22 pipe2=293 fcntl=72 ioctl=16 sendfile=40 copy_file_range=326 select=23
pselect6=270 poll=7 ppoll=271 epoll_create=213 epoll_create1=291 epoll_ctl=233 epoll_wait=232 epoll_pwait=281
epoll_pwait2=441 eventfd=284 eventfd2=290 timerfd_create=283 timerfd_settime=286 timerfd_gettime=287 signalfd=282
signalfd4=289 socketpair=53 sendto=44 recvfrom=45 sendmsg=46 recvmsg=47 shutdown=48 getsockopt=55 setsockopt=54
getsockname=51 getpeername=52 mmap=9 munmap=11 mremap=25 mprotect=10 madvise=28 msync=26 mincore=27 brk=12 mlock=149
munlock=150 mlock2=325 get_mempolicy=239 membarrier=324 clone=56 clone3=435 fork=57 vfork=58 execve=59 execveat=322
exit=60 exit_group=231 wait4=61 waitid=247 set_tid_address=218 set_robust_list=273 rseq=334 futex=202 futex_waitv=449
rt_sigaction=13 rt_sigprocmask=14 rt_sigreturn=15 rt_sigpending=127 rt_sigtimedwait=128 rt_sigsuspend=130
sigaltstack=131 restart_syscall=219 pause=34 kill=62 tgkill=234 rt_sigqueueinfo=129 rt_tgsigqueueinfo=297 alarm=37
setitimer=38 getitimer=36 timer_create=222 timer_settime=223 timer_gettime=224 timer_getoverrun=225 timer_delete=226
nanosleep=35 clock_nanosleep=230 clock_gettime=228 clock_getres=229 gettimeofday=96 time=201 times=100 getrusage=98
sysinfo=99 uname=63 getcpu=309 getpid=39 getppid=110 gettid=186 getpgrp=111 getpgid=121 getsid=124 getuid=102
geteuid=107 getgid=104 getegid=108 getresuid=118 getresgid=120 getgroups=115 capget=125 getrlimit=97 setrlimit=160
prlimit64=302 prctl=157 arch_prctl=158 getrandom=318 getpriority=140 setpriority=141 sched_yield=24
sched_getaffinity=204 sched_setaffinity=203 sched_getparam=143 sched_setparam=142 sched_getscheduler=145
sched_setscheduler=144 sched_getattr=315 sched_setattr=314 sched_get_priority_max=146 sched_get_priority_min=147
sched_rr_get_interval=148 socket=41 connect=42 ptrace=101 landlock_create_ruleset=444 landlock_add_rule=445
landlock_restrict_self=446 seccomp=317 pivot_root=155 mount=165 umount2=166 unshare=272 open_tree=428 move_mount=429
mount_setattr=442 capset=126
"""
_AARCH64 = """
read=63 write=64 readv=65 writev=66 pread64=67 pwrite64=68 preadv=69 pwritev=70 preadv2=286 pwritev2=287 openat=56
close=57 close_range=436 lseek=62 fstat=80 newfstatat=79 statx=291 faccessat=48 faccessat2=439 readlinkat=78
getdents64=61 getcwd=17 chdir=49 fchdir=50 statfs=43 fstatfs=44 mkdirat=34 unlinkat=35 renameat=38 renameat2=276
linkat=37 symlinkat=36 ftruncate=46 truncate=45 fallocate=47 fsync=82 fdatasync=83 sync_file_range=84 flock=32
fadvise64=223 umask=166 fchmod=52 fchmodat=53 fchmodat2=452 utimensat=88 dup=23 dup3=24 pipe2=59 fcntl=25 ioctl=29
sendfile=71 copy_file_range=285 pselect6=72 ppoll=73 epoll_create1=20 epoll_ctl=21 epoll_pwait=22 epoll_pwait2=441
eventfd2=19 timerfd_create=85 timerfd_settime=86 timerfd_gettime=87 signalfd4=74 socketpair=199 sendto=206
recvfrom=207 sendmsg=211 recvmsg=212 shutdown=210 getsockopt=209 setsockopt=208 getsockname=204 getpeername=205
mmap=222 munmap=215 mremap=216 mprotect=226 madvise=233 msync=227 mincore=232 brk=214 mlock=228 munlock=229 mlock2=284
get_mempolicy=236 membarrier=283 clone=220 clone3=435 execve=221 execveat=281 exit=93 exit_group=94 wait4=260
waitid=95 set_tid_address=96 set_robust_list=99 rseq=293 futex=98 futex_waitv=449 rt_sigaction=134 rt_sigprocmask=135
rt_sigreturn=139 rt_sigpending=136 rt_sigtimedwait=137 rt_sigsuspend=133 sigaltstack=132 restart_syscall=128 kill=129
tgkill=131 rt_sigqueueinfo=138 rt_tgsigqueueinfo=240 setitimer=103 getitimer=102 timer_create=107 timer_settime=110
timer_gettime=108 timer_getoverrun=109 timer_delete=111 nanosleep=101 clock_nanosleep=115 clock_gettime=113
clock_getres=114 gettimeofday=169 times=153 getrusage=165 sysinfo=179 uname=160 getcpu=168 getpid=172 getppid=173
gettid=178 getpgid=155 getsid=156 getuid=174 geteuid=175 getgid=176 getegid=177 getresuid=148 getresgid=150
getgroups=158 capget=90 getrlimit=163 setrlimit=164 prlimit64=261 prctl=167 getrandom=278 getpriority=141
setpriority=140 sched_yield=124 sched_getaffinity=123 sched_setaffinity=122 sched_getparam=121 sched_setparam=118
sched_getscheduler=120 sched_setscheduler=119 sched_getattr=275 sched_setattr=274 sched_get_priority_max=125
sched_get_priority_min=126 sched_rr_get_interval=127 socket=198 connect=203 ptrace=117 landlock_create_ruleset=444
landlock_add_rule=445 landlock_restrict_self=446 seccomp=277 pivot_root=41 mount=40 umount2=39 unshare=97
open_tree=428 move_mount=429 mount_setattr=442 capset=91
"""


def _parsed(table: str) -> dict[str, int]:
    return {name: int(number) for name, number in (entry.split("=") for entry in table.split())}


NUMBERS = {"x86_64": _parsed(_X86_64), "aarch64": _parsed(_AARCH64)}
AUDIT_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}


def syscall(name: str, *arguments: int | bytes | ctypes.Array[ctypes.c_char] | None) -> int:
    """Call the kernel.

    Parameters
    ----------
    name : str
        Name of the system call, as in its manual page.
    *arguments
        Numbers, byte strings (passed as pointers) or ctypes buffers.

    Returns
    -------
    int

    Raises
    ------
    OSError
        With the kernel's error; ``ENOSYS`` on an architecture without a table.

    Examples
    --------
    >>> syscall("getpid") == os.getpid()
    True
    """
    number = NUMBERS.get(platform.machine(), {}).get(name)
    if number is None:
        raise OSError(38, f"{name}: no such system call on {platform.machine()}")
    words = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    result = int(_library().syscall(ctypes.c_long(number), *words))
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{name}: {os.strerror(error)}")
    return result


def prctl(option: int, value: int = 0) -> None:
    """Change one trait of the calling process.

    Raises
    ------
    OSError
        With the kernel's error.
    """
    syscall("prctl", option, value, 0, 0, 0)


@cache
def _library() -> ctypes.CDLL:
    # Once: each library object makes classes of its own, 60 microseconds for each of a hundred calls and more.
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    return library
