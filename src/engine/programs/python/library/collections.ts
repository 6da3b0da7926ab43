/** Containers beyond the built-in ones, and how to search in them. */
export const collections: Readonly<Record<string, string>> = {
  collections: `
class OrderedDict(dict):
    def move_to_end(self, key, last=True):
        value = self.pop(key)
        if last:
            self[key] = value
        else:
            rest = list(self.items())
            self.clear()
            self[key] = value
            self.update(rest)

    def popitem(self, last=True):
        if last:
            return super().popitem()
        key = next(iter(self))
        return key, self.pop(key)

    def __repr__(self):
        return f"OrderedDict({dict(self)!r})" if self else "OrderedDict()"


class defaultdict(dict):
    def __init__(self, default_factory=None, *args, **keywords):
        super().__init__(*args, **keywords)
        self.default_factory = default_factory

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        value = self[key] = self.default_factory()
        return value

    def __repr__(self):
        return f"defaultdict({self.default_factory!r}, {dict(self)!r})"


class Counter(dict):
    def __init__(self, iterable=(), **counts):
        super().__init__()
        self.update(iterable, **counts)

    def __missing__(self, key):
        return 0

    def update(self, iterable=(), **counts):
        if isinstance(iterable, dict):
            for key, count in iterable.items():
                self[key] = self[key] + count
        else:
            for key in iterable:
                self[key] = self[key] + 1
        for key, count in counts.items():
            self[key] = self[key] + count

    def most_common(self, count=None):
        ordered = sorted(self.items(), key=lambda pair: pair[1], reverse=True)
        return ordered if count is None else ordered[:count]

    def elements(self):
        for key, count in self.items():
            for _ in range(count):
                yield key

    def total(self):
        return sum(self.values())

    def __add__(self, other):
        made = Counter(self)
        made.update(other)
        return made

    def __repr__(self):
        if not self:
            return "Counter()"
        return "Counter({" + ", ".join(f"{key!r}: {count!r}" for key, count in self.most_common()) + "})"


class deque:
    def __init__(self, iterable=(), maxlen=None):
        self.maxlen = maxlen
        self._items = []
        self.extend(iterable)

    def append(self, item):
        self._items.append(item)
        if self.maxlen is not None and len(self._items) > self.maxlen:
            del self._items[0]

    def appendleft(self, item):
        self._items.insert(0, item)
        if self.maxlen is not None and len(self._items) > self.maxlen:
            self._items.pop()

    def extend(self, iterable):
        for item in iterable:
            self.append(item)

    def pop(self):
        if not self._items:
            raise IndexError("pop from an empty deque")
        return self._items.pop()

    def popleft(self):
        if not self._items:
            raise IndexError("pop from an empty deque")
        return self._items.pop(0)

    def rotate(self, steps=1):
        if self._items:
            steps %= len(self._items)
            self._items = self._items[-steps:] + self._items[:-steps] if steps else self._items

    def clear(self):
        self._items.clear()

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)

    def __getitem__(self, index):
        return self._items[index]

    def __setitem__(self, index, value):
        self._items[index] = value

    def __contains__(self, item):
        return item in self._items

    def __eq__(self, other):
        return isinstance(other, deque) and self._items == other._items

    def __repr__(self):
        limit = "" if self.maxlen is None else f", maxlen={self.maxlen}"
        return f"deque({self._items!r}{limit})"


class ChainMap(dict):
    def __init__(self, *maps):
        super().__init__()
        self.maps = list(maps)
        for each in reversed(maps):
            self.update(each)


def namedtuple(typename, field_names, *, rename=False, defaults=(), module=None):
    fields = tuple(field_names.replace(",", " ").split() if isinstance(field_names, str) else field_names)
    defaults = tuple(defaults or ())
    defaulted = dict(zip(fields[len(fields) - len(defaults) :], defaults))

    def make(cls, *args, **keywords):
        if len(args) > len(fields):
            raise TypeError(f"{typename}.__new__() takes {len(fields) + 1} positional arguments but {len(args) + 1} were given")
        values = dict(zip(fields, args))
        values.update(keywords)
        missing = [name for name in fields if name not in values and name not in defaulted]
        if missing:
            names = " and ".join(repr(name) for name in missing)
            plural = "s" if len(missing) > 1 else ""
            raise TypeError(f"{typename}.__new__() missing {len(missing)} required positional argument{plural}: {names}")
        return tuple.__new__(cls, [values.get(name, defaulted.get(name)) for name in fields])

    def show(self):
        return typename + "(" + ", ".join(f"{name}={value!r}" for name, value in zip(fields, self)) + ")"

    def replace(self, **changes):
        return type(self)(**{**dict(zip(fields, self)), **changes})

    namespace = {
        "__new__": make,
        "__repr__": show,
        "_fields": fields,
        "_asdict": lambda self: dict(zip(fields, self)),
        "_replace": replace,
        "_make": classmethod(lambda cls, items: cls(*items)),
        "__match_args__": fields,
    }
    for index, name in enumerate(fields):
        namespace[name] = property(lambda self, index=index: self[index])
    return type(typename, (tuple,), namespace)


class UserDict(dict):
    pass


class UserList(list):
    pass
`,
  "collections.abc": `
from typing import Awaitable, Callable, Generator, Iterable, Iterator, Mapping, MutableMapping, Sequence

AsyncIterator = AsyncGenerator = Coroutine = Hashable = Sized = Container = Collection = Set = object
`,
  heapq: `
def heappush(heap, item):
    place = len(heap)
    while place > 0 and item < heap[place - 1]:
        place -= 1
    heap.insert(place, item)


def heappop(heap):
    if not heap:
        raise IndexError("index out of range")
    return heap.pop(0)


def heapify(heap):
    heap.sort()


def heapreplace(heap, item):
    smallest = heappop(heap)
    heappush(heap, item)
    return smallest


def nlargest(count, items, key=None):
    return sorted(items, key=key, reverse=True)[:count]


def nsmallest(count, items, key=None):
    return sorted(items, key=key)[:count]
`,
  bisect: `
def bisect_left(items, value, lo=0, hi=None):
    hi = len(items) if hi is None else hi
    while lo < hi:
        middle = (lo + hi) // 2
        if items[middle] < value:
            lo = middle + 1
        else:
            hi = middle
    return lo


def bisect_right(items, value, lo=0, hi=None):
    hi = len(items) if hi is None else hi
    while lo < hi:
        middle = (lo + hi) // 2
        if value < items[middle]:
            hi = middle
        else:
            lo = middle + 1
    return lo


bisect = bisect_right


def insort(items, value):
    items.insert(bisect_right(items, value), value)
`,
};
