/** uvicorn runs an ASGI application. */
export const uvicorn: Readonly<Record<string, string>> = {
  "uvicorn/__init__.py": `
__version__ = "@version@"
from uvicorn.main import run
`,
  "uvicorn/__main__.py": `
from uvicorn.main import main

main()
`,
  "uvicorn/main.py": `
import argparse
import sys
from uvicorn.server import Server


def run(app, host="127.0.0.1", port=8000, **options):
    Server(app, host, port, **options).run()


def main():
    from importlib.metadata import version

    if "--version" in sys.argv[1:]:
        print(f"Running uvicorn {version('uvicorn')} with CPython {sys.version.split()[0]} on Linux")
        return 0
    parser = argparse.ArgumentParser(prog="uvicorn")
    parser.add_argument("app", nargs="?")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--log-level", default="info")
    parser.add_argument("--app-dir", default="")
    parser.add_argument("--root-path", default="")
    parser.add_argument("--forwarded-allow-ips")
    parser.add_argument("--timeout-keep-alive")
    for flag in ("--reload", "--no-access-log", "--access-log", "--proxy-headers", "--factory", "--no-server-header", "--no-use-colors", "--use-colors"):
        parser.add_argument(flag, action="store_true")
    options = parser.parse_args()
    if options.app is None:
        print("Usage: uvicorn [OPTIONS] APP\\nTry 'uvicorn --help' for help.\\n\\nError: Missing argument 'APP'.", file=sys.stderr)
        return 2
    sys.path.insert(0, options.app_dir or ".")
    Server(options.app, options.host, options.port, log_level=options.log_level, access_log=not options.no_access_log, factory=options.factory).run()
    return 0
`,
  "uvicorn/server.py": `
import asyncio
import os
import signal
import socket
import sys
import threading
import time
import traceback
from http import phrase
from http.message import read_body, read_head
from urllib.parse import unquote

_levels = {"critical": 50, "error": 40, "warning": 30, "info": 20, "debug": 10, "trace": 5}


class Server:
    def __init__(self, app, host="127.0.0.1", port=8000, log_level="info", access_log=True, factory=False, **options):
        self.app, self.host, self.port, self.factory = app, host, int(port), factory
        self.level = _levels.get(str(log_level).lower(), 20)
        self.access_log = access_log
        self.stopping = False

    def log(self, level, message):
        if _levels[level] >= self.level:
            sys.stderr.write(f"{level.upper() + ':':<9} {message}\\n")

    def fail(self, message):
        self.log("error", message)
        sys.exit(1)

    def load(self):
        if not isinstance(self.app, str):
            return self.app
        module, _, attribute = self.app.partition(":")
        if not attribute:
            self.fail(f'Error loading ASGI app. Import string "{self.app}" must be in format "<module>:<attribute>".')
        try:
            loaded = __import__(module, None, None, [""])
        except ModuleNotFoundError as error:
            if error.name != module and error.name != module.split(".")[0]:
                raise
            self.fail(f'Error loading ASGI app. Could not import module "{module}".')
        for part in attribute.split("."):
            if not hasattr(loaded, part):
                self.fail(f'Error loading ASGI app. Attribute "{attribute}" not found in module "{module}".')
            loaded = getattr(loaded, part)
        return loaded() if self.factory else loaded

    def run(self):
        app = self.load()
        pid = os.getpid()
        self.log("info", f"Started server process [{pid}]")
        loop = self.loop = asyncio.new_event_loop()
        self.stopped = asyncio.Event()
        signal.signal(signal.SIGINT, self.stop)
        signal.signal(signal.SIGTERM, self.stop)
        self.log("info", "Waiting for application startup.")
        self.lifespan = _Lifespan(app)
        if not loop.run_until_complete(self.lifespan.start(self)):
            self.log("error", "Application startup failed. Exiting.")
            sys.exit(3)
        self.log("info", "Application startup complete.")
        listener = socket.socket()
        try:
            listener.bind((self.host, self.port))
        except OSError as error:
            self.log("error", f"[Errno {error.errno}] error while attempting to bind on address ('{self.host}', {self.port}): {error.strerror.lower()}")
            loop.run_until_complete(self.lifespan.stop(self))
            sys.exit(1)
        listener.listen()
        self.log("info", f"Uvicorn running on http://{self.host}:{listener.getsockname()[1]} (Press CTRL+C to quit)")
        threading.Thread(target=self.accept, args=(listener, app), daemon=True).start()
        loop.run_until_complete(self.stopped.wait())
        self.log("info", "Shutting down")
        listener.close()
        loop.run_until_complete(self.lifespan.stop(self))
        self.log("info", f"Finished server process [{pid}]")
        sys.stdout.flush()
        os._exit(0)

    def stop(self, *details):
        self.loop.call_soon(self.stopped.set)

    def accept(self, listener, app):
        while True:
            try:
                connection, address = listener.accept()
            except OSError:
                return
            threading.Thread(target=self.converse, args=(connection, address, app), daemon=True).start()

    def converse(self, connection, address, app):
        file = connection.makefile("rb")
        try:
            while True:
                head = read_head(file)
                if head is None or not self.answer(connection, address, app, head, read_body(file, head[1], False)):
                    return
        except OSError:
            pass
        finally:
            connection.close()

    def answer(self, connection, address, app, head, body):
        """Runs the application for one request; whether the connection stays open."""
        line, headers = head
        method, target, protocol = (line.split() + ["", "HTTP/1.1"])[:3]
        path, _, query = target.partition("?")
        keep = (headers.get("Connection") or "").lower() != "close" and protocol == "HTTP/1.1"
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": protocol[5:], "method": method, "scheme": "http",
            "path": unquote(path), "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
            "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
            "client": address, "server": connection.getsockname(),
        }
        state = {"sent": False, "chunks": [], "done": threading.Event()}

        async def receive():
            return {"type": "http.request", "body": body, "more_body": False}

        def send_head(more):
            first = f"HTTP/1.1 {state['status']} {phrase(state['status'])}"
            now = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime())
            lines = [first, f"date: {now}", "server: uvicorn"] + [f"{name.decode()}: {value.decode()}" for name, value in state["headers"]]
            state["chunked"] = more and not any(name == b"content-length" for name, _ in state["headers"])
            if state["chunked"]:
                lines.append("Transfer-Encoding: chunked")
            if not keep:
                lines.append("Connection: close")
            connection.sendall(("\\r\\n".join(lines) + "\\r\\n\\r\\n").encode("latin-1"))
            state["sent"] = True

        async def send(message):
            if message["type"] == "http.response.start":
                state["status"], state["headers"] = message["status"], list(message.get("headers", []))
                if self.access_log:
                    self.log("info", f'{address[0]}:{address[1]} - "{method} {target} {protocol}" {state["status"]} {phrase(state["status"])}')
            elif message["type"] == "http.response.body":
                more, data = message.get("more_body", False), message.get("body", b"")
                if not state["sent"]:
                    send_head(more)
                if method == "HEAD":
                    return
                if state["chunked"]:
                    if data:
                        connection.sendall(f"{len(data):x}\\r\\n".encode() + data + b"\\r\\n")
                    if not more:
                        connection.sendall(b"0\\r\\n\\r\\n")
                elif data:
                    connection.sendall(data)

        async def work():
            try:
                await app(scope, receive, send)
                if not state["sent"]:
                    raise RuntimeError("ASGI callable returned without completing response.")
            except Exception as error:
                if not state["sent"]:
                    await send({"type": "http.response.start", "status": 500, "headers": [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"21")]})
                    await send({"type": "http.response.body", "body": b"Internal Server Error"})
                text = "".join(traceback.format_exception(error))
                self.log("error", "Exception in ASGI application\\n" + text.rstrip("\\n"))
            finally:
                state["done"].set()

        self.loop.call_soon(lambda: asyncio.create_task(work()))
        state["done"].wait()
        return keep


class _Lifespan:
    """Tells the application that it starts and ends, where it wants to know."""

    def __init__(self, app):
        self.app, self.supported = app, True

    async def start(self, server):
        self.events, self.started, self.ended, self.failed = asyncio.Queue(), asyncio.Event(), asyncio.Event(), False
        self.events.put_nowait({"type": "lifespan.startup"})

        async def send(message):
            if message["type"].endswith("failed"):
                self.failed = True
            (self.started if message["type"].startswith("lifespan.startup") else self.ended).set()

        async def work():
            try:
                await self.app({"type": "lifespan", "asgi": {"version": "3.0"}}, self.events.get, send)
            except Exception as error:
                self.supported = False
                if getattr(error, "lifespan", False):
                    self.failed = True
                    server.log("error", "".join(traceback.format_exception(error)).rstrip("\\n"))
            finally:
                self.started.set()
                self.ended.set()

        asyncio.create_task(work())
        await self.started.wait()
        return not self.failed

    async def stop(self, server):
        server.log("info", "Waiting for application shutdown.")
        if self.supported:
            self.events.put_nowait({"type": "lifespan.shutdown"})
            await self.ended.wait()
        server.log("info", "Application shutdown complete.")
`,
};
