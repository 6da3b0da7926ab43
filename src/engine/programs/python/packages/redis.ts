/** redis-py asks a redis server. */
export const redis: Readonly<Record<string, string>> = {
  "redis/__init__.py": `
__version__ = "@version@"
from . import exceptions
from .client import Redis, StrictRedis, from_url
from .exceptions import AuthenticationError, ConnectionError, DataError, RedisError, ResponseError, TimeoutError
`,
  "redis/exceptions.py": `
class RedisError(Exception):
    pass


class ConnectionError(RedisError):
    pass


class TimeoutError(RedisError):
    pass


class AuthenticationError(ConnectionError):
    pass


class ResponseError(RedisError):
    pass


class DataError(RedisError):
    pass
`,
  "redis/client.py": `
import socket
from urllib.parse import unquote, urlparse
from .exceptions import AuthenticationError, ConnectionError, DataError, ResponseError


class Redis:
    def __init__(self, host="localhost", port=6379, db=0, password=None, username=None, decode_responses=False, socket_timeout=None, socket_connect_timeout=None, **options):
        self.host, self.port, self.db, self.password, self.decode = host, int(port), int(db), password, decode_responses
        self._timeout, self._socket, self._file = socket_timeout or socket_connect_timeout, None, None

    @classmethod
    def from_url(cls, url, **options):
        parts = urlparse(url)
        return cls(parts.hostname or "localhost", parts.port or 6379, int(parts.path.strip("/") or 0), parts.password and unquote(parts.password), **options)

    def _connect(self):
        try:
            self._socket = socket.create_connection((self.host, self.port), self._timeout)
        except OSError as error:
            raise ConnectionError(f"Error {error.errno} connecting to {self.host}:{self.port}. {error.strerror}.") from error
        self._file = self._socket.makefile("rb")
        if self.password:
            self._ask("AUTH", self.password)
        if self.db:
            self._ask("SELECT", self.db)

    def _ask(self, *words):
        parts = []
        for word in words:
            if isinstance(word, bool) or not isinstance(word, (str, bytes, int, float)):
                raise DataError(f"Invalid input of type: '{type(word).__name__}'. Convert to a bytes, string, int or float first.")
            data = word if isinstance(word, bytes) else str(word).encode()
            parts.append(b"$" + str(len(data)).encode() + b"\\r\\n" + data + b"\\r\\n")
        self._socket.sendall(b"*" + str(len(parts)).encode() + b"\\r\\n" + b"".join(parts))
        return self._answer()

    def _answer(self):
        line = self._file.readline()
        if not line:
            self._socket = None
            raise ConnectionError("Connection closed by server.")
        kind, rest = line[:1], line[1:].rstrip(b"\\r\\n")
        if kind == b"+":
            return True if rest == b"OK" else rest.decode()
        if kind == b"-":
            text = rest.decode()
            if text.startswith(("NOAUTH", "WRONGPASS")):
                raise AuthenticationError(text.partition(" ")[2] if text.startswith("NOAUTH") else text.partition(" ")[2])
            raise ResponseError(text[4:] if text.startswith("ERR ") else text)
        if kind == b":":
            return int(rest)
        if kind == b"$":
            if int(rest) < 0:
                return None
            data = self._file.read(int(rest) + 2)[:-2]
            return data.decode() if self.decode else data
        return None if int(rest) < 0 else [self._answer() for _ in range(int(rest))]

    def execute_command(self, *words):
        if self._socket is None:
            self._connect()
        try:
            return self._ask(*words)
        except OSError as error:
            self._socket = None
            raise ConnectionError(str(error)) from error

    def ping(self):
        return self.execute_command("PING") == "PONG"

    def set(self, name, value, ex=None, px=None, nx=False, xx=False):
        words = ["SET", name, value] + (["EX", ex] if ex else []) + (["PX", px] if px else []) + (["NX"] if nx else []) + (["XX"] if xx else [])
        return self.execute_command(*words)

    def setex(self, name, seconds, value):
        return self.execute_command("SETEX", name, seconds, value)

    def incr(self, name, amount=1):
        return self.execute_command("INCRBY", name, amount)

    def decr(self, name, amount=1):
        return self.execute_command("DECRBY", name, amount)

    def exists(self, *names):
        return self.execute_command("EXISTS", *names)

    def delete(self, *names):
        return self.execute_command("DEL", *names)

    def expire(self, name, seconds):
        return bool(self.execute_command("EXPIRE", name, seconds))

    def hset(self, name, key=None, value=None, mapping=None):
        pairs = [each for pair in (mapping or {}).items() for each in pair] + ([key, value] if key is not None else [])
        return self.execute_command("HSET", name, *pairs)

    def hgetall(self, name):
        flat = self.execute_command("HGETALL", name)
        return dict(zip(flat[::2], flat[1::2]))

    def smembers(self, name):
        return set(self.execute_command("SMEMBERS", name))

    def lrange(self, name, start, end):
        return self.execute_command("LRANGE", name, start, end)

    def info(self, section=None):
        text = self.execute_command("INFO", *([section] if section else []))
        text = text.decode() if isinstance(text, bytes) else text
        return dict(line.split(":", 1) for line in text.splitlines() if ":" in line)

    def close(self):
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *words: self.execute_command(name.upper(), *words)


StrictRedis = Redis
from_url = Redis.from_url
`,
};
