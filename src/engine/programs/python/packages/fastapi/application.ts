/** The application: routes, parameters, answers, the page of its interface. */
export const application: Readonly<Record<string, string>> = {
  "fastapi/applications.py": `
import inspect
import json
import re
import typing
from asyncio import to_thread
from http import phrase
from pydantic import BaseModel, ValidationError, check, schema
from pydantic.main import Wrong, _limit
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

_missing = object()


class HTTPException(Exception):
    def __init__(self, status_code, detail=None, headers=None):
        self.status_code, self.detail, self.headers = status_code, phrase(status_code) if detail is None else detail, headers

    def __str__(self):
        return f"{self.status_code}: {self.detail}"


class RequestValidationError(Exception):
    def __init__(self, errors, body=None):
        self._errors, self.body = errors, body

    def errors(self):
        return self._errors


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


class _Route:
    def __init__(self, path, endpoint, methods, status_code=200, response_model=None, response_class=None, tags=None, summary=None, dependencies=(), **options):
        self.path, self.endpoint, self.methods, self.status_code = path, endpoint, methods, status_code or 200
        self.response_model, self.response_class, self.dependencies, self.tags = response_model, response_class, dependencies, tags
        names = {"int": r"[0-9]+", "float": r"[0-9]+(?:\\.[0-9]+)?", "path": r".*"}
        pattern, place = "", 0
        self.names = []
        for match in re.finditer(r"{(\\w+)(?::(\\w+))?}", path):
            pattern += re.escape(path[place : match.start()]) + f"(?P<{match.group(1)}>{names.get(match.group(2), '[^/]+')})"
            self.names.append(match.group(1))
            place = match.end()
        self.pattern = re.compile(pattern + re.escape(path[place:]))

    def operation(self):
        return {"summary": self.endpoint.__name__.replace("_", " ").title(), "responses": {str(self.status_code): {"description": "Successful Response"}}}


class APIRouter:
    def __init__(self, prefix="", tags=None, dependencies=(), **options):
        self.prefix, self.routes, self.mounts, self.dependencies = prefix, [], [], list(dependencies or ())

    def add_api_route(self, path, endpoint, methods=("GET",), **options):
        options["dependencies"] = self.dependencies + list(options.get("dependencies") or ())
        self.routes.append(_Route(self.prefix + path, endpoint, list(methods), **options))

    def api_route(self, path, methods=("GET",), **options):
        def decorate(function):
            self.add_api_route(path, function, methods, **options)
            return function

        return decorate

    def get(self, path, **options):
        return self.api_route(path, ["GET"], **options)

    def post(self, path, **options):
        return self.api_route(path, ["POST"], **options)

    def put(self, path, **options):
        return self.api_route(path, ["PUT"], **options)

    def delete(self, path, **options):
        return self.api_route(path, ["DELETE"], **options)

    def patch(self, path, **options):
        return self.api_route(path, ["PATCH"], **options)

    def include_router(self, router, prefix="", **options):
        for route in router.routes:
            made = _Route(self.prefix + prefix + route.path, route.endpoint, route.methods, route.status_code, route.response_model, route.response_class, dependencies=route.dependencies)
            self.routes.append(made)

    def mount(self, path, app, name=None):
        self.mounts.append((path, app))


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


class FastAPI(APIRouter):
    def __init__(self, title="FastAPI", version="0.1.0", description="", lifespan=None, docs_url="/docs", openapi_url="/openapi.json", **options):
        super().__init__()
        self.title, self.version, self.description, self.lifespan = title, version, description, lifespan
        self._events = {"startup": [], "shutdown": []}
        self._middleware, self._handlers, self.dependency_overrides = [], {}, {}
        from types import SimpleNamespace

        self.state = SimpleNamespace()
        if openapi_url:
            self._openapi_url, self._docs_url = openapi_url, docs_url

    def on_event(self, kind):
        def decorate(function):
            self._events[kind].append(function)
            return function

        return decorate

    def middleware(self, kind):
        def decorate(function):
            self._middleware.append(("function", function, {}))
            return function

        return decorate

    def add_middleware(self, cls, **options):
        self._middleware.append(("class", cls, options))

    def exception_handler(self, kind):
        def decorate(function):
            self._handlers[kind] = function
            return function

        return decorate

    def openapi(self):
        paths = {}
        for route in self.routes:
            for method in route.methods:
                paths.setdefault(route.path, {})[method.lower()] = route.operation()
        return {"openapi": "3.1.0", "info": {"title": self.title, "version": self.version}, "paths": paths}

    async def _lifespan(self, receive, send):
        await receive()
        manager = self.lifespan(self) if self.lifespan else None
        try:
            if manager is not None:
                await manager.__aenter__()
            for function in self._events["startup"]:
                await _run(function, (), {})
        except Exception as error:
            error.lifespan = True
            raise
        await send({"type": "lifespan.startup.complete"})
        await receive()
        for function in self._events["shutdown"]:
            await _run(function, (), {})
        if manager is not None:
            await manager.__aexit__(None, None, None)
        await send({"type": "lifespan.shutdown.complete"})

    async def __call__(self, scope, receive, send):
        if scope["type"] == "lifespan":
            return await self._lifespan(receive, send)
        scope["app"] = self
        app = self._endpoint
        for kind, thing, options in self._middleware:
            app = thing(app, **options) if kind == "class" else _wrapped(app, thing)
        await app(scope, receive, send)

    async def _endpoint(self, scope, receive, send):
        request = Request(scope, receive)
        try:
            response = await self._respond(request, scope)
        except Exception as error:
            handler = next((handler for kind, handler in self._handlers.items() if kind == getattr(error, "status_code", None) or (isinstance(kind, type) and isinstance(error, kind))), None)
            if handler is not None:
                response = await _run(handler, (request, error), {})
            elif isinstance(error, HTTPException):
                response = JSONResponse({"detail": error.detail}, error.status_code, error.headers)
            elif isinstance(error, RequestValidationError):
                response = JSONResponse({"detail": error.errors()}, 422)
            else:
                raise
        if response is not None:
            await response(scope, receive, send)

    async def _respond(self, request, scope):
        allowed = []
        for route in self.routes:
            match = route.pattern.fullmatch(scope["path"])
            if match is None:
                continue
            if request.method not in route.methods and not (request.method == "HEAD" and False):
                allowed += route.methods
                continue
            request.path_params.update(match.groupdict())
            return await self._call(route, request)
        if allowed:
            raise HTTPException(405, headers={"Allow": ", ".join(allowed)})
        for prefix, app in self.mounts:
            if scope["path"].startswith(prefix):
                scope["path"] = scope["path"][len(prefix.rstrip("/")) :]
                return app
        if scope["path"] == self._openapi_url:
            return JSONResponse(self.openapi())
        if scope["path"] == self._docs_url:
            return HTMLResponse(f"<!DOCTYPE html>\\n<html>\\n<head>\\n<title>{self.title} - Swagger UI</title>\\n</head>\\n<body>\\n<div id=\\"swagger-ui\\">\\n</div>\\n</body>\\n</html>\\n")
        other = scope["path"][:-1] if scope["path"].endswith("/") else scope["path"] + "/"
        if other and any(route.pattern.fullmatch(other) for route in self.routes):
            from starlette.responses import RedirectResponse

            return RedirectResponse(f"http://{request.headers.get('host')}{other}")
        raise HTTPException(404)

    async def _call(self, route, request):
        finish, errors, background = [], [], BackgroundTasks()
        for each in route.dependencies:
            await _depend(each.dependency, request, route, finish, errors, background)
        values = await _values(route.endpoint, request, route, finish, errors, background)
        if errors:
            raise RequestValidationError(errors)
        try:
            result = await _run(route.endpoint, (), values)
        finally:
            for each in finish:
                if hasattr(each, "close"):
                    next(each, None)
                else:
                    async for _ in each:
                        pass
        if isinstance(result, Response):
            return result
        if route.response_model is not None and isinstance(route.response_model, type) and isinstance(result, dict):
            result = route.response_model(**result)
        given = request.scope.get("_response")
        status = route.status_code if given is None or given.status_code == 200 else given.status_code
        made = (route.response_class or JSONResponse)(None if status == 204 else result, status, given.headers if given else None)
        if status == 204:
            made.body = b""
        made.background = background if background.tasks else None
        return made


def _wrapped(app, function):
    async def middleware(scope, receive, send):
        request = Request(scope, receive)
        parts = {"headers": {}, "body": b""}

        async def call_next(given):
            async def catch(message):
                if message["type"] == "http.response.start":
                    parts["status"], parts["list"] = message["status"], list(message["headers"])
                else:
                    parts["body"] += message.get("body", b"")

            await app(scope, receive, catch)
            names = {name.decode(): value.decode() for name, value in parts["list"]}
            return Response(parts["body"], parts["status"], names)

        response = await function(request, call_next)
        await response(scope, receive, send)

    return middleware
`,
};
