/** Which function answers a path. */
export const routes: Readonly<Record<string, string>> = {
  "fastapi/routing.py": `
import re


class _Route:
    def __init__(self, path, endpoint, methods, status_code=200, response_model=None, response_class=None, tags=None, summary=None, dependencies=(), **options):
        self.path, self.endpoint, self.methods, self.status_code = path, endpoint, methods, status_code or 200
        self.response_model, self.response_class, self.dependencies, self.tags = response_model, response_class, dependencies, tags
        names = {"int": r"[0-9]+", "float": r"[0-9]+(?:\\.[0-9]+)?", "path": r".*"}
        pattern, place = "", 0
        self.names = []
        for match in re.finditer(r"{(\\w+)(?::(\\w+))?}", path):
            pattern += re.escape(path[place : match.start()]) + f"(?P<{match.group(1)}>{names.get(match.group(2), '[^/]+')})"
            self.names.append(match.group(1))
            place = match.end()
        self.pattern = re.compile(pattern + re.escape(path[place:]))

    def operation(self):
        return {"summary": self.endpoint.__name__.replace("_", " ").title(), "responses": {str(self.status_code): {"description": "Successful Response"}}}


class APIRouter:
    def __init__(self, prefix="", tags=None, dependencies=(), **options):
        self.prefix, self.routes, self.mounts, self.dependencies = prefix, [], [], list(dependencies or ())

    def add_api_route(self, path, endpoint, methods=("GET",), **options):
        options["dependencies"] = self.dependencies + list(options.get("dependencies") or ())
        self.routes.append(_Route(self.prefix + path, endpoint, list(methods), **options))

    def api_route(self, path, methods=("GET",), **options):
        def decorate(function):
            self.add_api_route(path, function, methods, **options)
            return function

        return decorate

    def get(self, path, **options):
        return self.api_route(path, ["GET"], **options)

    def post(self, path, **options):
        return self.api_route(path, ["POST"], **options)

    def put(self, path, **options):
        return self.api_route(path, ["PUT"], **options)

    def delete(self, path, **options):
        return self.api_route(path, ["DELETE"], **options)

    def patch(self, path, **options):
        return self.api_route(path, ["PATCH"], **options)

    def include_router(self, router, prefix="", **options):
        for route in router.routes:
            made = _Route(self.prefix + prefix + route.path, route.endpoint, route.methods, route.status_code, route.response_model, route.response_class, dependencies=route.dependencies)
            self.routes.append(made)

    def mount(self, path, app, name=None):
        self.mounts.append((path, app))
`,
};
