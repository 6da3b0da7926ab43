/** What is around a piece of code: `with`, exit, warnings, imports, error numbers. */
export const runtime: Readonly<Record<string, string>> = {
  contextlib: `
from functools import wraps


class AbstractContextManager:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        return None


class _GeneratorContextManager:
    def __init__(self, generator):
        self.generator = generator

    def __enter__(self):
        try:
            return next(self.generator)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, kind, error, traceback):
        if kind is None:
            try:
                next(self.generator)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        try:
            self.generator.throw(error)
        except StopIteration:
            return True
        except BaseException as raised:
            if raised is error:
                return False
            raise
        raise RuntimeError("generator didn't stop after throw()")


def contextmanager(function):
    @wraps(function)
    def made(*args, **keywords):
        return _GeneratorContextManager(function(*args, **keywords))

    return made


class _AsyncGeneratorContextManager:
    def __init__(self, generator):
        self.generator = generator

    async def __aenter__(self):
        return await anext(self.generator)

    async def __aexit__(self, kind, error, traceback):
        async for _ in self.generator:
            pass
        return False


def asynccontextmanager(function):
    @wraps(function)
    def made(*args, **keywords):
        return _AsyncGeneratorContextManager(function(*args, **keywords))

    return made


class suppress:
    def __init__(self, *kinds):
        self.kinds = kinds

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        return kind is not None and issubclass(kind, self.kinds)


class closing:
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *details):
        self.thing.close()


class nullcontext:
    def __init__(self, result=None):
        self.result = result

    def __enter__(self):
        return self.result

    def __exit__(self, *details):
        return None


class redirect_stdout:
    def __init__(self, target):
        self.target = target

    def __enter__(self):
        import sys

        self.before, sys.stdout = sys.stdout, self.target
        return self.target

    def __exit__(self, *details):
        import sys

        sys.stdout = self.before


class ExitStack:
    def __init__(self):
        self.exits = []

    def enter_context(self, manager):
        value = manager.__enter__()
        self.exits.append(manager.__exit__)
        return value

    def callback(self, function, *args, **keywords):
        self.exits.append(lambda *details: function(*args, **keywords) and None)

    def close(self):
        self.__exit__(None, None, None)

    def __enter__(self):
        return self

    def __exit__(self, *details):
        while self.exits:
            self.exits.pop()(*details)
`,
  copy: `
def copy(value):
    if hasattr(value, "__copy__"):
        return value.__copy__()
    if isinstance(value, (list, dict, set)):
        return value.copy()
    if isinstance(value, (str, int, float, tuple, bytes, bool, type(None))) or isinstance(value, type):
        return value
    made = object.__new__(type(value))
    made.__dict__.update(value.__dict__)
    return made


def deepcopy(value, memo=None):
    memo = {} if memo is None else memo
    if id(value) in memo:
        return memo[id(value)]
    if isinstance(value, list):
        made = memo[id(value)] = []
        made.extend(deepcopy(item, memo) for item in value)
        return made
    if isinstance(value, dict):
        made = memo[id(value)] = {}
        for key, item in value.items():
            made[deepcopy(key, memo)] = deepcopy(item, memo)
        return made
    if isinstance(value, tuple):
        return tuple(deepcopy(item, memo) for item in value)
    if isinstance(value, set):
        return {deepcopy(item, memo) for item in value}
    if hasattr(value, "__dict__") and not isinstance(value, type) and not callable(value):
        made = memo[id(value)] = object.__new__(type(value))
        for key, item in value.__dict__.items():
            made.__dict__[key] = deepcopy(item, memo)
        return made
    return value
`,
  warnings: `
import sys


def warn(message, category=UserWarning, stacklevel=1):
    print(f"{category.__name__}: {message}", file=sys.stderr)


def filterwarnings(*args, **keywords):
    pass


simplefilter = filterwarnings
`,
  atexit: `
_registered = []


def register(function, *args, **keywords):
    _registered.append((function, args, keywords))
    return function


def unregister(function):
    _registered[:] = [each for each in _registered if each[0] != function]


def _run():
    while _registered:
        function, args, keywords = _registered.pop()
        function(*args, **keywords)
`,
  importlib: `
import sys


def import_module(name, package=None):
    __import__(name)
    return sys.modules[name]


def reload(module):
    return module
`,
  "importlib.metadata": `
import os
import sys


class PackageNotFoundError(ModuleNotFoundError):
    pass


def version(name):
    wanted = name.lower().replace("_", "-")
    for folder in sys.path:
        if not os.path.isdir(folder):
            continue
        for entry in os.listdir(folder):
            if entry.endswith(".dist-info"):
                found, _, number = entry[: -len(".dist-info")].partition("-")
                if found.lower().replace("_", "-") == wanted:
                    return number
    raise PackageNotFoundError(f"No package metadata was found for {name}")
`,
  errno: `
EPERM = 1
ENOENT = 2
EINTR = 4
EAGAIN = EWOULDBLOCK = 11
EACCES = 13
EEXIST = 17
ENOTDIR = 20
EISDIR = 21
EINVAL = 22
ENOSPC = 28
EPIPE = 32
EADDRINUSE = 98
ECONNRESET = 104
ETIMEDOUT = 110
ECONNREFUSED = 111
EHOSTUNREACH = 113
errorcode = {value: name for name, value in list(globals().items()) if name.startswith("E")}
`,
  gc: `
def collect(generation=2):
    return 0


def disable():
    pass


enable = disable
`,
};
