#!/usr/bin/env python3
"""An HTTPS server on the loopback that keeps what is posted to it and answers as the path says.

    told_server.py CERTIFICATE KEY FOLDER

Prints its port. /ok answers 200, /no 404, /busy 503 twice and then 200, /gone redirects to /ok, /mute never answers, /fail
500 always. Each body lies in FOLDER as NAME.NUMBER.
"""
import collections
import http.server
import pathlib
import ssl
import sys
import time

certificate, key, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
calls = collections.Counter()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        name = self.path.strip("/")
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        calls[name] += 1
        (folder / f"{name}.{calls[name]}").write_bytes(body)
        if name == "mute":
            time.sleep(60)
            return
        status = {"ok": 200, "no": 404, "gone": 308, "fail": 500}.get(name, 200)
        if name == "busy" and calls[name] <= 2:
            status = 503
        self.send_response(status)
        if status == 308:
            self.send_header("Location", "/ok")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
server.socket = context.wrap_socket(server.socket, server_side=True)
print(server.server_address[1], flush=True)
server.serve_forever()
