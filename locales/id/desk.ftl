### Kalimat meja layanan untuk penanya. Sapaan: "Kak".

# Variables: $expected (day and time)
ticket-expected = Petugas akan melihatnya paling lambat <b>{ $expected }</b> dan menjawab di obrolan ini.
# Variables: $contacts (names with phones)
ticket-urgent = Kalau mendesak, silakan hubungi { $contacts }.

# Variables: $number (ticket number)
add-detail = Silakan tulis tambahannya, Kak. Pesan berikutnya saya sertakan pada pertanyaan <b>{ $number }</b>.
# Variables: $number (ticket number)
added = Baik, Kak, tambahannya sudah saya teruskan bersama pertanyaan <b>{ $number }</b>.

# Variables: $number (ticket number)
answered = Petugas kami menjawab pertanyaan <b>{ $number }</b>, Kak:
# Variables: $number (ticket number), $name (of whoever answers)
answered-named = { $name } dari kantor kami menjawab pertanyaan <b>{ $number }</b>, Kak:
# Variables: $quiet (a span such as "3 days")
answered-after = <i>Kalau masih ada yang kurang, balas saja di sini. Kalau sudah cukup, ketik /done. Tanpa kabar selama { $quiet }, pertanyaan ini kami anggap selesai.</i>
# Variables: $text (the asker's words)
quoted = <blockquote>{ $text }</blockquote>

# Variables of all endings: $number (ticket number)
over-staff = Pertanyaan <b>{ $number }</b> kami anggap selesai, Kak. Kalau masih ada yang kurang, balas saja jawabannya dan kami lanjutkan.
over-asker = Baik, Kak, pertanyaan <b>{ $number }</b> sudah ditutup. Terima kasih sudah memberi tahu.
over-quiet = Karena tidak ada kabar lagi, pertanyaan <b>{ $number }</b> kami tutup, Kak. Kalau masih ada yang kurang, balas saja jawabannya dan kami lanjutkan.
over-not-ours = Maaf, Kak, pertanyaan <b>{ $number }</b> di luar urusan kantor kami, jadi kami tutup. Untuk itu silakan hubungi kantor yang menanganinya.
over-dismissed = Pertanyaan <b>{ $number }</b> kami tutup, Kak, karena tidak kami pahami sebagai pertanyaan baru untuk kantor ini. Kalau kami keliru, silakan tulis lagi dengan kata-kata lain.

# Variables: $number (ticket number)
how-content = Seberapa puas dengan jawaban untuk pertanyaan <b>{ $number }</b>, Kak?
thanks-for-content = Terima kasih atas penilaiannya, Kak.
# Variables: $number (ticket number)
goes-on = Pertanyaan <b>{ $number }</b> kami buka lagi, Kak. Pesannya sudah saya teruskan ke petugas.
news-promised = Baik, Kak, saya kabari di sini begitu jawabannya ada.
# Variables: $number (ticket number)
news = Kabar baik, Kak: pertanyaan <b>{ $number }</b> yang dulu belum terjawab sekarang ada jawabannya.
nothing-to-close = Tidak ada pertanyaan yang perlu ditutup, Kak.

privacy =
    <b>Data yang kami simpan</b>
    • Nomor obrolan ini di Telegram, pilihan bahasa, dan topik terakhir, supaya obrolannya bersambung.
    • Topik dan waktu setiap pertanyaan, untuk dihitung. Kata-katanya untuk sementara, supaya jawabannya bisa kami tulis dan perbaiki.
    • Pertanyaan yang diteruskan ke petugas, beserta pesan dan penilaiannya, supaya petugas bisa menjawab di sini.

    Nomor pribadi (seperti NIK, telepon dan rekening) dan alamat email disembunyikan dulu sebelum disimpan. Foto dan berkas untuk petugas diteruskan apa adanya lewat Telegram.

    <b>Asal jawabannya</b>
    Jawaban diambil dari berkas yang ditulis kantor kami dan dipilih di komputer kami sendiri, bukan oleh layanan AI di internet.
# Variables: $answered, $asked, $tickets (spans such as "180 days")
privacy-days =
    <b>Berapa lama</b>
    Kata-kata pertanyaan yang sudah terjawab: { $answered }; yang belum terjawab: { $asked }. Pertanyaan yang diteruskan: { $tickets } sesudah ditutup. Setelah itu dihapus.
privacy-not-kept = tidak disimpan
privacy-no-days =
    <b>Berapa lama</b>
    Sampai dihapus oleh kantor, atau atas permintaan Kakak.
privacy-rights =
    /mydata – semua yang kami simpan, sebagai dokumen
    /forget – hapus semuanya

forget-ask = Semua yang kami simpan akan dihapus, Kak, termasuk pertanyaan yang masih menunggu jawaban: petugas tidak bisa menjawabnya lagi. Hapus semuanya?
forgotten = Sudah dihapus, Kak. Pesan di obrolan ini masih ada di Telegram; menghapusnya bisa dari aplikasi.
my-data = Ini semua yang kami simpan, Kak, sebagai dokumen. Untuk menghapusnya, ketik /forget.
no-data = Tidak ada data yang kami simpan, Kak.
private-only = Itu hanya bisa di obrolan pribadi, Kak. Silakan tulis langsung kepada saya.
too-fast = Pesannya cepat sekali, Kak. Mohon tunggu sebentar, lalu tulis lagi.
too-many-tickets = Untuk hari ini sudah banyak pertanyaan yang kami teruskan ke petugas, Kak. Mohon tunggu jawabannya dulu; besok bisa bertanya lagi.
# Variables: $until (day and time)
muted = Maaf, Kak, pesan dari sini tidak kami layani sampai { $until }.
muted-for-good = Maaf, pesan dari sini tidak kami layani lagi. Silakan hubungi kantor kami langsung.

label-add-detail = ✏️ Tambah keterangan
label-done = ✅ Sudah terjawab
label-tell-me = 🔔 Kabari kalau ada jawaban
label-content-1 = 1 ⭐ sangat kurang
label-content-2 = 2 ⭐ kurang
label-content-3 = 3 ⭐ cukup
label-content-4 = 4 ⭐ baik
label-content-5 = 5 ⭐ sangat baik
label-forget = 🗑 Ya, hapus semuanya
