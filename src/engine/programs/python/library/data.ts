/** Collections, data classes, enumerations, numbers, text. */
export const data: Readonly<Record<string, string>> = {
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

  dataclasses: `
class _Missing:
    def __repr__(self):
        return "<dataclasses._MISSING_TYPE object>"


MISSING = _Missing()


class FrozenInstanceError(AttributeError):
    pass


class Field:
    def __init__(self, default, default_factory, init, repr, compare):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.compare = compare


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=False):
    return Field(default, default_factory, init, repr, compare)


def _make_init(cls, fields):
    def __init__(self, *args, **keywords):
        wanted = [each for each in fields if each.init]
        if len(args) > len(wanted):
            raise TypeError(f"{cls.__qualname__}.__init__() takes {len(wanted) + 1} positional arguments but {len(args) + 1} were given")
        values = dict(zip([each.name for each in wanted], args))
        for name, value in keywords.items():
            if name not in [each.name for each in wanted]:
                raise TypeError(f"{cls.__qualname__}.__init__() got an unexpected keyword argument '{name}'")
            values[name] = value
        missing = []
        for each in fields:
            if each.name in values:
                value = values[each.name]
            elif each.default is not MISSING:
                value = each.default
            elif each.default_factory is not MISSING:
                value = each.default_factory()
            elif each.init:
                missing.append(each.name)
                continue
            else:
                continue
            object.__setattr__(self, each.name, value)
        if missing:
            names = [repr(name) for name in missing]
            listed = names[0] if len(names) == 1 else " and ".join([", ".join(names[:-1]), names[-1]])
            plural = "s" if len(missing) > 1 else ""
            raise TypeError(f"{cls.__qualname__}.__init__() missing {len(missing)} required positional argument{plural}: {listed}")
        if hasattr(self, "__post_init__"):
            self.__post_init__()

    return __init__


def _process(cls, init, repr_, eq, order, frozen):
    fields = {}
    for base in reversed(cls.__mro__[1:]):
        for each in base.__dict__.get("__dataclass_fields__", {}).values():
            fields[each.name] = each
    for name, kind in cls.__dict__.get("__annotations__", {}).items():
        if getattr(kind, "_name", None) == "ClassVar":
            continue
        default = cls.__dict__.get(name, MISSING)
        if isinstance(default, (list, dict, set)):
            raise ValueError(f"mutable default {type(default)} for field {name} is not allowed: use default_factory")
        made = default if isinstance(default, Field) else field(default=default)
        made.name, made.type = name, kind
        fields[name] = made
        if isinstance(default, Field):
            if made.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, made.default)
    listed = list(fields.values())
    cls.__dataclass_fields__ = fields
    cls.__match_args__ = tuple(each.name for each in listed if each.init)
    if init:
        cls.__init__ = _make_init(cls, listed)
    if repr_ and "__repr__" not in cls.__dict__:
        def __repr__(self):
            shown = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in listed if each.repr)
            return f"{type(self).__qualname__}({shown})"

        cls.__repr__ = __repr__

    def key(self):
        return tuple(getattr(self, each.name) for each in listed if each.compare)

    if eq and "__eq__" not in cls.__dict__:
        cls.__eq__ = lambda self, other: key(self) == key(other) if type(self) is type(other) else NotImplemented
        cls.__hash__ = (lambda self: hash(key(self))) if frozen else None
    if order:
        cls.__lt__ = lambda self, other: key(self) < key(other)
        cls.__le__ = lambda self, other: key(self) <= key(other)
        cls.__gt__ = lambda self, other: key(self) > key(other)
        cls.__ge__ = lambda self, other: key(self) >= key(other)
    if frozen:
        def __setattr__(self, name, value):
            raise FrozenInstanceError(f"cannot assign to field '{name}'")

        cls.__setattr__ = __setattr__
    return cls


def dataclass(cls=None, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, slots=False, kw_only=False):
    def wrap(given):
        return _process(given, init, repr, eq, order, frozen)

    return wrap if cls is None else wrap(cls)


def fields(thing):
    return tuple(thing.__dataclass_fields__.values())


def is_dataclass(thing):
    return hasattr(thing, "__dataclass_fields__")


def asdict(thing):
    def convert(value):
        if is_dataclass(value) and not isinstance(value, type):
            return {each.name: convert(getattr(value, each.name)) for each in fields(value)}
        if isinstance(value, (list, tuple)):
            return type(value)(convert(item) for item in value)
        if isinstance(value, dict):
            return {key: convert(item) for key, item in value.items()}
        return value

    return convert(thing)


def astuple(thing):
    return tuple(getattr(thing, each.name) for each in fields(thing))


def replace(thing, **changes):
    values = {each.name: getattr(thing, each.name) for each in fields(thing) if each.init}
    return type(thing)(**{**values, **changes})
`,

  enum: `
class auto:
    pass


class EnumMeta(type):
    def __new__(metacls, name, bases, namespace, **options):
        members = {}
        plain = {}
        for key, value in dict(namespace).items():
            hidden = key.startswith("_") or callable(value) or isinstance(value, (property, classmethod, staticmethod))
            if hidden or not [base for base in bases if isinstance(base, EnumMeta)]:
                plain[key] = value
            else:
                members[key] = value
        cls = super().__new__(metacls, name, bases, plain)
        cls._member_map_ = {}
        cls._value2member_map_ = {}
        last = 0
        for key, value in members.items():
            if isinstance(value, auto):
                value = key.lower() if issubclass(cls, str) else last * 2 or 1 if getattr(cls, "_flags_", False) else last + 1
            if isinstance(value, int):
                last = value
            if value in cls._value2member_map_:
                cls._member_map_[key] = cls._value2member_map_[value]
                continue
            if issubclass(cls, str):
                member = str.__new__(cls, value)
            elif issubclass(cls, int):
                member = int.__new__(cls, value)
            else:
                member = object.__new__(cls)
            member._name_ = key
            member._value_ = value
            cls._member_map_[key] = member
            cls._value2member_map_[value] = member
            type.__setattr__(cls, key, member)
        return cls

    def __call__(cls, value, *rest, **options):
        if isinstance(value, cls):
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        if hasattr(cls, "_missing_"):
            found = cls._missing_(value)
            if found is not None:
                return found
        raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")

    def __iter__(cls):
        return iter(list(cls._value2member_map_.values()))

    def __len__(cls):
        return len(cls._value2member_map_)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __contains__(cls, value):
        return isinstance(value, cls) or value in cls._value2member_map_

    def __repr__(cls):
        return f"<enum '{cls.__name__}'>"

    @property
    def __members__(cls):
        return dict(cls._member_map_)


EnumType = EnumMeta


class Enum(metaclass=EnumMeta):
    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def __repr__(self):
        return f"<{type(self).__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{type(self).__name__}.{self._name_}"

    def __hash__(self):
        return hash(self._name_)

    def __eq__(self, other):
        return self is other


class IntEnum(int, Enum):
    def __str__(self):
        return str(self._value_)

    def __eq__(self, other):
        return self._value_ == (other._value_ if isinstance(other, Enum) else other)

    def __hash__(self):
        return hash(self._value_)


class StrEnum(str, Enum):
    def __str__(self):
        return self._value_

    def __eq__(self, other):
        return self._value_ == (other._value_ if isinstance(other, Enum) else other)

    def __hash__(self):
        return hash(self._value_)


class Flag(Enum):
    _flags_ = True


class IntFlag(IntEnum):
    _flags_ = True


def unique(cls):
    return cls
`,

  string: String.raw`
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdefABCDEF"
octdigits = "01234567"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_" + chr(96) + "{|}~"
whitespace = " \t\n\r\x0b\x0c"
printable = digits + ascii_letters + punctuation + whitespace


def capwords(text, separator=None):
    return (separator or " ").join(word.capitalize() for word in text.split(separator))


class Template:
    def __init__(self, template):
        self.template = template

    def _fill(self, values, strict):
        import re

        def replace(match):
            name = match.group(1) or match.group(2)
            if name is None:
                return "$"
            if name in values:
                return str(values[name])
            if strict:
                raise KeyError(name)
            return match.group(0)

        return re.sub(r"\$(?:(\w+)|\{(\w+)\}|\$)", replace, self.template)

    def substitute(self, mapping={}, **values):
        return self._fill({**mapping, **values}, True)

    def safe_substitute(self, mapping={}, **values):
        return self._fill({**mapping, **values}, False)
`,

  random: `
import _hashlib


class Random:
    def __init__(self, seed=None):
        self._state = None
        if seed is not None:
            self.seed(seed)

    def seed(self, value=None):
        digest = _hashlib.digest("sha256", repr(value).encode())
        self._state = int.from_bytes(digest[:8], "big")

    def random(self):
        if self._state is None:
            return _hashlib.random()
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self._state >> 11) / 2**53

    def randrange(self, start, stop=None, step=1):
        if stop is None:
            start, stop = 0, start
        width = len(range(start, stop, step))
        if width <= 0:
            raise ValueError(f"empty range in randrange({start}, {stop})")
        return start + step * int(self.random() * width)

    def randint(self, low, high):
        return self.randrange(low, high + 1)

    def uniform(self, low, high):
        return low + (high - low) * self.random()

    def choice(self, items):
        if not len(items):
            raise IndexError("Cannot choose from an empty sequence")
        return items[int(self.random() * len(items))]

    def choices(self, items, weights=None, k=1):
        if weights is None:
            return [self.choice(items) for _ in range(k)]
        made = []
        for _ in range(k):
            place = self.random() * sum(weights)
            for item, weight in zip(items, weights):
                place -= weight
                if place < 0:
                    break
            made.append(item)
        return made

    def shuffle(self, items):
        for index in range(len(items) - 1, 0, -1):
            other = int(self.random() * (index + 1))
            items[index], items[other] = items[other], items[index]

    def sample(self, items, k):
        copy = list(items)
        if k > len(copy):
            raise ValueError("Sample larger than population or is negative")
        self.shuffle(copy)
        return copy[:k]

    def gauss(self, mu=0.0, sigma=1.0):
        return mu + sigma * (sum(self.random() for _ in range(12)) - 6)

    normalvariate = gauss

    def getrandbits(self, bits):
        return int(self.random() * 2**bits)


SystemRandom = Random
_shared = Random()
seed = _shared.seed
random = _shared.random
randrange = _shared.randrange
randint = _shared.randint
uniform = _shared.uniform
choice = _shared.choice
choices = _shared.choices
shuffle = _shared.shuffle
sample = _shared.sample
gauss = _shared.gauss
normalvariate = _shared.normalvariate
getrandbits = _shared.getrandbits
`,

  secrets: `
import _hashlib
import base64
from random import choice, randrange


def token_bytes(count=32):
    return _hashlib.random_bytes(count)


def token_hex(count=32):
    return token_bytes(count).hex()


def token_urlsafe(count=32):
    return base64.urlsafe_b64encode(token_bytes(count)).rstrip(b"=").decode()


def randbelow(limit):
    return randrange(limit)


def compare_digest(a, b):
    return a == b
`,

  uuid: `
import _hashlib


class UUID:
    def __init__(self, hex=None, bytes=None, int=None):
        if bytes is not None:
            hex = bytes.hex()
        self.hex = hex.replace("-", "").lower()
        if len(self.hex) != 32:
            raise ValueError("badly formed hexadecimal UUID string")

    @property
    def int(self):
        return int(self.hex, 16)

    @property
    def bytes(self):
        return bytes.fromhex(self.hex)

    def __str__(self):
        h = self.hex
        return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"

    def __repr__(self):
        return f"UUID('{self}')"

    def __eq__(self, other):
        return isinstance(other, UUID) and self.hex == other.hex

    def __hash__(self):
        return hash(self.hex)


def _made(digest, version):
    h = digest.hex()[:32]
    return UUID(h[:12] + str(version) + h[13:16] + "89ab"[int(h[16], 16) % 4] + h[17:])


def uuid4():
    return _made(_hashlib.random_bytes(16), 4)


def uuid1():
    return _made(_hashlib.random_bytes(16), 1)


def uuid5(namespace, name):
    return _made(_hashlib.digest("sha1", namespace.bytes + name.encode()), 5)
`,

  hashlib: `
import _hashlib


class _Digest:
    def __init__(self, name, data=b""):
        self.name = name
        self._data = data
        self.digest_size = len(self.digest())

    def update(self, data):
        if isinstance(data, str):
            raise TypeError("Strings must be encoded before hashing")
        self._data += data

    def digest(self):
        return _hashlib.digest(self.name, self._data)

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        return _Digest(self.name, self._data)


def new(name, data=b""):
    if isinstance(data, str):
        raise TypeError("Strings must be encoded before hashing")
    return _Digest(name, data)


def md5(data=b"", **options):
    return new("md5", data)


def sha1(data=b"", **options):
    return new("sha1", data)


def sha256(data=b"", **options):
    return new("sha256", data)


def sha384(data=b"", **options):
    return new("sha384", data)


def sha512(data=b"", **options):
    return new("sha512", data)
`,

  hmac: `
import _hashlib


class HMAC:
    def __init__(self, key, data=b"", name="sha256"):
        self._key, self._data, self._name = key, data or b"", name if isinstance(name, str) else name().name

    def update(self, data):
        self._data += data

    def digest(self):
        return _hashlib.hmac(self._name, self._key, self._data)

    def hexdigest(self):
        return self.digest().hex()


def new(key, msg=b"", digestmod="sha256"):
    return HMAC(key, msg, digestmod)


def compare_digest(a, b):
    return a == b
`,

  base64: `
from _hashlib import b64decode as _decode, b64encode


def b64decode(data, altchars=None, validate=False):
    return _decode(data)


def urlsafe_b64encode(data):
    return b64encode(data).replace(b"+", b"-").replace(b"/", b"_")


def urlsafe_b64decode(data):
    if isinstance(data, str):
        data = data.encode()
    return _decode(data.replace(b"-", b"+").replace(b"_", b"/"))


standard_b64encode = b64encode
standard_b64decode = b64decode


def b16encode(data):
    return data.hex().upper().encode()
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

  statistics: `
class StatisticsError(ValueError):
    pass


def mean(values):
    values = list(values)
    if not values:
        raise StatisticsError("mean requires at least one data point")
    total = sum(values) / len(values)
    return int(total) if total == int(total) and all(isinstance(value, int) for value in values) else total


def fmean(values):
    values = list(values)
    return float(sum(values)) / len(values)


def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def variance(values):
    values = list(values)
    middle = fmean(values)
    return sum((value - middle) ** 2 for value in values) / (len(values) - 1)


def stdev(values):
    return variance(values) ** 0.5


def mode(values):
    from collections import Counter

    return Counter(values).most_common(1)[0][0]
`,

  html: `
def escape(text, quote=True):
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if quote:
        text = text.replace('"', "&quot;").replace("'", "&#x27;")
    return text


def unescape(text):
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&#39;", "'"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text
`,

  textwrap: String.raw`
def dedent(text):
    lines = text.split("\n")
    margins = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    margin = min(margins, default=0)
    return "\n".join(line[margin:] if line.strip() else "" for line in lines)


def indent(text, prefix):
    return "".join(prefix + line if line.strip() else line for line in text.splitlines(True))


def wrap(text, width=70):
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return lines + [line] if line else lines


def fill(text, width=70):
    return "\n".join(wrap(text, width))


def shorten(text, width, placeholder=" [...]"):
    text = " ".join(text.split())
    return text if len(text) <= width else text[: width - len(placeholder)].rsplit(" ", 1)[0] + placeholder
`,

  pprint: `
def pformat(value, indent=1, width=80):
    return repr(value)


def pprint(value, *args, **options):
    print(repr(value))


pp = pprint
`,

  decimal: `
class Decimal(float):
    pass
`,

  __future__: `
annotations = division = print_function = absolute_import = unicode_literals = None
`,
};
