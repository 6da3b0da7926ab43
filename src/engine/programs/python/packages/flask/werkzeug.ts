/** Werkzeug: errors of HTTP and the development server. */
export const werkzeug: Readonly<Record<string, string>> = {
  "werkzeug/__init__.py": "",
  "werkzeug/exceptions.py": `
from http import phrase

descriptions = {
    400: "The browser (or proxy) sent a request that this server could not understand.",
    401: "The server could not verify that you are authorized to access the URL requested.",
    403: "You don't have the permission to access the requested resource. It is either read-protected or not readable by the server.",
    404: "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.",
    405: "The method is not allowed for the requested URL.",
    415: "Did not attempt to load JSON data because the request Content-Type was not &#39;application/json&#39;.",
    500: "The server encountered an internal error and was unable to complete your request. Either the server is overloaded or there is an error in the application.",
}


class HTTPException(Exception):
    code = 500

    def __init__(self, description=None, code=None):
        self.code = code or self.code
        self.description = description or descriptions.get(self.code, phrase(self.code))
        super().__init__(self.description)

    @property
    def name(self):
        return phrase(self.code)

    def __str__(self):
        return f"{self.code} {self.name}: {self.description}"

    def page(self):
        return (
            "<!doctype html>\\n<html lang=en>\\n"
            f"<title>{self.code} {self.name}</title>\\n<h1>{self.name}</h1>\\n<p>{self.description}</p>\\n"
        )


class BadRequest(HTTPException):
    code = 400


class Unauthorized(HTTPException):
    code = 401


class Forbidden(HTTPException):
    code = 403


class NotFound(HTTPException):
    code = 404


class MethodNotAllowed(HTTPException):
    code = 405


class InternalServerError(HTTPException):
    code = 500
`,
  "werkzeug/serving.py": `
import io
import sys
import socket
import threading
import time
import traceback
from http.message import read_body, read_head
from urllib.parse import unquote


def environ_of(file, address, server):
    head = read_head(file)
    if head is None:
        return None
    line, headers = head
    method, target, protocol = (line.split() + ["", ""])[:3]
    path, _, query = target.partition("?")
    environ = {
        "REQUEST_METHOD": method, "SCRIPT_NAME": "", "PATH_INFO": unquote(path), "QUERY_STRING": query, "RAW_URI": target,
        "SERVER_PROTOCOL": protocol, "SERVER_NAME": server[0], "SERVER_PORT": str(server[1]), "REMOTE_ADDR": address[0], "REMOTE_PORT": address[1],
        "CONTENT_TYPE": headers.get("Content-Type") or "", "CONTENT_LENGTH": headers.get("Content-Length") or "",
        "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(read_body(file, headers, False)), "wsgi.errors": sys.stderr, "request.line": line,
    }
    for name, value in headers.items():
        environ["HTTP_" + name.upper().replace("-", "_")] = value
    return environ


def answer(connection, app, environ, headers_first, protocol="HTTP/1.1"):
    """Calls the application and sends what it gives; the status code."""
    state = {}

    def start_response(status, headers, exc_info=None):
        state["status"], state["headers"] = status, headers

    body = b"".join(app(environ, start_response))
    names = [name.lower() for name, _ in state["headers"]]
    lines = [f"{protocol} {state['status']}"] + [f"{name}: {value}" for name, value in headers_first]
    lines += [f"{name}: {value}" for name, value in state["headers"]]
    if "content-length" not in names:
        lines.append(f"Content-Length: {len(body)}")
    if protocol == "HTTP/1.1" and not any(line.startswith("Connection:") for line in lines):
        lines.append("Connection: close")
    if environ["REQUEST_METHOD"] == "HEAD":
        body = b""
    connection.sendall(("\\r\\n".join(lines) + "\\r\\n\\r\\n").encode("latin-1") + body)
    return int(state["status"].split()[0])


def date():
    return time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime())


def log(kind, message):
    sys.stderr.write(message + "\\n")


def run_simple(hostname, port, application, use_reloader=False, threaded=True, **options):
    from importlib.metadata import version

    listener = socket.socket()
    try:
        listener.bind((hostname, port))
    except OSError as error:
        print(error.strerror, file=sys.stderr)
        if error.errno == 98:
            print(f"Port {port} is in use by another program. Either identify and stop that program, or start the server with a different port.", file=sys.stderr)
        sys.exit(1)
    listener.listen(128)
    log("warning", "WARNING: This is a development server. Do not use it in a production deployment. Use a production WSGI server instead.")
    if hostname in ("0.0.0.0", "::"):
        log("info", f" * Running on all addresses ({hostname})")
        log("info", f" * Running on http://127.0.0.1:{port}")
        log("info", f" * Running on http://{socket.gethostbyname(socket.gethostname())}:{port}")
    else:
        log("info", f" * Running on http://{hostname}:{port}")
    log("info", "Press CTRL+C to quit")
    server = f"Werkzeug/{version('werkzeug')} Python/{sys.version.split()[0]}"

    def serve(connection, address):
        with connection:
            environ = environ_of(connection.makefile("rb"), address, (hostname, port))
            if environ is None:
                return
            try:
                code = answer(connection, application, environ, [("Server", server), ("Date", date())])
            except Exception:
                traceback.print_exc()
                code = 500
            stamp = time.strftime("%d/%b/%Y %H:%M:%S")
            log("info", f'{address[0]} - - [{stamp}] "{environ["request.line"]}" {code} -')

    try:
        while True:
            connection, address = listener.accept()
            threading.Thread(target=serve, args=(connection, address), daemon=True).start()
    except KeyboardInterrupt:
        pass
`,
};
