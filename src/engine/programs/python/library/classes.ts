/** Classes that write themselves: data classes and enumerations. */
export const classes: Readonly<Record<string, string>> = {
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

    def __call__(cls, value, names=None, *rest, **options):
        if names is not None and not cls._member_map_:
            if isinstance(names, str):
                names = names.replace(",", " ").split()
            listed = [(name, place + 1) if isinstance(name, str) else name for place, name in enumerate(names)]
            return EnumMeta(value, (cls,), dict(names) if isinstance(names, dict) else dict(listed))
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
};
