/** Packages that ask others: requests, redis, dotenv. */
export const clients: Readonly<Record<string, string>> = {
  "requests/__init__.py": `
__version__ = "@version@"
from . import exceptions
from .api import Response, Session, delete, get, head, options, patch, post, put, request
from .exceptions import ConnectionError, HTTPError, JSONDecodeError, RequestException, Timeout
`,
  "requests/exceptions.py": `
import json


class RequestException(IOError):
    response = None


class HTTPError(RequestException):
    pass


class ConnectionError(RequestException):
    pass


class Timeout(RequestException):
    pass


class ConnectTimeout(ConnectionError, Timeout):
    pass


class ReadTimeout(Timeout):
    pass


class MissingSchema(RequestException, ValueError):
    pass


class JSONDecodeError(RequestException, json.JSONDecodeError):
    pass
`,
  "requests/api.py": `
import json as _json
from http.client import HTTPConnection
from urllib.parse import urlencode, urljoin, urlparse
from . import exceptions


class Headers(dict):
    def __getitem__(self, name):
        for key, value in self.items():
            if key.lower() == name.lower():
                return value
        raise KeyError(name)

    def get(self, name, default=None):
        try:
            return self[name]
        except KeyError:
            return default

    def __contains__(self, name):
        return self.get(name) is not None


class Response:
    def __init__(self, raw, url):
        self.status_code, self.reason, self.url = raw.status, raw.reason, url
        self.headers = Headers(raw.getheaders())
        self.content = raw.read()
        self.history = []

    @property
    def ok(self):
        return self.status_code < 400

    @property
    def text(self):
        return self.content.decode("utf-8", "replace")

    def json(self):
        return _json.loads(self.content)

    def raise_for_status(self):
        if self.status_code >= 400:
            side = "Client" if self.status_code < 500 else "Server"
            error = exceptions.HTTPError(f"{self.status_code} {side} Error: {self.reason} for url: {self.url}")
            error.response = self
            raise error

    def iter_content(self, chunk_size=1):
        for start in range(0, len(self.content), chunk_size):
            yield self.content[start : start + chunk_size]

    def iter_lines(self):
        return iter(self.content.splitlines())

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *details):
        pass

    def __bool__(self):
        return self.ok

    def __repr__(self):
        return f"<Response [{self.status_code}]>"


def request(method, url, params=None, data=None, json=None, headers=None, timeout=None, allow_redirects=True, **options):
    from requests import __version__

    sent = {"User-Agent": f"python-requests/{__version__}", "Accept-Encoding": "identity", "Accept": "*/*", "Connection": "keep-alive", **(headers or {})}
    body = None
    if json is not None:
        body = _json.dumps(json)
        sent.setdefault("Content-Type", "application/json")
    elif isinstance(data, dict):
        body = urlencode(data)
        sent.setdefault("Content-Type", "application/x-www-form-urlencoded")
    elif data is not None:
        body = data
    if params:
        url += ("&" if "?" in url else "?") + urlencode(params, True)
    history = []
    while True:
        parts = urlparse(url)
        if not parts.scheme:
            raise exceptions.MissingSchema(f"Invalid URL {url!r}: No scheme supplied. Perhaps you meant https://{url}?")
        if parts.scheme == "https":
            raise exceptions.ConnectionError("drydock: the lab's servers speak HTTP without TLS; ask for http:// instead")
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        seconds = timeout[0] if isinstance(timeout, tuple) else timeout
        connection = HTTPConnection(parts.hostname, parts.port, seconds)
        place = f"HTTPConnectionPool(host='{parts.hostname}', port={parts.port or 80})"
        try:
            connection.request(method, target, body, sent)
            raw = connection.getresponse()
        except TimeoutError as error:
            raise exceptions.ConnectTimeout(f"{place}: Max retries exceeded with url: {target} (Caused by ConnectTimeoutError(<urllib3.connection.HTTPConnection object>, 'Connection to {parts.hostname} timed out. (connect timeout={timeout})'))") from error
        except OSError as error:
            if type(error).__name__ == "gaierror":
                cause = f"NameResolutionError(\\"<urllib3.connection.HTTPConnection object>: Failed to resolve '{parts.hostname}' ({error})\\")"
            else:
                cause = f"NewConnectionError('<urllib3.connection.HTTPConnection object>: Failed to establish a new connection: {error}')"
            raise exceptions.ConnectionError(f"{place}: Max retries exceeded with url: {target} (Caused by {cause})") from error
        response = Response(raw, url)
        response.history = history
        if not allow_redirects or response.status_code not in (301, 302, 303, 307, 308) or "Location" not in response.headers:
            return response
        history = history + [response]
        url = urljoin(url, response.headers["Location"])
        if response.status_code in (301, 302, 303) and method != "HEAD":
            method, body = "GET", None


def get(url, params=None, **options):
    return request("GET", url, params=params, **options)


def post(url, data=None, json=None, **options):
    return request("POST", url, data=data, json=json, **options)


def put(url, data=None, **options):
    return request("PUT", url, data=data, **options)


def patch(url, data=None, **options):
    return request("PATCH", url, data=data, **options)


def delete(url, **options):
    return request("DELETE", url, **options)


def head(url, **options):
    options.setdefault("allow_redirects", False)
    return request("HEAD", url, **options)


def options(url, **rest):
    return request("OPTIONS", url, **rest)


class Session:
    def __init__(self):
        self.headers = {}

    def request(self, method, url, headers=None, **options):
        return request(method, url, headers={**self.headers, **(headers or {})}, **options)

    def get(self, url, **options):
        return self.request("GET", url, **options)

    def post(self, url, **options):
        return self.request("POST", url, **options)

    def put(self, url, **options):
        return self.request("PUT", url, **options)

    def delete(self, url, **options):
        return self.request("DELETE", url, **options)

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *details):
        pass
`,
  "redis/__init__.py": `
__version__ = "@version@"
from . import exceptions
from .client import Redis, StrictRedis, from_url
from .exceptions import AuthenticationError, ConnectionError, DataError, RedisError, ResponseError, TimeoutError
`,
  "redis/exceptions.py": `
class RedisError(Exception):
    pass


class ConnectionError(RedisError):
    pass


class TimeoutError(RedisError):
    pass


class AuthenticationError(ConnectionError):
    pass


class ResponseError(RedisError):
    pass


class DataError(RedisError):
    pass
`,
  "redis/client.py": `
import socket
from urllib.parse import unquote, urlparse
from .exceptions import AuthenticationError, ConnectionError, DataError, ResponseError


class Redis:
    def __init__(self, host="localhost", port=6379, db=0, password=None, username=None, decode_responses=False, socket_timeout=None, socket_connect_timeout=None, **options):
        self.host, self.port, self.db, self.password, self.decode = host, int(port), int(db), password, decode_responses
        self._timeout, self._socket, self._file = socket_timeout or socket_connect_timeout, None, None

    @classmethod
    def from_url(cls, url, **options):
        parts = urlparse(url)
        return cls(parts.hostname or "localhost", parts.port or 6379, int(parts.path.strip("/") or 0), parts.password and unquote(parts.password), **options)

    def _connect(self):
        try:
            self._socket = socket.create_connection((self.host, self.port), self._timeout)
        except OSError as error:
            raise ConnectionError(f"Error {error.errno} connecting to {self.host}:{self.port}. {error.strerror}.") from error
        self._file = self._socket.makefile("rb")
        if self.password:
            self._ask("AUTH", self.password)
        if self.db:
            self._ask("SELECT", self.db)

    def _ask(self, *words):
        parts = []
        for word in words:
            if isinstance(word, bool) or not isinstance(word, (str, bytes, int, float)):
                raise DataError(f"Invalid input of type: '{type(word).__name__}'. Convert to a bytes, string, int or float first.")
            data = word if isinstance(word, bytes) else str(word).encode()
            parts.append(b"$" + str(len(data)).encode() + b"\\r\\n" + data + b"\\r\\n")
        self._socket.sendall(b"*" + str(len(parts)).encode() + b"\\r\\n" + b"".join(parts))
        return self._answer()

    def _answer(self):
        line = self._file.readline()
        if not line:
            self._socket = None
            raise ConnectionError("Connection closed by server.")
        kind, rest = line[:1], line[1:].rstrip(b"\\r\\n")
        if kind == b"+":
            return True if rest == b"OK" else rest.decode()
        if kind == b"-":
            text = rest.decode()
            if text.startswith(("NOAUTH", "WRONGPASS")):
                raise AuthenticationError(text.partition(" ")[2] if text.startswith("NOAUTH") else text.partition(" ")[2])
            raise ResponseError(text[4:] if text.startswith("ERR ") else text)
        if kind == b":":
            return int(rest)
        if kind == b"$":
            if int(rest) < 0:
                return None
            data = self._file.read(int(rest) + 2)[:-2]
            return data.decode() if self.decode else data
        return None if int(rest) < 0 else [self._answer() for _ in range(int(rest))]

    def execute_command(self, *words):
        if self._socket is None:
            self._connect()
        try:
            return self._ask(*words)
        except OSError as error:
            self._socket = None
            raise ConnectionError(str(error)) from error

    def ping(self):
        return self.execute_command("PING") == "PONG"

    def set(self, name, value, ex=None, px=None, nx=False, xx=False):
        words = ["SET", name, value] + (["EX", ex] if ex else []) + (["PX", px] if px else []) + (["NX"] if nx else []) + (["XX"] if xx else [])
        return self.execute_command(*words)

    def setex(self, name, seconds, value):
        return self.execute_command("SETEX", name, seconds, value)

    def incr(self, name, amount=1):
        return self.execute_command("INCRBY", name, amount)

    def decr(self, name, amount=1):
        return self.execute_command("DECRBY", name, amount)

    def exists(self, *names):
        return self.execute_command("EXISTS", *names)

    def delete(self, *names):
        return self.execute_command("DEL", *names)

    def expire(self, name, seconds):
        return bool(self.execute_command("EXPIRE", name, seconds))

    def hset(self, name, key=None, value=None, mapping=None):
        pairs = [each for pair in (mapping or {}).items() for each in pair] + ([key, value] if key is not None else [])
        return self.execute_command("HSET", name, *pairs)

    def hgetall(self, name):
        flat = self.execute_command("HGETALL", name)
        return dict(zip(flat[::2], flat[1::2]))

    def smembers(self, name):
        return set(self.execute_command("SMEMBERS", name))

    def lrange(self, name, start, end):
        return self.execute_command("LRANGE", name, start, end)

    def info(self, section=None):
        text = self.execute_command("INFO", *([section] if section else []))
        text = text.decode() if isinstance(text, bytes) else text
        return dict(line.split(":", 1) for line in text.splitlines() if ":" in line)

    def close(self):
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *words: self.execute_command(name.upper(), *words)


StrictRedis = Redis
from_url = Redis.from_url
`,
  "dotenv/__init__.py": `
import os


def dotenv_values(path=".env", **options):
    values = {}
    if os.path.isfile(path):
        with open(path) as file:
            for line in file:
                name, equals, value = line.strip().removeprefix("export ").partition("=")
                if equals and not name.startswith("#"):
                    value = value.strip()
                    quoted = value[:1] in ("'", '"') and value[-1:] == value[:1]
                    values[name.strip()] = value[1:-1] if quoted else value.split(" #")[0]
    return values


def load_dotenv(dotenv_path=None, override=False, **options):
    values = dotenv_values(dotenv_path or ".env")
    for name, value in values.items():
        if override or name not in os.environ:
            os.environ[name] = value
    return bool(values)


def find_dotenv(*args, **options):
    return os.path.abspath(".env") if os.path.isfile(".env") else ""
`,
};
