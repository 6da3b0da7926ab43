/** What things are, and what is written of it. */
export const types: Readonly<Record<string, string>> = {
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
  __future__: `
annotations = division = print_function = absolute_import = unicode_literals = None
`,
};
