/** pydantic's models and settings, as far as lessons meet them. */
export const pydantic: Readonly<Record<string, string>> = {
  "pydantic/__init__.py": `
__version__ = "@version@"
from .main import BaseModel, ConfigDict, Field, ValidationError, check, field_validator, schema, validator
`,
  "pydantic/main.py": `
import json
import typing
from enum import Enum


class ValidationError(ValueError):
    def __init__(self, title, errors):
        self.title, self._errors = title, errors
        super().__init__(title)

    def errors(self):
        return self._errors

    def __str__(self):
        count = len(self._errors)
        lines = [f"{count} validation error{'' if count == 1 else 's'} for {self.title}"]
        for error in self._errors:
            lines.append(".".join(map(str, error["loc"])))
            kind = type(error["input"]).__name__
            lines.append(f"  {error['msg']} [type={error['type']}, input_value={error['input']!r}, input_type={kind}]")
        return "\\n".join(lines)


class Wrong(Exception):
    def __init__(self, errors):
        self.errors = errors


def _wrong(kind, message, value):
    return Wrong([{"type": kind, "loc": (), "msg": message, "input": value}])


_missing = object()


class FieldInfo:
    def __init__(self, default=_missing, default_factory=None, **limits):
        self.default = _missing if default is ... else default
        self.default_factory, self.limits = default_factory, limits


def Field(default=_missing, *, default_factory=None, **limits):
    return FieldInfo(default, default_factory, **limits)


def ConfigDict(**options):
    return options


def field_validator(*names, mode="after", **options):
    def decorate(function):
        inner = getattr(function, "__func__", function)
        inner.__validates__ = names
        return inner

    return decorate


validator = field_validator


def _limit(value, limits):
    for name, kind, words, test in (
        ("gt", "greater_than", "Input should be greater than {}", lambda v, l: v > l),
        ("ge", "greater_than_equal", "Input should be greater than or equal to {}", lambda v, l: v >= l),
        ("lt", "less_than", "Input should be less than {}", lambda v, l: v < l),
        ("le", "less_than_equal", "Input should be less than or equal to {}", lambda v, l: v <= l),
        ("min_length", "string_too_short", "String should have at least {} characters", lambda v, l: len(v) >= l),
        ("max_length", "string_too_long", "String should have at most {} characters", lambda v, l: len(v) <= l),
    ):
        limit = limits.get(name)
        if limit is not None and not test(value, limit):
            raise _wrong(kind, words.format(limit), value)
    return value


def check(kind, value, lax=False):
    """The value as the type wants it. \`lax\` takes numbers from text. Raises Wrong."""
    name = getattr(kind, "_name", None)
    if name == "Annotated":
        return check(kind.__args__[0], value, lax)
    if name == "Union":
        if value is None and type(None) in kind.__args__:
            return None
        for each in kind.__args__:
            if each is type(None):
                continue
            try:
                return check(each, value, lax)
            except Wrong as error:
                wrong = error
        raise wrong
    if name == "Literal":
        if value not in kind.__args__:
            raise _wrong("literal_error", "Input should be " + " or ".join(map(repr, kind.__args__)), value)
        return value
    origin = getattr(kind, "__origin__", None)
    if origin in (list, set, tuple) or kind in (list, set, tuple):
        if not isinstance(value, (list, tuple, set)):
            raise _wrong("list_type", "Input should be a valid list", value)
        inner = getattr(kind, "__args__", (None,))[0] if origin else None
        made, errors = [], []
        for index, item in enumerate(value):
            try:
                made.append(check(inner, item, lax))
            except Wrong as error:
                errors += [{**each, "loc": (index,) + each["loc"]} for each in error.errors]
        if errors:
            raise Wrong(errors)
        return (origin or kind)(made)
    if origin is dict or kind is dict:
        if not isinstance(value, dict):
            raise _wrong("dict_type", "Input should be a valid dictionary", value)
        return value
    if kind is int:
        if isinstance(value, bool) or isinstance(value, int):
            return int(value)
        if isinstance(value, float) and value == int(value):
            return int(value)
        if isinstance(value, str):
            try:
                return int(value.strip())
            except ValueError:
                raise _wrong("int_parsing", "Input should be a valid integer, unable to parse string as an integer", value) from None
        raise _wrong("int_type", "Input should be a valid integer", value)
    if kind is float:
        if isinstance(value, (int, float)):
            return float(value)
        try:
            return float(value)
        except (TypeError, ValueError):
            raise _wrong("float_parsing", "Input should be a valid number, unable to parse string as a number", value) from None
    if kind is bool:
        if isinstance(value, bool):
            return value
        if str(value).lower() in ("true", "1", "on", "yes", "t", "y"):
            return True
        if str(value).lower() in ("false", "0", "off", "no", "f", "n"):
            return False
        raise _wrong("bool_parsing", "Input should be a valid boolean, unable to interpret input", value)
    if kind is str:
        if not isinstance(value, str):
            raise _wrong("string_type", "Input should be a valid string", value)
        return value
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        if isinstance(value, kind):
            return value
        if not isinstance(value, dict):
            raise _wrong("model_attributes_type", "Input should be a valid dictionary or object to extract fields from", value)
        try:
            return kind(**value)
        except ValidationError as error:
            raise Wrong(error.errors()) from None
    if isinstance(kind, type) and issubclass(kind, Enum):
        try:
            return kind(value)
        except ValueError:
            expected = " or ".join(repr(each.value) for each in kind)
            raise _wrong("enum", f"Input should be {expected}", value) from None
    if kind is type(None) and value is not None:
        raise _wrong("none_required", "Input should be None", value)
    return value


def schema(kind):
    """The JSON schema of a type."""
    if getattr(kind, "_name", None) == "Union":
        return {"anyOf": [schema(each) for each in kind.__args__]}
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return {"$ref": f"#/components/schemas/{kind.__name__}"}
    if getattr(kind, "__origin__", None) is list:
        return {"items": schema(kind.__args__[0]), "type": "array"}
    names = {int: "integer", float: "number", str: "string", bool: "boolean", dict: "object", list: "array", type(None): "null"}
    return {"type": names[kind]} if kind in names else {}


class BaseModel:
    model_fields = {}

    def __init_subclass__(cls, **options):
        fields = {}
        for base in reversed(cls.__mro__[1:]):
            fields.update(base.__dict__.get("model_fields", {}))
        for name, kind in cls.__dict__.get("__annotations__", {}).items():
            default = cls.__dict__.get(name, _missing)
            if name == "model_config" or getattr(kind, "_name", None) == "ClassVar":
                continue
            fields[name] = (kind, default if isinstance(default, FieldInfo) else FieldInfo(default))
        cls.model_fields = fields
        cls._validators = [each for base in reversed(cls.__mro__) for each in base.__dict__.values() if hasattr(each, "__validates__")]

    def __init__(self, **values):
        errors = []
        for name, (kind, info) in type(self).model_fields.items():
            key = info.limits.get("alias") or name
            if key in values or name in values:
                given = values.get(key, values.get(name))
                try:
                    value = _limit(check(kind, given), info.limits)
                    for each in type(self)._validators:
                        if name in each.__validates__:
                            try:
                                value = each(type(self), value)
                            except ValueError as error:
                                raise _wrong("value_error", f"Value error, {error}", given) from None
                except Wrong as error:
                    errors += [{**each, "loc": (key,) + each["loc"]} for each in error.errors]
                    continue
            elif info.default_factory is not None:
                value = info.default_factory()
            elif info.default is not _missing:
                value = info.default
            else:
                errors.append({"type": "missing", "loc": (key,), "msg": "Field required", "input": values})
                continue
            self.__dict__[name] = value
        if errors:
            raise ValidationError(type(self).__name__, errors)

    def model_dump(self, exclude_none=False, exclude_unset=False, **options):
        def plain(value):
            if isinstance(value, BaseModel):
                return value.model_dump(exclude_none=exclude_none)
            if isinstance(value, (list, tuple)):
                return [plain(item) for item in value]
            if isinstance(value, dict):
                return {key: plain(item) for key, item in value.items()}
            return value

        return {name: plain(value) for name, value in self.__dict__.items() if not (exclude_none and value is None)}

    dict = model_dump

    def model_dump_json(self, indent=None, **options):
        return json.dumps(self.model_dump(), default=str, indent=indent, separators=None if indent else (",", ":"))

    json = model_dump_json

    @classmethod
    def model_validate(cls, value):
        return cls(**value)

    @classmethod
    def model_validate_json(cls, text):
        return cls(**json.loads(text))

    def model_copy(self, update=None):
        return type(self)(**{**self.__dict__, **(update or {})})

    def __eq__(self, other):
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"

    def __str__(self):
        return " ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
`,
  "pydantic_settings/__init__.py": `
import os
from pydantic import BaseModel


class BaseSettings(BaseModel):
    def __init__(self, **values):
        found = {}
        names = {name.lower(): value for name, value in os.environ.items()}
        for name in type(self).model_fields:
            if name.lower() in names:
                found[name] = names[name.lower()]
        super().__init__(**{**found, **values})


def SettingsConfigDict(**options):
    return options
`,
};
