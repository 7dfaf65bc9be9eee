#!/usr/bin/env python3
"""Opens notes of Two-Factor Notes without the plugin and without Obsidian. Shares no code with them; see format.md.

    pip install argon2-cffi pynacl            (Debian, Ubuntu: apt install python3-argon2 python3-nacl)
    python3 open.py 2FA/GitHub.md             the note's properties, its secrets opened
    python3 open.py 2FA                       the same for every account in a folder, and in those below
    python3 open.py 2fa-backup-2026….zip      the same for every note of a backup
    python3 open.py --uri 2FA                 one otpauth:// URI a line
    python3 open.py --uri 2FA/GitHub.md | qrencode -t ansiutf8

It only reads. What it prints is secret: mind who looks on, and what the terminal keeps.
"""
import argparse, base64, getpass, json, re, sys, unicodedata, zipfile
from pathlib import Path
from urllib.parse import quote

try:
    from argon2.low_level import Type, hash_secret_raw
    from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as decrypt
except ImportError as missing:
    sys.exit(f"{missing}. Install what it needs: pip install argon2-cffi pynacl (Debian, Ubuntu: apt install python3-argon2 python3-nacl)")

KINDS = {"totp_seed": "seed", "totp_seed_next": "seed", "backup_codes": "code", "backup_codes_former": "code", "pin": "pin"}
FIELD = re.compile(r"(tfn1\.(([1-9]\d*)\.([1-9]\d*)\.([1-9]\d*)\.([\w-]{22}))\.)([\w-]+)", re.ASCII)
SEALED = re.compile(r"tfn\d")
ACCOUNT = re.compile(r"^[\"']?(totp_seed|backup_codes|type)[\"']?[ \t]*:", re.M)


