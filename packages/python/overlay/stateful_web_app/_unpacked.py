"""The packages of Node that wheels carry, laid out as Node looks for them."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import pathlib
import shutil
import tarfile
import tempfile
import typing

# The module of each wheel, and the name of its package.
PACKAGES = {
    "cdk8s_stateful_web_app": "cdk8s-stateful-web-app",
    "cdk8s": "cdk8s",
    "cdk8s_plus_27": "cdk8s-plus-27",
    "constructs": "constructs",
}


@contextlib.contextmanager
def unpacked() -> typing.Iterator[str]:
    """The folder `node_modules`. It stays in the user's cache; where that cannot be written, it lasts as long as the command."""
    tarballs = {package: _tarball(module) for module, package in PACKAGES.items()}
    name = _digest(tarballs.values())
    cache = _cache()
    kept = cache / name / "node_modules"
    if kept.is_dir():
        yield str(kept)
        return
    try:
        cache.mkdir(parents=True, exist_ok=True, mode=0o700)
        scratch = pathlib.Path(tempfile.mkdtemp(prefix=".", dir=cache))
    except OSError:
        scratch = pathlib.Path(tempfile.mkdtemp(prefix="stateful-web-app-"))
    try:
        for package, tarball in tarballs.items():
            _unpack(tarball, scratch / "node_modules" / package)
        if scratch.parent != cache:
            yield str(scratch / "node_modules")
            return
        with contextlib.suppress(OSError):  # Another one was faster.
            scratch.rename(cache / name)
        yield str(kept)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _tarball(module: str) -> pathlib.Path:
    # Not imported: that would start a process of Node.
    spec = importlib.util.find_spec(module)
    folders = [] if spec is None else list(spec.submodule_search_locations or [])
    for folder in folders:
        for file in sorted(pathlib.Path(folder, "_jsii").glob("*.jsii.tgz")):
            return file
    raise SystemExit(f"stateful-web-app: the Python package of {module} is missing. Install it again: pip install {module}")


def _digest(files: typing.Iterable[pathlib.Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _cache() -> pathlib.Path:
    if os.name == "nt":
        base = os.environ.get("LOCALAPPDATA") or tempfile.gettempdir()
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return pathlib.Path(base, "stateful-web-app", "python")


def _unpack(tarball: pathlib.Path, folder: pathlib.Path) -> None:
    with tarfile.open(tarball) as archive:
        for member in archive.getmembers():
            # npm puts everything below one folder.
            _, _, member.name = member.name.partition("/")
            if member.isfile() and member.name:
                # Only data: no links, no path that leads out, which newer Pythons check themselves.
                if ".." in member.name.split("/"):
                    raise SystemExit(f"stateful-web-app: {tarball} is damaged")
                member.mode = 0o644
                archive.extract(member, folder, **_FILTER)


_FILTER: typing.Dict[str, typing.Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
