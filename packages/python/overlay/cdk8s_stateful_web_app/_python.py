"""What the generated module lacks to be at home in Python: its arguments, its errors, and dicts for every type of props."""

from __future__ import annotations

import builtins
import difflib
import functools
import json
import os
import re
import sys
import types
import typing

import jsii

__all__ = ["UserError", "adapt"]

# How the kernel begins the message of an error that is a mistake in what the user gave.
_MARK = "UserError: "


class UserError(RuntimeError):
    """A mistake in what the program gave. Its text says what is wrong and what to write instead; `errors` has each by itself."""

    @property
    def errors(self) -> typing.List[str]:
        _, *listed = re.split(r"\n  (?=\[)", str(self))
        return listed or [str(self)]


UserError.__module__ = __package__


class _State:
    """How the program is run."""

    report: typing.Optional[str] = None
    # Told already, by the synth.
    told: typing.Optional[BaseException] = None
    # What a method raised that is written in Python and was called by the construct.
    raised: typing.Optional[BaseException] = None


def adapt(module: typing.Dict[str, typing.Any]) -> None:
    """Adapts the generated module, given by its names."""
    module["jsii"] = _Jsii()
    for each in list(module.values()):
        if isinstance(each, type) and hasattr(each, "__jsii_name_mapping__") and each.__module__ == module["__name__"]:
            _take_dicts(each)
    _give_arguments(module["GitOpsApp"])
    _remember_errors(module["GitOpsApp"])
    _show_errors_plainly()


class _Jsii:
    """jsii, whose errors have no stack of JavaScript."""

    def __getattr__(self, name: str) -> typing.Any:
        return getattr(jsii, name)


def _plain(call: typing.Callable[..., typing.Any]) -> typing.Callable[..., typing.Any]:
    @functools.wraps(call)
    def plain(*args: typing.Any, **kwargs: typing.Any) -> typing.Any:
        try:
            return call(*args, **kwargs)
        except RuntimeError as error:
            message = str(error)
            if message.startswith(_MARK):
                raise UserError(message[len(_MARK) :]) from None
            raise

    return plain


for _name in ("create", "invoke", "sinvoke", "get", "sget", "set", "sset"):
    setattr(_Jsii, _name, staticmethod(_plain(getattr(jsii, _name))))


def _take_dicts(struct: type) -> None:
    """Makes props of dicts wherever they stand: jsii does so for one dict, and drops the unknown keys of those in lists without a word."""
    given = struct.__init__

    @functools.wraps(given)
    def __init__(self: typing.Any, **values: typing.Any) -> None:
        hints = _hints(given)
        given(self, **{name: _fit(hints.get(name), value) for name, value in values.items()})

    struct.__init__ = __init__  # type: ignore[misc]


@functools.lru_cache(maxsize=None)
def _hints(function: typing.Any) -> typing.Dict[str, typing.Any]:
    return typing.get_type_hints(function)


def _fit(hint: typing.Any, value: typing.Any) -> typing.Any:
    if value is None or hint is None:
        return value
    if typing.get_origin(hint) is typing.Union:
        choices = typing.get_args(hint)
        struct = next((each for each in choices if hasattr(each, "__jsii_name_mapping__")), None)
        if struct is not None:
            return _props(struct, value) if isinstance(value, dict) else value
        others = [each for each in choices if each is not type(None)]
        return _fit(others[0], value) if len(others) == 1 else value
    arguments = typing.get_args(hint)
    if isinstance(value, (list, tuple)) and len(arguments) == 1:
        return [_fit(arguments[0], each) for each in value]
    if isinstance(value, dict) and len(arguments) == 2:
        return {key: _fit(arguments[1], each) for key, each in value.items()}
    return value


def _props(struct: typing.Any, values: typing.Dict[str, typing.Any]) -> typing.Any:
    # Also of cdk8s-plus, whose own lists of dicts would lose their keys.
    names = struct.__jsii_name_mapping__
    for key in values:
        if key in names:
            continue
        wanted = [name for name, wire in names.items() if wire == key] or difflib.get_close_matches(str(key), names)
        remedy = f"Write {wanted[0]!r}" if wanted else f"It has: {', '.join(sorted(names))}"
        raise TypeError(f"{struct.__name__} has no {key!r}. {remedy}.")
    hints = _hints(struct.__init__)
    return struct(**{name: _fit(hints.get(name), value) for name, value in values.items()})


def _give_arguments(app: typing.Any) -> None:
    """The construct runs in a process of its own, whose arguments are not those of the program."""
    given = app.__init__

    @functools.wraps(given)
    def __init__(self: typing.Any, **props: typing.Any) -> None:
        if props.get("arguments") is None:
            props["arguments"] = sys.argv[1:]
        arguments = props["arguments"]
        report = props.get("report")
        _State.report = getattr(report, "value", None) or _report_of(arguments)
        given(self, **props)

    app.__init__ = __init__


def _report_of(arguments: typing.Sequence[str]) -> str:
    return "json" if "--json" in arguments else os.environ.get("SYNTH_REPORT", "")


def _remember_errors(app: typing.Any) -> None:
    """A gate is written in Python: what it raises comes back as it is, and not as text."""
    given_init, given_synth = app.__init__, app.synth

    @functools.wraps(given_init)
    def __init__(self: typing.Any, **props: typing.Any) -> None:
        gate = props.get("gate")
        if gate is not None:
            gate.check = _remembering(gate.check)
        given_init(self, **props)

    @functools.wraps(given_synth)
    def synth(self: typing.Any) -> None:
        _State.raised = None
        try:
            given_synth(self)
        except RuntimeError as error:
            _State.told = _State.raised or error
            if _State.raised is not None:
                raise _State.raised from None
            raise

    app.__init__, app.synth = __init__, synth


def _remembering(check: typing.Callable[..., None]) -> typing.Callable[..., None]:
    @functools.wraps(check)
    def remembering(before: typing.Any, after: typing.Any, folder: str) -> None:
        try:
            return check(before, after, folder)
        except Exception as error:
            _State.raised = error
            raise

    return remembering


def _show_errors_plainly() -> None:
    """Of a mistake in what the program gave, its text says all; every other error is shown in full."""
    shown = sys.excepthook

    def show(
        kind: typing.Type[BaseException], error: BaseException, trace: typing.Optional[types.TracebackType]
    ) -> None:
        if isinstance(error, UserError):
            sys.stderr.write(f"{error}\n")
        else:
            shown(kind, error, trace)
        if isinstance(error, Exception) and error is not _State.told:
            _tell(error)

    sys.excepthook = show


def _tell(error: Exception) -> None:
    """As the synth does what fails in it, to whoever asked for JSON."""
    text = json.dumps(
        {"error": str(error), "errors": error.errors if isinstance(error, UserError) else [str(error)]},
        separators=(",", ":"),
        ensure_ascii=False,
    )
    file = os.environ.get("SYNTH_REPORT_FILE")
    if file:
        with open(file, "a", encoding="utf8") as report:
            report.write(f"{text}\n")
    elif (_State.report or _report_of(sys.argv[1:])) == "json":
        builtins.print(text, flush=True)
