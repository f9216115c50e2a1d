"""The pages of the documentation: their code blocks, links, headings and tables."""

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
README = ROOT / "README.md"
PAGES = (README, *sorted(DOCS.glob("*.md")), *sorted((ROOT / ".github").glob("*.md")))

_BLOCK = re.compile(
    r"^(?:[ ]*<!-- (?P<note>[^\n]*?) -->\n)?(?P<indent>[ ]*)```(?P<language>\w*)\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL
)
_LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")
_ROW = re.compile(r"^[ ]*\|(.*)\|[ ]*$", re.MULTILINE)
_CELL_END = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, kw_only=True)
class Block:
    """A fenced code block. ``note`` is the HTML comment on the line before it, empty if there is none."""

    page: Path
    line: int
    language: str
    text: str
    note: str

    @property
    def place(self) -> str:
        """Return page and line for messages."""
        return f"{page_name(self.page)}:{self.line}"


def page_name(page: Path) -> str:
    """Return a page's path in the project."""
    return page.relative_to(ROOT).as_posix()


def read(page: Path) -> str:
    """Return a page's text."""
    return page.read_text(encoding="utf-8")


def read_blocks(page: Path) -> list[Block]:
    """Return a page's code blocks, without the indentation of a list."""
    text = read(page)
    return [
        Block(
            page=page,
            line=text.count("\n", 0, match.start("language")) + 1,
            language=match["language"],
            text=textwrap.dedent(match["text"]),
            note=match["note"] or "",
        )
        for match in _BLOCK.finditer(text)
    ]


def read_prose(page: Path) -> str:
    """Return a page's text without code blocks."""
    return _BLOCK.sub("", read(page))


def read_links(page: Path) -> list[str]:
    """Return the targets of a page's links."""
    return _LINK.findall(read_prose(page))


def read_anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub and GitLab make them."""
    anchors: set[str] = set()
    for heading in re.findall(r"^#{1,6} (.+)$", read_prose(page), re.MULTILINE):
        plain = re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")
        anchors.add(plain if plain not in anchors else f"{plain}-1")
    return anchors


def read_section(page: Path, heading: str) -> str:
    """Return the text below a heading, up to the next heading of the same or a higher level."""
    found = re.search(rf"^(#+) {re.escape(heading)}$", read(page), re.MULTILINE)
    assert found, f"{page_name(page)} has no heading [{heading}]"
    rest = read(page)[found.end() :]
    end = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def read_rows(text: str) -> Iterator[list[str]]:
    """Yield the cells of each table row, without the delimiter line below the header."""
    for match in _ROW.finditer(text):
        cells = [cell.strip() for cell in _CELL_END.split(match[1])]
        if not all(re.fullmatch(r":?-+:?", cell) for cell in cells):
            yield cells


def read_code(cell: str) -> list[str]:
    """Return the code spans of a cell."""
    return re.findall(r"`([^`]+)`", cell)
