import { application } from "./application.ts";
import { parameters } from "./parameters.ts";
import { pydantic } from "./pydantic.ts";
import { routes } from "./routes.ts";
import { starlette } from "./starlette.ts";

/** FastAPI with the parts of Starlette and pydantic that lessons meet. */
export const fastapi: Readonly<Record<string, string>> = {
  ...pydantic,
  ...starlette,
  ...parameters,
  ...routes,
  ...application,
  "fastapi/__init__.py": `
__version__ = "@version@"
from starlette.requests import Request
from starlette.responses import Response
from . import status
from .applications import FastAPI
from .background import BackgroundTasks
from .exceptions import HTTPException
from .params import Body, Cookie, Depends, Form, Header, Path, Query
from .routing import APIRouter
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