def plain(text):
    """A text for a terminal: what one would take for a command, or what turns the text around it, is written by its number."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", lambda sign: f"\\u{ord(sign[0]):04x}", text)


def tell(path, wrong):
    print(plain(f"{path}: {wrong}"), file=sys.stderr)


def files(path):
    """The notes of a path, (path, text): itself, those of a folder, those in a backup. Each alone: one that cannot be read is named."""
    try:
        if path.is_dir():
            for below in sorted(path.rglob("*.md")):
                yield from (note for note in files(below) if ACCOUNT.search(note[1]))
        elif path.suffix.lower() == ".zip" or zipfile.is_zipfile(path):
            backup = zipfile.ZipFile(path)
            found = backup.namelist()
            yield from (note for name in found if name.lower().endswith(".md") for note in unpacked(backup, name))
            listed = [line[66:] for line in backup.read("SHA256SUMS").decode().split("\n")] if "SHA256SUMS" in found else ["SHA256SUMS"]
            for name in listed:
                if name and name not in found:
                    tell(name, "missing in this backup. Look into an older one")
        else:
            yield path, path.read_text("utf-8-sig")
    except Exception as wrong:  # whatever reading makes of damaged bytes
        tell(path, f"could not be read: {wrong}. Of a damaged backup, recovery.html opens what is whole")


def unpacked(backup, name):
    try:
        yield Path(name), backup.read(name).decode("utf-8-sig").replace("\r\n", "\n")
    except Exception as wrong:
        tell(name, f"could not be read: {wrong}. Look into an older backup")


def read(text):
    """The properties of a note: {key: [texts]}. Not all of YAML, only what such notes look like."""
    head = re.match(r"---[ \t]*\n(.*?)^---[ \t]*$", text, re.S | re.M)
    found = re.findall(r"^([\w\"'-]+)[ \t]*:(?=\s)(.*\n(?:(?:[ \t-].*|#.*)?\n)*)", head[1] if head else "", re.M)
    return {key.strip("\"'"): texts(value) for key, value in found}


def texts(value):
    """The texts of one property: the items of a list, the lines of a block, else one."""
    value = re.sub(r"\\\n[ \t]*", "", value)  # quoted text broken in the middle of a word
    value = re.sub(r"(^|\s)#[^\"'\n]*$", r"\1", value, flags=re.M)  # comments
    block = re.match(r"\s*[|>][-+\d]*[ \t]*\n", value)
    if block:
        items = value[block.end():].split("\n")
    elif value.lstrip().startswith("["):
        items = re.findall(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^,\[\]\s][^,\[\]]*", value)
    else:
        items = re.split(r"^[ \t]*-[ \t]+", value, flags=re.M)
    return [unquote(" ".join(item.split())) for item in items if item.strip()]


def unquote(text):
    try:
        return json.loads(text.replace("\\x20", " ")) if text.startswith('"') else re.sub("^'(.*)'$", r"\1", text)
    except ValueError:
        return text.strip('"')


def unbase64(text):
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)) if len(text) % 4 != 1 else b""
    if base64.urlsafe_b64encode(raw).rstrip(b"=").decode() != text:
        raise ValueError("damaged")
    return raw


class Opener:
    """A passphrase and the keys it gives: a key takes a second, and serves all fields of the same cost and salt."""

    def __init__(self, passphrase):
        self.passphrase = unicodedata.normalize("NFKC", passphrase).encode()
        self.keys, self.opened = {}, set()

    def open(self, field, kind):
        """The secret and the label of a field. Raises ValueError with what is wrong."""
        if not field.startswith("tfn1."):
            raise ValueError("of another version")
        parts = FIELD.fullmatch(field)
        if not parts:
            raise ValueError("damaged")
        head, group, salt, body = parts[1], parts[2], unbase64(parts[6]), unbase64(parts[7])
        if len(body) < 24 + 32 + 16 or (len(body) - 24 - 16) % 32:  # nonce, text filled up, tag
            raise ValueError("damaged")
        m, t, p = int(parts[3]), int(parts[4]), int(parts[5])
        if m < 8 * p or m > 2**20 or p > 64 or (t > 16 and (m * t > 2**20 or p > 16)):
            raise ValueError("not opened: its key would take too much memory or time")
        try:
            key = self.keys.get(group) or hash_secret_raw(self.passphrase, salt, t, m, p, 32, Type.ID)
        except Exception:
            raise ValueError("not opened: its key could not be worked out, perhaps for want of memory") from None
        self.keys[group] = key
        try:
            plain = decrypt(body[24:], head.encode(), body[:24], key).rstrip(b"\0").decode()
        except Exception:  # the tag does not fit, or it is not UTF-8
            raise ValueError("damaged" if group in self.opened else "wrong passphrase, or damaged") from None
        self.opened.add(group)
        secret, about = (plain.split("\n") + [""])[:2]
        sealed_as, _, label = about.partition(" ")
        if sealed_as != kind:
            raise ValueError(f"not opened: encrypted as {sealed_as}, but stands where a {kind} should")
        return secret, label

    def read(self, key, text):
        """A text of a property as it is to be shown: opened where it is encrypted, its marks behind it."""
        sealed, _, marks = text.partition(" ")
        if key not in KINDS or not SEALED.match(sealed):
            return text
        try:
            secret, label = self.open(sealed, KINDS[key])
            return f"{secret} {marks}".rstrip() + f"    (encrypted for {label})"
        except ValueError as wrong:
            return f"{sealed[:12]}… {marks}".rstrip() + f"    ({wrong})"


def show(path, note, opener):
    print(plain(str(path)))
    for key, values in note.items():
        said = [plain(opener.read(key, value)) for value in values]
        if len(said) < 2 and key not in ("backup_codes", "backup_codes_former"):
            print(f"  {key}: {''.join(said)}")
        else:
            print("\n    - ".join([f"  {key}:"] + said))


def uri(path, note, opener):
    """The otpauth URI of a note. Raises ValueError where there is none."""
    first = {key: values[0] for key, values in note.items() if values}
    seed, kind, issuer = first.get("totp_seed", ""), first.get("type", "TOTP").lower(), first.get("issuer", path.stem)
    if SEALED.match(seed):
        seed, _ = opener.open(seed, "seed")
    if seed.startswith("otpauth:"):
        return seed
    if not seed or kind not in ("totp", "hotp"):
        raise ValueError(f"no otpauth URI: its type is {kind}" if seed else "no totp_seed")
    user = first.get("username", "" if first.get("account") == issuer else first.get("account"))
    given = [("secret", re.sub(r"[\s=-]", "", seed).upper()), ("issuer", issuer)]
    given += [(key, first[key]) for key, usual in (("algorithm", "SHA1"), ("digits", "6"), ("period", "30")) if first.get(key, usual) != usual]
    given += [("counter", first.get("counter", "0"))] if kind == "hotp" else []
    label = ":".join(quote(part, safe="") for part in (issuer, user) if part)
    return f"otpauth://{kind}/{label}?" + "&".join(f"{key}={quote(value, safe='')}" for key, value in given)


def unlock(notes, ask):
    """An opener that has tried every field: only then is a wrong passphrase told from a damaged field."""
    sealed = [(text.split(" ")[0], KINDS[key]) for note in notes for key in note.keys() & KINDS.keys() for text in note[key] if SEALED.match(text)]
    opener, wrongs = Opener(ask() if sealed else ""), set()
    for field, kind in sealed:
        try:
            opener.open(field, kind)
        except ValueError as wrong:
            wrongs.add(str(wrong))
    if wrongs and not opener.opened:
        sys.exit(f"No secret could be opened: {'; '.join(sorted(wrongs))}.")
    return opener


def main():
    words = argparse.ArgumentParser(description="Opens notes of Two-Factor Notes. It only reads.")
    words.add_argument("notes", nargs="+", type=Path, metavar="note.md, folder or backup.zip")
    words.add_argument("--uri", action="store_true", help="print otpauth:// URIs, one a line")
    words.add_argument("--stdin", action="store_true", help="read the passphrase from standard input")
    asked = words.parse_args()
    notes = [(path, read(text)) for given in asked.notes for path, text in files(given)]
    if not notes:
        sys.exit("No account was found.")
    piped = asked.stdin or not sys.stdin.isatty()
    opener = unlock([note for _, note in notes], lambda: sys.stdin.buffer.readline().decode("utf-8-sig").rstrip("\r\n") if piped else getpass.getpass("Passphrase: "))
    for path, note in notes:
        try:
            print(plain(uri(path, note, opener))) if asked.uri else show(path, note, opener)
        except ValueError as wrong:
            tell(path, wrong)


if __name__ == "__main__":
    main()
