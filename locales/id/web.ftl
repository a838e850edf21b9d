### Dasbor: teks polos; halamannya yang meloloskan karakter khusus. Untuk petugas: pendek dan tepat.

## Bingkai setiap halaman

web-skip = Langsung ke isi
web-office = Dasbor
web-navigation = Halaman
web-topics = Topik
web-try = Coba
web-health = Kondisi
web-account = Akun
web-sign-out = Keluar
web-language = Bahasa
web-in-language-id = Bahasa Indonesia
web-in-language-en = English
web-the-server = petugas di server

## Masuk

web-sign-in-title = Masuk
# Variables: $name (of whoever it was made for)
web-sign-in-for = Tautan ini dibuat untuk { $name }.
web-sign-in-button = Masuk
web-sign-in-not-you = Kalau itu bukan Anda, tutup halaman ini: belum terjadi apa-apa.
web-sign-in-used = Tautan ini sudah dipakai
web-sign-in-used-advice = Satu tautan hanya untuk sekali masuk. Kalau bukan Anda yang memakainya, minta yang baru dengan /dashboard, lalu akhiri sesi yang tidak Anda kenal di halaman Akun.
web-sign-in-over = Tautan ini sudah lewat waktunya
web-sign-in-unknown = Tautan ini tidak ada
web-sign-in-many = Terlalu banyak tautan yang salah
web-sign-in-advice = Kirim /dashboard ke bot di obrolan pribadi: balasannya tautan baru yang berlaku lima menit.
web-sign-in-needed = Anda belum masuk
web-sign-in-needed-advice = Kirim /dashboard ke bot di obrolan pribadi: balasannya tautan yang berlaku lima menit. Hanya petugas kantor yang mendapatkannya.

## Kalau ada yang salah

web-trouble-not-found = Halaman ini tidak ada
web-trouble-not-found-advice = Mungkin sudah pindah, atau isinya sudah tidak ada.
web-trouble-forbidden = Halaman ini untuk admin
web-trouble-forbidden-advice = Akun Anda untuk menjawab pertanyaan. Kalau perlu lebih, mintalah kepada admin.
web-trouble-forged = Ini tidak dikirim dari dasbor
web-trouble-forged-advice = Tidak ada yang dilakukan. Buka lagi halamannya, lalu coba sekali lagi.
web-trouble-malformed = Ini tidak bisa dipahami
web-trouble-malformed-advice = Tidak ada yang dilakukan. Kembali, periksa isiannya, lalu coba sekali lagi.
web-trouble-too-large = Ini terlalu panjang
web-trouble-too-large-advice = Tidak ada yang dilakukan. Kirim sebagian-sebagian, atau lebih pendek.
web-trouble-unavailable = Basis data tidak bisa dihubungi
web-trouble-unavailable-advice = Bot tetap menjawab. Coba lagi sebentar lagi; kalau tetap begini, hubungi pengelola server.
web-trouble-fault = Ada yang salah di sini
web-trouble-fault-advice = Sudah dicatat, tanpa apa pun yang Anda tulis. Coba lagi sebentar lagi.
web-trouble-home = Ke halaman pertama

## Akun

web-account-admin = admin
web-account-contact = penjawab pertanyaan
web-account-sessions = Tempat Anda masuk
web-account-lasts = Sebuah peramban tetap masuk paling lama tujuh hari, dan dua belas jam kalau tidak dipakai. Sesi juga berakhir kalau peran Anda berubah.
web-account-name = Sesi
web-account-since = Sejak
web-account-seen = Terakhir dipakai
web-account-end = Keluarkan
# Variables: $name (of the session)
web-account-end-one = Keluarkan sesi { $name }
web-account-this = yang ini

## Kondisi

web-health-complaints = Keluhan di log sejak program mulai
web-health-no-complaints = Tidak ada.
web-health-last = Terakhir
web-health-place = Tempat di program
web-health-kind = Jenis
web-health-count = Berapa kali
web-health-error = kesalahan
web-health-warning = peringatan
web-health-loaded = Menjawab sejak
web-health-broken = Versi yang lebih baru tidak bisa dipakai
# Variables: $n (number of mistakes)
web-health-mistakes = { $n } kesalahan

