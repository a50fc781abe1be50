"""What makes two posts the same: fingerprints of one post's content, overlap of two reports' wording."""

import hashlib

from shahrkarimeh.text.letters import squeeze


def fingerprint(title: str, text: str) -> str:
    """`sha256:` of the folded title and text: letters and digits only, so that spacing and spelling variants agree."""
    return "sha256:" + hashlib.sha256(f"{squeeze(title)}\n{squeeze(text)}".encode()).hexdigest()
