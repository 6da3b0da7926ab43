/** Python's values as SQL writes them and back, and what psycopg2 brings besides. */
export const values: Readonly<Record<string, string>> = {
  "psycopg2/extensions.py": String.raw`
import json
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

ISOLATION_LEVEL_AUTOCOMMIT, ISOLATION_LEVEL_READ_COMMITTED, ISOLATION_LEVEL_REPEATABLE_READ, ISOLATION_LEVEL_SERIALIZABLE = 0, 1, 2, 3
STATUS_READY, STATUS_BEGIN = 1, 2
TRANSACTION_STATUS_IDLE, TRANSACTION_STATUS_ACTIVE, TRANSACTION_STATUS_INTRANS, TRANSACTION_STATUS_INERROR = 0, 1, 2, 3


def _moment(text):
    for sign in "+-":
        head, mark, zone = text.rpartition(sign)
        if mark and ":" in head:
            text = head + mark + (zone if ":" in zone else zone + ":00")
            break
    return datetime.fromisoformat(text.replace(" ", "T", 1))


def _array(cast):
    def read(text):
        items, item, quoted, was_quoted = [], "", False, False
        for character in text[1:-1] + ",":
            if character == '"':
                quoted, was_quoted = not quoted, True
            elif character == "," and not quoted:
                if item or was_quoted:
                    items.append(None if item == "NULL" and not was_quoted else cast(item))
                item, was_quoted = "", False
            else:
                item += character
        return items

    return read


def _bytes(text):
    return bytes.fromhex(text[2:]) if text.startswith("\\x") else text.encode()


# By the number of the type in pg_type.
casts = {
    16: lambda text: text == "t", 17: _bytes, 20: int, 21: int, 23: int, 26: int, 114: json.loads, 3802: json.loads,
    700: float, 701: float, 1700: Decimal, 1082: date.fromisoformat, 1083: time.fromisoformat, 1114: _moment, 1184: _moment,
    1005: _array(int), 1007: _array(int), 1016: _array(int), 1009: _array(str), 1015: _array(str), 1022: _array(float), 1231: _array(Decimal),
}


def quote_ident(name, scope=None):
    return '"' + name.replace('"', '""') + '"'


def adapt(value):
    """A Python value as SQL writes it."""
    if value is None:
        return "NULL"
    if value is True or value is False:
        return str(value).lower()
    if hasattr(value, "getquoted"):
        return value.getquoted()
    if isinstance(value, (int, float, Decimal)):
        text = str(value)
        return f" {text}" if text.startswith("-") else text
    if isinstance(value, str):
        mark = "E" if "\\" in value else ""
        return mark + "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"
    if isinstance(value, (bytes, bytearray)):
        return "'\\x" + bytes(value).hex() + "'::bytea"
    if isinstance(value, datetime):
        return f"'{value.isoformat()}'::timestamp{'tz' if value.tzinfo else ''}"
    if isinstance(value, date):
        return f"'{value.isoformat()}'::date"
    if isinstance(value, time):
        return f"'{value.isoformat()}'::time"
    if isinstance(value, timedelta):
        return f"'{value.days} days {value.seconds}.{value.microseconds:06} seconds'::interval"
    if isinstance(value, list):
        return "ARRAY[" + ", ".join(adapt(item) for item in value) + "]" if value else "'{}'"
    if isinstance(value, tuple):
        return "(" + ", ".join(adapt(item) for item in value) + ")"
    if type(value).__name__ == "UUID":
        return f"'{value}'::uuid"
    from .errors import ProgrammingError

    raise ProgrammingError(f"can't adapt type '{type(value).__name__}'")
`,
  "psycopg2/sql.py": `
from .extensions import adapt, quote_ident


class Composable:
    def __init__(self, wrapped):
        self._wrapped = wrapped

    def __add__(self, other):
        return Composed([self, other])


class SQL(Composable):
    def format(self, *values, **named):
        parts, position, rest = [], 0, self._wrapped
        while "{" in rest:
            head, _, tail = rest.partition("{")
            name, _, rest = tail.partition("}")
            parts.append(SQL(head))
            if name == "":
                parts.append(values[position])
                position += 1
            else:
                parts.append(values[int(name)] if name.isdigit() else named[name])
        return Composed(parts + [SQL(rest)])

    def join(self, parts):
        joined = []
        for part in parts:
            joined += [self, part] if joined else [part]
        return Composed(joined)

    def as_string(self, context=None):
        return self._wrapped


class Identifier(Composable):
    def __init__(self, *names):
        super().__init__(names)

    def as_string(self, context=None):
        return ".".join(quote_ident(name) for name in self._wrapped)


class Literal(Composable):
    def as_string(self, context=None):
        return adapt(self._wrapped)


class Placeholder(Composable):
    def __init__(self, name=None):
        super().__init__(name)

    def as_string(self, context=None):
        return f"%({self._wrapped})s" if self._wrapped else "%s"


class Composed(Composable):
    def as_string(self, context=None):
        return "".join(part.as_string(context) for part in self._wrapped)
`,
  "psycopg2/extras.py": `
import json
from collections import namedtuple
from .cursor import cursor
from .extensions import adapt


class RealDictRow(dict):
    pass


class RealDictCursor(cursor):
    def _row(self, values):
        return RealDictRow(zip([column.name for column in self.description], values))


class DictRow(list):
    def __init__(self, names, values):
        super().__init__(values)
        self._names = names

    def __getitem__(self, key):
        return super().__getitem__(self._names.index(key) if isinstance(key, str) else key)

    def keys(self):
        return list(self._names)

    def get(self, key, default=None):
        return self[key] if key in self._names else default

    def items(self):
        return [(name, self[name]) for name in self._names]


class DictCursor(cursor):
    def _row(self, values):
        return DictRow([column.name for column in self.description], values)


class NamedTupleCursor(cursor):
    def _row(self, values):
        return namedtuple("Record", [column.name for column in self.description])(*values)


class Json:
    def __init__(self, adapted, dumps=None):
        self.adapted, self._dumps = adapted, dumps or json.dumps

    def getquoted(self):
        return adapt(self._dumps(self.adapted))


def execute_batch(cur, sql, argslist, page_size=100):
    for values in argslist:
        cur.execute(sql, values)


def execute_values(cur, sql, argslist, template=None, page_size=100, fetch=False):
    rows = [cur._written(template, values) if template else adapt(tuple(values)) for values in argslist]
    head, _, tail = sql.partition("%s")
    cur.execute(head + ",".join(rows) + tail)
    return cur.fetchall() if fetch else None


def register_uuid(*places, **options):
    pass


def register_default_jsonb(*places, **options):
    pass
`,
  "psycopg2/pool.py": `
import psycopg2


class PoolError(psycopg2.Error):
    pass


class SimpleConnectionPool:
    def __init__(self, minconn, maxconn, *places, **options):
        self.minconn, self.maxconn, self.closed = minconn, maxconn, False
        self._places, self._options, self._used = places, options, []
        self._free = [psycopg2.connect(*places, **options) for _ in range(minconn)]

    def getconn(self, key=None):
        if self.closed:
            raise PoolError("connection pool is closed")
        if len(self._used) >= self.maxconn:
            raise PoolError("connection pool exhausted")
        connection = self._free.pop() if self._free else psycopg2.connect(*self._places, **self._options)
        self._used.append(connection)
        return connection

    def putconn(self, connection, key=None, close=False):
        if connection not in self._used:
            raise PoolError("trying to put unkeyed connection")
        self._used.remove(connection)
        if close or connection.closed or len(self._free) >= self.minconn:
            connection.close()
        else:
            connection.rollback()
            self._free.append(connection)

    def closeall(self):
        self.closed = True
        for connection in self._free + self._used:
            connection.close()


class ThreadedConnectionPool(SimpleConnectionPool):
    pass
`,
};