web-health-fine = Semua baik
web-health-no-database = Tidak ada yang bisa disimpan: basis data tidak bisa ditulisi
web-health-stuck = Ada pesan yang menunggu lebih dari satu menit
web-health-unsent-long = Ada jawaban yang belum terkirim lebih dari satu menit
web-health-parked-some = Ada pesan yang tidak bisa diolah: lihat tanya inbox
web-health-waits = Yang menunggu
# Variables: $span (a duration)
web-health-oldest = terlama: { $span }
web-health-inbox = Pesan yang akan diolah
web-health-outbox = Jawaban yang akan dikirim
web-health-parked = Tidak bisa diolah
web-health-hour = Dalam satu jam terakhir
web-health-received = Pesan dan ketukan
web-health-asked = Pertanyaan
web-health-sent = Terkirim ke Telegram
web-health-tickets = Tiket dibuka
web-health-given-up = Tidak sampai
web-health-failed = Yang tidak sampai
web-health-none-failed = Semuanya sampai.
web-health-when = Kapan
web-health-what = Permintaan
web-health-why = Sebabnya
web-health-program = Program
web-health-version = Versi
web-health-uptime = Berjalan selama
web-health-knowledge = Pengetahuan
# Variables: $n (number of topics)
web-health-topics = { $n } topik

## Topik

web-topics-search = Cari kata di judul dan kalimat
web-topics-find = Cari
# Variables: $n (number of topics)
web-topics-count = { $n } topik
web-topics-none = Tidak ada topik dengan kata-kata ini.
# Variables: $n (how many)
web-topics-phases = { $n } masa
web-topics-stale = sumber setahun belum dibaca ulang

## Satu topik

web-topic-collisions = Topik yang berdekatan
web-topic-collisions-soon = Sedang dihitung, sebentar.
# Variables: $back, $of (numbers of phrases)
web-topic-back = { $back } dari { $of } kalimatnya tetap sampai ke sini walaupun dikeluarkan dulu.
web-topic-no-collisions = Tidak ada topik lain yang menghalangi.
web-topic-mixed = kalimatnya tertukar

# Variables: $day (a date)
web-topic-said = Jawaban pada { $day }
web-topic-day = Pada hari lain
web-topic-look = Lihat
web-topic-phases = Masa berlaku
# Variables: $day (a date)
web-topic-before = sebelum { $day }
# Variables: $day (a date)
web-topic-until = sampai dengan { $day }
web-topic-afterwards = setelahnya
web-topic-this = pada hari itu
web-topic-source = Sumber
web-topic-no-source = Basa-basi tidak perlu sumber.
# Variables: $day (a date), $days (how many days ago)
web-topic-checked = Terakhir dibaca ulang { $day }, { $days } hari yang lalu
web-topic-people = Penanggung jawab
web-topic-nobody = Tidak ada yang khusus.
web-topic-facts = Fakta
web-topic-fact = Fakta
web-topic-value = Nilai
web-topic-related = Tombol di bawah jawaban
# Variables: $n (how many)
web-topic-phrases = Cara orang menanyakannya: { $n } kalimat
web-topic-tests = Uji
web-topic-question = Pertanyaan
web-topic-on = Ditanyakan pada
web-topic-any-day = hari apa saja
web-topic-must = Harus dijawab dengan

## Coba

web-try-lead = Mesin yang sama seperti di Telegram. Tidak ada yang disimpan, dan tidak ada tiket yang dibuka.
web-try-empty = Tanyakan seperti orang bertanya: dalam dua bahasa, dengan salah ketik.
web-try-question = Pesan
web-try-day = Seolah-olah pada tanggal
web-try-send = Kirim
web-try-anew = Mulai lagi
web-try-ticket = Di Telegram ini membuka tiket untuk kantor
# Variables: $topic (its title)
web-try-answered = Dijawab: { $topic }
web-try-unsure = Belum yakin: ditawarkan pilihan
web-try-unknown = Tidak ada di pengetahuan
# Variables: $words (the question)
web-try-read-as = Dibaca sebagai: { $words }
# Variables: $sure, $from (shares in percent)
web-try-sure = { $sure } yakin topik terbaik itu benar; dijawab mulai { $from }
web-try-by-words = Kata-katanya yang menentukan.
web-try-by-meaning = Kata-kata dan makna kalimatnya yang menentukan.
# Variables: $line (a phrase)
web-try-nearest = Kalimat terdekat: { $line }
web-try-candidate = Topik
web-try-likely = Kemungkinan
# Variables: $rival (a topic)
web-try-evidence = Yang mendukung topik terbaik dan bukan { $rival }:
web-try-word = Kata atau kelompok kata
web-try-says = Bobot

## Hari ini

