"""Runs whole processes, one for each line that it is sent, and answers with what they took.

    python -I -S launch.py     then lines of JSON: [command, environment]

The answer is a line of JSON: milliseconds, the most memory in MB, seconds of CPU, exit code. It loads next to nothing
itself: what a process is started from counts towards the memory that the system says it had.
"""

import json
import os
import sys
import time


def main() -> None:
    for line in sys.stdin:
        command, environment = json.loads(line)
        silent = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
        started = time.perf_counter()
        process = os.posix_spawn(
            command[0], command, {**os.environ, **environment}, file_actions=silent
        )
        _, status, usage = os.wait4(process, 0)
        took = (time.perf_counter() - started) * 1000
        cpu = usage.ru_utime + usage.ru_stime
        print(
            json.dumps([took, usage.ru_maxrss / 1024, cpu, os.waitstatus_to_exitcode(status)]),
            flush=True,
        )


if __name__ == "__main__":
    main()
