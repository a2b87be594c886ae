"""``marsad check`` finds what the running service would refuse, and nothing else."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
import yaml

from scheduler.checking import check_folder
from tests.scheduler.desk import SECRET, ConfigurationFolder

EXAMPLES = Path("config")


def said(folder: Path, environ: dict[str, str] | None = None) -> list[str]:
    """All findings, as printed."""
    return [str(finding) for finding in check_folder(folder, environ or {})]


def test_sound_configuration_passes(configuration: ConfigurationFolder) -> None:
    """No finding where there is no mistake."""
    assert said(configuration.path) == []


def test_examples_pass_when_copied(tmp_path: Path) -> None:
    """What a newcomer copies works once the secrets it names are there."""
    for example in EXAMPLES.glob("*.example.yaml"):
        shutil.copy(example, tmp_path / example.name.replace(".example", ""))
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets/desk-hook-url").write_text("https://desk.example/hook")
    (tmp_path / "secrets/desk-hook-secret").write_text(SECRET)
    found = check_folder(tmp_path, {})
    assert [str(finding) for finding in found if finding.severity == "error"] == []
    assert {finding.file for finding in found} <= {"feeds.yaml"}


def test_missing_files_say_what_to_do(tmp_path: Path) -> None:
    """A folder without any of the three is one mistake, told once."""
    (line,) = said(tmp_path)
    assert line.startswith(f"{tmp_path}: error: feeds.yaml, watchlist.yaml, alerts.yaml: cannot read the file: ")
    assert f"copy what is missing from the examples to {tmp_path} and edit it" in line
    assert "--config or MARSAD_CONFIG" in line


def test_missing_file_is_named(configuration: ConfigurationFolder) -> None:
    """Those that are there are checked."""
    configuration.loses("alerts.yaml")
    configuration.writes("feeds.yaml", "feed: []\n")
    assert [line.split(":")[0] for line in said(configuration.path)] == ["feeds.yaml", "alerts.yaml"]


def test_missing_folder_is_named(tmp_path: Path) -> None:
    """Whoever runs a command elsewhere sees where it looked, and how to say where the files are."""
    advice = f"there is no folder {tmp_path}/config; name another folder with --config or MARSAD_CONFIG"
    (line,) = said(tmp_path / "config")
    assert advice in line


@pytest.mark.parametrize(
    ("path", "advice"),
    [
        ("lists/a.jsonl", "is it beneath the folder of the watchlist, {folder}?"),
        ("feeds.yaml/a.csv", "is it beneath the folder of the watchlist, {folder}?"),
        ("lists/*.jsonl", "patterns are not understood; name each file"),
    ],
)
def test_missing_list_is_looked_for_in_the_right_place(
    configuration: ConfigurationFolder, path: str, advice: str
) -> None:
    """No example lies beside a list; its path may be wrong, or a pattern."""
    configuration.writes("watchlist.yaml", f"include: ['{path}']\n")
    (line,) = said(configuration.path)
    assert line.startswith(f"{path}:1: error: cannot read the list: ")
    assert line.endswith(f"({advice.format(folder=configuration.path)})")


def test_unknown_place_names_the_nearest(configuration: ConfigurationFolder) -> None:
    """An id that nothing has is found where it stands."""
    configuration.writes(
        "watchlist.yaml",
        "places:\n  - {id: deir-ez-zor, name: D, names: {ar: [دير الزور]}}\n"
        "  - id: hajin\n    name: H\n    names: {ar: [هجين]}\n    within: deir-ezzor\n",
    )
    (line,) = said(configuration.path)
    assert line.startswith("watchlist.yaml:6: error:")
    assert "deir-ez-zor" in line


def test_circle_without_a_place_is_doubted(configuration: ConfigurationFolder) -> None:
    """With the circle that was probably meant; the place may be in an included list."""
    configuration.writes("lists/a.csv", "id,kind,name,lat,lon\nhajin,place,Hajin,34.69,40.83\n")
    rule = "rules:\n  - id: near\n    when: within:50km@{}\n"
    configuration.writes("watchlist.yaml", "include: [lists/a.csv]\n" + rule.format("40.83,34.69"))
    (line,) = said(configuration.path)
    assert line.startswith("watchlist.yaml:4: warning: no place of the list lies in within:50km@40.83,34.69")
    assert line.endswith("(latitude comes first; places of the list lie in within:50km@34.69,40.83)")
    configuration.writes("watchlist.yaml", "include: [lists/a.csv]\n" + rule.format("34.69,40.83"))
    assert said(configuration.path) == []


@pytest.mark.parametrize(
    ("names", "where"),
    [
        ("{ar: [الباب, Q], en: [Al-Bab]}", "names.ar number 2: a name of one letter"),
        ("{ar: [مدينة الباب, بلدة الباب], en: [Q]}", "names.en: a name of one letter"),
        ("{en: [Al-Bab, ...]}", "names.en number 2: the name has no letter"),
        ("{en: [Al-Bab, {text: El Bab, needs: {cues: [?]}}]}", "names.en number 2: a phrase has no letter"),
        ("{ar: []}", ""),
    ],
)
def test_name_is_told_by_its_number(configuration: ConfigurationFolder, names: str, where: str) -> None:
    """Twenty names may stand on one line; so they may in a list, and in JSON there is no line at all."""
    names = names.replace("[?]", "['?']").replace("...", "'...'")
    configuration.writes("watchlist.yaml", f"places:\n  - id: x\n    name: Q\n    names: {names}\n")
    found = said(configuration.path)
    assert [line for line in found if where in line and line.startswith("watchlist.yaml:")]
    values = yaml.safe_load(names)
    other = {"id": "y", "name": "Hajin"}
    place = {"id": "x", "name": "Q", "names": values}
    configuration.writes("watchlist.yaml", json.dumps({"places": [other, place]}))
    assert [line for line in said(configuration.path) if f"places number 2 ('x'): {where}" in line]
    configuration.writes("watchlist.yaml", "include: [a.jsonl]\n")
    configuration.writes(
        "a.jsonl", json.dumps({"kind": "place"} | other) + "\n" + json.dumps({"kind": "place"} | place)
    )
    assert [line for line in said(configuration.path) if line.startswith("a.jsonl:2: ") and where in line]


def test_everyday_word_is_doubted(configuration: ConfigurationFolder) -> None:
    """Before the first hundred false alerts; the service itself starts as ever."""
    configuration.writes("watchlist.yaml", "places:\n  - id: hajin\n    name: H\n    names: {ar: [هجين]}\n")
    (line,) = said(configuration.path)
    assert line == (
        "watchlist.yaml:4: warning: 'هجين' is a common word (ar: 2 in a million, Zipf 3.4); it may mean something else "
        "too (add `needs: context`, or `needs: nothing` if this is always meant)"
    )


def test_webhook_secret_must_be_there(configuration: ConfigurationFolder) -> None:
    """A secret that cannot be read is a mistake before the first alert, and is not repeated."""
    hook = "channels:\n  webhooks:\n    - {id: desk, url_env: HOOK_URL, secret_env: HOOK_SECRET}\n"
    configuration.writes("alerts.yaml", "operator: {email: o@desk.example}\n" + hook)
    assert said(configuration.path)[0].startswith("alerts.yaml:3: error:")
    canary = "https://desk.example/canary"
    assert "canary" not in said(configuration.path, {"HOOK_URL": canary, "HOOK_SECRET": "canary"})[0]
    assert said(configuration.path, {"HOOK_URL": canary, "HOOK_SECRET": SECRET}) == []


def test_file_name_with_nul_is_a_finding(configuration: ConfigurationFolder) -> None:
    """The system takes no such name; that must not end as a traceback, nor stop the service from reloading."""
    hook = 'channels:\n  webhooks:\n    - {id: desk, url_file: "a\\0b", secret_env: HOOK_SECRET}\n'
    configuration.writes("alerts.yaml", "operator: {email: o@desk.example}\n" + hook)
    (line,) = said(configuration.path)
    assert line.startswith("alerts.yaml:3: error: webhook 1, url: cannot read the file")


def test_empty_watchlist_is_pointed_out(configuration: ConfigurationFolder) -> None:
    """A news watch that watches nothing is silent for ever, so it is not silent here."""
    configuration.writes("watchlist.yaml", "places: []\n")
    assert said(configuration.path) == ["watchlist.yaml:1: warning: nothing is watched (add a place or an actor)"]


@pytest.mark.parametrize("source", ["password_file: nowhere", "password_env: NOWHERE", 'password_file: "a\\0b"'])
def test_feed_password_must_be_there(configuration: ConfigurationFolder, source: str) -> None:
    """The service would refuse the file, so the check does; a feed that is switched off needs no password."""
    feed = f"feeds:\n  - url: https://a.example/\n    credentials: {{user: canary, {source}}}\n"
    configuration.writes("feeds.yaml", feed)
    (line,) = said(configuration.path)
    assert line.startswith("feeds.yaml:3: error: the password of the feed at a.example")
    assert "canary" not in line
    configuration.writes("feeds.yaml", feed + "    enabled: false\n")
    assert [line.split(":")[2] for line in said(configuration.path)] == [" warning"]


def test_private_proxy_is_pointed_out(configuration: ConfigurationFolder) -> None:
    """It is an exception too, beside which the feed's own address is still judged."""
    proxy = "{url: 'http://tor:9080', allow_private: true}"
    configuration.writes("feeds.yaml", f"feeds:\n  - url: https://akhbar.example/\n    proxy: {proxy}\n")
    assert said(configuration.path)[0].startswith(
        "feeds.yaml:3: warning: this feed's proxy may be on a private network"
    )


