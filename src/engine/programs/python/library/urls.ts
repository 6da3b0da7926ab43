/** Addresses of pages, what they answer, and dates in headers. */
export const urls: Readonly<Record<string, string>> = {
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
