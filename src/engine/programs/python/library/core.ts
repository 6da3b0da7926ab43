/** Modules that others stand on. */
export const core: Readonly<Record<string, string>> = {
  abc: `
class ABCMeta(type):
    def register(cls, subclass):
        return subclass


class ABC(metaclass=ABCMeta):
    pass


def abstractmethod(function):
    function.__isabstractmethod__ = True
    return function


abstractproperty = property
`,

  types: `
class SimpleNamespace:
    def __init__(self, **values):
        self.__dict__.update(values)

    def __repr__(self):
        return "namespace(" + ", ".join(f"{key}={value!r}" for key, value in self.__dict__.items()) + ")"

    def __eq__(self, other):
        return isinstance(other, SimpleNamespace) and self.__dict__ == other.__dict__


def _function():
    pass


class _Class:
    def method(self):
        pass


FunctionType = LambdaType = type(_function)
MethodType = type(_Class().method)
BuiltinFunctionType = type(len)
GeneratorType = type((x for x in ()))
ModuleType = type(__import__("sys"))
NoneType = type(None)
TracebackType = type(None)
CoroutineType = type(None)
MappingProxyType = dict
`,

  typing: `
class _Special:
    def __init__(self, name, origin=None, arguments=()):
        self._name = name
        if origin is not None:
            self.__origin__ = origin
        self.__args__ = arguments

    def __getitem__(self, item):
        arguments = item if isinstance(item, tuple) else (item,)
        if self._name == "Optional":
            return _Special("Union", None, arguments + (type(None),))
        if self._name == "Annotated":
            made = _Special("Annotated", None, (arguments[0],))
            made.__metadata__ = arguments[1:]
            return made
        return _Special(self._name, getattr(self, "__origin__", None), arguments)

    def __call__(self, *args, **keywords):
        return getattr(self, "__origin__", object)(*args, **keywords)

    def __or__(self, other):
        return _Special("Union", None, (self, other))

    def __ror__(self, other):
        return _Special("Union", None, (other, self))

    def __repr__(self):
        if not self.__args__:
            return f"typing.{self._name}"
        names = ", ".join(getattr(each, "__name__", repr(each)) for each in self.__args__)
        return f"typing.{self._name}[{names}]"


Any = _Special("Any")
Union = _Special("Union")
Optional = _Special("Optional")
Literal = _Special("Literal")
Annotated = _Special("Annotated")
ClassVar = _Special("ClassVar")
Final = _Special("Final")
NoReturn = _Special("NoReturn")
Self = _Special("Self")
Callable = _Special("Callable")
Awaitable = _Special("Awaitable")
Iterable = _Special("Iterable")
Iterator = _Special("Iterator")
AsyncIterator = _Special("AsyncIterator")
AsyncGenerator = _Special("AsyncGenerator")
Generator = _Special("Generator")
Sequence = _Special("Sequence")
Mapping = _Special("Mapping")
MutableMapping = _Special("MutableMapping")
List = _Special("List", list)
Dict = _Special("Dict", dict)
Set = _Special("Set", set)
FrozenSet = _Special("FrozenSet", frozenset)
Tuple = _Special("Tuple", tuple)
Type = _Special("Type", type)
Text = str
TYPE_CHECKING = False


def TypeVar(name, *bounds, **options):
    return _Special(name)


ParamSpec = TypeVar


class Generic:
    def __class_getitem__(cls, item):
        return cls


class Protocol(Generic):
    pass


class NamedTuple:
    def __init_subclass__(cls, **options):
        from collections import namedtuple

        fields = list(cls.__dict__.get("__annotations__", {}))
        defaults = [cls.__dict__[name] for name in fields if name in cls.__dict__]
        made = namedtuple(cls.__name__, fields, defaults=defaults)
        cls.__new__ = staticmethod(lambda klass, *args, **keywords: made(*args, **keywords))


class TypedDict(dict):
    def __init_subclass__(cls, **options):
        pass


def cast(kind, value):
    return value


def get_type_hints(thing):
    return dict(getattr(thing, "__annotations__", {}))


def get_origin(kind):
    if getattr(kind, "_name", None) == "Union":
        return Union
    return getattr(kind, "__origin__", None)


def get_args(kind):
    return tuple(getattr(kind, "__args__", ()))


def overload(function):
    return function


final = runtime_checkable = no_type_check = override = overload
`,

  functools: `
WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__")


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=("__dict__",)):
    for name in assigned:
        value = getattr(wrapped, name, None)
        if value is not None:
            setattr(wrapper, name, value)
    wrapper.__dict__.update(getattr(wrapped, "__dict__", {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=("__dict__",)):
    return lambda wrapper: update_wrapper(wrapper, wrapped)


class partial:
    def __init__(self, func, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __call__(self, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})


_nothing = object()


def reduce(function, iterable, initial=_nothing):
    items = iter(iterable)
    if initial is _nothing:
        try:
            value = next(items)
        except StopIteration:
            raise TypeError("reduce() of empty iterable with no initial value") from None
    else:
        value = initial
    for item in items:
        value = function(value, item)
    return value


class _Cached:
    def __init__(self, function, maxsize):
        update_wrapper(self, function)
        self._function = function
        self._maxsize = maxsize
        self._values = {}
        self._hits = 0
        self._misses = 0

    def __call__(self, *args, **keywords):
        key = (args, tuple(sorted(keywords.items())))
        if key in self._values:
            self._hits += 1
            value = self._values.pop(key)
        else:
            self._misses += 1
            value = self._function(*args, **keywords)
        self._values[key] = value
        if self._maxsize is not None and len(self._values) > self._maxsize:
            del self._values[next(iter(self._values))]
        return value

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return partial(self, instance)

    def cache_clear(self):
        self._values.clear()

    def cache_info(self):
        return f"CacheInfo(hits={self._hits}, misses={self._misses}, maxsize={self._maxsize}, currsize={len(self._values)})"


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return _Cached(maxsize, 128)
    return lambda function: _Cached(function, maxsize)


def cache(function):
    return _Cached(function, None)


class cached_property:
    def __init__(self, function):
        self.function = function
        self.name = function.__name__

    def __get__(self, instance, owner):
        if instance is None:
            return self
        value = self.function(instance)
        instance.__dict__[self.name] = value
        return value


def total_ordering(cls):
    if "__lt__" in cls.__dict__:
        cls.__gt__ = lambda self, other: not (self < other or self == other)
        cls.__le__ = lambda self, other: self < other or self == other
        cls.__ge__ = lambda self, other: not self < other
    elif "__gt__" in cls.__dict__:
        cls.__lt__ = lambda self, other: not (self > other or self == other)
        cls.__ge__ = lambda self, other: self > other or self == other
        cls.__le__ = lambda self, other: not self > other
    return cls


def cmp_to_key(compare):
    class Key:
        def __init__(self, value):
            self.value = value

        def __lt__(self, other):
            return compare(self.value, other.value) < 0

    return Key


def singledispatch(function):
    registry = {}

    def dispatcher(value, *args, **keywords):
        for cls in type(value).__mro__:
            if cls in registry:
                return registry[cls](value, *args, **keywords)
        return function(value, *args, **keywords)

    def register(cls, implementation=None):
        if implementation is None:
            return lambda given: register(cls, given)
        registry[cls] = implementation
        return implementation

    dispatcher.register = register
    return dispatcher
`,

  itertools: `
def count(start=0, step=1):
    while True:
        yield start
        start += step


def cycle(iterable):
    items = list(iterable)
    while items:
        yield from items


def repeat(value, times=None):
    if times is None:
        while True:
            yield value
    for _ in range(times):
        yield value


class chain:
    def __init__(self, *iterables):
        self._items = (item for iterable in iterables for item in iterable)

    def __iter__(self):
        return self._items

    def __next__(self):
        return next(self._items)

    @staticmethod
    def from_iterable(iterables):
        return (item for iterable in iterables for item in iterable)


def islice(iterable, *bounds):
    limits = slice(*bounds)
    start, stop, step = limits.start or 0, limits.stop, limits.step or 1
    if stop is not None and stop <= start:
        return
    for index, item in enumerate(iterable):
        if index >= start and (index - start) % step == 0:
            yield item
        if stop is not None and index + 1 >= stop:
            return


def accumulate(iterable, function=None, initial=None):
    total = initial
    if initial is not None:
        yield initial
    for item in iterable:
        total = item if total is None else (function(total, item) if function else total + item)
        yield total


def takewhile(test, iterable):
    for item in iterable:
        if not test(item):
            return
        yield item


def dropwhile(test, iterable):
    dropping = True
    for item in iterable:
        dropping = dropping and test(item)
        if not dropping:
            yield item


def filterfalse(test, iterable):
    return (item for item in iterable if not (test(item) if test else item))


def starmap(function, iterable):
    return (function(*items) for items in iterable)


def compress(data, selectors):
    return (item for item, chosen in zip(data, selectors) if chosen)


def zip_longest(*iterables, fillvalue=None):
    lists = [list(each) for each in iterables]
    for index in range(max(map(len, lists), default=0)):
        yield tuple(each[index] if index < len(each) else fillvalue for each in lists)


def product(*iterables, repeat=1):
    pools = [tuple(each) for each in iterables] * repeat
    results = [()]
    for pool in pools:
        results = [done + (item,) for done in results for item in pool]
    yield from results


def permutations(iterable, length=None):
    pool = tuple(iterable)
    length = len(pool) if length is None else length
    for indices in product(range(len(pool)), repeat=length):
        if len(set(indices)) == length:
            yield tuple(pool[index] for index in indices)


def combinations(iterable, length):
    pool = tuple(iterable)
    for indices in permutations(range(len(pool)), length):
        if list(indices) == sorted(indices):
            yield tuple(pool[index] for index in indices)


def groupby(iterable, key=None):
    group, current, started = [], None, False
    for item in iterable:
        value = key(item) if key else item
        if started and value != current:
            yield current, iter(group)
            group = []
        group.append(item)
        current, started = value, True
    if started:
        yield current, iter(group)


def tee(iterable, count=2):
    items = list(iterable)
    return tuple(iter(items) for _ in range(count))


def pairwise(iterable):
    items = list(iterable)
    return zip(items, items[1:])


def batched(iterable, size):
    items = list(iterable)
    for start in range(0, len(items), size):
        yield tuple(items[start : start + size])
`,

  operator: `
def itemgetter(*keys):
    if len(keys) == 1:
        return lambda thing: thing[keys[0]]
    return lambda thing: tuple(thing[key] for key in keys)


def attrgetter(*names):
    def get(thing, name):
        for part in name.split("."):
            thing = getattr(thing, part)
        return thing

    if len(names) == 1:
        return lambda thing: get(thing, names[0])
    return lambda thing: tuple(get(thing, name) for name in names)


def methodcaller(name, *args, **keywords):
    return lambda thing: getattr(thing, name)(*args, **keywords)


def add(a, b):
    return a + b


def sub(a, b):
    return a - b


def mul(a, b):
    return a * b


def truediv(a, b):
    return a / b


def floordiv(a, b):
    return a // b


def mod(a, b):
    return a % b


def eq(a, b):
    return a == b


def ne(a, b):
    return a != b


def lt(a, b):
    return a < b


def le(a, b):
    return a <= b


def gt(a, b):
    return a > b


def ge(a, b):
    return a >= b


def neg(a):
    return -a


def not_(a):
    return not a


def contains(a, b):
    return b in a


def getitem(a, b):
    return a[b]
`,

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

  inspect: `
def iscoroutinefunction(function):
    return __import__("asyncio").iscoroutinefunction(function)


def isfunction(value):
    return type(value).__name__ == "function"


def isclass(value):
    return isinstance(value, type)


def getdoc(value):
    return value.__doc__
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
