/** Sockets and servers on them. */
export const sockets: Readonly<Record<string, string>> = {
  socket: String.raw`
import _socket
from _socket import gaierror, gethostname

AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6 = 0, 1, 2, 10
SOCK_STREAM, SOCK_DGRAM = 1, 2
SOL_SOCKET, SO_REUSEADDR, SO_REUSEPORT, SO_KEEPALIVE, SO_BROADCAST = 1, 2, 15, 9, 6
IPPROTO_TCP, TCP_NODELAY = 6, 1
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
SOMAXCONN = 4096
error = OSError
timeout = TimeoutError
herror = gaierror
_default_timeout = None


def setdefaulttimeout(seconds):
    global _default_timeout
    _default_timeout = seconds


def getdefaulttimeout():
    return _default_timeout


class _File:
    def __init__(self, connection, mode):
        self._connection, self._rest, self.mode, self.closed = connection, b"", mode, False

    def read(self, size=-1):
        while size is None or size < 0 or len(self._rest) < size:
            data = self._connection.recv(65536)
            if not data:
                break
            self._rest += data
        size = len(self._rest) if size is None or size < 0 else size
        data, self._rest = self._rest[:size], self._rest[size:]
        return data

    def readline(self, limit=-1):
        while b"\n" not in self._rest:
            data = self._connection.recv(65536)
            if not data:
                break
            self._rest += data
        end = self._rest.find(b"\n") + 1 or len(self._rest)
        line, self._rest = self._rest[:end], self._rest[end:]
        return line

    def __iter__(self):
        line = self.readline()
        while line:
            yield line
            line = self.readline()

    def write(self, data):
        self._connection.sendall(data if isinstance(data, bytes) else data.encode())
        return len(data)

    def flush(self):
        pass

    def close(self):
        self.closed = True


class socket:
    def __init__(self, family=AF_INET, type=SOCK_STREAM, proto=0, made=None):
        self.family, self.type, self.proto = family, type, proto
        self._socket = made or _socket.create(type)
        if _default_timeout is not None:
            self._socket.settimeout(_default_timeout)

    def __getattr__(self, name):
        return getattr(self._socket, name)

    def accept(self):
        made, address = self._socket.accept()
        return socket(self.family, self.type, 0, made), address

    def connect_ex(self, address):
        try:
            self._socket.connect(address)
        except OSError as failed:
            return failed.errno
        return 0

    def makefile(self, mode="r", *args, **options):
        return _File(self, mode)

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self._socket.close()


def create_connection(address, timeout=None, *args, **options):
    made = socket()
    if timeout is not None:
        made.settimeout(timeout)
    made.connect(address)
    return made


def create_server(address, **options):
    made = socket()
    made.bind(address)
    made.listen()
    return made


def gethostbyname(name):
    return _socket.gethostbyname(name)


def gethostbyname_ex(name):
    return name, [], [_socket.gethostbyname(name)]


def gethostbyaddr(address):
    return address, [], [address]


def getfqdn(name=""):
    return name or gethostname()


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    return [(AF_INET, SOCK_STREAM, 6, "", (_socket.gethostbyname(host or "0.0.0.0"), int(port or 0)))]


def inet_aton(text):
    return bytes(int(part) for part in text.split("."))


def inet_ntoa(data):
    return ".".join(str(byte) for byte in data)


def has_dualstack_ipv6():
    return False
`,
  socketserver: `
import socket
import sys
import threading
import traceback


class BaseServer:
    def __init__(self, server_address, RequestHandlerClass):
        self.server_address, self.RequestHandlerClass = server_address, RequestHandlerClass
        self._stopped = False

    def serve_forever(self, poll_interval=0.5):
        while not self._stopped:
            try:
                request, address = self.socket.accept()
            except OSError:
                if self._stopped:
                    return
                raise
            self.process_request(request, address)

    def process_request(self, request, address):
        self._process(request, address)

    def _process(self, request, address):
        try:
            self.RequestHandlerClass(request, address, self)
        except Exception:
            self.handle_error(request, address)
        finally:
            request.close()

    def handle_error(self, request, address):
        print("-" * 40, file=sys.stderr)
        print("Exception occurred during processing of request from", address, file=sys.stderr)
        traceback.print_exc()
        print("-" * 40, file=sys.stderr)

    def handle_request(self):
        request, address = self.socket.accept()
        self.process_request(request, address)

    def shutdown(self):
        self._stopped = True
        self.socket.close()

    def server_close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.server_close()


class TCPServer(BaseServer):
    allow_reuse_address = False

    def __init__(self, server_address, RequestHandlerClass, bind_and_activate=True):
        super().__init__(server_address, RequestHandlerClass)
        self.socket = socket.socket()
        self.server_bind()
        self.socket.listen(5)

    def server_bind(self):
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()

    def fileno(self):
        return self.socket.fileno()


class ThreadingMixIn:
    daemon_threads = False

    def process_request(self, request, address):
        threading.Thread(target=self._process, args=(request, address), daemon=True).start()


class ThreadingTCPServer(ThreadingMixIn, TCPServer):
    pass


class BaseRequestHandler:
    def __init__(self, request, client_address, server):
        self.request, self.client_address, self.server = request, client_address, server
        self.setup()
        try:
            self.handle()
        finally:
            self.finish()

    def setup(self):
        pass

    def handle(self):
        pass

    def finish(self):
        pass


class StreamRequestHandler(BaseRequestHandler):
    def setup(self):
        self.connection = self.request
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb")
`,
};
