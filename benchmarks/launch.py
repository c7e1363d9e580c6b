"""Run a process for each input line, and answer with its time and memory.

    python -I -S launch.py     then lines of JSON: [command, environment]

The answer is a line of JSON: milliseconds, peak memory in MB, CPU seconds, exit code. This program
imports little itself: the system counts its memory towards the peak of the process that it starts.
"""

import json
import os
import sys
import time


def main() -> None:
    """Run the command of each input line."""
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
        answer = [took, usage.ru_maxrss / 1024, cpu, os.waitstatus_to_exitcode(status)]
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
