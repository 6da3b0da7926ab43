/** Sockets, HTTP, addresses of pages. */
export const web: Readonly<Record<string, string>> = {
  socket: String.raw`
import _socket
from _socket import gaierror, gethostname

AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6 = 0, 1, 2, 10
SOCK_STREAM, SOCK_DGRAM = 1, 2
SOL_SOCKET, SO_REUSEADDR, SO_REUSEPORT, SO_KEEPALIVE, SO_BROADCAST = 1, 2, 15, 9, 6
IPPROTO_TCP, TCP_NODELAY = 6, 1
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
SOMAXCONN = 4096
error = OSError
timeout = TimeoutError
herror = gaierror
_default_timeout = None


def setdefaulttimeout(seconds):
    global _default_timeout
    _default_timeout = seconds


def getdefaulttimeout():
    return _default_timeout


class _File:
    def __init__(self, connection, mode):
        self._connection, self._rest, self.mode, self.closed = connection, b"", mode, False

    def read(self, size=-1):
        while size is None or size < 0 or len(self._rest) < size:
            data = self._connection.recv(65536)
            if not data:
                break
            self._rest += data
        size = len(self._rest) if size is None or size < 0 else size
        data, self._rest = self._rest[:size], self._rest[size:]
        return data

    def readline(self, limit=-1):
        while b"\n" not in self._rest:
            data = self._connection.recv(65536)
            if not data:
                break
            self._rest += data
        end = self._rest.find(b"\n") + 1 or len(self._rest)
        line, self._rest = self._rest[:end], self._rest[end:]
        return line

    def __iter__(self):
        line = self.readline()
        while line:
            yield line
            line = self.readline()

    def write(self, data):
        self._connection.sendall(data if isinstance(data, bytes) else data.encode())
        return len(data)

    def flush(self):
        pass

    def close(self):
        self.closed = True


class socket:
    def __init__(self, family=AF_INET, type=SOCK_STREAM, proto=0, made=None):
        self.family, self.type, self.proto = family, type, proto
        self._socket = made or _socket.create(type)
        if _default_timeout is not None:
            self._socket.settimeout(_default_timeout)

    def __getattr__(self, name):
        return getattr(self._socket, name)

    def accept(self):
        made, address = self._socket.accept()
        return socket(self.family, self.type, 0, made), address

    def connect_ex(self, address):
        try:
            self._socket.connect(address)
        except OSError as failed:
            return failed.errno
        return 0

    def makefile(self, mode="r", *args, **options):
        return _File(self, mode)

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self._socket.close()


def create_connection(address, timeout=None, *args, **options):
    made = socket()
    if timeout is not None:
        made.settimeout(timeout)
    made.connect(address)
    return made


def create_server(address, **options):
    made = socket()
    made.bind(address)
    made.listen()
    return made


def gethostbyname(name):
    return _socket.gethostbyname(name)


def gethostbyname_ex(name):
    return name, [], [_socket.gethostbyname(name)]


def gethostbyaddr(address):
    return address, [], [address]


def getfqdn(name=""):
    return name or gethostname()


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    return [(AF_INET, SOCK_STREAM, 6, "", (_socket.gethostbyname(host or "0.0.0.0"), int(port or 0)))]


def inet_aton(text):
    return bytes(int(part) for part in text.split("."))


def inet_ntoa(data):
    return ".".join(str(byte) for byte in data)


def has_dualstack_ipv6():
    return False
`,

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

  socketserver: `
import socket
import sys
import threading
import traceback


class BaseServer:
    def __init__(self, server_address, RequestHandlerClass):
        self.server_address, self.RequestHandlerClass = server_address, RequestHandlerClass
        self._stopped = False

    def serve_forever(self, poll_interval=0.5):
        while not self._stopped:
            try:
                request, address = self.socket.accept()
            except OSError:
                if self._stopped:
                    return
                raise
            self.process_request(request, address)

    def process_request(self, request, address):
        self._process(request, address)

    def _process(self, request, address):
        try:
            self.RequestHandlerClass(request, address, self)
        except Exception:
            self.handle_error(request, address)
        finally:
            request.close()

    def handle_error(self, request, address):
        print("-" * 40, file=sys.stderr)
        print("Exception occurred during processing of request from", address, file=sys.stderr)
        traceback.print_exc()
        print("-" * 40, file=sys.stderr)

    def handle_request(self):
        request, address = self.socket.accept()
        self.process_request(request, address)

    def shutdown(self):
        self._stopped = True
        self.socket.close()

    def server_close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.server_close()


class TCPServer(BaseServer):
    allow_reuse_address = False

    def __init__(self, server_address, RequestHandlerClass, bind_and_activate=True):
        super().__init__(server_address, RequestHandlerClass)
        self.socket = socket.socket()
        self.server_bind()
        self.socket.listen(5)

    def server_bind(self):
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()

    def fileno(self):
        return self.socket.fileno()


class ThreadingMixIn:
    daemon_threads = False

    def process_request(self, request, address):
        threading.Thread(target=self._process, args=(request, address), daemon=True).start()


class ThreadingTCPServer(ThreadingMixIn, TCPServer):
    pass


class BaseRequestHandler:
    def __init__(self, request, client_address, server):
        self.request, self.client_address, self.server = request, client_address, server
        self.setup()
        try:
            self.handle()
        finally:
            self.finish()

    def setup(self):
        pass

    def handle(self):
        pass

    def finish(self):
        pass


class StreamRequestHandler(BaseRequestHandler):
    def setup(self):
        self.connection = self.request
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb")
`,

  "http.server": String.raw`
import html
import mimetypes
import os
import sys
import time
import urllib.parse
from http import HTTPStatus, phrase
from http.message import read_head
from socketserver import StreamRequestHandler, TCPServer, ThreadingMixIn

_ERROR = """<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: %(code)d</p>
        <p>Message: %(message)s.</p>
        <p>Error code explanation: %(code)s - %(explain)s.</p>
    </body>
</html>
"""
_explanations = {
    400: "Bad request syntax or unsupported method",
    403: "Request forbidden -- authorization will not help",
    404: "Nothing matches the given URI",
    405: "Specified method is invalid for this resource",
    500: "Server got itself in trouble",
    501: "Server does not support this operation",
}


class HTTPServer(TCPServer):
    allow_reuse_address = True

    def server_bind(self):
        super().server_bind()
        host, port = self.server_address[:2]
        self.server_name, self.server_port = host, port


class ThreadingHTTPServer(ThreadingMixIn, HTTPServer):
    daemon_threads = True


class BaseHTTPRequestHandler(StreamRequestHandler):
    protocol_version = "HTTP/1.0"
    server_version = "BaseHTTP/0.6"
    sys_version = "Python/" + sys.version.split()[0]
    default_request_version = "HTTP/0.9"

    def handle(self):
        self.close_connection = True
        self.handle_one_request()
        while not self.close_connection:
            self.handle_one_request()

    def handle_one_request(self):
        head = read_head(self.rfile)
        if head is None:
            self.close_connection = True
            return
        self.requestline, self.headers = head
        words = self.requestline.split()
        if len(words) == 3:
            self.command, self.path, self.request_version = words
        elif len(words) == 2:
            self.command, self.path = words
            self.request_version = "HTTP/0.9"
        else:
            self.request_version = self.default_request_version
            self.command, self.path = None, ""
            self.send_error(400, f"Bad request syntax ({self.requestline!r})")
            return
        connection = (self.headers.get("Connection") or "").lower()
        self.close_connection = not (self.protocol_version >= "HTTP/1.1" and self.request_version >= "HTTP/1.1" and connection != "close")
        method = getattr(self, "do_" + self.command, None)
        if method is None:
            self.send_error(501, f"Unsupported method ({self.command!r})")
            return
        method()
        self.wfile.flush()

    def send_error(self, code, message=None, explain=None):
        message = message or phrase(code)
        self.log_error("code %d, message %s", int(code), message)
        self.send_response(code, message)
        self.send_header("Connection", "close")
        body = b""
        if code >= 200 and code not in (204, 304):
            text = _ERROR % {"code": int(code), "message": html.escape(message, quote=False), "explain": explain or _explanations.get(int(code), phrase(code))}
            body = text.encode("utf-8")
            self.send_header("Content-Type", "text/html;charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD" and body:
            self.wfile.write(body)

    def send_response(self, code, message=None):
        self.log_request(code)
        self.send_response_only(code, message)
        self.send_header("Server", self.version_string())
        self.send_header("Date", self.date_time_string())

    def send_response_only(self, code, message=None):
        self._buffer = [f"{self.protocol_version} {int(code)} {message or phrase(code)}\r\n"]

    def send_header(self, name, value):
        self._buffer.append(f"{name}: {value}\r\n")
        if name.lower() == "connection":
            self.close_connection = value.lower() == "close"

    def end_headers(self):
        self._buffer.append("\r\n")
        self.flush_headers()

    def flush_headers(self):
        self.wfile.write("".join(self._buffer).encode("latin-1"))
        self._buffer = []

    def log_request(self, code="-", size="-"):
        self.log_message('"%s" %s %s', self.requestline, str(int(code)) if not isinstance(code, str) else code, str(size))

    def log_error(self, format, *args):
        self.log_message(format, *args)

    def log_message(self, format, *args):
        sys.stderr.write(f"{self.address_string()} - - [{self.log_date_time_string()}] {format % args}\n")

    def version_string(self):
        return f"{self.server_version} {self.sys_version}"

    def date_time_string(self, timestamp=None):
        return time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(timestamp))

    def log_date_time_string(self):
        return time.strftime("%d/%b/%Y %H:%M:%S")

    def address_string(self):
        return self.client_address[0]


class SimpleHTTPRequestHandler(BaseHTTPRequestHandler):
    server_version = "SimpleHTTP/0.6"

    def __init__(self, *args, directory=None, **options):
        self.directory = os.fspath(directory or os.getcwd())
        super().__init__(*args, **options)

    def do_GET(self):
        body = self.send_head()
        if body is not None:
            self.wfile.write(body)

    def do_HEAD(self):
        self.send_head()

    def translate_path(self, path):
        path = urllib.parse.unquote(path.split("?", 1)[0].split("#", 1)[0])
        parts = [part for part in path.split("/") if part and part not in (".", "..")]
        return os.path.join(self.directory, *parts) + ("/" if path.endswith("/") and parts else "")

    def send_head(self):
        path = self.translate_path(self.path)
        if os.path.isdir(path):
            if not self.path.split("?", 1)[0].endswith("/"):
                self.send_response(301)
                self.send_header("Location", self.path + "/")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return None
            for index in ("index.html", "index.htm"):
                if os.path.isfile(os.path.join(path, index)):
                    path = os.path.join(path, index)
                    break
            else:
                return self.list_directory(path)
        try:
            if path.endswith("/"):
                raise FileNotFoundError
            with open(path, "rb") as file:
                body = file.read()
        except OSError:
            self.send_error(404, "File not found")
            return None
        self.send_response(200)
        self.send_header("Content-type", self.guess_type(path))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Last-Modified", self.date_time_string(os.stat(path).st_mtime))
        self.end_headers()
        return body

    def list_directory(self, path):
        names = sorted(os.listdir(path), key=lambda name: name.lower())
        shown = html.escape(urllib.parse.unquote(self.path), quote=False)
        title = f"Directory listing for {shown}"
        lines = ["<!DOCTYPE HTML>", '<html lang="en">', "<head>", '<meta charset="utf-8">', f"<title>{title}</title>", "</head>", f"<body>\n<h1>{title}</h1>", "<hr>\n<ul>"]
        for name in names:
            full = os.path.join(path, name)
            end = "/" if os.path.isdir(full) else "@" if os.path.islink(full) else ""
            link = name + ("/" if end == "/" else "")
            lines.append(f'<li><a href="{urllib.parse.quote(link)}">{html.escape(name + end, quote=False)}</a></li>')
        lines.append("</ul>\n<hr>\n</body>\n</html>\n")
        body = "\n".join(lines).encode("utf-8")
        self.send_response(200)
        self.send_header("Content-type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return body

    def guess_type(self, path):
        return mimetypes.guess_type(path)[0] or "application/octet-stream"


def _main():
    import argparse

    parser = argparse.ArgumentParser()
    parser.add_argument("--cgi", action="store_true", help="run as CGI server")
    parser.add_argument("-b", "--bind", metavar="ADDRESS", help="bind to this address (default: all interfaces)")
    parser.add_argument("-d", "--directory", default=os.getcwd(), help="serve this directory (default: current directory)")
    parser.add_argument("-p", "--protocol", metavar="VERSION", default="HTTP/1.0", help="conform to this HTTP version (default: HTTP/1.0)")
    parser.add_argument("port", default=8000, type=int, nargs="?", help="bind to this port (default: 8000)")
    options = parser.parse_args()

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = options.protocol

        def __init__(self, *args, **keywords):
            super().__init__(*args, directory=options.directory, **keywords)

    with ThreadingHTTPServer((options.bind or "0.0.0.0", options.port), Handler) as server:
        host, port = server.socket.getsockname()[:2]
        print(f"Serving HTTP on {host} port {port} (http://{host}:{port}/) ...")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print("\nKeyboard interrupt received, exiting.")
            sys.exit(0)


if __name__ == "__main__":
    _main()
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

  urllib: "",
  "urllib.error": `
class URLError(OSError):
    def __init__(self, reason, filename=None):
        self.args = (reason,)
        self.reason = reason

    def __str__(self):
        return f"<urlopen error {self.reason}>"


class HTTPError(URLError):
    def __init__(self, url, code, message, headers, response):
        self.url, self.code, self.msg, self.headers, self.response = url, code, message, headers, response
        self.status, self.reason = code, message
        self.args = (code,)

    def read(self):
        return self.response.read() if self.response else b""

    def __str__(self):
        return f"HTTP Error {self.code}: {self.msg}"
`,

  "urllib.parse": `
from collections import namedtuple

_safe = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")


def quote(text, safe="/", encoding=None, errors=None):
    data = text if isinstance(text, bytes) else str(text).encode("utf-8")
    return "".join(chr(byte) if chr(byte) in _safe or chr(byte) in safe else f"%{byte:02X}" for byte in data)


def quote_plus(text, safe=""):
    return quote(text, safe + " ").replace(" ", "+")


def unquote(text, encoding="utf-8", errors="replace"):
    if "%" not in text:
        return text
    data, index = b"", 0
    while index < len(text):
        if text[index] == "%" and len(text) >= index + 3:
            try:
                data += bytes([int(text[index + 1 : index + 3], 16)])
                index += 3
                continue
            except ValueError:
                pass
        data += text[index].encode()
        index += 1
    return data.decode("utf-8", errors)


def unquote_plus(text):
    return unquote(text.replace("+", " "))


def parse_qsl(query, keep_blank_values=False, **options):
    pairs = []
    for part in query.split("&"):
        if not part:
            continue
        name, _, value = part.partition("=")
        if value or keep_blank_values:
            pairs.append((unquote_plus(name), unquote_plus(value)))
    return pairs


def parse_qs(query, keep_blank_values=False, **options):
    made = {}
    for name, value in parse_qsl(query, keep_blank_values):
        made.setdefault(name, []).append(value)
    return made


def urlencode(query, doseq=False):
    pairs = []
    for name, value in query.items() if hasattr(query, "items") else query:
        for each in value if doseq and isinstance(value, (list, tuple)) else [value]:
            pairs.append(f"{quote_plus(str(name))}={quote_plus(str(each))}")
    return "&".join(pairs)


class _Parts:
    @property
    def _place(self):
        user, _, place = self.netloc.rpartition("@")
        return user, place

    @property
    def username(self):
        user = self._place[0]
        return user.partition(":")[0] or None

    @property
    def password(self):
        return self._place[0].partition(":")[2] or None

    @property
    def hostname(self):
        return self._place[1].partition(":")[0].lower() or None

    @property
    def port(self):
        text = self._place[1].partition(":")[2]
        return int(text) if text else None

    def geturl(self):
        return urlunparse(self)


class ParseResult(namedtuple("ParseResult", "scheme netloc path params query fragment"), _Parts):
    pass


class SplitResult(namedtuple("SplitResult", "scheme netloc path query fragment"), _Parts):
    pass


def _split(url, scheme=""):
    url, _, fragment = url.partition("#")
    url, _, query = url.partition("?")
    head, colon, rest = url.partition(":")
    if colon and head.replace("+", "").replace("-", "").replace(".", "").isalnum() and not rest.isdigit():
        scheme, url = head.lower(), rest
    netloc = ""
    if url.startswith("//"):
        netloc, slash, path = url[2:].partition("/")
        url = slash + path
    return scheme, netloc, url, query, fragment


def urlparse(url, scheme="", **options):
    scheme, netloc, path, query, fragment = _split(url, scheme)
    return ParseResult(scheme, netloc, path, "", query, fragment)


def urlsplit(url, scheme="", **options):
    return SplitResult(*_split(url, scheme))


def urlunparse(parts):
    scheme, netloc, path, query, fragment = parts if len(parts) == 5 else (parts[0], parts[1], parts[2], parts[4], parts[5])
    url = (f"//{netloc}" if netloc else "") + path
    url = f"{scheme}:{url}" if scheme else url
    return url + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


urlunsplit = urlunparse


def urljoin(base, url):
    if "://" in url or not base:
        return url
    parts = urlparse(base)
    if url.startswith("//"):
        return f"{parts.scheme}:{url}"
    path = url if url.startswith("/") else parts.path.rsplit("/", 1)[0] + "/" + url
    made = []
    for part in path.split("/"):
        if part == "..":
            if len(made) > 1:
                made.pop()
        elif part != ".":
            made.append(part)
    return f"{parts.scheme}://{parts.netloc}{'/'.join(made)}"
`,

  "urllib.request": `
import sys
from http.client import HTTPConnection
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlparse


class Request:
    def __init__(self, url, data=None, headers={}, method=None):
        self.full_url, self.data, self.headers, self._method = url, data, dict(headers), method

    def add_header(self, name, value):
        self.headers[name.capitalize()] = value

    def get_method(self):
        return self._method or ("GET" if self.data is None else "POST")


def urlopen(url, data=None, timeout=None, **options):
    request = Request(url, data) if isinstance(url, str) else url
    if data is not None:
        request.data = data
    for _ in range(10):
        parts = urlparse(request.full_url)
        if not parts.scheme:
            raise ValueError(f"unknown url type: {request.full_url!r}")
        if parts.scheme == "https":
            raise URLError("drydock: the lab's servers speak HTTP without TLS; ask for http:// instead")
        if parts.scheme != "http":
            raise URLError(f"unknown url type: {parts.scheme}")
        headers = {"User-Agent": "Python-urllib/" + ".".join(sys.version.split(".")[:2]), "Connection": "close", **request.headers}
        if request.data is not None and "Content-type" not in headers and "Content-Type" not in headers:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = HTTPConnection(parts.hostname, parts.port, timeout)
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request(request.get_method(), target, request.data, headers)
        except OSError as error:
            raise URLError(error)
        response = connection.getresponse()
        response.url = request.full_url
        if response.status in (301, 302, 303, 307, 308) and response.getheader("Location"):
            request = Request(urljoin(request.full_url, response.getheader("Location")), headers=request.headers)
            continue
        if not 200 <= response.status < 300:
            raise HTTPError(request.full_url, response.status, response.reason, response.headers, response)
        return response
    raise HTTPError(request.full_url, 310, "Too many redirects", {}, None)


def urlretrieve(url, filename):
    with urlopen(url) as response, open(filename, "wb") as file:
        file.write(response.read())
    return filename, response.headers
`,

  email: "",
  "email.utils": `
import time


def formatdate(timeval=None, localtime=False, usegmt=False):
    return time.strftime("%a, %d %b %Y %H:%M:%S ", time.gmtime(timeval)) + ("GMT" if usegmt else "-0000")
`,
};
