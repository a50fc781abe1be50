"""The programs under the WordPress: Debian packages, and MariaDB, PHP and nginx as processes of our own.

Nothing of the system is touched: no service, no file under /etc; all state lies in one home directory.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

PACKAGES = (
    "wordpress wordpress-l10n wordpress-theme-twentytwentyone wordpress-theme-twentytwentythree "
    "mariadb-server php-fpm php-cli php-mysql php-mbstring php-xml nginx"
)
CODE = Path("/usr/share/wordpress")
NEEDED = (
    CODE / "wp-load.php",
    CODE / "wp-content/themes/twentytwentyone",
    CODE / "wp-content/themes/twentytwentythree",
    CODE / "wp-content/languages/fa_IR.mo",
    Path("/usr/sbin/mariadbd"),
    Path("/usr/bin/mariadb-install-db"),
    Path("/usr/sbin/nginx"),
    Path("/usr/bin/php"),
)
ROOT = os.geteuid() == 0


class MachineError(RuntimeError):
    """The WordPress cannot be had here, or one of its programs did not start; the text says which."""


def _php_fpm() -> Path | None:
    return next(iter(sorted(Path("/usr/sbin").glob("php-fpm*"))), None)


def missing() -> list[str]:
    """The files that the packages would bring and that are not there."""
    return [str(path) for path in NEEDED if not path.exists()] + ([] if _php_fpm() else ["/usr/sbin/php-fpm*"])


def why_not() -> str | None:
    """Why no WordPress can be had on this machine; None where it can."""
    absent = missing()
    if absent and not ROOT:
        return f"no WordPress here and not root to install it ({absent[0]} and {len(absent) - 1} more are missing)"
    if absent and not shutil.which("apt-get"):
        return "no WordPress here and no apt-get to install it"
    return None


def install() -> None:
    """Install the packages where something is missing. Raises MachineError where that cannot be done."""
    if not missing():
        return
    if reason := why_not():
        raise MachineError(reason)
    # RUNLEVEL=1 keeps the packages from starting their services.
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    subprocess.run(["apt-get", "update", "-qq"], env=environment, capture_output=True, check=False)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES.split()]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode or missing():
        raise MachineError(f"apt-get install failed: {(done.stderr or done.stdout)[-800:]}")


def wait_for(what: str, ready: Callable[[], bool], seconds: float = 30) -> None:
    """Come back when `ready`. Raises MachineError when it is not in time."""
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            raise MachineError(f"{what}: not ready after {seconds:.0f} s")
        time.sleep(0.05)


@contextmanager
def locked(home: Path, seconds: float = 900) -> Iterator[None]:
    """One user of a home at a time; a dead one's lock is free."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "lock").open("w") as f:

        def taken() -> bool:
            try:
                fcntl.flock(f, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

        wait_for(f"another user of {home}", taken, seconds)
        yield


class Machine:
    """The three programs, of one home directory."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.run = home / "run"
        self.log = home / "log"
        self.socket = self.run / "mysql.sock"
        self.code = home / "wordpress"

    def prepare(self) -> None:
        """The directories, and a copy of WordPress with our configuration and plugin."""
        for path in (self.home, self.run, self.log, self.home / "sites", self.home / "tmp"):
            path.mkdir(parents=True, exist_ok=True)
            path.chmod(0o755)
        for path in (self.run, self.home / "tmp"):
            path.chmod(0o1777)
        if not (self.code / "wp-load.php").exists():
            # The packages link files of other packages in; a link to one that is not installed is no loss.
            shutil.copytree(CODE, self.code, ignore_dangling_symlinks=True, dirs_exist_ok=True)
        here = Path(__file__).parent
        (self.code / "wp-content/mu-plugins").mkdir(exist_ok=True)
        shutil.copy(here / "plugin.php", self.code / "wp-content/mu-plugins/shahrkarimeh.php")
        (self.code / "wp-config.php").unlink(missing_ok=True)
        shutil.copy(here / "wp-config.php", self.code / "wp-config.php")

    def start_database(self) -> None:
        """MariaDB on a socket of its own, no port."""
        if self._alive("mysql"):
            return
        data = self.home / "db"
        user = ["--user=mysql"] if ROOT else []
        if not (data / "mysql").is_dir():
            data.mkdir(exist_ok=True)
            if ROOT:
                shutil.chown(data, "mysql")
            command = ["mariadb-install-db", "--no-defaults", *user, f"--datadir={data}", "--skip-test-db"]
            self._call([*command, "--auth-root-authentication-method=normal"])
        command = ["/usr/sbin/mariadbd", "--no-defaults", *user, f"--datadir={data}", f"--socket={self.socket}"]
        command += [f"--pid-file={self.run}/mysql.pid", "--skip-networking", "--character-set-server=utf8mb4"]
        command += ["--innodb-flush-log-at-trx-commit=0", f"--log-error={self.log}/mysql.log"]
        command += [f"--tmpdir={self.home}/tmp"]
        quiet = subprocess.DEVNULL
        subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
        ping = ["mariadb-admin", "--no-defaults", "-uroot", f"-S{self.socket}", "ping"]
        wait_for("MariaDB", lambda: subprocess.run(ping, capture_output=True, check=False).returncode == 0)

    def sql(self, statement: str) -> str:
        """What the database answers."""
        return self._call(["mariadb", "--no-defaults", "-uroot", f"-S{self.socket}", "-N", "-e", statement])

    def php(self, script: str, site: str, given: str) -> str:
        """What a script of this directory says of a site, `given` on its standard input."""
        command = ["php", "-d", "display_errors=stderr", str(Path(__file__).parent / script), str(self.code)]
        return self._call(command, given, {"SHAHRKARIMEH_SITE": site})

    def start_web(self, sites: Mapping[str, int], limits: Mapping[str, int], workers: int = 4) -> None:
        """PHP and nginx anew, a port of 127.0.0.1 for each site; each keeps its own access log.

        `limits` are sites that take two requests a second, and the status that those beyond get.
        """
        self._stop("nginx")
        self._stop("fpm")
        (self.run / "fpm.conf").write_text(_FPM.format(run=self.run, log=self.log, workers=workers, user=_FPM_USER))
        self._call([str(_php_fpm()), "-y", str(self.run / "fpm.conf")])
        slow = {name: _LIMIT.format(status=status) for name, status in limits.items()}
        given = ((name, port, slow.get(name, "")) for name, port in sites.items())
        servers = "".join(_SERVER.format(home=self.home, name=n, port=port, limit=limit) for n, port, limit in given)
        user = "user www-data;" if ROOT else ""
        (self.run / "nginx.conf").write_text(_NGINX.format(home=self.home, servers=servers, user=user))
        error_log = str(self.log / "nginx.log")
        self._call(["/usr/sbin/nginx", "-c", str(self.run / "nginx.conf"), "-p", str(self.home), "-e", error_log])

    def stop(self) -> None:
        """Stop what was started, by the ids in our own files."""
        for name in ("nginx", "fpm", "mysql"):
            self._stop(name)

    def _alive(self, name: str) -> int | None:
        """The id of the running program of that name; None where it is gone or the id is another's by now."""
        try:
            pid = int((self.run / f"{name}.pid").read_text())
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (OSError, ValueError):
            return None
        return pid if str(self.home).encode() in command else None

    def _stop(self, name: str) -> None:
        if pid := self._alive(name):
            os.kill(pid, signal.SIGTERM)
            wait_for(f"the end of {name}", lambda: self._alive(name) is None)

    def _call(self, command: list[str], given: str = "", environment: dict[str, str] | None = None) -> str:
        done = subprocess.run(
            command, input=given, capture_output=True, text=True, check=False, env={**os.environ, **(environment or {})}
        )
        if done.returncode:
            raise MachineError(f"{' '.join(command[:3])}: {(done.stderr or done.stdout)[-800:]}")
        return done.stdout


_FPM_USER = "user = www-data\ngroup = www-data\nlisten.owner = www-data\nlisten.group = www-data" if ROOT else ""
_FPM = """
[global]
pid = {run}/fpm.pid
error_log = {log}/fpm.log
[www]
{user}
listen = {run}/fpm.sock
pm = static
pm.max_children = {workers}
php_admin_value[memory_limit] = 256M
"""
_NGINX = r"""
pid {home}/run/nginx.pid;
worker_processes 1;
{user}
events {{ worker_connections 512; }}
http {{
  include /etc/nginx/mime.types;
  log_format hits '$msec\t$request_time\t$status\t$request_method\t$request_uri\t$bytes_sent\t$http_user_agent';
  client_body_temp_path {home}/tmp/body; proxy_temp_path {home}/tmp/proxy; fastcgi_temp_path {home}/tmp/fastcgi;
  uwsgi_temp_path {home}/tmp/uwsgi; scgi_temp_path {home}/tmp/scgi;
  keepalive_requests 100000; server_tokens off;
  gzip on; gzip_min_length 256; gzip_vary on;
  gzip_types application/json application/xml text/xml application/rss+xml text/plain;
  fastcgi_buffers 64 16k; fastcgi_buffer_size 64k;
  limit_req_zone $server_port zone=slow:1m rate=2r/s;
  map $status $after {{ 429 1; default ''; }}
{servers}}}
"""
# Nothing but the status says why a request is refused; with 429 comes when to ask again, as many sites set it up.
_LIMIT = """    limit_req zone=slow; limit_req_status {status}; add_header Retry-After $after always;"""
_SERVER = r"""
  server {{
    listen 127.0.0.1:{port}; root {home}/wordpress; index index.php; access_log {home}/log/{name}.access.log hits;
{limit}
    location / {{ try_files $uri $uri/ /index.php?$args; }}
    location ~ \.php$ {{
      include /etc/nginx/fastcgi_params; fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
      fastcgi_param HTTP_HOST $http_host; fastcgi_param SHAHRKARIMEH_SITE {name};
      fastcgi_pass unix:{home}/run/fpm.sock;
    }}
  }}
"""
