"""`stateful-web-app ARGS…`, or `python -m stateful_web_app ARGS…`."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import typing

from ._unpacked import unpacked

BIN = os.path.join("cdk8s-stateful-web-app", "build", "lib", "cli", "bin.js")


def main() -> int:
    # The name that jsii has for the same.
    wanted = os.environ.get("JSII_NODE") or "node"
    node = shutil.which(wanted)
    if node is None:
        sys.stderr.write(
            f"stateful-web-app: there is no {wanted!r} to run, and this command is written for Node. "
            "Install Node 20 or newer (https://nodejs.org), or set JSII_NODE to its path.\n"
        )
        return 1
    with unpacked() as modules:
        return _run([node, os.path.join(modules, BIN), *sys.argv[1:]])


def _run(command: typing.List[str]) -> int:
    process = subprocess.Popen(command)
    # A terminal sends Ctrl-C to both, and the command decides what it means; others send their signal to this process only.
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    code = process.wait()
    return 128 - code if code < 0 else code


if __name__ == "__main__":
    sys.exit(main())
