"""``marsad feeds import`` and ``export``: folders, titles and languages go along, secrets and hostile files do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scheduler.command_line import Ran, marsad

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scheduler.desk import ConfigurationFolder

OPML = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="سوريا" custom:note="x" xmlns:custom="urn:x">
  <outline text="شرق / غرب" title="شرق / غرب">
    <outline type="rss" text="عنب بلدي"
      xmlUrl="https://enab.example/feed?a=1&b=2" htmlUrl="https://enab.example" unread="12"/>
  </outline>
  <outline text="Wire" xmlUrl="feed://wire.example/rss" language="en" category="/agency/world,x"/>
  <outline type="rss" text="Wire again" xmlUrl="http://www.wire.example/rss/"/>
</outline>
<outline type="rss" text="https://bare.example/rss" xmlUrl="https://bare.example/rss"/>
<outline type="rss" text="Mine" xmlUrl="https://user:hunter2@partner.example/feed"/>
<outline type="rss" text="Known" xmlUrl="https://KNOWN.example/feed/"/>
</body></opml>"""
FEEDS = """\
feeds:
  - {url: "https://known.example/feed", name: My own name}   # mine
"""
BOMB = '<!DOCTYPE opml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><opml><body><outline text="&b;"/></body></opml>'
ROUND_TRIP = """\
feeds:
  - {url: "https://a.example/?x=1&y=2", name: "عنب \\"بلدي\\" <1>", language: ar, tags: [سوريا/شرق, وكالة]}
  - {url: "https://b.example/", tags: [سوريا]}
  - url: https://c.example/
    name: Secret
    credentials: {user: u1, password_env: PASSWORD_OF_C}
  - {url: "https://d.example/", enabled: false}
"""


class Desk:
    """A person with an OPML file and a feeds.yaml."""

    def __init__(self, configuration: ConfigurationFolder, folder: Path) -> None:
        self._configuration = configuration
        self.file = folder / "list.opml"
        configuration.writes("feeds.yaml", FEEDS)

    @property
    def text(self) -> str:
        """What stands in feeds.yaml."""
        return (self._configuration.path / "feeds.yaml").read_text("utf-8")

    def runs(self, *arguments: object) -> Ran:
        """A command of the group."""
        return marsad("feeds", *arguments, CONFIG=str(self._configuration.path))

    def imports(self, document: str | bytes, *options: str) -> Ran:
        """This file is imported."""
        self.file.write_bytes(document.encode() if isinstance(document, str) else document)
        return self.runs("import", self.file, *options)

    def has(self, text: str) -> None:
        """feeds.yaml is this."""
        self._configuration.writes("feeds.yaml", text)


@pytest.fixture
def desk(configuration: ConfigurationFolder, tmp_path: Path) -> Desk:
    """One feed, with a name of its own."""
    return Desk(configuration, tmp_path)


def test_folders_become_tags(desk: Desk) -> None:
    """Nested folders as a path, categories too; titles that are addresses are no names; nothing is overwritten."""
    ran = desk.imports(OPML, "--tag", "imported")
    assert ran.code == 1
    assert "3 feeds added to" in ran.out
    assert "1 are there already, 1 stand in the list twice" in ran.out
    assert f"{desk.file}:12: not added: take user and password out of the url" in ran.out
    assert "hunter2" not in ran.out + ran.err + desk.text
    assert desk.text == FEEDS + (
        "  - url: https://enab.example/feed?a=1&b=2\n    name: عنب بلدي\n    tags: [سوريا/شرق - غرب, imported]\n"
        "  - url: https://wire.example/rss\n    name: Wire\n    language: en\n"
        "    tags: [سوريا, agency/world, x, imported]\n"
        "  - url: https://bare.example/rss\n    tags: [imported]\n"
    )


def test_second_import_adds_nothing(desk: Desk) -> None:
    """The same file again is no harm."""
    desk.imports(OPML)
    before = desk.text
    ran = desk.imports(OPML, "--json")
    assert (ran.last["added"], ran.last["known"], desk.text) == (0, 5, before)
    assert [refused["host"] for refused in ran.last["refused"]] == ["partner.example"]


