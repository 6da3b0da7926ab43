/** gunicorn runs an application in workers. */
export const gunicorn: Readonly<Record<string, string>> = {
  "gunicorn/__init__.py": `
__version__ = "@version@"
`,
  "gunicorn/__main__.py": `
from gunicorn.app.wsgiapp import run

run()
`,
  "gunicorn/app/__init__.py": "",
  "gunicorn/app/wsgiapp.py": `
import argparse
import os
import signal
import socket
import sys
import threading
import time
from gunicorn import __version__
from gunicorn.glogging import log


def _bind(text):
    host, _, port = text.rpartition(":")
    return host or "127.0.0.1" if ":" in text else text, int(port) if port.isdigit() else 8000


def run(prog=None):
    parser = argparse.ArgumentParser(prog="gunicorn")
    parser.add_argument("app", nargs="?")
    parser.add_argument("-w", "--workers", type=int, default=int(os.environ.get("WEB_CONCURRENCY", 1)))
    parser.add_argument("-b", "--bind", default=f"0.0.0.0:{os.environ['PORT']}" if "PORT" in os.environ else "127.0.0.1:8000")
    parser.add_argument("-k", "--worker-class", default="sync")
    for name in ("-t", "--timeout", "--threads", "--graceful-timeout", "--access-logfile", "--error-logfile", "--log-level", "--log-file", "--name", "--chdir", "--worker-tmp-dir", "--max-requests", "--keep-alive", "--user", "--forwarded-allow-ips"):
        parser.add_argument(name)
    parser.add_argument("--preload", action="store_true")
    parser.add_argument("--reload", action="store_true")
    parser.add_argument("-v", "--version", action="store_true")
    options = parser.parse_args()
    if options.version:
        print(f"gunicorn (version {__version__})")
        return 0
    if options.app is None:
        print("Error: No application module specified.", file=sys.stderr)
        return 1
    if options.chdir:
        os.chdir(options.chdir)
    address = _bind(options.bind)
    log("INFO", f"Starting gunicorn {__version__}")
    listener = socket.socket()
    try:
        listener.bind(address)
    except OSError as error:
        for _ in range(5):
            log("ERROR", f"Connection in use: {address}" if error.errno == 98 else f"Invalid address: {address}")
            log("ERROR", "Retrying in 1 second.")
            time.sleep(1)
        log("ERROR", f"Can't connect to {address}")
        return 1
    listener.listen(2048)
    log("INFO", f"Listening at: http://{address[0]}:{address[1]} ({os.getpid()})")
    threads = int(options.threads or 1)
    kind = "gthread" if threads > 1 and options.worker_class == "sync" else options.worker_class.rpartition(".")[2] if "." in options.worker_class else options.worker_class
    log("INFO", f"Using worker: {options.worker_class if '.' in options.worker_class else kind}")
    return Master(listener, options).run()


class Master:
    def __init__(self, listener, options):
        self.listener, self.options, self.workers, self.stopping = listener, options, {}, None
        self.changed = threading.Event()

    def start(self):
        import _subprocess

        words = [self.options.app, self.options.worker_class, self.options.access_logfile or ""]
        child = _subprocess.fork_module("gunicorn.worker", words, self.listener._socket)
        self.workers[child.pid()] = child
        threading.Thread(target=self.watch, args=(child,), daemon=True).start()

    def watch(self, child):
        code = child.wait()
        self.workers.pop(child.pid(), None)
        if code in (3, 4) and self.stopping is None:
            self.stopping = code
        elif self.stopping is None:
            log("ERROR", f"Worker (pid:{child.pid()}) was sent SIG{'KILL' if code == -9 else 'TERM'}!" if code < 0 else f"Worker (pid:{child.pid()}) exited with code {code}")
            self.start()
        self.changed.set()

    def stop(self, number, frame):
        name = {15: "term", 2: "int", 3: "quit"}[int(number)]
        log("INFO", f"Handling signal: {name}")
        self.stopping = self.stopping or 0
        self.changed.set()

    def run(self):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
            signal.signal(number, self.stop)
        for _ in range(self.options.workers):
            self.start()
        while self.stopping is None:
            self.changed.wait()
            self.changed.clear()
        if self.stopping in (3, 4):
            for child in list(self.workers.values()):
                child.kill(15)
            log("ERROR", "Worker failed to boot." if self.stopping == 3 else "App failed to load.")
            log("INFO", "Shutting down: Master")
            log("ERROR", f"Reason: {'Worker failed to boot.' if self.stopping == 3 else 'App failed to load.'}")
            os._exit(self.stopping)
        for child in list(self.workers.values()):
            child.kill(15)
        while self.workers:
            self.changed.wait()
            self.changed.clear()
        log("INFO", "Shutting down: Master")
        os._exit(0)
`,
  "gunicorn/glogging.py": `
import os
import sys
import time


def log(level, message):
    sys.stderr.write(f"[{time.strftime('%Y-%m-%d %H:%M:%S')} +0000] [{os.getpid()}] [{level}] {message}\\n")
`,
  "gunicorn/worker.py": `
import os
import signal
import sys
import threading
import time
import traceback
import _socket
import socket
from gunicorn.glogging import log
from http.message import read_body, read_head


def _load(name):
    module, _, attribute = name.partition(":")
    loaded = __import__(module, None, None, [""])
    attribute = attribute or "application"
    call = attribute.endswith("()")
    if not hasattr(loaded, attribute.rstrip("()")):
        log("ERROR", f"Failed to find attribute {attribute!r} in {module!r}.")
        os._exit(4)
    found = getattr(loaded, attribute.rstrip("()"))
    return found() if call else found


def main():
    name, kind, access = sys.argv[1:4]
    sys.path.insert(0, os.getcwd())
    log("INFO", f"Booting worker with pid: {os.getpid()}")
    try:
        app = _load(name)
    except SystemExit:
        raise
    except Exception:
        log("ERROR", "Exception in worker process\\n" + traceback.format_exc().rstrip("\\n"))
        log("INFO", f"Worker exiting (pid: {os.getpid()})")
        os._exit(3)

    def leave(*details):
        log("INFO", f"Worker exiting (pid: {os.getpid()})")
        os._exit(0)

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)
    listener = socket.socket(made=_socket.inherited())
    if "uvicorn" in kind.lower():
        from uvicorn.server import Server

        return _serve_asgi(Server(app, log_level="info"), listener, app)
    try:
        from werkzeug.serving import answer, date, environ_of
    except ModuleNotFoundError:
        log("ERROR", "drydock: the lab's gunicorn serves Flask applications, or ASGI ones with uvicorn's worker")
        os._exit(4)
    while True:
        connection, address = listener.accept()
        with connection:
            environ = environ_of(connection.makefile("rb"), address, listener.getsockname())
            if environ is None:
                continue
            try:
                code = answer(connection, app, environ, [("Server", "gunicorn"), ("Date", date()), ("Connection", "close")])
            except Exception:
                log("ERROR", f"Error handling request {environ['RAW_URI']}\\n" + traceback.format_exc().rstrip("\\n"))
                connection.sendall(b"HTTP/1.1 500 Internal Server Error\\r\\nConnection: close\\r\\nContent-Type: text/html\\r\\nContent-Length: 0\\r\\n\\r\\n")
                code = 500
            if access == "-":
                stamp = time.strftime("%d/%b/%Y:%H:%M:%S +0000")
                agent = environ.get("HTTP_USER_AGENT", "-")
                print(f'{address[0]} - - [{stamp}] "{environ["request.line"]}" {code} - "-" "{agent}"', flush=True)


def _serve_asgi(server, listener, app):
    import asyncio

    server.loop, server.stopped = asyncio.new_event_loop(), asyncio.Event()
    log("INFO", f"Started server process [{os.getpid()}]")
    log("INFO", "Waiting for application startup.")
    from uvicorn.server import _Lifespan

    server.level = 100
    server.loop.run_until_complete(_Lifespan(app).start(server))
    log("INFO", "Application startup complete.")
    threading.Thread(target=server.accept, args=(listener, app), daemon=True).start()
    server.loop.run_until_complete(server.stopped.wait())


main()
`,
};
