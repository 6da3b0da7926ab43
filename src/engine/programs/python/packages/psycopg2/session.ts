/** psycopg2's connections and cursors. */
export const session: Readonly<Record<string, string>> = {
  "psycopg2/__init__.py": `
__version__ = "@version@ (dt dec pq3 ext lo64)"
apilevel = "2.0"
threadsafety = 2
paramstyle = "pyformat"
from datetime import date as Date, datetime as Timestamp, time as Time
from .errors import DataError, DatabaseError, Error, IntegrityError, InterfaceError, InternalError, NotSupportedError, OperationalError, ProgrammingError, Warning
from .connection import connect
from . import errors, extensions, extras, sql


def Binary(value):
    return bytes(value)
`,
  "psycopg2/connection.py": String.raw`
import getpass
import os
import re
from urllib.parse import parse_qsl, unquote, urlparse
from .cursor import cursor as Cursor
from .errors import Error, InterfaceError, OperationalError, ProgrammingError
from .protocol import Wire

_names = {"database": "dbname", "username": "user"}


def _options(dsn):
    if dsn is None:
        return {}
    if re.match(r"postgres(ql)?://", dsn):
        parts = urlparse(dsn)
        found = {"host": parts.hostname, "port": parts.port, "user": parts.username, "password": parts.password, "dbname": parts.path.strip("/")}
        found.update(dict(parse_qsl(parts.query)))
        return {name: unquote(value) if isinstance(value, str) else value for name, value in found.items() if value}
    found = {}
    for name, quoted, plain in re.findall(r"(\w+)\s*=\s*(?:'([^']*)'|(\S+))", dsn):
        found[name] = quoted or plain
    if not found:
        raise ProgrammingError(f'invalid dsn: missing "=" after "{dsn}" in connection info string\n')
    return found


def connect(dsn=None, connection_factory=None, cursor_factory=None, **given):
    options = {**_options(dsn), **{_names.get(name, name): value for name, value in given.items() if value is not None}}
    return connection(options, cursor_factory)


class connection:
    def __init__(self, options, cursor_factory=None):
        environment = os.environ
        self._options = options
        self.cursor_factory = cursor_factory
        self.notices, self.autocommit, self.closed = [], False, 0
        self._state = "I"
        host = options.get("host") or environment.get("PGHOST")
        port = int(options.get("port") or environment.get("PGPORT") or 5432)
        if not host or host.startswith("/"):
            folder = host or "/var/run/postgresql"
            raise OperationalError(f'connection to server on socket "{folder}/.s.PGSQL.{port}" failed: No such file or directory\n\tIs the server running locally and accepting connections on that socket?\n')
        user = options.get("user") or environment.get("PGUSER") or getpass.getuser()
        database = options.get("dbname") or environment.get("PGDATABASE") or user
        password = options.get("password") or environment.get("PGPASSWORD")
        timeout = options.get("connect_timeout") or environment.get("PGCONNECT_TIMEOUT")
        self._wire = Wire(host, port, float(timeout) if timeout else None)
        self._parameters = self._wire.begin(user, database, password, options.get("application_name") or environment.get("PGAPPNAME") or "")
        shown = {"user": user, "password": password and "xxx", "dbname": database, "host": host, "port": str(port)}
        self._shown = {name: value for name, value in shown.items() if value}

    @property
    def dsn(self):
        return " ".join(f"{name}={value}" for name, value in self._shown.items())

    @property
    def server_version(self):
        major, _, minor = self._parameters.get("server_version", "0").split(" ")[0].partition(".")
        return int(major) * 10000 + int(minor or 0)

    @property
    def status(self):
        return 1 if self._state == "I" else 2

    def get_transaction_status(self):
        return {"I": 0, "T": 2, "E": 3}[self._state]

    def get_dsn_parameters(self):
        return {name: value for name, value in self._shown.items() if name != "password"}

    def get_parameter_status(self, name):
        return self._parameters.get(name)

    def set_session(self, autocommit=None, **options):
        if autocommit is not None:
            self.autocommit = autocommit

    def set_isolation_level(self, level):
        self.autocommit = level == 0

    def set_client_encoding(self, encoding):
        pass

    def _run(self, text):
        if self.closed:
            raise InterfaceError("connection already closed")
        try:
            if self._state == "I" and not self.autocommit:
                self._state = self._wire.query("BEGIN", self.notices)[3]
            tag, columns, rows, self._state = self._wire.query(text, self.notices)
            return tag, columns, rows
        except OperationalError as error:
            if not hasattr(error, "transaction"):
                self.closed = 2
            raise
        except Error as error:
            self._state = error.transaction
            raise

    def _end(self, text):
        if self.closed:
            raise InterfaceError("connection already closed")
        if self._state != "I":
            self._state = self._wire.query(text, self.notices)[3]

    def cursor(self, name=None, cursor_factory=None, **options):
        if self.closed:
            raise InterfaceError("connection already closed")
        return (cursor_factory or self.cursor_factory or Cursor)(self)

    def commit(self):
        self._end("COMMIT")

    def rollback(self):
        self._end("ROLLBACK")

    def close(self):
        if not self.closed:
            self.closed = 1
            self._wire.close()

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is None:
            self.commit()
        elif not self.closed:
            self.rollback()

    def __repr__(self):
        return f"<connection object at {hex(id(self))}; dsn: '{self.dsn}', closed: {self.closed}>"
`,
  "psycopg2/cursor.py": String.raw`
import re
from collections import namedtuple
from .errors import InterfaceError, ProgrammingError
from .extensions import adapt, casts

Column = namedtuple("Column", ["name", "type_code", "display_size", "internal_size", "precision", "scale", "null_ok"])


class cursor:
    arraysize = 1
    itersize = 2000

    def __init__(self, connection):
        self.connection, self.closed = connection, False
        self.description, self.rowcount, self.statusmessage, self.query = None, -1, None, None
        self.rownumber, self._rows = 0, []

    def mogrify(self, query, values=None):
        return self._written(query, values).encode()

    def _written(self, query, values):
        text = query.as_string(self.connection) if hasattr(query, "as_string") else query.decode() if isinstance(query, bytes) else query
        if values is None:
            return text
        named = isinstance(values, dict)
        rest = None if named else iter(values)

        def put(match):
            if match.group(0) == "%%":
                return "%"
            if match.group(1) is not None:
                if not named:
                    raise TypeError("tuple indices must be integers or slices, not str")
                return adapt(values[match.group(1)])
            if match.group(0) != "%s":
                raise ValueError(f"unsupported format character '{match.group(0)[1:]}' (0x{ord(match.group(0)[1:]):x}) at index {match.start() + 1}")
            try:
                return adapt(next(rest))
            except StopIteration:
                raise IndexError("tuple index out of range" if isinstance(values, tuple) else "list index out of range") from None

        written = re.sub(r"%%|%\((\w+)\)s|%.", put, text)
        if rest is not None and next(rest, self) is not self:
            raise TypeError("not all arguments converted during string formatting")
        return written

    def execute(self, query, vars=None):
        if self.closed:
            raise InterfaceError("cursor already closed")
        text = self._written(query, vars)
        if text.strip() == "":
            raise ProgrammingError("can't execute an empty query")
        self.query = text.encode()
        self.description, self._rows, self.rowcount, self.rownumber = None, [], -1, 0
        tag, columns, rows = self.connection._run(text)
        self.statusmessage = tag
        last = tag.split(" ")[-1]
        self.rowcount = int(last) if last.isdigit() else -1
        if columns is not None:
            self.description = tuple(Column(name, kind, None, None, None, None, None) for name, kind in columns)
            self._rows = [self._row([None if value is None else casts.get(kind, str)(value) for value, (_, kind) in zip(row, columns)]) for row in rows]

    def _row(self, values):
        return tuple(values)

    def executemany(self, query, vars_list):
        count = 0
        for values in vars_list:
            self.execute(query, values)
            count += max(self.rowcount, 0)
        self.rowcount = count

    def callproc(self, name, values=()):
        self.execute(f"SELECT * FROM {name}({', '.join('%s' for _ in values)})", values)

    def _results(self):
        if self.closed:
            raise InterfaceError("cursor already closed")
        if self.description is None:
            raise ProgrammingError("no results to fetch")

    def fetchone(self):
        self._results()
        if self.rownumber >= len(self._rows):
            return None
        self.rownumber += 1
        return self._rows[self.rownumber - 1]

    def fetchmany(self, size=None):
        self._results()
        start = self.rownumber
        self.rownumber = min(len(self._rows), start + (size or self.arraysize))
        return self._rows[start : self.rownumber]

    def fetchall(self):
        return self.fetchmany(max(1, len(self._rows)))

    def __iter__(self):
        while True:
            row = self.fetchone()
            if row is None:
                return
            yield row

    def close(self):
        self.closed = True

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()
`,
};