def test_dry_run_writes_nothing(desk: Desk) -> None:
    """What would be added is counted."""
    assert "3 feeds would be added" in desk.imports(OPML, "--dry-run").out
    assert desk.text == FEEDS


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (BOMB, "list.opml:1: it defines entities"),
        ('<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><opml>&f;</opml>', "it defines entities"),
        ("<opml>" + "<outline>" * 60, "nested too deeply"),
        (b"<opml>" + b" " * 21 * 2**20 + b"</opml>", "larger than 20 MB"),
        ("<rss><channel/></rss>", "its first element is not <opml>"),
        ("<opml><body>", "list.opml:1: not XML"),
        ("", "not XML"),
    ],
)
def test_hostile_or_broken_file_is_refused(desk: Desk, document: str | bytes, words: str) -> None:
    """With file, line and what to do; nothing is written."""
    ran = desk.imports(document)
    assert ran.code == 1
    assert words in ran.err
    assert desk.text == FEEDS


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1256", "utf-8-sig"])
def test_charsets_of_exporters_are_read(desk: Desk, encoding: str) -> None:
    """Old Arabic readers on Windows write what Windows writes."""
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    document = (
        f'<?xml version="1.0" encoding="{declared}"?><opml><outline text="فرات" xmlUrl="http://f.example/"/></opml>'
    )
    assert desk.imports(document.encode(encoding)).code == 0
    assert "name: فرات" in desk.text


@pytest.mark.parametrize(
    "document",
    [
        b'<?xml version="1.0" encoding="utf-8"?>{}',
        b'\n\n<?xml version="1.0" encoding="utf-16"?>{}',
        b'<?xml version="1.0" encoding="martian"?>{}',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256"])
def test_wrong_declarations_lose_no_list(desk: Desk, document: bytes, encoding: str) -> None:
    """Lists that were saved by hand declare what they are not, or begin with an empty line."""
    outline = '<opml><outline text="وكالة أنباء الفرات والجزيرة السورية" xmlUrl="http://f.example/"/></opml>'
    assert desk.imports(document.replace(b"{}", outline.encode(encoding))).code == 0
    assert "name: وكالة أنباء الفرات والجزيرة السورية" in desk.text


def test_careless_exports_are_read(desk: Desk) -> None:
    """Podcast schemes, references of HTML and controls; a link to a page is no subscription."""
    ran = desk.imports(
        '<opml><outline text="A&nbsp;&laquo;b&raquo;&#11;c & &unknown;&LT;" xmlUrl="itpc://a.example/rss"/>'
        '<outline text="B\x0b" xmlUrl="pcast://b.example/rss?a=1&copy=2&lang=ar"/>'
        '<outline type="link" text="C" url="https://c.example/"/><outline type="include" url="https://d.example/"/></opml>'
    )
    assert ran.code == 0
    assert desk.text == FEEDS + (
        "  - url: https://a.example/rss\n    name: A «b» c & &unknown;<\n"
        "  - url: https://b.example/rss?a=1&copy=2&lang=ar\n    name: B\n"
    )


def test_thousands_are_imported(desk: Desk) -> None:
    """Whoever comes from another reader brings all of it."""
    outlines = "".join(f'<outline text="F{n}" xmlUrl="https://{n}.example/rss"/>' for n in range(5_000))
    ran = desk.imports(f"<opml><body><outline text='all'>{outlines}</outline></body></opml>")
    assert (ran.code, desk.text.count("tags: [all]")) == (0, 5_000)


def test_round_trip_keeps_folders_and_titles(desk: Desk, tmp_path: Path) -> None:
    """What goes out as OPML comes back as it was, but for what is secret or switched off."""
    desk.has(ROUND_TRIP)
    ran = desk.runs("export", tmp_path / "out.opml")
    assert (ran.code, ran.err) == (
        0,
        f"Wrote 3 feeds to {tmp_path / 'out.opml'}; 1 that are switched off or no feeds (listing) were left out.\n",
    )
    out = (tmp_path / "out.opml").read_text("utf-8")
    assert not any(secret in out for secret in ("u1", "PASSWORD_OF_C", "d.example"))
    desk.has("feeds: []\n")
    assert desk.imports(out).code == 0
    assert desk.text == (
        "feeds:\n  - url: https://c.example/\n    name: Secret\n  - url: https://b.example/\n    tags: [سوريا]\n"
        '  - url: https://a.example/?x=1&y=2\n    name: عنب "بلدي" <1>\n    language: ar\n'
        "    tags: [سوريا/شرق, وكالة]\n"
    )


def test_export_spares_what_is_there(desk: Desk, tmp_path: Path) -> None:
    """A file is replaced only when asked; without one the document goes to standard output."""
    (tmp_path / "out.opml").write_text("mine", encoding="utf-8")
    assert desk.runs("export", tmp_path / "out.opml").code == 2
    assert desk.runs("export", tmp_path / "out.opml", "--force").code == 0
    assert desk.runs("export").out.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">')
