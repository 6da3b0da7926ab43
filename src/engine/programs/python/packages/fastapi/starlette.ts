/** Starlette's requests and responses. */
export const starlette: Readonly<Record<string, string>> = {
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
};
