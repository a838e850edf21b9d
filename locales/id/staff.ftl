### Kalimat meja layanan untuk orang kantor: pendek, tanpa sapaan.

## Kartu sebuah pertanyaan

# Variables: $number (ticket number), $programme (its title)
card-head = <b>{ $number } · { $programme }</b>
# Variables: $number (ticket number)
card-head-general = <b>{ $number } · Umum</b>
card-open = 🔵 Belum diambil
# Variables: $name (of whoever took it)
card-claimed = 🟡 Diambil oleh { $name }
# Variables: $at (day and time)
card-answered = 🟢 Dijawab { $at }
# Variables: $at (day and time), $name (of whoever took it)
card-answered-by = 🟢 Dijawab oleh { $name }, { $at }
card-closed = ✅ Selesai
# Variables: $why (the reason)
card-closed-why = ✅ Selesai: { $why }
card-dismissed = 🚫 Ditolak
# Variables: $why (the reason)
card-dismissed-why = 🚫 Ditolak: { $why }
# Variables: $at (day and time)
card-told = 💬 Terakhir dijawab { $at }; sekarang menunggu lagi
card-undelivered = ⚠️ Jawabannya tidak sampai: penanya memblokir bot, atau akunnya sudah tidak ada.
card-muted = 🔇 Penanya sedang tidak boleh menulis.
# Variables: $content (1 to 5)
card-content = ⭐ Kepuasan penanya: { $content } dari 5
card-hint-id = 🗣 Penanya menulis dalam bahasa Indonesia: jawab dalam bahasa Indonesia.
card-hint-en = 🗣 Penanya menulis dalam bahasa Inggris: jawab dalam bahasa Inggris.
card-wordless = <i>Ingin bicara dengan petugas.</i>
card-withdrawn = <i>Penanya menghapus datanya.</i>
# Variables: $topics (titles)
card-offered = Ditawarkan, tetapi bukan itu maksudnya: { $topics }
card-earlier = Pertanyaan sebelumnya yang belum terjawab:
# Variables: $question (the asker's words)
card-earlier-line = • { $question }
# Variables: $others (how many)
card-fellows = 👥 { $others } orang lain menanyakan hal yang sama
# Variables: $at (day and time)
card-asked = 🕒 Ditanyakan { $at }
somebody = petugas lain

# Alasan, sebagai bagian dari satu baris.
closing-staff = sudah dijawab
closing-asker = kata penanya sudah cukup
closing-quiet = tidak ada kabar lagi
closing-spam = bukan pertanyaan
closing-not-ours = urusan kantor lain
closing-duplicate = sudah pernah ditanyakan
closing-withdrawn = penanya menarik diri

## Tombol di bawah kartu

act-claim = ✋ Saya jawab
act-release = ↩️ Lepaskan
act-topics = 📚 Jawab dengan topik
act-close = ✅ Selesai
act-reopen = 🔓 Buka lagi
act-dismiss = 🚫 Tolak
act-spam = Bukan pertanyaan
act-not-ours = Urusan kantor lain
act-duplicate = Sudah pernah ditanyakan
act-mute = 🔇 Bisukan penanya
# Variables: $pause (a span such as "7 days")
act-mute-days = 🔇 { $pause }
act-unmute = 🔊 Boleh menulis lagi
act-hint-off = 🗣 Sembunyikan soal bahasa
# Variables: $pause (a span such as "1 hour")
act-snooze = ⏰ { $pause } lagi
act-assign = 👤 Serahkan
act-to-all = 👥 Kirim ke semuanya
# Variables: $number (ticket number)
act-show = Lihat { $number }
act-main = ‹ Kembali
act-more = Lainnya ›

## Kabar

# Variables: $waiting (how many)
digest = 📋 <b>{ $waiting } pertanyaan menunggu</b>, yang terlama di atas:
# Variables: $number (ticket number), $count (how many ask it), $since (day and time), $question (the asker's words)
digest-line = • <b>{ $number }</b> ({ $count }×, sejak { $since }): { $question }
# Variables: $number (ticket number), $count (how many ask it), $since (day and time)
digest-line-wordless = • <b>{ $number }</b> ({ $count }×, sejak { $since }): ingin bicara dengan petugas
# Variables: $more (how many)
digest-more = … dan { $more } lagi

# Variables: $number (ticket number), $words (the asker's words)
heard = 💬 <b>{ $number }</b>: { $words }
# Variables: $number (ticket number)
heard-wordless = 💬 <b>{ $number }</b>:
# Variables: $number (ticket number), $name (of whoever wrote it), $words (a note among colleagues)
noted = ✍ <b>{ $number }</b>, { $name }: { $words }

# Variables: $number (ticket number), $since (day and time)
reminder = ⏰ Pertanyaan <b>{ $number }</b> menunggu jawaban sejak { $since }.
# Variables of all reminders: $names (of people)
reminder-owner = Mohon dijawab: { $names }
reminder-deputy = Mohon dibantu menjawab: { $names }
reminder-admins = Masih belum ada yang menjawab. Mohon diatur: { $names }
whoever-owner = petugas program ini
whoever-deputy = pengganti petugas program ini
whoever-admins = admin

