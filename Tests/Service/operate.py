"""Starts, stops and kills the service, and asks it as it should not be asked.

    operate.py SERVICE ZABTA BUNDLE
"""

import datetime
import http.client
import http.server
import io
import ipaddress
import json
import os
import pathlib
import random
import signal
import socket
import ssl
import subprocess
import sys
import tarfile
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from running import POLICY, QUESTION, Publisher, Service  # noqa: E402

PATH = f"/{POLICY}/access/v1/evaluation"
TOKEN = "0123456789abcdef0123456789abcdef"


def decides(service, edition, **how):
    status, data = service.ask("POST", PATH, QUESTION, **how)
    answer = json.loads(data)
    assert status == 200 and answer["context"]["edition"] == edition, (status, data)
    assert answer["decision"] == (edition % 2 == 0), answer


def test_it_refuses_to_start_unsafely(run):
    unsigned = ["--bundles", "output", "--unsigned"]
    _, own, caller, _ = certificates(run.work)
    taken = socket.create_server(("127.0.0.1", 0))
    for arguments, reason in [
        (["--bundles", "output"], "--unsigned"),
        (["--bundle", run.publisher.source, "--trust", run.publisher.trust], "--state"),
        (["--bundles", "output", "--unsigned", "--host", "0.0.0.0"], "--let-anybody-ask"),
        (["--bundles", "/nowhere", "--unsigned"], "nowhere"),
        (unsigned + ["--port", str(taken.getsockname()[1])], "Another program has it"),
        (unsigned + ["--tls-certificate", __file__, "--tls-key", own[1]], "there is no certificate in"),
        (unsigned + ["--tls-certificate", own[0], "--tls-key", caller[1]], "is not the key of"),
        (unsigned + ["--tls-certificate", own[0], "--tls-key", own[1], "--client-ca", own[1]],
         "there is no certificate in"),
        (unsigned + ["--tokens", "/nowhere"], "there is no file /nowhere"),
        (unsigned + ["--log", "/nowhere/log"], "cannot write /nowhere/log"),
        (unsigned + ["--public-url", "https://pdp.example/?x"], "without a query"),
        (["--bundle", run.publisher.source, "--trust", __file__, "--state", str(run.work / "none")],
         "is no list of keys"),
    ]:
        ended = subprocess.run([run.program, *map(str, arguments)], capture_output=True,
                               text=True, timeout=30)
        assert ended.returncode != 0 and reason in ended.stderr, (arguments, ended)
    taken.close()


