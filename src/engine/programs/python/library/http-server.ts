/** `http.server`, also as a program: `python -m http.server`. */
export const httpServer: Readonly<Record<string, string>> = {
  "http.server": String.raw`
import html
import mimetypes
import os
import sys
import time
import urllib.parse
from http import HTTPStatus, phrase
from http.message import read_head
from socketserver import StreamRequestHandler, TCPServer, ThreadingMixIn

_ERROR = """<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: %(code)d</p>
        <p>Message: %(message)s.</p>
        <p>Error code explanation: %(code)s - %(explain)s.</p>
    </body>
</html>
"""
_explanations = {
    400: "Bad request syntax or unsupported method",
    403: "Request forbidden -- authorization will not help",
    404: "Nothing matches the given URI",
    405: "Specified method is invalid for this resource",
    500: "Server got itself in trouble",
    501: "Server does not support this operation",
}


class HTTPServer(TCPServer):
    allow_reuse_address = True

    def server_bind(self):
        super().server_bind()
        host, port = self.server_address[:2]
        self.server_name, self.server_port = host, port


class ThreadingHTTPServer(ThreadingMixIn, HTTPServer):
    daemon_threads = True


class BaseHTTPRequestHandler(StreamRequestHandler):
    protocol_version = "HTTP/1.0"
    server_version = "BaseHTTP/0.6"
    sys_version = "Python/" + sys.version.split()[0]
    default_request_version = "HTTP/0.9"

    def handle(self):
        self.close_connection = True
        self.handle_one_request()
        while not self.close_connection:
            self.handle_one_request()

    def handle_one_request(self):
        head = read_head(self.rfile)
        if head is None:
            self.close_connection = True
            return
        self.requestline, self.headers = head
        words = self.requestline.split()
        if len(words) == 3:
            self.command, self.path, self.request_version = words
        elif len(words) == 2:
            self.command, self.path = words
            self.request_version = "HTTP/0.9"
        else:
            self.request_version = self.default_request_version
            self.command, self.path = None, ""
            self.send_error(400, f"Bad request syntax ({self.requestline!r})")
            return
        connection = (self.headers.get("Connection") or "").lower()
        self.close_connection = not (self.protocol_version >= "HTTP/1.1" and self.request_version >= "HTTP/1.1" and connection != "close")
        method = getattr(self, "do_" + self.command, None)
        if method is None:
            self.send_error(501, f"Unsupported method ({self.command!r})")
            return
        method()
        self.wfile.flush()

    def send_error(self, code, message=None, explain=None):
        message = message or phrase(code)
        self.log_error("code %d, message %s", int(code), message)
        self.send_response(code, message)
        self.send_header("Connection", "close")
        body = b""
        if code >= 200 and code not in (204, 304):
            text = _ERROR % {"code": int(code), "message": html.escape(message, quote=False), "explain": explain or _explanations.get(int(code), phrase(code))}
            body = text.encode("utf-8")
            self.send_header("Content-Type", "text/html;charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD" and body:
            self.wfile.write(body)

    def send_response(self, code, message=None):
        self.log_request(code)
        self.send_response_only(code, message)
        self.send_header("Server", self.version_string())
        self.send_header("Date", self.date_time_string())

    def send_response_only(self, code, message=None):
        self._buffer = [f"{self.protocol_version} {int(code)} {message or phrase(code)}\r\n"]

    def send_header(self, name, value):
        self._buffer.append(f"{name}: {value}\r\n")
        if name.lower() == "connection":
            self.close_connection = value.lower() == "close"

    def end_headers(self):
        self._buffer.append("\r\n")
        self.flush_headers()

    def flush_headers(self):
        self.wfile.write("".join(self._buffer).encode("latin-1"))
        self._buffer = []

    def log_request(self, code="-", size="-"):
        self.log_message('"%s" %s %s', self.requestline, str(int(code)) if not isinstance(code, str) else code, str(size))

    def log_error(self, format, *args):
        self.log_message(format, *args)

    def log_message(self, format, *args):
        sys.stderr.write(f"{self.address_string()} - - [{self.log_date_time_string()}] {format % args}\n")

    def version_string(self):
        return f"{self.server_version} {self.sys_version}"

    def date_time_string(self, timestamp=None):
        return time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(timestamp))

    def log_date_time_string(self):
        return time.strftime("%d/%b/%Y %H:%M:%S")

    def address_string(self):
        return self.client_address[0]


class SimpleHTTPRequestHandler(BaseHTTPRequestHandler):
    server_version = "SimpleHTTP/0.6"

    def __init__(self, *args, directory=None, **options):
        self.directory = os.fspath(directory or os.getcwd())
        super().__init__(*args, **options)

    def do_GET(self):
        body = self.send_head()
        if body is not None:
            self.wfile.write(body)

    def do_HEAD(self):
        self.send_head()

    def translate_path(self, path):
        path = urllib.parse.unquote(path.split("?", 1)[0].split("#", 1)[0])
        parts = [part for part in path.split("/") if part and part not in (".", "..")]
        return os.path.join(self.directory, *parts) + ("/" if path.endswith("/") and parts else "")

    def send_head(self):
        path = self.translate_path(self.path)
        if os.path.isdir(path):
            if not self.path.split("?", 1)[0].endswith("/"):
                self.send_response(301)
                self.send_header("Location", self.path + "/")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return None
            for index in ("index.html", "index.htm"):
                if os.path.isfile(os.path.join(path, index)):
                    path = os.path.join(path, index)
                    break
            else:
                return self.list_directory(path)
        try:
            if path.endswith("/"):
                raise FileNotFoundError
            with open(path, "rb") as file:
                body = file.read()
        except OSError:
            self.send_error(404, "File not found")
            return None
        self.send_response(200)
        self.send_header("Content-type", self.guess_type(path))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Last-Modified", self.date_time_string(os.stat(path).st_mtime))
        self.end_headers()
        return body

    def list_directory(self, path):
        names = sorted(os.listdir(path), key=lambda name: name.lower())
        shown = html.escape(urllib.parse.unquote(self.path), quote=False)
        title = f"Directory listing for {shown}"
        lines = ["<!DOCTYPE HTML>", '<html lang="en">', "<head>", '<meta charset="utf-8">', f"<title>{title}</title>", "</head>", f"<body>\n<h1>{title}</h1>", "<hr>\n<ul>"]
        for name in names:
            full = os.path.join(path, name)
            end = "/" if os.path.isdir(full) else "@" if os.path.islink(full) else ""
            link = name + ("/" if end == "/" else "")
            lines.append(f'<li><a href="{urllib.parse.quote(link)}">{html.escape(name + end, quote=False)}</a></li>')
        lines.append("</ul>\n<hr>\n</body>\n</html>\n")
        body = "\n".join(lines).encode("utf-8")
        self.send_response(200)
        self.send_header("Content-type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return body

    def guess_type(self, path):
        return mimetypes.guess_type(path)[0] or "application/octet-stream"


def _main():
    import argparse

    parser = argparse.ArgumentParser()
    parser.add_argument("--cgi", action="store_true", help="run as CGI server")
    parser.add_argument("-b", "--bind", metavar="ADDRESS", help="bind to this address (default: all interfaces)")
    parser.add_argument("-d", "--directory", default=os.getcwd(), help="serve this directory (default: current directory)")
    parser.add_argument("-p", "--protocol", metavar="VERSION", default="HTTP/1.0", help="conform to this HTTP version (default: HTTP/1.0)")
    parser.add_argument("port", default=8000, type=int, nargs="?", help="bind to this port (default: 8000)")
    options = parser.parse_args()

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = options.protocol

        def __init__(self, *args, **keywords):
            super().__init__(*args, directory=options.directory, **keywords)

    with ThreadingHTTPServer((options.bind or "0.0.0.0", options.port), Handler) as server:
        host, port = server.socket.getsockname()[:2]
        print(f"Serving HTTP on {host} port {port} (http://{host}:{port}/) ...")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print("\nKeyboard interrupt received, exiting.")
            sys.exit(0)


if __name__ == "__main__":
    _main()
`,
};
