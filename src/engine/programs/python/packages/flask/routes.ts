/** Which view answers a path: rules, and what applications and blueprints share. */
export const routes: Readonly<Record<string, string>> = {
  "flask/scaffold.py": `
import re


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
`,

  "flask/blueprints.py": `
from .scaffold import _Scaffold


class Blueprint(_Scaffold):
    def __init__(self, name, import_name, url_prefix=None, **options):
        self.name, self.url_prefix = name, url_prefix
        self._set_up()
`,
};