web-today = Hari ini
web-today-spans = Jangka waktu
web-today-day = Hari ini
web-today-week = 7 hari
web-today-month = 30 hari
# Variables: $change (a number with its sign)
web-today-change = { $change } dari sebelumnya
web-today-meaning = Arti angka-angka ini
web-today-before = Angka kecil: selisih dari jumlah hari yang sama sebelumnya.
web-today-course = 30 hari terakhir
# Variables: $day (a date), $asked (how many)
web-today-bar = { $day }: { $asked } pertanyaan
web-today-table = Sebagai tabel
web-today-programmes = Per program
web-today-languages = Per bahasa
web-today-nothing = Belum ada pertanyaan.
web-today-thumbs = Pendapat penanya tentang jawaban
web-today-no-thumbs = Belum ada yang memberi jempol.
web-today-worst = Paling kurang disukai
web-today-no-worst = Belum ada topik dengan tiga jempol yang satu di antaranya ke bawah.
web-today-export = Unduh angkanya
web-today-from = Dari
web-today-to = Sampai dengan
web-today-by = Satu baris untuk tiap
web-today-csv = Sebagai CSV
web-today-json = Sebagai JSON
web-figure-asked = Ditanyakan
web-figure-asked-means = Pertanyaan. Salam, perintah, dan ketukan tidak dihitung; pertanyaan yang diubah dihitung satu.
web-figure-answered = Terjawab
web-figure-answered-means = Di antaranya: langsung dijawab.
web-figure-unsure = Kurang yakin
web-figure-unsure-means = Di antaranya: ditawari beberapa topik sebagai tombol.
web-figure-none = Bukan semuanya
web-figure-none-means = Dari yang kurang yakin: tidak satu pun topik yang ditawarkan dimaksud.
web-figure-neither = Tidak terjawab
web-figure-ticketed = Diteruskan
web-figure-ticketed-means = Dari yang ditanyakan: menjadi tiket untuk kantor, atau ikut tiket yang ada.
web-figure-again = Ditanyakan lagi
web-figure-again-means = Dari yang ditanyakan: obrolan yang sama sudah menanyakan hal yang sama dalam tujuh hari sebelumnya.
web-figure-day = Hari
web-figure-programme = Program
web-figure-language = Bahasa
web-figure-topic = Topik
web-figure-share = Jempol ke atas, porsi
web-figure-good = Jempol ke atas
web-figure-bad = Jempol ke bawah

## Tiket

web-tickets = Tiket
web-tickets-state = Keadaan
web-tickets-open = Semua yang belum selesai
web-tickets-programme = Program
web-tickets-every = Semua program
web-tickets-show = Tampilkan
web-tickets-none = Tidak ada tiket seperti itu. Tidak ada yang menunggu.
# Variables: $span (a duration)
web-tickets-waits = menunggu { $span }
web-tickets-next = Berikutnya
web-tickets-first = Ke awal
web-state-open = terbuka
web-state-claimed = diambil
web-state-answered = dijawab
web-state-closed = selesai
web-state-dismissed = diabaikan

## Satu tiket

# Variables: $number (of the ticket)
web-ticket-title = Tiket { $number }
web-ticket-wordless = ingin bicara dengan petugas
web-ticket-asked = Ditanyakan
web-ticket-fellows = Pertanyaan sama
# Variables: $n (how many)
web-ticket-fellows-count = { $n } orang lain menunggu
web-ticket-leader = Dijawab bersama tiket
web-ticket-offered = Ditawarkan bot
web-ticket-content = Kepuasan
web-ticket-office = kantor
web-ticket-asker = penanya
web-ticket-program = program
web-ticket-media = (gambar, suara, atau berkas: ada di Telegram)
web-ticket-in-chat = (seperti yang ada di obrolan)
# Variables: $name (of whoever wrote it)
web-ticket-note-by = Catatan { $name }:
web-ticket-undelivered = tidak sampai
web-ticket-claim = Saya yang menjawab
web-ticket-release = Biar yang lain menjawab
web-ticket-close = Sudah terjawab
web-ticket-reopen = Buka lagi
web-ticket-dismiss-why = Bukan pertanyaan untuk kita:
web-ticket-dismiss = Abaikan
web-ticket-answer = Jawab
web-ticket-own-words = Dengan kata-kata sendiri
web-ticket-topic = Dengan sebuah topik
web-ticket-near = Terdekat
# Variables: $n (how many)
web-ticket-to-all = Juga kepada { $n } orang lain yang menanyakan hal sama
web-ticket-look = Lihat dulu
web-ticket-preview = Begini yang diterima penanya
web-ticket-preview-lead = Belum ada yang dikirim.
web-ticket-send = Kirim
web-ticket-edit = Ubah dulu
web-ticket-stale = Ada yang lebih dulu, atau penanya menulis lagi. Belum ada yang dikirim: lihat lagi.
web-ticket-note = Catatan untuk rekan
web-ticket-note-words = Hanya kantor yang melihatnya
web-ticket-note-keep = Simpan catatan
web-ticket-events = Siapa melakukan apa
web-closing-staff = diselesaikan kantor
web-closing-asker = penanya sudah cukup
web-closing-quiet = tidak ada kabar lagi
web-closing-spam = bukan pertanyaan
web-closing-not-ours = urusan kantor lain
web-closing-duplicate = sudah pernah ditanyakan
web-closing-withdrawn = ditarik penanya
web-act-shown = ditunjukkan ke kantor
web-act-claimed = diambil
web-act-released = dilepas
web-act-assigned = diserahkan
web-act-freed = bebas lagi
web-act-answered = dijawab
web-act-heard = menulis lagi
web-act-closed = diselesaikan
web-act-dismissed = diabaikan
web-act-reopened = dibuka lagi
web-act-reminded = diingatkan
web-act-snoozed = ditunda
web-act-joined = ikut tiket lain
web-act-joined-by = tiket lain ikut
web-act-alone = tiket sendiri lagi
web-act-muted = penanya dibisukan
web-act-unmuted = penanya boleh menulis lagi
web-act-content = memberi nilai
web-act-wants-news = ingin dikabari
web-act-news = dikabari jawabannya

