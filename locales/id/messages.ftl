### Kalimat tetap bot. Sapaan: "Kak".

help =
    Tulis saja pertanyaannya, Kak, dengan kata-kata sendiri: boleh singkat, boleh bahasa sehari-hari. Atau pilih bidangnya di bawah ini.

    /topics – daftar topik
    /language – ganti bahasa
    /status – pertanyaan yang sedang kami teruskan
    /done – tutup pertanyaan yang sudah terjawab
    /privacy – data apa yang kami simpan
    Ketik <b>petugas</b> kalau ingin dijawab orang.
menu = Mau tanya tentang apa, Kak?
# Variables: $programme (title of a programme)
topics-of = <b>{ $programme }</b>: pilih topiknya.
language-menu = Pilih bahasa / Choose a language
language-set = Baik, mulai sekarang saya menjawab dalam bahasa Indonesia. Silakan tanya, Kak.
did-you-mean = Apakah ini yang dimaksud, Kak?
unknown = Maaf, Kak, saya belum punya jawaban pasti untuk itu.
unknown-again = Maaf, yang ini pun saya belum tahu jawabannya. Lebih baik petugas kami yang menjawab.
# Variables: $programme (its title), $known (the year that we know of), $asked (year)
lacks-year = Yang saya tahu tentang <b>{ $programme }</b> adalah untuk tahun { $known }, Kak, bukan { $asked }.
# Variables: $programme (its title), $asked (year)
lacks-any-year = Maaf, Kak, tentang tahun { $asked } belum ada keterangan di halaman kami tentang <b>{ $programme }</b>.
# Variables: $programme (its title), $name (country, place, organisation or product)
lacks-name = Maaf, Kak, tentang { $name } saya belum punya keterangan di <b>{ $programme }</b>.
# Variables: $programme (its title), $aspect (a word such as "cost")
lacks-aspect = Maaf, Kak, soal { $aspect } belum ada keterangan di halaman kami tentang <b>{ $programme }</b>.

# Variables: $number (ticket number)
ticket = Pertanyaannya sudah saya teruskan dengan nomor <b>{ $number }</b>.
# Variables: $contacts (names with phones)
ticket-contacts = Petugas akan menjawab di obrolan ini. Kalau mendesak, silakan hubungi { $contacts }.
ticket-office = Petugas kantor akan menjawab di obrolan ini.
ticket-lost = Sayangnya pertanyaan ini belum bisa saya catat karena ada gangguan. Mohon kirim lagi nanti ya, Kak.
# Variables: $contacts (names with phones)
ticket-lost-contacts = Sayangnya pertanyaan ini belum bisa saya catat karena ada gangguan. Silakan hubungi { $contacts }, atau kirim lagi nanti.

status = Pertanyaan yang sedang kami teruskan, Kak:
# Variables: $number (ticket number), $asked (date), $question (the asker's words)
status-line = • <b>{ $number }</b> ({ $asked }): { $question }
# Variables: $number (ticket number), $asked (date)
status-line-wordless = • <b>{ $number }</b> ({ $asked }): ingin bicara dengan petugas
status-none = Tidak ada pertanyaan yang sedang menunggu jawaban.
status-unavailable = Maaf, daftarnya sedang tidak bisa dibuka. Coba lagi sebentar lagi ya, Kak.

no-words = Saya hanya mengerti kata-kata, Kak. Tulis pertanyaannya, atau pilih bidangnya di bawah ini.
wordless = Terima kasih, tetapi saya hanya bisa membaca teks. Tulis pertanyaannya, atau pilih bidangnya di bawah ini.
unknown-command = Perintah itu tidak saya kenal, Kak. Tulis saja pertanyaannya, atau lihat /help.
old-button = Tombol itu sudah tidak berlaku, Kak. Silakan pilih lagi.

# Variables: $title (title and publisher of the source), $checked (date)
source = <i>Sumber: { $title } (diperiksa { $checked })</i>

label-menu = Semua topik
label-none = Bukan semuanya
label-person = Hubungi petugas
label-language-id = Bahasa Indonesia
label-language-en = English

rated = Terima kasih atas masukannya, Kak.
what-was-missing = Maaf ya, Kak. Apa yang kurang? Tulis di sini dalam satu kalimat dan saya teruskan, atau langsung hubungi petugas.
fault = Maaf, Kak, ada gangguan di pihak kami saat membaca pesan ini.
answer-missing = Maaf, Kak, jawaban untuk ini belum ditulis. Petugas akan membantu.
answer-untranslated = Jawaban ini belum diterjemahkan, Kak. Dalam bahasa Inggris bunyinya:

label-further = Berikutnya ›
label-earlier = ‹ Sebelumnya

### Perkenalan bot di Telegram.

# Paling panjang 64 karakter.
bot-name = Tanya
# Paling panjang 512 karakter.
bot-description = Tanyakan program kantor kami: inkubasi, ekspor, pameran, dan pelatihan. Tulis pertanyaannya dalam bahasa Indonesia atau Inggris; kalau saya tidak yakin, petugas yang menjawab di sini.
# Paling panjang 120 karakter.
bot-about = Jawaban langsung tentang program kantor, atau dari petugas.
# Masing-masing paling panjang 256 karakter.
command-topics = Daftar topik
command-help = Cara memakai bot ini
command-language = Ganti bahasa
command-status = Pertanyaan yang sedang kami teruskan
command-done = Tutup pertanyaan yang sudah terjawab
command-privacy = Data apa yang kami simpan
command-mydata = Semua yang kami simpan tentang Kakak
command-forget = Hapus semua yang kami simpan
command-start = Mulai dari awal
