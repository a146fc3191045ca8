"""ChartRegistry: answers for the public hosts of a lab's charts, from folders, so that the lab stays as it is.

Controllers reach it as their HTTPS proxy. It speaks TLS in the name of the host that was asked for, with a certificate
of the stand's own authority, which those controllers trust; behind it are a real OCI registry (`crane registry serve`)
and chart indexes made by `helm repo index`. A host that serves none of the lab's charts is refused: what a run needs is
either there or named as missing, never fetched by the way.
"""

from __future__ import annotations

import http.client
import http.server
import re
import shutil
import ssl
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import trustme
import yaml

from .charts import Provision
from .errors import StandError
from .ports import Ports
from .processes import Processes
from .programs import Programs

__all__ = ["ChartRegistry"]

_LOOPBACK = "127.0.0.1"
# app-template's schema refers to its library's by address; the library lies in the chart's own folder.
_SCHEMAS = "raw.githubusercontent.com"
_SCHEMA = re.compile(r"/bjw-s-labs/helm-charts/common-(?P<version>[0-9.]+)/charts/library/common/(?P<file>.+\.json)")
_CERTIFICATES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")


class ChartRegistry:
    """Charts from folders, under their public names.

    Attributes:
        environment: what makes a controller ask here.
        missing: addresses that were asked for and are not here, for the report.
    """

    def __init__(self, authority: trustme.CA, processes: Processes, programs: Programs, ports: Ports) -> None:
        self._authority, self._programs = authority, programs
        self._folder = processes.folder / "charts"
        self._folder.mkdir()
        self._registry = ports.take()
        self._oci_hosts: set[str] = set()
        self._indexes: dict[str, Path] = {}
        self._schemas: dict[str, Path] = {}
        self._contexts: dict[str, ssl.SSLContext] = {}
        self._lock = threading.Lock()
        self.missing: set[str] = set()
        processes.start(
            "registry",
            programs.path("crane"),
            "registry",
            "serve",
            "--address",
            f"{_LOOPBACK}:{self._registry}",
            "--disk",
            self._folder,
        )
        processes.wait_for("the OCI registry", self._ready, seconds=20, of="registry")
        port = ports.take()
        handler = type("Handler", (_Proxy,), {"registry": self})
        server = http.server.ThreadingHTTPServer((_LOOPBACK, port), handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self._server = server
        bundle = processes.folder / "trusted.crt"
        public = next((Path(name).read_bytes() for name in _CERTIFICATES if Path(name).exists()), b"")
        bundle.write_bytes(public + b"\n" + authority.cert_pem.bytes())
        proxy = f"http://{_LOOPBACK}:{port}"
        self.environment = {
            **dict.fromkeys(("HTTPS_PROXY", "https_proxy"), proxy),
            **dict.fromkeys(("HTTP_PROXY", "http_proxy"), ""),
            **dict.fromkeys(("NO_PROXY", "no_proxy"), f"localhost,{_LOOPBACK}"),
            "SSL_CERT_FILE": str(bundle),
        }

    def stop(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()

    def stock(self, provisions: Sequence[Provision]) -> None:
        """Put charts on the shelf; those of an earlier call stay.

        Raises:
            StandError: helm would not package or push one.
        """
        for number, provision in enumerate(provisions):
            if provision.how == "registry":
                continue
            scratch = self._folder / f"packed-{number}"
            shutil.rmtree(scratch, ignore_errors=True)
            archive = self._package(provision, scratch)
            url = urlsplit(provision.request.url)
            if url.scheme == "oci":
                self._push(provision, archive, url.netloc, url.path)
            else:
                self._index(provision, archive, url.netloc, url.path)

    def _package(self, provision: Provision, scratch: Path) -> Path:
        if provision.chart:
            source = provision.chart.folder
            common = source / "charts" / "common"
            if (common / "values.schema.json").exists():
                version = str(yaml.safe_load((common / "Chart.yaml").read_text(encoding="utf-8"))["version"])
                self._schemas[version] = common
        else:
            source = scratch / provision.request.chart
            source.mkdir(parents=True)
            chart = {"apiVersion": "v2", "name": provision.request.chart, "version": provision.served_as}
            (source / "Chart.yaml").write_text(yaml.safe_dump(chart), encoding="utf-8")
        self._helm("package", str(source), "--destination", str(scratch))
        return next(scratch.glob("*.tgz"))

    def _push(self, provision: Provision, archive: Path, host: str, path: str) -> None:
        parent, _, name = path.rstrip("/").rpartition("/")
        local = f"{_LOOPBACK}:{self._registry}{parent}"
        self._helm("push", str(archive), f"oci://{local}", "--plain-http")
        if provision.chart and provision.chart.version != provision.served_as:
            self._run("crane", "tag", "--insecure", f"{local}/{name}:{provision.chart.version}", provision.served_as)
        self._oci_hosts.add(host)

    def _index(self, provision: Provision, archive: Path, host: str, path: str) -> None:
        folder = self._folder / "indexes" / re.sub(r"[^a-z0-9.-]+", "_", f"{host}{path}")
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(archive, folder)
        self._helm("repo", "index", str(folder))
        file = folder / "index.yaml"
        index = yaml.safe_load(file.read_text(encoding="utf-8"))
        if provision.chart and provision.chart.version != provision.served_as:
            entries = index["entries"][provision.request.chart]
            own = next(entry for entry in entries if entry["version"] == provision.chart.version)
            entries.append({**own, "version": provision.served_as})
        file.write_text(yaml.safe_dump(index), encoding="utf-8")
        self._indexes[f"{host}{path.rstrip('/')}"] = folder

    def _helm(self, *words: str) -> None:
        self._run("helm", *words)

    def _run(self, program: str, *words: str) -> None:
        home = {"HOME": str(self._folder), "HELM_CACHE_HOME": str(self._folder / "helm"), "PATH": "/usr/bin:/bin"}
        done = subprocess.run(
            [self._programs.path(program), *words], env=home, check=False, capture_output=True, text=True
        )
        if done.returncode:
            raise StandError(f"{program} {' '.join(words[:2])}: {done.stderr.strip()[-600:]}")

    def _ready(self) -> bool:
        return self._ask("GET", "/v2/", {})[0] == 200

    # -- what the proxy asks ---------------------------------------------------------------------------------------

    def serves(self, host: str) -> bool:
        """Whether this host is answered for."""
        return (
            host in self._oci_hosts or host == _SCHEMAS or any(key.partition("/")[0] == host for key in self._indexes)
        )

    def context(self, host: str) -> ssl.SSLContext:
        """TLS in the name of a host."""
        with self._lock:
            if host not in self._contexts:
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                self._authority.issue_cert(host).configure_cert(context)
                self._contexts[host] = context
            return self._contexts[host]

    def answer(
        self, method: str, host: str, path: str, headers: Mapping[str, str]
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and content for one request."""
        if host == _SCHEMAS:
            return self._file(host, path, self._schema_file(path))
        if host in self._oci_hosts:
            return self._ask(method, path, headers)
        for key, folder in self._indexes.items():
            if f"{host}{path}".startswith(f"{key}/"):
                return self._file(host, path, folder / f"{host}{path}".removeprefix(f"{key}/"))
        return self._file(host, path, None)

    def _schema_file(self, path: str) -> Path | None:
        match = _SCHEMA.fullmatch(path)
        return self._schemas[match["version"]] / match["file"] if match and match["version"] in self._schemas else None

    def _file(self, host: str, path: str, file: Path | None) -> tuple[int, dict[str, str], bytes]:
        if file is None or not file.is_file():
            self.missing.add(f"{host}{path}")
            return 404, {}, b"the stand has nothing here\n"
        return 200, {"Content-Type": "application/octet-stream"}, file.read_bytes()

    def _ask(self, method: str, path: str, headers: Mapping[str, str]) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection(_LOOPBACK, self._registry, timeout=30)
        try:
            connection.request(method, path, headers={k: v for k, v in headers.items() if k in ("Accept", "Range")})
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        kept = (
            "Content-Type",
            "Docker-Content-Digest",
            "Docker-Distribution-Api-Version",
            "Content-Length",
            "Location",
        )
        return answer.status, {name: value for name, value in answer.getheaders() if name in kept}, content


class _Proxy(http.server.BaseHTTPRequestHandler):
    """CONNECT, then the same connection again, as the host that was asked for."""

    registry: ChartRegistry
    protocol_version = "HTTP/1.1"
    host = ""

    def do_CONNECT(self) -> None:
        host = self.path.partition(":")[0]
        if not self.registry.serves(host):
            self.registry.missing.add(host)
            self.send_error(502, "The stand serves no chart of this host")
            return
        self.send_response_only(200)
        self.end_headers()
        self.connection: Any = self.registry.context(host).wrap_socket(self.connection, server_side=True)
        self.rfile: Any = self.connection.makefile("rb")
        self.wfile: Any = self.connection.makefile("wb", buffering=0)
        self.host, self.close_connection = host, False

    def do_GET(self) -> None:
        self._relay()

    def do_HEAD(self) -> None:
        self._relay()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the base class
        """The controllers' logs say what was asked."""

    def _relay(self) -> None:
        status, headers, content = self.registry.answer(self.command, self.host, self.path, dict(self.headers.items()))
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)
