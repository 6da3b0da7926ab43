/** HTTP as its client speaks it. */
export const http: Readonly<Record<string, string>> = {
  http: `
from enum import IntEnum

_phrases = {
    100: "Continue", 101: "Switching Protocols", 200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 206: "Partial Content",
    301: "Moved Permanently", 302: "Found", 303: "See Other", 304: "Not Modified", 307: "Temporary Redirect", 308: "Permanent Redirect",
    400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 406: "Not Acceptable",
    408: "Request Timeout", 409: "Conflict", 410: "Gone", 413: "Request Entity Too Large", 414: "Request-URI Too Long",
    415: "Unsupported Media Type", 418: "I'm a Teapot", 422: "Unprocessable Entity", 429: "Too Many Requests",
    500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
}


class HTTPStatus(IntEnum):
    CONTINUE = 100
    OK = 200
    CREATED = 201
    ACCEPTED = 202
    NO_CONTENT = 204
    MOVED_PERMANENTLY = 301
    FOUND = 302
    SEE_OTHER = 303
    NOT_MODIFIED = 304
    TEMPORARY_REDIRECT = 307
    BAD_REQUEST = 400
    UNAUTHORIZED = 401
    FORBIDDEN = 403
    NOT_FOUND = 404
    METHOD_NOT_ALLOWED = 405
    CONFLICT = 409
    GONE = 410
    UNPROCESSABLE_ENTITY = 422
    TOO_MANY_REQUESTS = 429
    INTERNAL_SERVER_ERROR = 500
    NOT_IMPLEMENTED = 501
    BAD_GATEWAY = 502
    SERVICE_UNAVAILABLE = 503
    GATEWAY_TIMEOUT = 504

    @property
    def phrase(self):
        return _phrases[self._value_]


def phrase(code):
    return _phrases.get(int(code), "Unknown")
`,
  "http.message": String.raw`
class Headers:
    """Headers by name, in any case, in the order they came."""

    def __init__(self, items=()):
        self._items = list(items.items() if isinstance(items, dict) else items)

    def get(self, name, default=None):
        for key, value in self._items:
            if key.lower() == name.lower():
                return value
        return default

    def get_all(self, name, default=None):
        return [value for key, value in self._items if key.lower() == name.lower()] or default

    def __getitem__(self, name):
        return self.get(name)

    def __setitem__(self, name, value):
        self._items = [item for item in self._items if item[0].lower() != name.lower()] + [(name, value)]

    def add_header(self, name, value):
        self._items.append((name, value))

    def __delitem__(self, name):
        self._items = [item for item in self._items if item[0].lower() != name.lower()]

    def setdefault(self, name, value):
        if self.get(name) is None:
            self._items.append((name, value))
        return self.get(name)

    def __contains__(self, name):
        return self.get(name) is not None

    def keys(self):
        return [key for key, value in self._items]

    def values(self):
        return [value for key, value in self._items]

    def items(self):
        return list(self._items)

    def __iter__(self):
        return iter(self.keys())

    def __len__(self):
        return len(self._items)

    def get_content_charset(self, default=None):
        _, _, charset = (self.get("Content-Type") or "").partition("charset=")
        return charset or default

    def get_content_type(self):
        return (self.get("Content-Type") or "text/plain").split(";")[0]

    def __str__(self):
        return "".join(f"{key}: {value}\n" for key, value in self._items) + "\n"

    def __repr__(self):
        return repr(dict(self._items))


def read_head(file):
    """The first line of a message and its headers; None when the connection ends before."""
    first = file.readline().decode("latin-1").rstrip("\r\n")
    if not first:
        return None
    headers = Headers()
    while True:
        line = file.readline().decode("latin-1").rstrip("\r\n")
        if not line:
            return first, headers
        name, _, value = line.partition(":")
        headers.add_header(name, value.strip())


def read_body(file, headers, to_end):
    """What follows a head."""
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower():
        body = b""
        while True:
            size = int(file.readline().split(b";")[0] or b"0", 16)
            if size == 0:
                file.readline()
                return body
            body += file.read(size)
            file.readline()
    length = headers.get("Content-Length")
    if length is not None:
        return file.read(int(length))
    return file.read() if to_end else b""
`,
  "http.client": String.raw`
import socket
from http import phrase
from http.message import Headers, read_body, read_head

responses = {}
HTTPMessage = Headers


class HTTPException(Exception):
    pass


class RemoteDisconnected(ConnectionResetError):
    pass


class BadStatusLine(HTTPException):
    pass


class HTTPResponse:
    def __init__(self, file, method="GET"):
        head = read_head(file)
        if head is None:
            raise RemoteDisconnected("Remote end closed connection without response")
        version, _, rest = head[0].partition(" ")
        code, _, self.reason = rest.partition(" ")
        if not version.startswith("HTTP/") or not code.isdigit():
            raise BadStatusLine(head[0])
        self.status = self.code = int(code)
        self.version = 11
        self.headers = self.msg = head[1]
        empty = method == "HEAD" or self.status in (204, 304)
        self._body = b"" if empty else read_body(file, self.headers, True)
        self.closed = False

    def read(self, size=None):
        size = len(self._body) if size is None else size
        data, self._body = self._body[:size], self._body[size:]
        return data

    def readline(self):
        return self.read(self._body.find(b"\n") + 1 or None)

    def __iter__(self):
        while self._body:
            yield self.readline()

    def getheader(self, name, default=None):
        return self.headers.get(name, default)

    def getheaders(self):
        return self.headers.items()

    def getcode(self):
        return self.status

    def geturl(self):
        return self.url

    def info(self):
        return self.headers

    def close(self):
        self.closed = True

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()


class HTTPConnection:
    default_port = 80

    def __init__(self, host, port=None, timeout=None, **options):
        name, _, number = host.partition(":")
        self.host, self.port, self.timeout, self.sock = name, port or int(number or self.default_port), timeout, None

    def connect(self):
        self.sock = socket.create_connection((self.host, self.port), self.timeout)

    def request(self, method, url, body=None, headers={}):
        if self.sock is None:
            self.connect()
        if isinstance(body, str):
            body = body.encode()
        given = Headers(headers)
        lines = [f"{method} {url} HTTP/1.1"]
        given_names = [name.lower() for name in given.keys()]
        if "host" not in given_names:
            lines.append(f"Host: {self.host}" + ("" if self.port == self.default_port else f":{self.port}"))
        if "accept-encoding" not in given_names:
            lines.append("Accept-Encoding: identity")
        if body is not None and "content-length" not in given_names:
            lines.append(f"Content-Length: {len(body)}")
        lines += [f"{name}: {value}" for name, value in given.items()]
        self.sock.sendall(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + (body or b""))
        self._method = method

    def getresponse(self):
        response = HTTPResponse(self.sock.makefile("rb"), self._method)
        self.close()
        return response

    def close(self):
        if self.sock is not None:
            self.sock.close()
            self.sock = None


class HTTPSConnection(HTTPConnection):
    default_port = 443

    def connect(self):
        raise OSError("drydock: the lab's servers speak HTTP without TLS; ask for http:// instead")
`,
  mimetypes: `
_types = {
    ".html": "text/html", ".htm": "text/html", ".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript",
    ".json": "application/json", ".txt": "text/plain", ".md": "text/markdown", ".csv": "text/csv", ".xml": "text/xml", ".py": "text/x-python",
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".svg": "image/svg+xml", ".ico": "image/vnd.microsoft.icon",
    ".webp": "image/webp", ".pdf": "application/pdf", ".zip": "application/zip", ".gz": "application/gzip", ".wasm": "application/wasm",
}


def guess_type(path, strict=True):
    import os

    return _types.get(os.path.splitext(os.fspath(path))[1].lower()), None
`,
};
