/** What belongs to the request that a thread serves, and the names by which programs reach it. */
export const context: Readonly<Record<string, string>> = {
  "flask/globals.py": `
import threading

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
`,

  "flask/ctx.py": `
import threading
from .globals import _contexts
from .wrappers import Request


class _Globals:
    def get(self, name, default=None):
        return self.__dict__.get(name, default)

    def __contains__(self, name):
        return name in self.__dict__


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
