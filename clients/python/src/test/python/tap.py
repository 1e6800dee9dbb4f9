"""Stands between a client and the server, sees every request, and fails as it is told."""

import threading
import urllib.error
import urllib.request
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Tap:
    """A server on a free port, which gives every request to ``handle(request, body)``."""

    def __init__(self, handle):
        requests = self.requests = []

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                requests.append(self.headers)
                handle(self, self.rfile.read(int(self.headers.get("Content-Length", 0))))

            do_GET = do_POST

            def answer(self, status, body, **headers):
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Content-Type", "application/json")
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments):
                """Prints nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def keys(self):
        """The idempotency key of each request, or None."""
        return [headers.get("Idempotency-Key") for headers in self.requests]

    def close(self):
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def tap(handle):
    opened = Tap(handle)
    try:
        yield opened
    finally:
        opened.close()


def answering(status, body):
    """Answers everything with this."""
    return tap(lambda request, _: request.answer(status, body))


@contextmanager
def silent():
    """Takes requests and never answers them."""
    over = threading.Event()
    with tap(lambda request, _: over.wait()) as opened:
        try:
            yield opened
        finally:
            over.set()


def failing(times, server, said, fail):
    """Asks the server each time, keeps what it says, and gives the first answers to ``fail``."""
    left = [times]

    def handle(request, body):
        names = ("Authorization", "Content-Type", "Idempotency-Key", "X-API-Key")
        headers = {name: request.headers[name] for name in names if request.headers[name]}
        ask = urllib.request.Request(server + request.path, body, headers, method=request.command)
        with urllib.request.urlopen(ask) as answer:
            text = answer.read()
        said.append(text.decode())
        left[0] -= 1
        if left[0] >= 0:
            fail(request)
        else:
            request.answer(200, text)

    return tap(handle)


def lose(request):
    """A connection that ends before the answer."""
    request.close_connection = True


def busy(request):
    """An answer of "not now"."""
    request.answer(503, b"", Retry_After="0")