## Unanswered

web-unanswered = Belum terjawab
web-unanswered-lead = Pertanyaan yang belum ada jawabannya, dikumpulkan per pertanyaan yang sama.
web-unanswered-none = Tidak ada yang menunggu: semua pertanyaan sudah terjawab atau sudah diurus.
# Variables: $n, $shown (numbers of groups)
web-unanswered-count = { $n } pertanyaan berbeda, { $shown } ditampilkan
web-unanswered-waits = Usulan yang menunggu
web-unanswered-proposals = Semua usulan
web-unanswered-both = Keduanya
web-unanswered-programme = Program
web-unanswered-any = Semua
# Variables: $topic (its title)
web-unanswered-add = Tambahkan ke: { $topic }
web-unanswered-other = Cara lain menjawabnya
# Variables: $n (how many)
web-unanswered-times = { $n } kali ditanyakan
# Variables: $n (how many)
web-unanswered-askers = di { $n } obrolan
# Variables: $now, $before (questions)
web-unanswered-trend = minggu ini { $now }, minggu sebelumnya { $before }
# Variables: $span (a duration)
web-unanswered-last = terakhir { $span } yang lalu
web-unanswered-rising = makin sering
# Variables: $topic (its title)
web-unanswered-now = kini terjawab: { $topic }
web-group-wordings = Cara orang menanyakannya
web-group-topic = Sudah ada topiknya
web-group-wording = Kalimat yang ditambahkan, satu per baris
web-group-pick = Topik
web-group-propose = Usulkan
web-group-new = Topik baru
web-group-new-lead = Tulis jawabannya dalam dua bahasa; pertanyaannya menjadi kalimat pertama.
web-group-new-begin = Tulis topik baru
web-group-never = Bukan untuk dijawab bot
web-group-never-lead = Bot belajar agar tidak salah menjawabnya: pertanyaannya diteruskan ke petugas.
web-group-about = Pokok
web-group-dismiss = Abaikan
web-group-dismiss-lead = Tidak ada yang berubah; pertanyaannya tidak menunggu lagi di sini.
web-group-reason = Alasan
web-group-let-go = Abaikan

## A new topic

web-subject-id = Nama di berkas
web-subject-id-hint = Kata huruf kecil yang dihubungkan tanda hubung; tidak pernah diganti.
web-subject-title = Tombol
web-subject-answer = Jawaban
web-subject-answer-hint = Tanggal, jumlah, tautan, dan telepon adalah fakta: tulis di bagian fakta, lalu namanya di antara kurung kurawal di teks. Huruf tebal ditulis di antara <b> dan </b>.
web-subject-phrases = Cara orang menanyakannya, satu per baris
web-subject-source = Sumber
web-subject-source-hint = Nama sumber milik program, atau nama sumber baru yang diisi di bawah.
web-subject-source-title = Judul sumber baru
web-subject-source-url = Alamatnya
web-subject-source-checked = Dibaca pada
web-subject-own-people = petugas program itu

## Proposals

