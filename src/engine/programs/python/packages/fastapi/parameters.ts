/** The arguments of a route, from what was asked: where each is taken from, and what it depends on. */
export const parameters: Readonly<Record<string, string>> = {
  "fastapi/params.py": `
_missing = object()


class Depends:
    def __init__(self, dependency=None, use_cache=True):
        self.dependency = dependency


class _Parameter:
    source = "query"

    def __init__(self, default=_missing, alias=None, **limits):
        self.default, self.alias, self.limits = _missing if default is ... else default, alias, limits


class Query(_Parameter):
    pass


class Path(_Parameter):
    source = "path"


class Header(_Parameter):
    source = "header"


class Cookie(_Parameter):
    source = "cookie"


class Body(_Parameter):
    source = "body"


class Form(_Parameter):
    source = "form"
`,

  "fastapi/background.py": `
import inspect
from asyncio import to_thread


class BackgroundTasks:
    def __init__(self):
        self.tasks = []

    def add_task(self, function, *args, **keywords):
        self.tasks.append((function, args, keywords))

    async def __call__(self):
        for function, args, keywords in self.tasks:
            await _run(function, args, keywords)


async def _run(function, args, keywords):
    if inspect.iscoroutinefunction(function):
        return await function(*args, **keywords)
    return await to_thread(function, *args, **keywords)
`,

  "fastapi/dependencies.py": `
from pydantic import BaseModel, check
from pydantic.main import Wrong, _limit
from starlette.requests import Request
from starlette.responses import Response
from .background import BackgroundTasks, _run
from .params import Depends, _missing, _Parameter


async def _values(function, request, route, finish, errors, background):
    """The arguments of a route, from what was asked."""
    values = {}
    kinds = getattr(function, "__annotations__", {})
    for name, default in _signature(function):
        kind = kinds.get(name, None)
        if getattr(kind, "_name", None) == "Annotated":
            for each in kind.__metadata__:
                if isinstance(each, (_Parameter, Depends)):
                    if isinstance(each, _Parameter) and default is not _missing:
                        each.default = default
                    default = each
            kind = kind.__args__[0]
        if kind is Request:
            values[name] = request
        elif kind is BackgroundTasks:
            values[name] = background
        elif kind is Response:
            values[name] = request.scope.setdefault("_response", Response())
        elif isinstance(default, Depends):
            values[name] = await _depend(default.dependency or kind, request, route, finish, errors, background)
        else:
            parameter = default if isinstance(default, _Parameter) else None
            is_model = isinstance(kind, type) and issubclass(kind, BaseModel) or getattr(kind, "__origin__", None) in (list, dict)
            source = parameter.source if parameter else "path" if name in route.names else "body" if is_model else "query"
            fallback = parameter.default if parameter else default
            try:
                await _value(values, name, kind, source, fallback, parameter, request)
            except Wrong as error:
                errors += error.errors
    return values


async def _value(values, name, kind, source, fallback, parameter, request):
    key = (parameter and parameter.alias) or name
    if source in ("body", "form"):
        loc = ("body",)
        try:
            given = await request.form() if source == "form" else await request.json() if await request.body() else _missing
        except ValueError:
            raise Wrong([{"type": "json_invalid", "loc": ("body", 0), "msg": "JSON decode error", "input": {}, "ctx": {"error": "Expecting value"}}]) from None
        embedded = source == "form" or (parameter is not None and not (isinstance(kind, type) and issubclass(kind, BaseModel)))
        if embedded and isinstance(given, dict):
            loc, given = ("body", key), given.get(key, _missing)
    else:
        loc = (source, key)
        found = {"path": request.path_params, "query": request.query_params, "cookie": request.cookies, "header": request.headers}[source]
        given = found.get(key.replace("_", "-") if source == "header" else key, _missing)
    if given is _missing:
        if fallback is _missing:
            raise Wrong([{"type": "missing", "loc": list(loc), "msg": "Field required", "input": None}])
        values[name] = fallback
        return
    try:
        value = check(kind, given, True) if kind is not None else given
        values[name] = _limit(value, parameter.limits) if parameter else value
    except Wrong as error:
        raise Wrong([{**each, "loc": list(loc + tuple(each["loc"]))} for each in error.errors]) from None


def _signature(function):
    import _parameters

    return [(name, _missing if default is _parameters.empty else default) for name, default in _parameters.of(function)]


async def _depend(dependency, request, route, finish, errors, background):
    values = await _values(dependency, request, route, finish, errors, background)
    if errors:
        return None
    made = await _run(dependency, (), values)
    if type(made).__name__ == "generator":
        finish.append(made)
        return next(made)
    if type(made).__name__ == "async_generator":
        finish.append(made)
        return await made.__anext__()
    return made
`,
};
