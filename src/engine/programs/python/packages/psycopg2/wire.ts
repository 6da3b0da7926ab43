/** PostgreSQL's protocol as psycopg2 speaks it, and what the server refuses. */
export const wire: Readonly<Record<string, string>> = {
  "psycopg2/errors.py": String.raw`
class Warning(Exception):
    __module__ = "psycopg2"


class Error(Exception):
    __module__ = "psycopg2"
    pgcode = None
    pgerror = None
    cursor = None
    diag = None


class InterfaceError(Error):
    __module__ = "psycopg2"


class DatabaseError(Error):
    __module__ = "psycopg2"


class DataError(DatabaseError):
    __module__ = "psycopg2"


class OperationalError(DatabaseError):
    __module__ = "psycopg2"


class IntegrityError(DatabaseError):
    __module__ = "psycopg2"


class InternalError(DatabaseError):
    __module__ = "psycopg2"


class ProgrammingError(DatabaseError):
    __module__ = "psycopg2"


class NotSupportedError(DatabaseError):
    __module__ = "psycopg2"


class NotNullViolation(IntegrityError):
    pass


class ForeignKeyViolation(IntegrityError):
    pass


class UniqueViolation(IntegrityError):
    pass


class CheckViolation(IntegrityError):
    pass


class InFailedSqlTransaction(InternalError):
    pass


class InsufficientPrivilege(ProgrammingError):
    pass


class SyntaxError(ProgrammingError):
    pass


class UndefinedColumn(ProgrammingError):
    pass


class UndefinedFunction(ProgrammingError):
    pass


class UndefinedTable(ProgrammingError):
    pass


class DuplicateTable(ProgrammingError):
    pass


class InvalidTextRepresentation(DataError):
    pass


class DivisionByZero(DataError):
    pass


_by_code = {
    "23502": NotNullViolation, "23503": ForeignKeyViolation, "23505": UniqueViolation, "23514": CheckViolation,
    "25P02": InFailedSqlTransaction, "42501": InsufficientPrivilege, "42601": SyntaxError, "42703": UndefinedColumn,
    "42883": UndefinedFunction, "42P01": UndefinedTable, "42P07": DuplicateTable, "22P02": InvalidTextRepresentation, "22012": DivisionByZero,
}
_by_class = {"08": OperationalError, "0A": NotSupportedError, "22": DataError, "23": IntegrityError, "25": InternalError, "26": ProgrammingError, "28": OperationalError, "3D": OperationalError, "42": ProgrammingError, "53": OperationalError, "57": OperationalError}


def lookup(code):
    return _by_code.get(code) or _by_class.get(code[:2], DatabaseError)


class Diagnostics:
    def __init__(self, fields):
        self.severity, self.sqlstate, self.message_primary = fields.get("S"), fields.get("C"), fields.get("M")
        self.message_detail, self.message_hint = fields.get("D"), fields.get("H")
        self.table_name, self.column_name, self.constraint_name = fields.get("t"), fields.get("c"), fields.get("n")


def from_server(fields, query=None):
    text = fields.get("M", "") + "\n"
    place = fields.get("P")
    if place and query is not None:
        before = query[: int(place) - 1]
        line = before.count("\n") + 1
        start = before.rfind("\n") + 1
        end = query.find("\n", start)
        head = f"LINE {line}: "
        text += head + (query[start:] if end < 0 else query[start:end]) + "\n" + " " * (len(head) + int(place) - 1 - start) + "^\n"
    for letter, name in (("D", "DETAIL"), ("H", "HINT")):
        if fields.get(letter):
            text += f"{name}:  {fields[letter]}\n"
    error = lookup(fields.get("C", ""))(text)
    error.pgcode, error.pgerror, error.diag = fields.get("C"), f"{fields.get('S', 'ERROR')}:  {text}", Diagnostics(fields)
    return error
`,
  "psycopg2/protocol.py": String.raw`
import socket
from .errors import OperationalError, from_server


def _number(data):
    return int.from_bytes(data, "big", signed=True)


class Wire:
    """One connection to a server, in messages: a letter, a length, a body."""

    def __init__(self, host, port, timeout):
        try:
            address = socket.gethostbyname(host)
        except OSError as error:
            raise OperationalError(f'could not translate host name "{host}" to address: {error.strerror}\n') from None
        self.place = f'connection to server at "{host}"' + ("" if host == address else f" ({address})") + f", port {port} failed: "
        try:
            self._socket = socket.create_connection((host, port), timeout)
        except TimeoutError:
            raise OperationalError(self.place + "timeout expired\n") from None
        except OSError as error:
            hint = "\tIs the server running on that host and accepting TCP/IP connections?\n"
            raise OperationalError(f"{self.place}{error.strerror}\n{hint}") from None
        self._file = self._socket.makefile("rb")

    def send(self, letter, body):
        self._socket.sendall(letter + (len(body) + 4).to_bytes(4, "big") + body)

    def receive(self):
        letter = self._file.read(1)
        if not letter:
            raise OperationalError("server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.\n")
        return letter.decode(), self._file.read(_number(self._file.read(4)) - 4)

    def begin(self, user, database, password, application):
        words = ["user", user, "database", database, "application_name", application, "client_encoding", "UTF8", ""]
        self.send(b"", (196608).to_bytes(4, "big") + b"\0".join(word.encode() for word in words) + b"\0")
        parameters = {}
        while True:
            letter, body = self.receive()
            if letter == "E":
                fields = fields_of(body)
                raise OperationalError(f"{self.place}{fields.get('S', 'FATAL')}:  {fields.get('M')}\n")
            if letter == "R" and _number(body[:4]) == 3:
                if password is None:
                    raise OperationalError(self.place + "fe_sendauth: no password supplied\n")
                self.send(b"p", password.encode() + b"\0")
            elif letter == "R" and _number(body[:4]) != 0:
                raise OperationalError(self.place + "drydock: the lab's psycopg2 knows passwords in clear and trust\n")
            elif letter == "S":
                name, value = body.split(b"\0")[:2]
                parameters[name.decode()] = value.decode()
            elif letter == "Z":
                return parameters

    def query(self, text, notices):
        """What the last statement came to: tag, columns, rows; and the state of the transaction."""
        self.send(b"Q", text.encode() + b"\0")
        tag, columns, rows, failure = "", None, [], None
        while True:
            letter, body = self.receive()
            if letter == "T":
                columns, rows = columns_of(body), []
            elif letter == "D":
                rows.append(values_of(body))
            elif letter == "C":
                tag = body[:-1].decode()
                if not tag.startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "FETCH", "SHOW", "EXPLAIN", "MERGE", "WITH", "CALL")):
                    columns = None
            elif letter == "E":
                failure = fields_of(body)
            elif letter == "N":
                fields = fields_of(body)
                notices.append(f"{fields.get('S')}:  {fields.get('M')}\n")
            elif letter == "G":
                self.send(b"f", b"drydock: COPY FROM STDIN is not part of the lab's psycopg2\0")
            elif letter == "Z":
                if failure:
                    error = from_server(failure, text)
                    error.transaction = body.decode()
                    raise error
                return tag, columns, rows, body.decode()

    def close(self):
        try:
            self.send(b"X", b"")
        except OSError:
            pass
        self._socket.close()


def fields_of(body):
    return {part[:1].decode(): part[1:].decode() for part in body.split(b"\0") if part}


def columns_of(body):
    columns, at = [], 2
    for _ in range(_number(body[:2])):
        end = body.index(b"\0", at)
        columns.append((body[at:end].decode(), _number(body[end + 7 : end + 11])))
        at = end + 19
    return columns


def values_of(body):
    values, at = [], 2
    for _ in range(_number(body[:2])):
        size = _number(body[at : at + 4])
        at += 4
        if size < 0:
            values.append(None)
        else:
            values.append(body[at : at + size].decode())
            at += size
    return values
`,
};
