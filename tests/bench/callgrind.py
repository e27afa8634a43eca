"""Instructions of a run, by callgrind: they depend on the program alone and not on how busy the
machine is."""
import re
import subprocess


def count(*command, status=0):
    """Instructions of a run and of the workers it starts; it ends by `status`, or the test fails."""
    run = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
                          *command], capture_output=True, text=True, env={})
    if run.returncode != status:
        raise SystemExit(f"{command}: status {run.returncode}\n{run.stderr[-3000:]}")
    processes = re.findall(r"I\s+refs:\s+([\d,]+)", run.stderr)  # workers say theirs too
    return sum(int(n.replace(",", "")) for n in processes)
