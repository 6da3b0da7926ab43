/** The application: it finds the view for a request, calls it, and makes a response of what it gives or raises. */
export const app: Readonly<Record<string, string>> = {
  "flask/config.py": `
import os


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
`,

  "flask/app.py": `
import inspect
import logging
import os
import sys
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed, NotFound
from .config import Config
from .ctx import _Context
from .globals import request
from .helpers import jsonify, send_file
from .scaffold import Rule, _Scaffold
from .wrappers import Response


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
`,
};
