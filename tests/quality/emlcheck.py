#!/usr/bin/env python3
"""Judges whole messages: emlcheck.py [--one-click] FILE...

Headers, MIME shape, sizes, and that text and HTML say the same numbers and links. Prints one JSON array of { file, linter, faults, facts }.
--one-click: an https endpoint for unsubscribing is configured, so both one-click headers must be there; without it neither may be.
Exit code 1: a fault. Standard library only.
"""
import email
import email.policy
import json
import os
import re
import sys
from html.parser import HTMLParser


class Words(HTMLParser):
    """What a reader sees of a page, and where its links lead."""

    def __init__(self):
        super().__init__()
        self.text, self.links, self.skip = "", set(), 0

    def handle_starttag(self, tag, attrs):
        self.skip += tag in ("style", "title")
        self.links |= {value for name, value in attrs if name == "href"}

    def handle_endtag(self, tag):
        self.skip -= tag in ("style", "title")

    def handle_data(self, data):
        self.text += "" if self.skip else data + " "


def numbers(text):
    return {n.rstrip(".,\u066b\u066c") for n in re.findall(r"\d[\d.,\u202f\u066b\u066c]*[%\u066a×KMB]?", text)}


def headers(raw, message, one_click):
    head = raw.split(b"\r\n\r\n", 1)[0]
    yield "lines end with CR LF", b"\n" not in raw.replace(b"\r\n", b"")
    yield "lines have at most 998 bytes", max(map(len, raw.split(b"\r\n"))) <= 998
    yield "headers are ASCII", all(c < 128 for c in head)
    for name in ("From", "To", "Date", "Message-ID", "Subject", "MIME-Version"):
        yield f"exactly one {name}", len(message.get_all(name, [])) == 1
    yield "one recipient, no Cc, no Bcc", len(message["To"].addresses) == 1 and not message["Cc"] and not message["Bcc"]
    sender, message_id = message["From"].addresses[0], str(message["Message-ID"]).strip()
    yield "Message-ID has its form", bool(re.fullmatch(r"<[^<>@\s]+@[^<>@\s]+>", message_id))
    yield "Message-ID is of the From domain", message_id.strip("<> ").split("@")[-1].endswith(sender.domain)
    yield "no Sender other than From", not message["Sender"] or message["Sender"].address.addr_spec == sender.addr_spec
    unsubscribe, post = str(message.get("List-Unsubscribe", "")), str(message.get("List-Unsubscribe-Post", "")).strip()
    if one_click:
        yield "List-Unsubscribe has https first", bool(re.match(r"\s*<https://[^>]+>", unsubscribe))
        yield "List-Unsubscribe-Post", post == "List-Unsubscribe=One-Click"
    else:
        yield "List-Unsubscribe is mailto and nothing promises one click", bool(re.fullmatch(r"\s*<mailto:[^>]+>\s*", unsubscribe)) and not post
    yield "List-Id", bool(re.search(r"<[\w.-]+>$", str(message.get("List-Id", "")).strip()))
    yield "Auto-Submitted", str(message.get("Auto-Submitted", "")) == "auto-generated"
    yield "X-Auto-Response-Suppress", bool(message.get("X-Auto-Response-Suppress"))
    yield f"subject has at most 78 characters: {len(message['Subject'])}", len(message["Subject"]) <= 78


def body(message):
    alternatives = [p for p in message.walk() if p.get_content_type() == "multipart/alternative"]
    parts = [p for p in alternatives[0].iter_parts()] if len(alternatives) == 1 else []
    shape = [p.get_content_type() for p in parts]
    yield f"one multipart/alternative, text then HTML: {shape}", shape in (["text/plain", "text/html"], ["text/plain", "multipart/related"])
    text = next(p for p in message.walk() if p.get_content_type() == "text/plain" and not p.get_filename())
    html = next(p for p in message.walk() if p.get_content_type() == "text/html")
    yield "both parts are utf-8", {text.get_content_charset(), html.get_content_charset()} == {"utf-8"}
    attached = [p for p in message.walk() if p.get_filename() and not p["Content-ID"]]
    yield "attachments stand in an outer multipart/mixed", message.get_content_type() == "multipart/mixed" or not attached
    yield from pictures(message, parts[-1] if parts else message, html.get_content())
    yield from content(text.get_content(), html.get_content())


