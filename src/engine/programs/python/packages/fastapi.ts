/** FastAPI with the parts of Starlette and pydantic that lessons meet. */
export const fastapi: Readonly<Record<string, string>> = {
  "pydantic/__init__.py": `
__version__ = "@version@"
from .main import BaseModel, ConfigDict, Field, ValidationError, check, field_validator, schema, validator
`,
  "pydantic/main.py": `
import json
import typing
from enum import Enum


class ValidationError(ValueError):
    def __init__(self, title, errors):
        self.title, self._errors = title, errors
        super().__init__(title)

    def errors(self):
        return self._errors

    def __str__(self):
        count = len(self._errors)
        lines = [f"{count} validation error{'' if count == 1 else 's'} for {self.title}"]
        for error in self._errors:
            lines.append(".".join(map(str, error["loc"])))
            kind = type(error["input"]).__name__
            lines.append(f"  {error['msg']} [type={error['type']}, input_value={error['input']!r}, input_type={kind}]")
        return "\\n".join(lines)


class Wrong(Exception):
    def __init__(self, errors):
        self.errors = errors


def _wrong(kind, message, value):
    return Wrong([{"type": kind, "loc": (), "msg": message, "input": value}])


_missing = object()


class FieldInfo:
    def __init__(self, default=_missing, default_factory=None, **limits):
        self.default = _missing if default is ... else default
        self.default_factory, self.limits = default_factory, limits


def Field(default=_missing, *, default_factory=None, **limits):
    return FieldInfo(default, default_factory, **limits)


def ConfigDict(**options):
    return options


def field_validator(*names, mode="after", **options):
    def decorate(function):
        inner = getattr(function, "__func__", function)
        inner.__validates__ = names
        return inner

    return decorate


validator = field_validator


def _limit(value, limits):
    for name, kind, words, test in (
        ("gt", "greater_than", "Input should be greater than {}", lambda v, l: v > l),
        ("ge", "greater_than_equal", "Input should be greater than or equal to {}", lambda v, l: v >= l),
        ("lt", "less_than", "Input should be less than {}", lambda v, l: v < l),
        ("le", "less_than_equal", "Input should be less than or equal to {}", lambda v, l: v <= l),
        ("min_length", "string_too_short", "String should have at least {} characters", lambda v, l: len(v) >= l),
        ("max_length", "string_too_long", "String should have at most {} characters", lambda v, l: len(v) <= l),
    ):
        limit = limits.get(name)
        if limit is not None and not test(value, limit):
            raise _wrong(kind, words.format(limit), value)
    return value


def check(kind, value, lax=False):
    """The value as the type wants it. \`lax\` takes numbers from text. Raises Wrong."""
    name = getattr(kind, "_name", None)
    if name == "Annotated":
        return check(kind.__args__[0], value, lax)
    if name == "Union":
        if value is None and type(None) in kind.__args__:
            return None
        for each in kind.__args__:
            if each is type(None):
                continue
            try:
                return check(each, value, lax)
            except Wrong as error:
                wrong = error
        raise wrong
    if name == "Literal":
        if value not in kind.__args__:
            raise _wrong("literal_error", "Input should be " + " or ".join(map(repr, kind.__args__)), value)
        return value
    origin = getattr(kind, "__origin__", None)
    if origin in (list, set, tuple) or kind in (list, set, tuple):
        if not isinstance(value, (list, tuple, set)):
            raise _wrong("list_type", "Input should be a valid list", value)
        inner = getattr(kind, "__args__", (None,))[0] if origin else None
        made, errors = [], []
        for index, item in enumerate(value):
            try:
                made.append(check(inner, item, lax))
            except Wrong as error:
                errors += [{**each, "loc": (index,) + each["loc"]} for each in error.errors]
        if errors:
            raise Wrong(errors)
        return (origin or kind)(made)
    if origin is dict or kind is dict:
        if not isinstance(value, dict):
            raise _wrong("dict_type", "Input should be a valid dictionary", value)
        return value
    if kind is int:
        if isinstance(value, bool) or isinstance(value, int):
            return int(value)
        if isinstance(value, float) and value == int(value):
            return int(value)
        if isinstance(value, str):
            try:
                return int(value.strip())
            except ValueError:
                raise _wrong("int_parsing", "Input should be a valid integer, unable to parse string as an integer", value) from None
        raise _wrong("int_type", "Input should be a valid integer", value)
    if kind is float:
        if isinstance(value, (int, float)):
            return float(value)
        try:
            return float(value)
        except (TypeError, ValueError):
            raise _wrong("float_parsing", "Input should be a valid number, unable to parse string as a number", value) from None
    if kind is bool:
        if isinstance(value, bool):
            return value
        if str(value).lower() in ("true", "1", "on", "yes", "t", "y"):
            return True
        if str(value).lower() in ("false", "0", "off", "no", "f", "n"):
            return False
        raise _wrong("bool_parsing", "Input should be a valid boolean, unable to interpret input", value)
    if kind is str:
        if not isinstance(value, str):
            raise _wrong("string_type", "Input should be a valid string", value)
        return value
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        if isinstance(value, kind):
            return value
        if not isinstance(value, dict):
            raise _wrong("model_attributes_type", "Input should be a valid dictionary or object to extract fields from", value)
        try:
            return kind(**value)
        except ValidationError as error:
            raise Wrong(error.errors()) from None
    if isinstance(kind, type) and issubclass(kind, Enum):
        try:
            return kind(value)
        except ValueError:
            expected = " or ".join(repr(each.value) for each in kind)
            raise _wrong("enum", f"Input should be {expected}", value) from None
    if kind is type(None) and value is not None:
        raise _wrong("none_required", "Input should be None", value)
    return value


def schema(kind):
    """The JSON schema of a type."""
    if getattr(kind, "_name", None) == "Union":
        return {"anyOf": [schema(each) for each in kind.__args__]}
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return {"$ref": f"#/components/schemas/{kind.__name__}"}
    if getattr(kind, "__origin__", None) is list:
        return {"items": schema(kind.__args__[0]), "type": "array"}
    names = {int: "integer", float: "number", str: "string", bool: "boolean", dict: "object", list: "array", type(None): "null"}
    return {"type": names[kind]} if kind in names else {}


class BaseModel:
    model_fields = {}

    def __init_subclass__(cls, **options):
        fields = {}
        for base in reversed(cls.__mro__[1:]):
            fields.update(base.__dict__.get("model_fields", {}))
        for name, kind in cls.__dict__.get("__annotations__", {}).items():
            default = cls.__dict__.get(name, _missing)
            if name == "model_config" or getattr(kind, "_name", None) == "ClassVar":
                continue
            fields[name] = (kind, default if isinstance(default, FieldInfo) else FieldInfo(default))
        cls.model_fields = fields
        cls._validators = [each for base in reversed(cls.__mro__) for each in base.__dict__.values() if hasattr(each, "__validates__")]

    def __init__(self, **values):
        errors = []
        for name, (kind, info) in type(self).model_fields.items():
            key = info.limits.get("alias") or name
            if key in values or name in values:
                given = values.get(key, values.get(name))
                try:
                    value = _limit(check(kind, given), info.limits)
                    for each in type(self)._validators:
                        if name in each.__validates__:
                            try:
                                value = each(type(self), value)
                            except ValueError as error:
                                raise _wrong("value_error", f"Value error, {error}", given) from None
                except Wrong as error:
                    errors += [{**each, "loc": (key,) + each["loc"]} for each in error.errors]
                    continue
            elif info.default_factory is not None:
                value = info.default_factory()
            elif info.default is not _missing:
                value = info.default
            else:
                errors.append({"type": "missing", "loc": (key,), "msg": "Field required", "input": values})
                continue
            self.__dict__[name] = value
        if errors:
            raise ValidationError(type(self).__name__, errors)

    def model_dump(self, exclude_none=False, exclude_unset=False, **options):
        def plain(value):
            if isinstance(value, BaseModel):
                return value.model_dump(exclude_none=exclude_none)
            if isinstance(value, (list, tuple)):
                return [plain(item) for item in value]
            if isinstance(value, dict):
                return {key: plain(item) for key, item in value.items()}
            return value

        return {name: plain(value) for name, value in self.__dict__.items() if not (exclude_none and value is None)}

    dict = model_dump

    def model_dump_json(self, indent=None, **options):
        return json.dumps(self.model_dump(), default=str, indent=indent, separators=None if indent else (",", ":"))

    json = model_dump_json

    @classmethod
    def model_validate(cls, value):
        return cls(**value)

    @classmethod
    def model_validate_json(cls, text):
        return cls(**json.loads(text))

    def model_copy(self, update=None):
        return type(self)(**{**self.__dict__, **(update or {})})

    def __eq__(self, other):
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"

    def __str__(self):
        return " ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
`,
  "pydantic_settings/__init__.py": `
import os
from pydantic import BaseModel


class BaseSettings(BaseModel):
    def __init__(self, **values):
        found = {}
        names = {name.lower(): value for name, value in os.environ.items()}
        for name in type(self).model_fields:
            if name.lower() in names:
                found[name] = names[name.lower()]
        super().__init__(**{**found, **values})


def SettingsConfigDict(**options):
    return options
`,
  "starlette/__init__.py": `__version__ = "@version@"
`,
  "starlette/responses.py": `
import json
import os
from enum import Enum


def plain(value):
    """What JSON can hold, from whatever a route returned."""
    if hasattr(value, "model_dump"):
        return plain(value.model_dump())
    if hasattr(value, "__dataclass_fields__"):
        return {name: plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, dict):
        return {plain(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, (str, int, float, bool, type(None))):
        return value
    return str(value) if type(value).__name__ in ("UUID", "PosixPath") else dict(vars(value))


class Response:
    media_type = None

    def __init__(self, content=None, status_code=200, headers=None, media_type=None, background=None):
        self.status_code, self.background = status_code, background
        self.media_type = media_type or self.media_type
        self.body = self.render(content)
        self.headers = dict(headers or {})

    def render(self, content):
        return b"" if content is None else content if isinstance(content, bytes) else str(content).encode()

    def set_cookie(self, key, value="", max_age=None, **options):
        self.headers["set-cookie"] = f"{key}={value}" + (f"; Max-Age={max_age}" if max_age else "") + "; Path=/; SameSite=lax"

    def _head(self):
        names = {name.lower() for name in self.headers}
        made = [(name.lower().encode(), str(value).encode()) for name, value in self.headers.items()]
        if "content-length" not in names and not (self.status_code < 200 or self.status_code in (204, 304)):
            made.append((b"content-length", str(len(self.body)).encode()))
        if self.media_type and "content-type" not in names:
            kind = self.media_type + ("; charset=utf-8" if self.media_type.startswith("text/") else "")
            made.append((b"content-type", kind.encode()))
        return made

    async def __call__(self, scope, receive, send):
        await send({"type": "http.response.start", "status": self.status_code, "headers": self._head()})
        await send({"type": "http.response.body", "body": self.body})
        if self.background is not None:
            await self.background()


class JSONResponse(Response):
    media_type = "application/json"

    def render(self, content):
        return json.dumps(plain(content), ensure_ascii=False, separators=(",", ":")).encode()


class HTMLResponse(Response):
    media_type = "text/html"


class PlainTextResponse(Response):
    media_type = "text/plain"


class RedirectResponse(Response):
    def __init__(self, url, status_code=307, **options):
        super().__init__(b"", status_code, {"location": str(url)})


class FileResponse(Response):
    def __init__(self, path, media_type=None, filename=None, **options):
        import mimetypes

        with open(path, "rb") as file:
            super().__init__(file.read(), media_type=media_type or mimetypes.guess_type(path)[0] or "text/plain", **options)


class StreamingResponse(Response):
    def __init__(self, content, status_code=200, headers=None, media_type=None):
        super().__init__(None, status_code, headers, media_type)
        self.content = content

    async def __call__(self, scope, receive, send):
        head = [each for each in self._head() if each[0] != b"content-length"]
        await send({"type": "http.response.start", "status": self.status_code, "headers": head})
        if hasattr(self.content, "__anext__") or type(self.content).__name__ == "async_generator":
            async for chunk in self.content:
                await send({"type": "http.response.body", "body": chunk.encode() if isinstance(chunk, str) else chunk, "more_body": True})
        else:
            for chunk in self.content:
                await send({"type": "http.response.body", "body": chunk.encode() if isinstance(chunk, str) else chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
`,
  "starlette/requests.py": `
import json
from http.message import Headers
from types import SimpleNamespace
from urllib.parse import parse_qsl


class Address:
    def __init__(self, host, port):
        self.host, self.port = host, port


class URL:
    def __init__(self, scope):
        self.path, self.query = scope["path"], scope["query_string"].decode()

    def __str__(self):
        return self.path + (f"?{self.query}" if self.query else "")


class Request:
    def __init__(self, scope, receive=None):
        self.scope, self._receive, self._body = scope, receive, None
        self.method = scope["method"]
        self.headers = Headers([(name.decode(), value.decode()) for name, value in scope["headers"]])
        self.query_params = dict(parse_qsl(scope["query_string"].decode(), True))
        self.path_params = scope.setdefault("path_params", {})
        self.client = Address(*scope["client"])
        self.url = URL(scope)
        self.state = scope.setdefault("state", SimpleNamespace())
        self.app = scope.get("app")
        cookies = self.headers.get("cookie") or ""
        self.cookies = dict(part.strip().split("=", 1) for part in cookies.split(";") if "=" in part)

    async def body(self):
        if self._body is None:
            self._body = self.scope.get("_body")
        if self._body is None:
            self._body = self.scope["_body"] = (await self._receive()).get("body", b"")
        return self._body

    async def json(self):
        return json.loads(await self.body())

    async def form(self):
        return dict(parse_qsl((await self.body()).decode(), True))
`,
  "fastapi/__init__.py": `
__version__ = "@version@"
from starlette.requests import Request
from starlette.responses import Response
from . import status
from .applications import APIRouter, BackgroundTasks, Body, Cookie, Depends, FastAPI, Form, Header, HTTPException, Path, Query
`,
  "fastapi/status.py": Object.entries({
    200: "OK",
    201: "CREATED",
    202: "ACCEPTED",
    204: "NO_CONTENT",
    302: "FOUND",
    303: "SEE_OTHER",
    307: "TEMPORARY_REDIRECT",
    400: "BAD_REQUEST",
    401: "UNAUTHORIZED",
    403: "FORBIDDEN",
    404: "NOT_FOUND",
    405: "METHOD_NOT_ALLOWED",
    409: "CONFLICT",
    422: "UNPROCESSABLE_ENTITY",
    429: "TOO_MANY_REQUESTS",
    500: "INTERNAL_SERVER_ERROR",
    503: "SERVICE_UNAVAILABLE",
  })
    .map(([code, name]) => `HTTP_${code}_${name} = ${code}\n`)
    .join(""),
  "fastapi/responses.py": `
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse

ORJSONResponse = UJSONResponse = JSONResponse
`,
  "fastapi/exceptions.py": `
from .applications import HTTPException, RequestValidationError
`,
  "fastapi/encoders.py": `
from starlette.responses import plain as jsonable_encoder
`,
  "fastapi/concurrency.py": `
from asyncio import to_thread as run_in_threadpool
`,
  "fastapi/staticfiles.py": `
import os
from starlette.responses import FileResponse, JSONResponse


class StaticFiles:
    def __init__(self, directory=None, html=False, **options):
        self.directory, self.html = directory, html

    async def __call__(self, scope, receive, send):
        path = os.path.join(self.directory, scope["path"].lstrip("/"))
        if os.path.isdir(path) and self.html:
            path = os.path.join(path, "index.html")
        found = os.path.isfile(path)
        await (FileResponse(path) if found else JSONResponse({"detail": "Not Found"}, 404))(scope, receive, send)
`,
  "fastapi/middleware/__init__.py": "",
  "fastapi/middleware/cors.py": `
class CORSMiddleware:
    def __init__(self, app, allow_origins=(), allow_methods=("GET",), allow_headers=(), allow_credentials=False, **options):
        self.app, self.origins = app, list(allow_origins)

    async def __call__(self, scope, receive, send):
        origin = dict(scope.get("headers", [])).get(b"origin")

        async def marked(message):
            allowed = origin and ("*" in self.origins or origin.decode() in self.origins)
            if message["type"] == "http.response.start" and allowed:
                message["headers"] = list(message["headers"]) + [(b"access-control-allow-origin", b"*" if "*" in self.origins else origin)]
            await send(message)

        await self.app(scope, receive, marked)
`,
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
  "fastapi/__main__.py": `
from fastapi.cli import main

main()
`,
  "fastapi/cli.py": `
import os
import sys


def main():
    words = sys.argv[1:]
    if not words or words[0] not in ("run", "dev"):
        print("drydock: of fastapi's commands, the lab has run and dev", file=sys.stderr)
        return 2
    command, words = words[0], words[1:]
    options, path = {"--host": "0.0.0.0" if command == "run" else "127.0.0.1", "--port": "8000"}, None
    while words:
        word = words.pop(0)
        name, equals, value = word.partition("=")
        if name in ("--host", "--port", "--workers", "--app", "--root-path"):
            options[name] = value if equals else words.pop(0)
        elif not word.startswith("-"):
            path = word
    if path is None:
        path = next((each for each in ("main.py", "app.py", "api.py", "app/main.py", "app/app.py", "app/api.py") if os.path.isfile(each)), None)
    if path is None or not os.path.isfile(path):
        print(f"Path does not exist {path}" if path else "Could not find a default file to run, please provide an explicit path", file=sys.stderr)
        return 1
    module = path[:-3].replace("/", ".").removesuffix(".__init__")
    sys.path.insert(0, os.getcwd())
    from uvicorn.server import Server

    Server(f"{module}:{options.get('--app', 'app')}", options["--host"], int(options["--port"])).run()
`,
  "fastapi_cli/__init__.py": "",
  "fastapi_cli/cli.py": `
from fastapi.cli import main
`,
};
