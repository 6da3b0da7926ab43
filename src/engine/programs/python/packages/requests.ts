/** requests asks over HTTP. */
export const requests: Readonly<Record<string, string>> = {
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
};
