/** A request and the response to it. */
export const messages: Readonly<Record<string, string>> = {
  "flask/wrappers.py": `
import json
from http import phrase
from http.message import Headers
from urllib.parse import parse_qsl
from werkzeug.exceptions import BadRequest, HTTPException


class MultiDict(dict):
    def __init__(self, pairs):
        super().__init__()
        self._pairs = list(pairs)
        for name, value in self._pairs:
            self.setdefault(name, value)

    def get(self, name, default=None, type=None):
        value = super().get(name, default)
        if type is not None and name in self:
            try:
                return type(value)
            except ValueError:
                return default
        return value

    def getlist(self, name):
        return [value for key, value in self._pairs if key == name]

    def to_dict(self):
        return dict(self)


class Request:
    def __init__(self, environ):
        self.environ = environ
        self.method = environ["REQUEST_METHOD"]
        self.path = environ["PATH_INFO"]
        self.query_string = environ["QUERY_STRING"].encode()
        self.args = MultiDict(parse_qsl(environ["QUERY_STRING"], True))
        self.remote_addr = environ["REMOTE_ADDR"]
        named = [(name[5:].replace("_", "-").title(), value) for name, value in environ.items() if name.startswith("HTTP_")]
        self.headers = Headers(named)
        self.host = self.headers.get("Host", "localhost")
        self.host_url = f"http://{self.host}/"
        self.base_url = f"http://{self.host}{self.path}"
        self.url = self.base_url + (f"?{environ['QUERY_STRING']}" if environ["QUERY_STRING"] else "")
        self.content_type = environ["CONTENT_TYPE"]
        self.mimetype = self.content_type.split(";")[0]
        self.is_json = self.mimetype == "application/json"
        self.data = environ["wsgi.input"].read()
        self.cookies = dict(part.strip().split("=", 1) for part in (self.headers.get("Cookie") or "").split(";") if "=" in part)
        self.view_args, self.endpoint = {}, None

    @property
    def form(self):
        return MultiDict(parse_qsl(self.data.decode(), True) if "form-urlencoded" in self.mimetype else [])

    @property
    def values(self):
        return MultiDict(list(self.args.items()) + list(self.form.items()))

    @property
    def user_agent(self):
        return self.headers.get("User-Agent", "")

    def get_data(self, as_text=False):
        return self.data.decode() if as_text else self.data

    def get_json(self, force=False, silent=False):
        if not self.is_json and not force:
            if silent:
                return None
            raise HTTPException(code=415)
        try:
            return json.loads(self.data)
        except ValueError:
            if silent:
                return None
            raise BadRequest() from None

    @property
    def json(self):
        return self.get_json()


class Response:
    def __init__(self, response=b"", status=200, headers=None, mimetype=None, content_type=None):
        self.data = response.encode() if isinstance(response, str) else b"".join(part.encode() if isinstance(part, str) else part for part in response) if not isinstance(response, bytes) else response
        self.status_code = int(status.split()[0]) if isinstance(status, str) else int(status)
        self.headers = Headers(headers or {})
        if "Content-Type" not in self.headers:
            kind = content_type or mimetype or "text/html"
            self.headers["Content-Type"] = kind if "charset" in kind or not kind.startswith("text/") else f"{kind}; charset=utf-8"

    @property
    def status(self):
        return f"{self.status_code} {phrase(self.status_code).upper()}"

    def get_data(self, as_text=False):
        return self.data.decode() if as_text else self.data

    def set_cookie(self, name, value="", max_age=None, path="/", **options):
        text = f"{name}={value}" + (f"; Max-Age={max_age}" if max_age is not None else "") + f"; Path={path}"
        self.headers.add_header("Set-Cookie", text)

    @property
    def json(self):
        return json.loads(self.data)
`,
};
