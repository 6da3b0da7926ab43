/** The application: it answers requests by its routes, and says what it has. */
export const application: Readonly<Record<string, string>> = {
  "fastapi/exceptions.py": `
from http import phrase


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
`,

  "fastapi/applications.py": `
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from .background import BackgroundTasks, _run
from .dependencies import _depend, _values
from .exceptions import HTTPException, RequestValidationError
from .routing import APIRouter


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
