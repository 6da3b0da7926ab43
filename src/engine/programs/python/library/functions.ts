/** Functions about functions, and operators as functions. */
export const functions: Readonly<Record<string, string>> = {
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
};