def test_private_webhook_is_pointed_out(configuration: ConfigurationFolder) -> None:
    """The words of alerts go there, perhaps without TLS."""
    hook = "channels:\n  webhooks:\n    - {id: desk, url_env: HOOK_URL, secret_env: HOOK_SECRET, allow_private: true}\n"
    configuration.writes("alerts.yaml", "operator: {email: o@desk.example}\n" + hook)
    (line,) = said(configuration.path, {"HOOK_URL": "http://10.0.0.1:8080/canary", "HOOK_SECRET": SECRET})
    assert line.startswith("alerts.yaml:4: warning: this webhook may be on a private network")


def test_private_feed_is_pointed_out(configuration: ConfigurationFolder) -> None:
    """An exception from the address policy is never silent."""
    configuration.writes("feeds.yaml", "feeds:\n  - url: http://10.0.0.1/\n    allow_private: true\n")
    assert said(configuration.path)[0].startswith("feeds.yaml:3: warning: this feed may be on a private network")


@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", ["feeds.yaml", "watchlist.yaml", "alerts.yaml"])
def test_named_pipe_is_a_finding(configuration: ConfigurationFolder, name: str) -> None:
    """The check ends, and says what stands there in the place of a file."""
    configuration.loses(name)
    os.mkfifo(configuration.path / name)
    said_of_it = (
        f"{name}:1: error: cannot read the file: it is a named pipe, not a file (put a plain file in its place)"
    )
    assert said(configuration.path) == [said_of_it]


