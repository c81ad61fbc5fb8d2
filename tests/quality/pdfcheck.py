#!/usr/bin/env python3
"""Judges printed scorecards: pdfcheck.py [--logo] FILE...

Valid, tagged, titled, language, Alt on every figure, scopes, headings, bookmarks, fonts, vector charts, page x of y, page fill. Prints one JSON array of
{ file, linter, faults, facts }. --logo: the theme has one, so exactly one picture must be there, on page 1. Exit code 1: a fault. Needs qpdf, poppler-utils and mupdf-tools (Debian's names).
"""
import json
import os
import re
import subprocess
import sys

PAGES, BYTES, LEAST_FILLED = (3, 4), 500 * 1024, 0.25


def run(*command, text=True):
    return subprocess.run(command, capture_output=True, text=text, errors="replace" if text else None)


class Pdf:
    """A file as qpdf lays it open."""

    def __init__(self, file):
        self.file = file
        objects = json.loads(run("qpdf", "--json", "--json-key=qpdf", file).stdout)["qpdf"][1]
        self.objects = {k[4:]: v.get("value", v.get("stream", {}).get("dict")) for k, v in objects.items() if k.startswith("obj:")}
        self.root = self.at(self.at(objects["trailer"]["value"])["/Root"])
        self.info = dict(re.findall(r"^([^:\n]+):\s*(.*)$", run("pdfinfo", file).stdout, re.M))
        self.text = run("pdftotext", "-layout", file, "-").stdout
        self.elements = [o for o in self.objects.values() if isinstance(o, dict) and o.get("/Type") == "/StructElem"]

    def at(self, value):
        return self.objects.get(value, value) if isinstance(value, str) and value.endswith(" R") else value

    def of(self, kind):
        return [e for e in self.elements if e.get("/S") == kind]

    def has_scope(self, element):
        attributes = self.at(element.get("/A"))
        listed = attributes if isinstance(attributes, list) else [attributes]
        return any("/Scope" in self.at(a) for a in listed if isinstance(self.at(a), dict))

    def headings(self):
        levels = []

        def walk(element):
            element = self.at(element)
            if isinstance(element, list):
                for child in element:
                    walk(child)
            elif isinstance(element, dict):
                level = re.match(r"/H(\d)$", str(element.get("/S")))
                if level:
                    levels.append(int(level.group(1)))
                if element.get("/S") != "/Span":
                    walk(element.get("/K"))

        walk(self.at(self.root["/StructTreeRoot"]).get("/K"))
        return levels


def words(value):
    return value[2:] if isinstance(value, str) and value.startswith("u:") else value or ""


def plain(text):
    """One blank for each run of them, and no marks of direction."""
    return re.sub(r"\s+", " ", re.sub(r"[\u061c\u200e\u200f\u2066-\u2069]", "", text))


def structure(pdf):
    checked = run("qpdf", "--check", pdf.file)
    yield f"is valid: {checked.stdout.strip()[-80:]}", checked.returncode == 0
    pages = int(pdf.info["Pages"])
    yield f"has {PAGES[0]} to {PAGES[1]} pages: {pages}", PAGES[0] <= pages <= PAGES[1]
    size = os.path.getsize(pdf.file)
    yield f"has at most {BYTES} bytes: {size}", size <= BYTES
    title = pdf.info.get("Title", "")
    yield f"has a title: {title}", bool(title) and "about:" not in title
    yield "shows its title", (pdf.at(pdf.root.get("/ViewerPreferences")) or {}).get("/DisplayDocTitle") is True
    yield "is tagged", pdf.info.get("Tagged") == "yes" and (pdf.at(pdf.root.get("/MarkInfo")) or {}).get("/Marked") is True
    yield "has no script and no encryption", pdf.info.get("JavaScript", "no") == "no" and pdf.info.get("Encrypted") == "no"
    yield "names its language", bool(words(pdf.root.get("/Lang")))
    source = run("qpdf", "--qdf", "--object-streams=disable", pdf.file, "-").stdout
    yield "has no file: links, launches or embedded files", not re.search(r"/Launch|/EmbeddedFile|file:///", source)


