/** Connections that tasks read from and write to. */
export const streams: Readonly<Record<string, string>> = {
  "asyncio.streams": `
import threading
from asyncio.events import get_event_loop
from asyncio.futures import Future
from asyncio.tasks import Task, to_thread


class StreamReader:
    def __init__(self, file):
        self._file = file

    async def read(self, size=-1):
        return await to_thread(self._file._connection.recv, 65536 if size < 0 else size)

    async def readline(self):
        return await to_thread(self._file.readline)


class StreamWriter:
    def __init__(self, connection):
        self._connection = connection

    def write(self, data):
        self._connection.sendall(data)

    async def drain(self):
        pass

    def get_extra_info(self, name, default=None):
        return self._connection.getpeername() if name == "peername" else default

    def close(self):
        self._connection.close()

    async def wait_closed(self):
        pass


class Server:
    def __init__(self, listener, callback):
        self._listener, self._callback, self._open = listener, callback, True
        self.sockets = [listener]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while self._open:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            reader, writer = StreamReader(connection.makefile("rb")), StreamWriter(connection)
            get_event_loop().call_soon(lambda: Task(self._callback(reader, writer)))

    def close(self):
        self._open = False
        self._listener.close()

    async def serve_forever(self):
        await Future()

    async def wait_closed(self):
        pass

    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        self.close()


async def start_server(callback, host=None, port=None, **options):
    import socket

    listener = socket.socket()
    listener.bind((host or "0.0.0.0", port))
    listener.listen()
    return Server(listener, callback)


async def open_connection(host, port, **options):
    import socket

    connection = await to_thread(socket.create_connection, (host, port))
    return StreamReader(connection.makefile("rb")), StreamWriter(connection)
`,
};
