"""The manual's Markdown as HTML: only what stands here comes out, and every text is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

PICTURES = "huong-dan"
"""Under which prefix of the static files the manual's pictures are served."""
TABLE_OF_CONTENTS = (2, 3)
Address = Callable[[str], str]


@dataclass(frozen=True)
class Entry:
    """A line of the contents."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Written:
    """A text as HTML with its title (the first heading) and its contents below that."""

    title: str
    body: SafeString
    contents: tuple[Entry, ...]


def written(text: str, address: Address) -> Written:
    """Render; `address` gives the page of a link to another Markdown file, or empty.

    HTML in the source is shown as text. A picture that is not there leaves its words.
    """
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    root = SyntaxTreeNode(parser.parse(text))
    headings = [node for node in root.walk() if node.type == "heading"]
    entries = _entries(headings)
    title = next((node for node in headings if node.tag == "h1"), None)
    page = _Page(dict(zip(map(id, headings), entries, strict=True)), address)
    shown = (node for node in root.children if node is not title)
    return Written(
        title=_plain(title) if title else "",
        body=format_html_join("\n", "{}", ((page.html(node),) for node in shown)),
        contents=tuple(one for one in entries if one.level in TABLE_OF_CONTENTS),
    )


def _entries(headings: list[SyntaxTreeNode]) -> list[Entry]:
    """A heading that stands twice has two anchors."""
    found: list[Entry] = []
    taken: dict[str, int] = {}
    for node in headings:
        text = _plain(node)
        base = anchor_of(text)
        number = taken.get(base, 0)
        taken[base] = number + 1
        found.append(Entry(int(node.tag[1]), text, f"{base}-{number}" if number else base))
    return found


def _plain(node: SyntaxTreeNode) -> str:
    words = (one.content for one in node.walk() if one.type in ("text", "code_inline"))
    return "".join(words).strip()


def anchor_of(text: str) -> str:
    """`1. Gửi báo cáo` -> `1-gửi-báo-cáo`, as code forges make them: links work in both places."""
    return re.sub(r"[^\w\- ]", "", text.lower()).strip().replace(" ", "-")


_PLAIN_TAGS = {
    "paragraph": "p",
    "blockquote": "blockquote",
    "bullet_list": "ul",
    "list_item": "li",
    "strong": "strong",
    "em": "em",
    "thead": "thead",
    "tbody": "tbody",
    "tr": "tr",
}


class _Page:
    """Turns the nodes of one text into HTML: one method for each kind that has attributes."""

    def __init__(self, entries: dict[int, Entry], address: Address) -> None:
        self._entries = entries
        self._address = address
        self._special: dict[str, Callable[[SyntaxTreeNode], SafeString]] = {
            "heading": self._heading,
            "ordered_list": self._ordered_list,
            "link": self._link,
            "image": self._image,
            "table": self._table,
            "th": self._cell,
            "td": self._cell,
            "code_inline": lambda node: format_html("<code>{}</code>", node.content),
            "fence": self._code,
            "code_block": self._code,
            "hr": lambda _node: format_html("<{}>", "hr"),
            "hardbreak": lambda _node: format_html("<{}>", "br"),
            "softbreak": lambda _node: format_html("{}", "\n"),
        }

    def html(self, node: SyntaxTreeNode) -> SafeString:
        """One node with all that is in it; of an unforeseen kind the words remain."""
        if node.type in self._special:
            return self._special[node.type](node)
        if node.type == "paragraph" and node.hidden:
            return self._inside(node)
        if node.type in _PLAIN_TAGS:
            return format_html("<{0}>{1}</{0}>", _PLAIN_TAGS[node.type], self._inside(node))
        return self._inside(node) if node.children else format_html("{}", node.content)

    def _inside(self, node: SyntaxTreeNode) -> SafeString:
        return format_html_join("", "{}", ((self.html(child),) for child in node.children))

    def _heading(self, node: SyntaxTreeNode) -> SafeString:
        anchor = self._entries[id(node)].anchor
        return format_html('<{0} id="{1}">{2}</{0}>', node.tag, anchor, self._inside(node))

    def _ordered_list(self, node: SyntaxTreeNode) -> SafeString:
        return format_html('<ol start="{}">{}</ol>', node.attrs.get("start", 1), self._inside(node))

    def _link(self, node: SyntaxTreeNode) -> SafeString:
        target = self._target(str(node.attrs.get("href", "")))
        if not target:
            return self._inside(node)
        return format_html('<a href="{}">{}</a>', target, self._inside(node))

    def _target(self, href: str) -> str:
        """Another file's page with its anchor; addresses here and elsewhere as they are."""
        parts = urlsplit(href)
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            return href
        page = self._address(unquote(parts.path))
        anchor = f"#{quote(unquote(parts.fragment))}" if parts.fragment else ""
        return f"{page}{anchor}" if page else ""

    def _image(self, node: SyntaxTreeNode) -> SafeString:
        name = str(node.attrs.get("src", "")).rpartition("/")[2]
        words = node.content
        try:
            url = staticfiles_storage.url(f"{PICTURES}/{unquote(name)}")
        except ValueError:  # the list of collected files does not know it
            return format_html("<em>{}</em>", words)
        return format_html('<img src="{}" alt="{}" loading="lazy">', url, words)

    def _table(self, node: SyntaxTreeNode) -> SafeString:
        return format_html(
            '<div class="table-responsive" tabindex="0"><table class="data">{}</table></div>',
            self._inside(node),
        )

    def _cell(self, node: SyntaxTreeNode) -> SafeString:
        if node.type == "th":
            return format_html('<th scope="col">{}</th>', self._inside(node))
        return format_html("<td>{}</td>", self._inside(node))

    @staticmethod
    def _code(node: SyntaxTreeNode) -> SafeString:
        return format_html("<pre><code>{}</code></pre>", node.content)
