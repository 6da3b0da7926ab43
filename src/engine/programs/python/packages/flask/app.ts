/** The application: routes, requests, answers, templates. */
export const app: Readonly<Record<string, string>> = {
  "flask/app.py": `
import inspect
import json
import logging
import os
import re
import sys
import threading
from http import phrase
from http.message import Headers
from urllib.parse import parse_qsl, urlencode
from werkzeug.exceptions import BadRequest, HTTPException, InternalServerError, MethodNotAllowed, NotFound

_contexts = {}


class _Proxy:
    """Stands for the object of the request that the thread is serving."""

    def __init__(self, name):
        object.__setattr__(self, "_proxied", name)

    def _object(self):
        context = _contexts.get(threading.get_ident())
        if context is None:
            name = object.__getattribute__(self, "_proxied")
            kind = "application" if name in ("current_app", "g") else "request"
            raise RuntimeError(f"Working outside of {kind} context.")
        return context[object.__getattribute__(self, "_proxied")]

    def __getattr__(self, name):
        return getattr(self._object(), name)

    def __setattr__(self, name, value):
        setattr(self._object(), name, value)

    def __contains__(self, name):
        return name in self._object()

    def __getitem__(self, name):
        return self._object()[name]

    def __setitem__(self, name, value):
        self._object()[name] = value


request, g, session, current_app = _Proxy("request"), _Proxy("g"), _Proxy("session"), _Proxy("current_app")


class _Globals:
    def get(self, name, default=None):
        return self.__dict__.get(name, default)

    def __contains__(self, name):
        return name in self.__dict__


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


def _json(value):
    app = current_app._object()
    compact = not app.debug
    return json.dumps(value, sort_keys=True, default=str, separators=(",", ":") if compact else None, indent=None if compact else 2) + "\\n"


def jsonify(*args, **values):
    content = values if values else args[0] if len(args) == 1 else list(args)
    return Response(_json(content), mimetype="application/json")


def make_response(*args):
    return current_app._object().make_response(args[0] if len(args) == 1 else args)


def abort(code, description=None):
    for kind in HTTPException.__subclasses__():
        if kind.code == code and kind is not HTTPException:
            raise kind(description)
    raise HTTPException(description, code)


def redirect(location, code=302):
    page = f'<!doctype html>\\n<html lang=en>\\n<title>Redirecting...</title>\\n<h1>Redirecting...</h1>\\n<p>You should be redirected automatically to the target URL: <a href="{location}">{location}</a>. If not, click the link.\\n'
    return Response(page, code, {"Location": location})


def url_for(endpoint, **values):
    if endpoint == "static":
        return f"/static/{values['filename']}"
    for rule in current_app._object()._rules:
        if rule.endpoint == endpoint:
            path = rule.rule
            for name in re.findall(r"<(?:\\w+:)?(\\w+)>", path):
                path = re.sub(rf"<(?:\\w+:)?{name}>", str(values.pop(name)), path)
            return path + (f"?{urlencode(values)}" if values else "")
    raise RuntimeError(f"Could not build url for endpoint {endpoint!r}.")


def render_template_string(source, **values):
    raise NotImplementedError("drydock: Jinja's templates are not part of the lab; return text or JSON")


def render_template(name, **values):
    raise NotImplementedError("drydock: Jinja's templates are not part of the lab; return text or JSON")


def send_file(path, mimetype=None, **options):
    import mimetypes

    with open(path, "rb") as file:
        return Response(file.read(), mimetype=mimetype or mimetypes.guess_type(path)[0] or "application/octet-stream")


def flash(message, category="message"):
    session.setdefault("_flashes", []).append((category, message))


_converters = {"string": r"[^/]+", "int": r"\\d+", "float": r"\\d+\\.\\d+", "path": r".+?", "uuid": r"[0-9a-fA-F-]{36}"}
_types = {"int": int, "float": float}


class Rule:
    def __init__(self, rule, endpoint, methods):
        self.rule, self.endpoint = rule, endpoint
        self.methods = set(method.upper() for method in methods)
        if "GET" in self.methods:
            self.methods.add("HEAD")
        self.methods.add("OPTIONS")
        self._types = {}
        pattern = ""
        place = 0
        for match in re.finditer(r"<(?:(\\w+):)?(\\w+)>", rule):
            kind, name = match.group(1) or "string", match.group(2)
            pattern += re.escape(rule[place : match.start()]) + f"(?P<{name}>{_converters[kind]})"
            self._types[name] = _types.get(kind, str)
            place = match.end()
        self._pattern = re.compile(pattern + re.escape(rule[place:]))

    def match(self, path):
        found = self._pattern.fullmatch(path)
        return None if found is None else {name: self._types[name](value) for name, value in found.groupdict().items()}


class _Scaffold:
    def _set_up(self):
        self._rules, self.view_functions = [], {}
        self._before, self._after, self._teardown, self._handlers = [], [], [], {}

    def add_url_rule(self, rule, endpoint=None, view_func=None, methods=None, **options):
        endpoint = endpoint or view_func.__name__
        if endpoint in self.view_functions and self.view_functions[endpoint] is not view_func:
            raise AssertionError(f"View function mapping is overwriting an existing endpoint function: {endpoint}")
        self._rules.append(Rule(rule, endpoint, methods or ["GET"]))
        self.view_functions[endpoint] = view_func

    def route(self, rule, **options):
        def decorate(function):
            self.add_url_rule(rule, options.pop("endpoint", None), function, **options)
            return function

        return decorate

    def get(self, rule, **options):
        return self.route(rule, methods=["GET"], **options)

    def post(self, rule, **options):
        return self.route(rule, methods=["POST"], **options)

    def put(self, rule, **options):
        return self.route(rule, methods=["PUT"], **options)

    def delete(self, rule, **options):
        return self.route(rule, methods=["DELETE"], **options)

    def patch(self, rule, **options):
        return self.route(rule, methods=["PATCH"], **options)

    def before_request(self, function):
        self._before.append(function)
        return function

    def after_request(self, function):
        self._after.append(function)
        return function

    def teardown_request(self, function):
        self._teardown.append(function)
        return function

    teardown_appcontext = teardown_request

    def errorhandler(self, kind):
        def decorate(function):
            self._handlers[kind] = function
            return function

        return decorate


class Blueprint(_Scaffold):
    def __init__(self, name, import_name, url_prefix=None, **options):
        self.name, self.url_prefix = name, url_prefix
        self._set_up()


class Config(dict):
    def from_mapping(self, **values):
        self.update(values)

    def from_prefixed_env(self, prefix="FLASK"):
        for name, value in os.environ.items():
            if name.startswith(prefix + "_"):
                self[name[len(prefix) + 1 :]] = value

    def from_object(self, thing):
        for name in dir(thing):
            if name.isupper():
                self[name] = getattr(thing, name)


class Flask(_Scaffold):
    def __init__(self, import_name, static_folder="static", static_url_path=None, **options):
        self._set_up()
        self.import_name = import_name
        main = sys.modules.get(import_name)
        file = getattr(main, "__file__", None)
        self.root_path = os.path.dirname(os.path.abspath(file)) if file else os.getcwd()
        self.name = os.path.splitext(os.path.basename(file))[0] if import_name == "__main__" and file else import_name
        self.config = Config({"DEBUG": False, "TESTING": False, "SECRET_KEY": None})
        self.debug = os.environ.get("FLASK_DEBUG", "") in ("1", "true", "True")
        self.logger = logging.getLogger(self.name)
        self.static_folder = static_folder
        self.extensions, self.secret_key = {}, None

    def register_blueprint(self, blueprint, url_prefix=None, **options):
        prefix = url_prefix or blueprint.url_prefix or ""
        for rule in blueprint._rules:
            self._rules.append(Rule(prefix + rule.rule, f"{blueprint.name}.{rule.endpoint}", rule.methods))
            self.view_functions[f"{blueprint.name}.{rule.endpoint}"] = blueprint.view_functions[rule.endpoint]
        self._before += blueprint._before
        self._after += blueprint._after
        self._handlers.update(blueprint._handlers)

    def app_context(self):
        return _Context(self, None)

    def test_client(self):
        raise NotImplementedError("drydock: Flask's test client is not part of the lab")

    def make_response(self, value):
        status, headers = None, None
        if isinstance(value, tuple):
            if len(value) == 3:
                value, status, headers = value
            elif isinstance(value[1], (dict, list)):
                value, headers = value
            else:
                value, status = value
        if isinstance(value, (dict, list)):
            value = jsonify(value)
        elif value is None:
            raise TypeError(f"The view function for {request.endpoint!r} did not return a valid response. The function either returned None or ended without a return statement.")
        elif not isinstance(value, Response):
            value = Response(value)
        if status is not None:
            value.status_code = int(status.split()[0]) if isinstance(status, str) else int(status)
        for name, each in (headers.items() if isinstance(headers, dict) else headers or []):
            value.headers[name] = each
        return value

    def dispatch_request(self):
        allowed = set()
        for rule in self._rules:
            values = rule.match(request.path)
            if values is None:
                continue
            if request.method not in rule.methods:
                allowed |= rule.methods
                continue
            request.endpoint, request.view_args = rule.endpoint, values
            if request.method == "OPTIONS":
                return Response("", headers={"Allow": ", ".join(sorted(rule.methods))})
            return self.ensure_sync(self.view_functions[rule.endpoint])(**values)
        if allowed:
            error = MethodNotAllowed()
            error.allowed = ", ".join(sorted(allowed, key=lambda name: ["OPTIONS", "GET", "HEAD"].index(name) if name in ("OPTIONS", "GET", "HEAD") else 9))
            raise error
        static = os.path.join(self.root_path, self.static_folder or "static", request.path[8:])
        if request.path.startswith("/static/") and os.path.isfile(static):
            return send_file(static)
        raise NotFound()

    def ensure_sync(self, function):
        if not inspect.iscoroutinefunction(function):
            return function
        import asyncio

        return lambda **values: asyncio.run(function(**values))

    def full_dispatch_request(self):
        try:
            for function in self._before:
                early = function()
                if early is not None:
                    return self.make_response(early)
            return self.make_response(self.dispatch_request())
        except HTTPException as error:
            return self.handle_http_exception(error)

    def handle_http_exception(self, error):
        handler = self._handlers.get(error.code) or self._handler_for(error)
        if handler is not None:
            return self.make_response(handler(error))
        headers = {"Allow": error.allowed} if hasattr(error, "allowed") else {}
        return Response(error.page(), error.code, headers)

    def _handler_for(self, error):
        for kind, handler in self._handlers.items():
            if isinstance(kind, type) and isinstance(error, kind):
                return handler
        return None

    def handle_exception(self, error):
        handler = self._handler_for(error)
        if handler is not None:
            return self.make_response(handler(error))
        if not self.logger.hasHandlers():
            made = logging.StreamHandler()
            made.setFormatter(logging.Formatter("[%(asctime)s] %(levelname)s in %(module)s: %(message)s"))
            self.logger.addHandler(made)
        self.logger.error(f"Exception on {request.path} [{request.method}]", exc_info=error, extra={"module": "app"})
        return self.handle_http_exception(InternalServerError())

    def wsgi_app(self, environ, start_response):
        with _Context(self, environ):
            try:
                response = self.full_dispatch_request()
            except Exception as error:
                response = self.handle_exception(error)
            for function in self._after:
                response = function(response) or response
            headers = response.headers.items()
            if "Content-Length" not in response.headers:
                headers.append(("Content-Length", str(len(response.data))))
            start_response(response.status, headers)
            return [response.data]

    def __call__(self, environ, start_response):
        return self.wsgi_app(environ, start_response)

    def run(self, host=None, port=None, debug=None, **options):
        from werkzeug.serving import log, run_simple

        if debug is not None:
            self.debug = bool(debug)
        print(f" * Serving Flask app '{self.name}'", flush=True)
        print(f" * Debug mode: {'on' if self.debug else 'off'}", flush=True)
        run_simple(host or "127.0.0.1", int(port or os.environ.get("FLASK_RUN_PORT") or 5000), self)


class _Context:
    def __init__(self, app, environ):
        self.values = {"current_app": app, "g": _Globals(), "session": {}}
        if environ is not None:
            self.values["request"] = Request(environ)

    def __enter__(self):
        self.before = _contexts.get(threading.get_ident())
        _contexts[threading.get_ident()] = self.values

    def __exit__(self, *details):
        for function in self.values["current_app"]._teardown:
            function(details[1])
        _contexts[threading.get_ident()] = self.before
`,
};