@pytest.mark.timeout(20)
def test_secret_in_a_pipe_is_a_finding(configuration: ConfigurationFolder) -> None:
    """A secret's file is read again at each reload, and a pipe gives what it holds once."""
    os.mkfifo(configuration.path / "pipe")
    hook = "channels:\n  webhooks:\n    - {id: desk, url_file: pipe, secret_env: HOOK_SECRET}\n"
    configuration.writes("alerts.yaml", "operator: {email: o@desk.example}\n" + hook)
    assert said(configuration.path)[0].endswith("webhook 1, url: cannot read the file: it is a named pipe, not a file")


def test_file_in_the_place_of_the_folder_is_a_finding(configuration: ConfigurationFolder) -> None:
    """Whoever gives `--config config/feeds.yaml` is told what to give."""
    (line,) = said(configuration.path / "feeds.yaml")
    assert "give the folder" in line


def test_links_in_a_circle_are_a_finding(configuration: ConfigurationFolder) -> None:
    """With what to do about it."""
    configuration.loses("feeds.yaml")
    (configuration.path / "feeds.yaml").symlink_to("feeds.yaml")
    assert said(configuration.path)[0].endswith("(its links lead round in a circle; put a plain file in its place)")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://10.0.0.5/rss", "private"),
        ("http://127.1/rss", "private"),
        ("https://[::1]/rss", "private"),
        ("http://localhost/rss", "private"),
        ("https://enab.example:8443/rss", "ports 80 and 443"),
        ("http://1.2.3.4.5/rss", "no host"),
    ],
)
def test_feed_that_is_always_refused_is_pointed_out(configuration: ConfigurationFolder, url: str, words: str) -> None:
    """The gateway would refuse it at every poll, and the operator would hear of it hours later."""
    sound = "  - url: https://enab.example/feed\n"
    configuration.writes("feeds.yaml", f"feeds:\n{sound}  - name: private\n    url: {url}\n")
    (line,) = said(configuration.path)
    assert line.startswith("feeds.yaml:4: warning:")
    assert words in line
    configuration.writes("feeds.yaml", f"feeds:\n{sound}  - url: {url}\n    enabled: false\n")
    assert said(configuration.path) == []


def test_name_of_one_letter_is_pointed_out(configuration: ConfigurationFolder) -> None:
    """With its line: it would alert on every other article."""
    configuration.writes("watchlist.yaml", "actors:\n  - id: x\n    name: X\n    names:\n      en: [X]\n")
    assert said(configuration.path)[0].startswith("watchlist.yaml:5: warning: a name of one letter")


def test_long_yaml_is_doubted(configuration: ConfigurationFolder) -> None:
    """Its owner cannot know that JSON or a list would be read in a tenth of the time."""
    places = "\n".join(f"  - {{id: p{number}, name: Place{number}}}" for number in range(30_000))
    configuration.writes("watchlist.yaml", f"places:\n{places}\n")
    (finding,) = said(configuration.path)
    assert finding.startswith("watchlist.yaml:1: warning: 1 MB of YAML are read slowly (write it as JSON")