web-proposals-none = Belum ada usulan.
web-proposal-phrase = Kalimat
web-proposal-topic = Topik baru
web-proposal-never = Tidak dijawab
web-proposal-edit = Perubahan
web-proposal-dismiss = Diabaikan
web-proposal-open = menunggu
web-proposal-accepted = diterima
web-proposal-rejected = ditolak
# Variables: $n (how many)
web-proposal-questions = berasal dari { $n } pertanyaan
web-proposal-commit = Tersimpan di git:
web-proposal-effect = Akibatnya
web-proposal-measuring = Sedang dicoba; perlu beberapa detik
web-proposal-look = Lihat lagi
web-proposal-failed = Usulan ini tidak bisa dicoba. Alasannya ada di log server.
web-proposal-again = Coba lagi
web-proposal-decide = Keputusan
web-proposal-admins = Admin yang memutuskannya.
web-proposal-built-in = Pengetahuan di dalam program tidak bisa diubah. Jalankan bot dengan sebuah folder, atau pakai patch-nya di tempat lain.
web-proposal-anyway = Saya sudah melihat pertanyaan yang jawabannya memburuk
web-proposal-accept = Terima
web-proposal-reject = Tolak
web-proposal-export = Unduh sebagai patch
web-proposal-broken = Usulan ini tidak bisa diterima: pengetahuannya akan salah. Tolak, lalu usulkan yang benar.
web-proposal-diff = Perubahan di berkas
web-proposal-there = Berkasnya sudah berisi ini. Terima agar tercatat.
web-proposal-stale = Ada yang mengubah atau memutuskannya lebih dulu: begini keadaannya sekarang.
web-proposal-changed = Pengetahuannya berubah: usulan dicoba lagi, lalu putuskan kembali.
# Variables: $file (its path)
web-proposal-dirty = Ada yang sedang mengerjakan { $file }: perubahannya belum di-commit. Commit atau simpan dulu, lalu terima.
web-proposal-unfinished = Ada merge atau rebase yang belum selesai di folder. Selesaikan dulu, lalu terima.
# Variables: $said (git's own words)
web-proposal-git = Git tidak menyimpannya, dan tidak ada yang berubah: { $said }

## What a change does

web-effect-check = Pemeriksaan pengetahuan
web-effect-clean = tidak ada masalah baru
# Variables: $topic (its id)
web-effect-answered = terjawab: { $topic }
web-effect-ticket = diteruskan ke petugas
web-effect-quality = Kalimat pengetahuan, dinilai tanpa dikenal
web-effect-unseen = Bagian
web-effect-before = sebelum
web-effect-after = sesudah
web-effect-first = topik benar di urutan pertama
web-effect-right = terjawab dengan benar
web-effect-silent = bukan milik kita, dan tidak dijawab
# Variables: $won, $lost (lines)
web-effect-moved = { $won } kalimat kini dinilai benar, { $lost } tidak lagi.
web-effect-lost = Yang tidak lagi
web-effect-logged = Pertanyaan beberapa minggu terakhir, ditanyakan lagi
# Variables: $judged, $changed, $worse (questions)
web-effect-drift = Dari { $judged } pertanyaan, { $changed } dinilai lain, { $worse } di antaranya memburuk.
web-effect-worse = memburuk
web-effect-collisions = Kalimat yang akan masuk ke topik lain andai tidak dikenal kata per kata
# Variables: $topic, $rival (their ids)
web-effect-comes = milik { $topic } jatuh ke { $rival }

## What does not fit

# Variables: $what (its name)
web-unfit-gone = Sudah tidak ada di berkas: { $what }. Tolak, lalu usulkan lagi.
# Variables: $what (its name)
web-unfit-taken = Sudah ada yang bernama sama: { $what }.
# Variables: $what (its name)
web-unfit-reworded = Ada yang mengubah kata-kata { $what }. Lihat dulu, lalu usulkan lagi.
# Variables: $what (what was written)
web-unfit-name = Ini bukan nama atau tanggal yang benar: { $what }. Nama berupa kata huruf kecil yang dihubungkan tanda hubung.
web-unfit-facts = Fakta harus ditulis sebagai nama = nilai, satu per baris.
# Variables: $what (a file)
web-unfit-unwritable = Berkas ini tidak bisa diubah oleh program, atau ada teks yang kosong atau tidak terbaca: { $what }.

## Editing a topic

web-edit = Ubah
# Variables: $topic (its title)
web-edit-title = Ubah: { $topic }
web-edit-lead = Perubahan di sini menjadi usulan; tidak ada yang berubah dengan sendirinya.
web-edit-texts = Teks
web-edit-hint = Yang ada di antara kurung kurawal adalah fakta dari berkas. Huruf tebal ditulis di antara <b> dan </b>.
web-edit-phrases = Kalimat
web-edit-more = Tambahan, satu per baris
# Variables: $n (how many there are)
web-edit-fewer = Tandai yang dihapus, dari { $n }
web-edit-look = Lihat hasilnya
web-edit-preview = Tampilannya nanti