# Variables: $number (ticket number), $others (how many)
also-tell = 👥 { $others } orang lain menanyakan hal yang sama dengan <b>{ $number }</b>. Kirim jawaban ini kepada mereka juga?
# Variables: $others (how many)
told-all = ✅ Jawabannya juga dikirim kepada { $others } orang lain.

# Variables: $number (ticket number), $name (of whoever has it)
refused-taken = Pertanyaan { $number } sudah diambil oleh { $name }.
# Variables of all refusals: $number (ticket number)
refused-not-yours = Pertanyaan { $number } dijawab oleh petugas program lain.
refused-admins-only = Hanya admin yang bisa melakukan itu pada pertanyaan { $number }.
refused-over = Pertanyaan { $number } sudah ditutup. Untuk melanjutkan, buka lagi dulu.
refused-already-so = Tidak ada yang berubah pada pertanyaan { $number }: memang sudah begitu.
done = Sudah.
which-ticket = Pesan itu tidak saya kenali sebagai milik sebuah pertanyaan. Balas kartu pertanyaannya, supaya jawabannya sampai.
# Variables: $replies (names of prepared answers)
no-such-reply = Tidak ada jawaban siap pakai dengan nama itu. Yang ada: { $replies }
no-replies = Belum ada jawaban siap pakai.
# Variables: $more (how many)
more-replies = … dan { $more } lagi

# Variables: $programme (its title), $day (date)
nightly = 🌙 <b>{ $programme }</b>, { $day }
# Variables: $open (how many)
nightly-open = Belum selesai: { $open }
# Variables: $open (how many), $oldest (day and time)
nightly-open-since = Belum selesai: { $open }; yang terlama menunggu sejak { $oldest }
nightly-none-open = Semua pertanyaan sudah selesai.
# Variables: $answered (how many)
nightly-answered = Dijawab hari itu: { $answered }
nightly-asked = Paling sering ditanyakan dan belum ada jawabannya:
# Variables: $count (how often), $question (the askers' words)
nightly-asked-line = • { $count }× { $question }
no-programme = Umum

## Bergabung

role-contact = petugas
role-admin = admin
all-programmes = semua program
# Variables: $role (a word), $programme (its title)
welcome =
    Selamat bergabung di meja layanan, sebagai <b>{ $role }</b> untuk <b>{ $programme }</b>.

    Pertanyaan yang belum ada jawabannya datang sebagai kartu. Balas kartunya untuk menjawab. Cara lengkapnya: /help
invite-over = Tautan ini sudah dipakai atau sudah lewat waktunya. Mohon minta yang baru kepada admin.
# Variables: $url (the link), $minutes (how long it is good for)
dashboard-link =
    🔑 Tautan masuk ke dasbor, hanya untuk Anda:
    { $url }

    Berlaku { $minutes } menit dan sekali pakai. Jangan diteruskan kepada siapa pun.
# Variables: $name (of whoever it was made for)
dashboard-used = ⚠️ Tautan masuk dasbor milik { $name } dicoba lagi setelah dipakai. Kalau itu bukan { $name }, buka dasbor › Akun dan keluarkan sesi yang tidak dikenal.
no-dashboard = Dasbor belum diaktifkan untuk bot ini.
# Variables: $name (of the person), $role (a word), $programme (its title)
joined = 👤 { $name } bergabung sebagai { $role } untuk { $programme }.

## Pengetahuan

# Variables: $count (how many mistakes)
knowledge-broken = ⚠️ <b>Pengetahuan bot diubah, tetapi belum bisa dipakai</b>: ada { $count } kesalahan. Jawaban yang lama tetap berlaku.
# Variables: $place (file and line), $message (what is wrong)
knowledge-mistake-at = • <code>{ $place }</code> { $message }
# Variables: $message (what is wrong)
knowledge-mistake = • { $message }
# Variables: $more (how many)
knowledge-more = … dan { $more } lagi
knowledge-right = ✅ Pengetahuan bot sudah benar lagi, dan sudah dipakai.

staff-help =
    <b>Cara memakai meja layanan</b>

    Balas sebuah kartu dengan teks, foto, berkas atau pesan suara: penanya menerimanya atas nama kantor. Yang ditulis tanpa membalas kartu tidak dikirim ke penanya.

    Sebagai balasan pada kartu:
    /note catatan – untuk sesama petugas; penanya tidak melihatnya
    /r NAMA – kirim jawaban siap pakai
    /t kata – cari topik yang menjawabnya
    /close – pertanyaan selesai; penanya diberi tahu
    /release – lepaskan, supaya petugas lain bisa menjawab
    /assign NAMA – serahkan kepada petugas lain
    /snooze 2h – ingatkan lagi nanti
    /dismiss – bukan pertanyaan untuk kantor ini

    Di obrolan pribadi dengan bot:
    /dashboard – tautan masuk ke dasbor

    Tombol di kartu:
    ✋ ambil pertanyaan ini, supaya tidak dijawab dua kali
    📚 jawab dengan topik yang sudah ada
    🚫 tolak, dengan alasan
    ✅ selesai (setelah dijawab)
    Lainnya › serahkan, bisukan penanya, ingatkan nanti, selesai

    Pesan baru dari penanya muncul di bawah kartunya. Kalau jawaban tidak sampai, kartunya mengatakannya.
