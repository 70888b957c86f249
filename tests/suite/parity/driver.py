"""Makes the sample calls with the official SDK, and tells what it could and could not do.

Usage: driver.py BASE_URL VERSION < {"key": …, "modes": [{"name": …, "secret": …}], "calls": […]}

Prints one JSON object:
  failed      label → why a call was not made or not understood
  plain       names of calls whose model cannot be written as JSON; they were made with a dictionary
  unset       members of request models and query parameters that no call sets
  operations  the operations that the SDK has
"""

import ast
import inspect
import json
import sys
import textwrap
import typing

import tracking
from pydantic import BaseModel

GROUPS = (
    "tracking",
    "courier",
    "courier_connection",
    "estimated_delivery_date",
    "last_checkpoint",
    "notification",
)


def models_in(hint):
    """The model classes that a type hint names."""
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return [hint]
    return [model for part in typing.get_args(hint) for model in models_in(part)]


def body_model(method):
    """The class of a method's body argument, if it has one."""
    hints = typing.get_type_hints(inspect.unwrap(method))
    hints.pop("return", None)
    found = [model for hint in hints.values() for model in models_in(hint)]
    return found[0] if found else None


def query_names(method):
    """The query parameters that a method knows: the only place where the SDK says so is a local variable."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(method))))
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "params_keys":
            return set(ast.literal_eval(node.value))
    return set()


def members(model, at):
    """All members that a model can send, as paths."""
    for name, field in model.model_fields.items():
        inner = models_in(field.annotation)
        if inner:
            yield from members(inner[0], f"{at}/{name}")
        else:
            yield f"{at}/{name}"


def members_set(model, value, at):
    """The members of a model that a body sets."""
    for name, field in model.model_fields.items():
        if name not in value:
            continue
        inner = models_in(field.annotation)
        items = value[name] if isinstance(value[name], list) else [value[name]]
        for item in items:
            if inner and isinstance(item, dict):
                yield from members_set(inner[0], item, f"{at}/{name}")
            else:
                yield f"{at}/{name}"


def arguments(method, call, report):
    """Positional and keyword arguments of a call."""
    positional = list(call.get("path", []))
    if "body" in call:
        model = body_model(method)
        body = model.model_validate(call["body"])
        try:
            # Some versions dump enumerations in a form that their own encoder refuses.
            json.dumps(body.model_dump(exclude_none=True))
        except TypeError:
            if "mode=" not in inspect.getsource(inspect.unwrap(method)):
                report["plain"].add(call["name"])
                body = call["body"]
        positional.append(body)
    return positional, dict(call.get("query", {}))


def main():
    base_url, version = sys.argv[1:]
    task = json.load(sys.stdin)
    report = {"failed": {}, "plain": set(), "unset": [], "operations": []}
    methods = {}
    for mode in task["modes"]:
        client = tracking.Client(
            configuration=tracking.Configuration(
                domain=base_url,
                authentication_type=mode["name"],
                api_key=task["key"],
                api_secret=mode.get("secret"),
                max_retry=0,
            )
        )
        for group in filter(lambda group: hasattr(client, group), GROUPS):
            api = getattr(client, group)
            for name in vars(type(api)):
                if not name.startswith("_"):
                    methods[f"{group}.{name}"] = getattr(api, name)
        for call in task["calls"]:
            label = f"{mode['name']} {call['name']}"
            try:
                method = methods[call["operation"]]
                assert version in inspect.getsource(inspect.unwrap(method)), "another version's SDK"
                positional, keywords = arguments(method, call, report)
                method(*positional, headers={"as-parity": label}, **keywords)
            except Exception as error:  # all of them are findings
                report["failed"][label] = f"{type(error).__name__}: {error}"

    report["operations"] = sorted(methods)
    for operation, method in methods.items():
        calls = [call for call in task["calls"] if call["operation"] == operation]
        model = body_model(method)
        known = {f"?{name}" for name in query_names(method)}
        known.update(members(model, "") if model else [])
        for call in calls:
            known -= {f"?{name}" for name in call.get("query", {})}
            if model:
                known -= set(members_set(model, call.get("body", {}), ""))
        report["unset"] += [f"{operation} {name}" for name in sorted(known)]
    report["plain"] = sorted(report["plain"])
    json.dump(report, sys.stdout)


main()
