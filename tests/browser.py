"""Headless Chromium, Debian's own, driven by its own ChromeDriver; both are installed where they are missing (root)."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from tests.debian import installed

PACKAGES = ("chromium", "chromium-driver")
PROGRAMS = ("chromium", "chromedriver")
QUIET = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage --hide-scrollbars --force-color-profile=srgb"
).split()


class Browser:
    """One window."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver
        driver.execute_cdp_cmd("Emulation.setFocusEmulationEnabled", {"enabled": True})

    def js(self, script: str, *arguments: Any) -> Any:
        """What the body of a function returns."""
        return self.driver.execute_script(script, *arguments)

    def size(self, width: int, height: int = 900) -> None:
        """The size of the page's view in CSS pixels."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def media(self, *, kind: str = "", scheme: str = "light") -> None:
        """What the page is shown on, and the colours the user's system prefers."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": kind, "features": features})

    def wait(self, condition: str, seconds: float = 30) -> Any:
        """Waits until a JavaScript expression is true, and gives it. Raises TimeoutException."""
        from selenium.webdriver.support.wait import WebDriverWait

        waiting = WebDriverWait(self.driver, seconds, poll_frequency=0.02)
        return waiting.until(lambda _: self.js(f"return {condition}"), message=condition)

    def open(self, page: Path, fragment: str = "") -> None:
        """Opens a page of ours from the disk and waits until all of it is drawn."""
        self.driver.get("about:blank")
        self.driver.get(page.resolve().as_uri() + fragment)
        self.wait("document.documentElement.dataset.plots")

    def complaints(self) -> list[str]:
        """What the console told since the last call, warnings and errors."""
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] in ("WARNING", "SEVERE")]

    def shot(self, path: Path, *, full: bool = False) -> None:
        """A picture of the view, or of the whole page."""
        found = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png", "captureBeyondViewport": full})
        path.write_bytes(base64.b64decode(found["data"]))


@contextmanager
def browser(directory: Path) -> Iterator[Browser]:
    """A window with an empty profile in that directory; no host can be reached from it."""
    binary, driver_path = installed(PACKAGES, PROGRAMS)
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for argument in (*QUIET, f"--user-data-dir={directory}", "--host-resolver-rules=MAP * ~NOTFOUND"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(driver_path))
    try:
        yield Browser(driver)
    finally:
        driver.quit()
