"""Programs of Debian's own packages, installed where they are missing (root)."""

import os
import shutil
import subprocess
from collections.abc import Sequence


def installed(packages: Sequence[str], programs: Sequence[str]) -> list[str]:
    """Where the programs are; installs the packages where one of them is missing. Raises RuntimeError."""
    if not all(map(shutil.which, programs)):
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-qq", "--no-install-recommends", *packages],
        ):
            subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    found = [path for program in programs if (path := shutil.which(program))]
    if len(found) < len(programs):
        raise RuntimeError(f"no {' or '.join(programs)} after installing {', '.join(packages)}")
    return found