def test_what_happens_to_a_source(run):
    """Whatever becomes of the source, the former build answers, the fault is told, and goes away with it."""
    build = run.publisher.make(2)
    run.publisher.publish(build)
    service = run.start()
    service.until(2)
    folder, signature = pathlib.Path(run.publisher.source), pathlib.Path(run.publisher.source + ".sig.json")

    def fault():
        status, data = service.ask("GET", "/ready")
        return status, json.loads(data)["policies"][0].get("fault", "")

    def until(expected):
        end = time.monotonic() + 20
        while expected not in fault()[1] or bool(expected) != bool(fault()[1]):
            assert time.monotonic() < end, (expected, fault(), service.said())
            time.sleep(0.02)
        assert fault()[0] == 200
        decides(service, 2)

    until("")
    larger, newer = run.publisher.make(4)
    for damage, told in [
        (lambda: signature.unlink(), "there is no signature"),
        (lambda: signature.write_bytes(build[1][:100]), "is not taken"),
        (lambda: signature.write_bytes(b""), "is not taken"),
        (lambda: run.publisher.withdraw(), "there is no signature"),
        # A copy that stopped: the signature of the next build beside half of its file, or none.
        (lambda: run.publisher.publish((larger[:len(larger) // 2], newer)), "is not taken"),
        (lambda: (signature.write_bytes(newer), (folder / "bundle.json").unlink()), "there is no bundle.json"),
        (lambda: ((folder / "bundle.json").unlink(), (folder / "bundle.json").mkdir(),
                  signature.write_bytes(newer)), "no plain file"),
    ]:
        damage()
        until(told)
        if (folder / "bundle.json").is_dir():
            (folder / "bundle.json").rmdir()
        run.publisher.publish(build)
        until("")
    assert service.said().count("in order again") + service.said().count("rules up to edition 2 answer") >= 8
    assert service.end() == 0


def test_older_clients(run):
    """Who speaks HTTP/1.0 sees the end of the connection; who waits to be told to go on is told."""
    run.publisher.publish(run.publisher.make(2))
    service = run.start()
    service.until(2)
    body = json.dumps(QUESTION).encode()

    def head(version, *more):
        return ("\r\n".join([f"POST {PATH} HTTP/{version}", "Host: a", "Content-Type: application/json",
                             f"Content-Length: {len(body)}", *more]) + "\r\n\r\n").encode()

    def talk(*pieces):
        """Everything that is answered; a connection that stands for long is an error."""
        with socket.create_connection(("127.0.0.1", service.port), timeout=10) as made:
            for piece in pieces:
                made.sendall(piece) if isinstance(piece, bytes) else piece(made)
            data = b""
            while more := made.recv(1 << 16):
                data += more
            return data

    last = head("1.1", "Connection: close") + body
    for sent, said in [(head("1.0") + body, b"Connection: close"),
                       (head("1.1", "Connection: TE, Close") + body, b"Connection: close")]:
        answer = talk(sent)
        assert answer.startswith(b"HTTP/1.1 200") and said in answer and answer.endswith(b'}'), answer
    kept = talk(head("1.0", "Connection: keep-alive") + body + last)
    assert kept.count(b"HTTP/1.1 200") == 2 and b"Connection: keep-alive" in kept, kept
    # Several at once, and one among them that is none.
    several = talk((head("1.1") + body) * 20 + head("1.1") + b"{" * len(body) + last)
    assert several.count(b"HTTP/1.1 200") == 21 and several.count(b"HTTP/1.1 400") == 1

    def goes_on(made):
        assert made.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"

    assert talk(head("1.1", "Expect: 100-continue", "Connection: close"), goes_on,
                body).startswith(b"HTTP/1.1 200")
    # A body in chunks, one byte each; two lengths are refused.
    chunks = b"".join(b"1\r\n%c\r\n" % byte for byte in body) + b"0\r\n\r\n"
    start = last.partition(b"\r\n\r\n")[0].replace(b"Content-Length: %d" % len(body),
                                                   b"Transfer-Encoding: chunked")
    assert talk(start + b"\r\n\r\n" + chunks).startswith(b"HTTP/1.1 200")
    assert talk(start + b"\r\nContent-Length: 3\r\n\r\n" + chunks).startswith(b"HTTP/1.1 400")
    assert service.end() == 0


def test_it_ends_under_load(run):
    """Told to end while it is asked without a pause: no answer is torn, and each is in the log."""
    run.publisher.publish(run.publisher.make(2))
    service = run.start("--log", run.work / "end.jsonl")
    service.until(2)
    answers, torn = [], []

    def ask():
        made = http.client.HTTPConnection("127.0.0.1", service.port, timeout=20)
        while True:
            try:
                status, data = service.ask("POST", PATH, QUESTION, connection=made)
            except http.client.IncompleteRead as error:
                torn.append(error)
                return
            except (OSError, http.client.HTTPException):
                return
            answers.append(status)
            torn.extend([data] if status != 200 or not data.endswith(b"}") else [])

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    time.sleep(0.7)
    assert service.end() == 0, service.said()
    for thread in threads:
        thread.join(20)
    lines = [json.loads(line) for line in open(run.work / "end.jsonl")]
    assert answers and not torn, torn[:3]
    # A line may be of an answer that its client no longer read.
    assert len(answers) <= len(lines) <= len(answers) + len(threads), (len(answers), len(lines))


def test_a_full_disk(run):
    """Where nothing can be written, decisions go on, lines are counted and the fault is told once."""
    run.publisher.publish(run.publisher.make(2))
    service = run.start("--log", "/dev/full")
    service.until(2)
    for _ in range(3):
        decides(service, 2)
        time.sleep(0.1)
    assert service.metric('zabta_decision_log_lines_total{result="failed"}') == 3
    assert service.said().count("No space left on device") == 1, service.said()
    assert service.end() == 0


def test_the_last_good_build_outlives_a_kill(run):
    """Killed at any moment of taking builds, it starts again with a whole one, no older than before."""
    builds = {edition: run.publisher.make(edition) for edition in range(2, 10)}
    chance = random.Random(4)
    least = 2
    run.publisher.publish(builds[2])
    for _ in range(4):
        service = run.start()
        end = time.monotonic() + chance.uniform(0.05, 0.6)
        for edition in sorted(builds):
            if edition > least and time.monotonic() < end:
                run.publisher.publish(builds[edition])
                time.sleep(chance.uniform(0, 0.12))
                least = max(least, service.edition()[0])
        service.process.send_signal(signal.SIGKILL)
        service.process.wait()
        # The source is gone: what is kept answers, verified anew.
        run.publisher.withdraw()
        service = run.start()
        edition, is_ready = service.edition()
        assert is_ready and edition >= least, (edition, least, service.said())
        decides(service, edition)
        assert "kept" in service.ask("GET", "/ready")[1].decode()
        assert service.end() == 0
        least = edition
        run.publisher.publish(builds[edition])
    # An older one is refused from then on, also after a restart.
    run.publisher.publish(run.publisher.make(max(2, least - 1)))
    if least > 2:
        service = run.start()
        assert service.edition() == (least, True), service.said()
        assert service.end() == 0


def test_rules_run_out(run):
    end = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=6)
    run.publisher.publish(run.publisher.make(20, expires=end.strftime("%Y-%m-%dT%H:%M:%SZ")))
    service = run.start()
    service.until(20)
    if time.time() < end.timestamp() - 1:
        decides(service, 20)
    while time.time() < end.timestamp() + 0.5:
        time.sleep(0.1)
    status, data = service.ask("GET", "/ready")
    assert status == 503 and b"out of date" in data, (status, data)
    answer = json.loads(service.ask("POST", PATH, QUESTION)[1])
    assert answer["decision"] is False, answer
    assert answer["context"]["unknown"][0].startswith("expired: "), answer
    assert service.ask("GET", f"/{POLICY}/opa/bundle.tar.gz")[0] == 503
    assert service.metric(f'zabta_bundle_stale{{policy="{POLICY}"}}') == 1
    assert service.metric(f'zabta_decisions_out_of_date_total{{policy="{POLICY}"}}') == 1
    # A newer signature ends that.
    run.publisher.publish(run.publisher.make(22))
    service.until(22)
    decides(service, 22)
    assert service.end() == 0


def test_tokens(run):
    tokens = run.work / "tokens"
    tokens.write_text(TOKEN + "\n")
    tokens.chmod(0o600)
    run.publisher.publish(run.publisher.make(24))
    service = run.start("--tokens", tokens)
    service.until(24)
    assert service.ask("POST", PATH, QUESTION)[0] == 401
    assert service.ask("GET", "/metrics")[0] == 401
    assert service.ask("GET", f"/{POLICY}/opa/bundle.tar.gz")[0] == 401
    assert service.ask("GET", "/health")[0] == 200
    assert service.ask("GET", "/ready")[0] == 200
    decides(service, 24, headers={"Authorization": "Bearer " + TOKEN})
    assert service.ask("POST", PATH, QUESTION, {"Authorization": "Bearer " + TOKEN[1:]})[0] == 401
    assert service.end() == 0


def test_an_agent_pulls_the_rules(run):
    """As OPA's downloader asks (v1/download/download.go), and what it then answers is what the service answers."""
    run.publisher.publish(run.publisher.make(24))
    service = run.start()
    service.until(24)

    def pull(known):
        made = http.client.HTTPConnection("127.0.0.1", service.port, timeout=10)
        # It has no tag at first and says so, and would wait for a change where the server can wait.
        made.request("GET", f"/{POLICY}/opa/bundle.tar.gz", headers={
            "If-None-Match": known, "Prefer": "modes=snapshot,delta;wait=60", "Accept-Encoding": "gzip",
            "User-Agent": "Open Policy Agent/1.14.0 (linux, amd64)"})
        answer = made.getresponse()
        return answer, answer.read()

    answer, archive = pull("")
    tag = answer.headers["ETag"]
    assert answer.status == 200 and tag.startswith('"') and tag.endswith('"'), answer.headers
    # Another type would say that it can wait; an encoding would be taken off by the client.
    assert answer.headers["Content-Type"] == "application/gzip" and not answer.headers["Content-Encoding"]
    answer, nothing = pull(tag)
    assert (answer.status, nothing, answer.headers["ETag"]) == (304, b"", tag), answer.headers
    assert answer.headers["Content-Type"] is None, answer.headers
    files = {member.name.lstrip("/"): archived.extractfile(member).read()
             for archived in [tarfile.open(fileobj=io.BytesIO(archive))] for member in archived if member.isfile()}
    assert json.loads(files[".manifest"])["roots"] == [f"zabta/{POLICY}"], files[".manifest"]
    try:
        from opa_bindings.engine import OpaEngine
    except ImportError:
        print("OPA is not to be had here: only what it pulls is looked at")
    else:
        agent = OpaEngine()
        for name, text in files.items():
            if name.endswith(".rego"):
                agent.add_policy(name, text.decode())
        agent.add_data(json.loads(files["data.json"]))
        for subject in [QUESTION["subject"], {"type": "role", "id": "marketing"},
                        {"type": "user", "id": "u", "properties": {"roles": ["marketing", "accounting"]}}]:
            asked = dict(QUESTION, subject=subject)
            found = agent.eval_query(f'x := data.zabta["{POLICY}"].decision', asked)[0]["x"]
            assert found == json.loads(service.ask("POST", PATH, asked)[1]), found
    # The next edition has another tag.
    run.publisher.publish(run.publisher.make(25))
    service.until(25)
    answer, _ = pull(tag)
    assert answer.status == 200 and answer.headers["ETag"] != tag
    assert service.end() == 0


def test_certificates(run):
    authority, own, caller, stranger = certificates(run.work)
    service = run.start("--tls-certificate", own[0], "--tls-key", own[1], "--client-ca", authority)

    def ask(files):
        context = ssl.create_default_context(cafile=authority)
        context.check_hostname = False
        if files:
            context.load_cert_chain(*files)
        made = http.client.HTTPSConnection("127.0.0.1", service.port, timeout=20, context=context)
        return service.ask("GET", "/health", connection=made)[0]

    assert ask(caller) == 200
    for files in (None, stranger):
        try:
            ask(files)
        except (ssl.SSLError, ConnectionError, http.client.HTTPException):
            continue
        raise AssertionError(f"{files} was let in")
    assert service.end() == 0


def test_a_source_over_https(run):
    """Rules are fetched from a server whose certificate is vouched for, and from no other."""
    authority, own, _, _ = certificates(run.work)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*own)

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=run.work / "published")

        def do_GET(self):
            if self.path.startswith("/away/"):
                self.send_response(302)
                self.send_header("Location", f"http://127.0.0.1:{plain.server_port}/{self.path[6:]}")
                self.end_headers()
            else:
                super().do_GET()

        def log_message(self, *arguments):
            pass

    secure = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    secure.socket = context.wrap_socket(secure.socket, server_side=True)
    plain = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    for server in (secure, plain):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    run.publisher.publish(run.publisher.make(26))
    base = f"https://127.0.0.1:{secure.server_port}"

    def start(source, state, trusted):
        # The client knows the system's authorities alone: the test's own takes their place for this process.
        store = ["unshare", "-m", "sh", "-c",
                 f"mount --bind {authority} /etc/ssl/certs/ca-certificates.crt && exec \"$@\"", "sh"]
        return Service(run.program, run.work, "--bundle", source, "--trust", run.publisher.trust,
                       "--state", run.work / state, "--poll", "0.05",
                       within=store if trusted else []).wait()

    if subprocess.run(["unshare", "-m", "true"], capture_output=True).returncode:
        print("rules over https: only the superuser can try them")
        return
    service = start(f"{base}/{POLICY}", "https", True)
    decides(service, 26)
    run.publisher.publish(run.publisher.make(28))
    service.until(28)
    decides(service, 28)
    assert service.end() == 0
    for source, state, trusted, why in [(f"{base}/{POLICY}", "strange", False, "cannot be read"),
                                        (f"{base}/away/{POLICY}", "away", True, "away from https")]:
        service = start(source, state, trusted)
        status, data = service.ask("GET", "/ready")
        assert status == 503 and why in data.decode(), (status, data)
        assert service.end() == 0
    for server in (secure, plain):
        server.shutdown()
        server.server_close()


def certificates(work):
    """An authority, the service's and a caller's certificates by it, and a stranger's."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    now = datetime.datetime.now(datetime.timezone.utc)

    def make(name, by=None):
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        builder = (
            x509.CertificateBuilder().subject_name(subject)
            .issuer_name(by[0].subject if by else subject).public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + datetime.timedelta(days=1))
            .add_extension(x509.BasicConstraints(ca=not by, path_length=None), critical=True)
            .add_extension(x509.SubjectAlternativeName(
                [x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False))
        certificate = builder.sign(by[1] if by else key, hashes.SHA256())
        paths = (str(work / f"{name}.pem"), str(work / f"{name}.key.pem"))
        pathlib.Path(paths[0]).write_bytes(
            certificate.public_bytes(serialization.Encoding.PEM))
        pathlib.Path(paths[1]).write_bytes(key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption()))
        return certificate, key, paths

    authority = make("authority")
    other = make("other")
    return (authority[2][0], make("service", authority)[2], make("caller", authority)[2],
            make("stranger", other)[2])


def test_limits(run):
    service = run.start("--max-body", "2000", "--max-batch", "3", "--request-time", "1",
                        "--idle-time", "2", "--max-connections", "4")
    assert service.ask("POST", PATH, b" " * 2001)[0] == 413
    several = dict(QUESTION, evaluations=[{}] * 4)
    assert service.ask("POST", PATH + "s", several)[0] == 400
    deep = b'{"subject":' + b"[" * 900 + b"]" * 900 + b"}"
    assert service.ask("POST", PATH, deep)[0] == 400

    def closed_after(pieces, pause):
        """How long the connection stands while a request arrives in pieces."""
        start = time.monotonic()
        with socket.create_connection(("127.0.0.1", service.port), timeout=15) as made:
            try:
                for piece in pieces:
                    made.sendall(piece)
                    made.settimeout(pause)
                    try:
                        if made.recv(100) == b"":
                            break
                    except TimeoutError:
                        pass
            except ConnectionError:
                pass
            else:
                made.settimeout(10)
                try:
                    made.recv(1000)
                except ConnectionError:
                    pass
        return time.monotonic() - start

    head = (f"POST {PATH} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            "Content-Length: 1000\r\n\r\n").encode()
    assert closed_after([head] + [b" "] * 30, 0.3) < 6, "a body that trickles"
    assert closed_after([head[i:i + 1] for i in range(30)], 0.3) < 6, "a head that trickles"
    assert closed_after([], 0.3) < 6, "a connection without a request"
    # Headers too large.
    assert service.ask("GET", "/health", headers={"X": "y" * 40000})[0] in (400, 431)
    # More connections than are allowed wait until one closes.
    held = [socket.create_connection(("127.0.0.1", service.port)) for _ in range(4)]
    time.sleep(0.2)
    start = time.monotonic()
    assert service.ask("GET", "/health")[0] == 200
    assert time.monotonic() - start > 0.5, "a fifth connection was served beside four"
    for made in held:
        made.close()
    assert service.end() == 0


def test_it_ends_when_everything_is_answered(run):
    service = run.start("--drain-time", "1", "--log", run.work / "log.jsonl")
    body = json.dumps(QUESTION).encode()
    made = socket.create_connection(("127.0.0.1", service.port), timeout=20)
    made.sendall((f"POST {PATH} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                  f"Content-Length: {len(body)}\r\n\r\n").encode() + body[:10])
    kept = http.client.HTTPConnection("127.0.0.1", service.port, timeout=20)
    kept.request("GET", "/health")
    answer = kept.getresponse()
    assert answer.read() and not answer.getheader("Connection"), answer.headers
    time.sleep(0.3)
    service.process.send_signal(signal.SIGTERM)
    time.sleep(0.4)
    # It says that it is leaving, and still takes requests.
    status, data = service.ask("GET", "/ready")
    assert status == 503 and b"ending" in data, (status, data)
    assert service.ask("POST", PATH, QUESTION)[0] == 200
    # Whoever keeps a connection is told that it ends, and not torn off in the next question.
    kept.request("GET", "/health")
    answer = kept.getresponse()
    assert answer.status == 200 and answer.getheader("Connection") == "close", answer.headers
    answer.read()
    time.sleep(1.2)
    # Then it takes no more, and finishes what was under way.
    try:
        service.ask("GET", "/health")
        raise AssertionError("it still takes requests")
    except OSError:
        pass
    made.sendall(body[10:])
    data = b""
    while b'"decision":' not in data:
        piece = made.recv(4096)
        assert piece, data
        data += piece
    assert data.startswith(b"HTTP/1.1 200"), data
    assert service.process.wait(timeout=20) == 0
    lines = [json.loads(line) for line in open(run.work / "log.jsonl")]
    assert len(lines) == 2, lines


class Run:
    def __init__(self, program, zabta, bundle, work):
        self.program, self.work = program, pathlib.Path(work)
        self.publisher = Publisher(zabta, work, bundle)

    def start(self, *arguments):
        return Service(self.program, self.work, "--bundle", self.publisher.source,
                       "--trust", self.publisher.trust, "--state", self.work / "state",
                       "--poll", "0.05", *arguments).wait()


def main():
    paths = [os.path.abspath(path) for path in sys.argv[1:4]]
    with tempfile.TemporaryDirectory() as work:
        run = Run(*paths, work)
        for name, test in list(globals().items()):
            if name.startswith("test_") and (len(sys.argv) < 5 or sys.argv[4] in name):
                start = time.monotonic()
                test(run)
                print(f"{name[5:].replace('_', ' ')}: {time.monotonic() - start:.1f} s")


main()