def pictures(message, shown, html):
    """A picture is a small PNG beside the page that names it (RFC 2387), and every picture that is named is there."""
    inline = [p for p in message.walk() if p["Content-ID"]]
    images = re.findall(r"<img\b[^>]*>", html)
    named = re.findall(r'src="([^"]*)"', " ".join(images))
    yield f"every picture is a part of the message: {named}", sorted(set(named)) == sorted("cid:" + str(p["Content-ID"]).strip("<> ") for p in inline)
    yield "every picture has its words and its size", all(re.search(rf' {name}="', image) for image in images for name in ("alt", "width", "height"))
    beside = list(shown.iter_parts())[1:] if shown.get_content_type() == "multipart/related" else []
    yield "pictures stand beside the page, and there only", [id(p) for p in beside] == [id(p) for p in inline]
    yield "the page is the root of what stands together", not beside or (shown.get_param("type") == "text/html" and next(shown.iter_parts()).get_content_type() == "text/html")
    for part in inline:
        data = part.get_content()
        yield "a picture is inline, a PNG and has at most 100 KB", (
            part.get_content_disposition() == "inline" and part.get_content_type() == "image/png" and data.startswith(b"\x89PNG\r\n") and len(data) <= 102_400)


def content(text, html):
    size = len(html.encode())
    page = Words()
    page.feed(html)
    styles = re.findall(r"<style.*?</style>", html, re.S)
    unstyled = re.sub(r"<style.*?</style>", "", html, flags=re.S)
    yield f"HTML has fewer than 90,000 bytes: {size}", size < 90_000
    yield "style has fewer than 8,192 bytes", sum(len(s.encode()) for s in styles) < 8192
    yield "no script, form, frame, object, svg or embedded image", not re.search(r'<(script|form|iframe|object|embed|svg)\b|src="data:', html, re.I)
    yield "links are https or mailto", all(link.startswith(("https://", "mailto:", "#")) for link in page.links)
    yield "nothing is left unrendered", "{{" not in html + text and "}}" not in unstyled + text
    addresses = set(re.findall(r"(?:https|mailto):[^\s>]+", text))
    lost = addresses - page.links
    yield f"every link of the text is in the HTML too: {sorted(lost)[:3]}", not lost
    unseen = {link for link in page.links if link.startswith("https")} - addresses
    yield f"every link of the HTML is in the text too: {sorted(unseen)[:3]}", not unseen
    missing = numbers(re.sub(r"(?:https|mailto):[^\s>]+", " ", text)) - numbers(page.text)
    yield f"every number of the text is in the HTML too: {sorted(missing)[:8]}", not missing
    seen = len(re.sub(r"\s+", " ", page.text))
    yield f"the text says what the HTML says: {len(text)} of {seen} characters", len(text) >= 0.4 * seen


def judge(file, one_click):
    with open(file, "rb") as opened:
        raw = opened.read()
    message = email.message_from_bytes(raw, policy=email.policy.default)
    checks = [*headers(raw, message, one_click), *body(message), (f"message has less than 10 MB: {len(raw)}", len(raw) < 10_000_000)]
    return {"file": os.path.basename(file), "linter": "message", "faults": [name for name, ok in checks if not ok], "facts": {"bytes": len(raw)}}


if __name__ == "__main__":
    verdicts = [judge(file, "--one-click" in sys.argv) for file in sys.argv[1:] if not file.startswith("--")]
    print(json.dumps(verdicts))
    sys.exit(1 if any(v["faults"] for v in verdicts) else 0)