def reading(pdf):
    unnamed = [e for e in pdf.of("/Figure") if not words(e.get("/Alt")).strip()]
    yield f"every figure has its words: {len(unnamed)} of {len(pdf.of('/Figure'))} have none", not unnamed
    yield "every header cell has its scope", all(pdf.has_scope(e) for e in pdf.of("/TH"))
    levels = pdf.headings()
    yield f"has one H1 and skips no level: {levels}", levels.count(1) == 1 and all(b - a <= 1 for a, b in zip(levels, levels[1:]))
    outline = re.findall(r'"([^"]*)"\t#', run("mutool", "show", pdf.file, "outline").stdout)
    yield f"has a bookmark for each heading: {len(outline)} of {len(levels)}", len(outline) == len(levels)
    if not words(pdf.root.get("/Lang")).startswith(("ar", "he")):
        # A line of a right-to-left script comes out of pdftotext in an order of its own. Columns are read one after the other without -layout.
        # Japanese has no blanks: a line wraps between any two letters, and pdftotext puts one there.
        unspaced = words(pdf.root.get("/Lang")).startswith(("ja", "zh"))
        flat = (lambda t: re.sub(r"\s+", "", t)) if unspaced else plain
        text = flat(pdf.text) + flat(run("pdftotext", pdf.file, "-").stdout)
        joined = [entry for entry in outline if flat(entry) not in text]
        yield f"bookmarks keep the blanks where lines wrap: {joined[:2]}", not joined


def looks(pdf, logo):
    fonts = run("pdffonts", pdf.file).stdout.splitlines()[2:]
    wrong = [f for f in fonts if " yes yes yes " not in f or "Type 3" in f]
    yield f"fonts are embedded, subset, unicode and not Type 3: {wrong[:3]}", bool(fonts) and not wrong
    # Where a picture is transparent a line for its mask follows.
    pictures = [line.split()[0] for line in run("pdfimages", "-list", pdf.file).stdout.splitlines()[2:] if line.split()[2] != "smask"]
    yield f"charts are vectors, and only a logo is a picture, on page 1: {pictures}", pictures == (["1"] if logo else [])
    pages = pdf.text.split("\f")[:int(pdf.info["Pages"])]
    unnumbered = [i + 1 for i, page in enumerate(pages) if not numbered(page, i + 1, len(pages))]
    yield f"every page says x of y: not {unnumbered}", not unnumbered
    fills = filled(pdf.file)
    yield f"no page is less than a quarter full: {fills}", all(fill >= LEAST_FILLED for fill in fills)


def numbered(page, number, of):
    """In English 'Page 1 of 4'; elsewhere both numbers in one line at the page's end."""
    last = [line for line in page.splitlines() if line.strip()][-3:]
    return any(re.search(rf"(?<!\d){number}(?!\d)\D+(?<!\d){of}(?!\d)|(?<!\d){of}(?!\d)\D+(?<!\d){number}(?!\d)", line) for line in last)


def filled(file):
    """Per page, how far down the content reaches between the running header and footer, as a share."""
    raw, fills, at = run("pdftoppm", "-r", "20", "-gray", file, text=False).stdout, [], 0
    while at < len(raw):
        magic, width, height, _ = re.match(rb"(P5)\s+(\d+)\s+(\d+)\s+(\d+)\s", raw[at:at + 60]).groups()
        at += re.match(rb"P5\s+\d+\s+\d+\s+\d+\s", raw[at:at + 60]).end()
        width, height = int(width), int(height)
        rows = [raw[at + y * width:at + (y + 1) * width] for y in range(height)]
        at += width * height
        top, bottom = int(height * 0.06), int(height * 0.94)
        inked = [y for y in range(top, bottom) if min(rows[y]) < 200]
        fills.append(round((inked[-1] - top) / (bottom - top), 2) if inked else 0.0)
    return fills


def judge(file, logo):
    pdf = Pdf(file)
    checks = [*structure(pdf), *reading(pdf), *looks(pdf, logo)]
    facts = {"bytes": os.path.getsize(file), "pages": int(pdf.info["Pages"])}
    return {"file": os.path.basename(file), "linter": "pdf", "faults": [name for name, ok in checks if not ok], "facts": facts}


if __name__ == "__main__":
    verdicts = [judge(file, "--logo" in sys.argv) for file in sys.argv[1:] if not file.startswith("--")]
    print(json.dumps(verdicts))
    sys.exit(1 if any(v["faults"] for v in verdicts) else 0)
