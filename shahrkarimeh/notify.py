"""Tells the operator of a run that did not go well: by a command of theirs, or by a webhook."""

import json
import logging
import shlex
import subprocess
from collections.abc import Mapping
from typing import Any
from urllib.error import URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from shahrkarimeh.errors import ConfigError
from shahrkarimeh.version import __version__

logger = logging.getLogger(__name__)

_COMMAND_SECONDS, _WEBHOOK_SECONDS = 60, 10


class _NoRedirect(HTTPRedirectHandler):
    """A webhook that sends elsewhere is told of, not followed."""

    def redirect_request(self, *_args: Any) -> None:
        return None


def is_webhook(target: str) -> bool:
    """Whether the target is an address, not a command."""
    return target.lower().startswith(("https://", "http://"))


def command_of(target: str) -> list[str]:
    """The words of a command, as a shell parts them. Raises ConfigError for none."""
    try:
        words = shlex.split(target)
    except ValueError as e:
        raise ConfigError(f"--notify {target}: {e}") from None
    if not words:
        raise ConfigError("--notify: a command or an address is needed")
    return words


def notify(target: str, message: Mapping[str, Any]) -> bool:
    """Hands a message over as JSON; whether that went well. What goes wrong is logged, and changes nothing else."""
    body = json.dumps(message, ensure_ascii=False).encode()
    try:
        if is_webhook(target):
            _post(target, body)
        else:
            subprocess.run(  # noqa: S603  (the operator's own command, without a shell)
                command_of(target), input=body, stdout=subprocess.DEVNULL, timeout=_COMMAND_SECONDS, check=True
            )
    except (OSError, URLError, ValueError, subprocess.SubprocessError, ConfigError) as e:
        logger.error("could not notify %s: %s", target.split("?", maxsplit=1)[0], e)
        return False
    return True


def _post(url: str, body: bytes) -> None:
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": f"shahrkarimeh/{__version__}"}
    request = Request(url, data=body, headers=headers, method="POST")  # noqa: S310  (http and https only: is_webhook)
    with build_opener(_NoRedirect).open(request, timeout=_WEBHOOK_SECONDS):
        pass
