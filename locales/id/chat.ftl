chat-title = Obrolan

greeting-title = Sapaan
greeting =
    Halo, Kak! Saya <b>Tanya</b>, bot kantor perindustrian dan perdagangan Jawa Tengah. Saya bisa menjawab soal:
    • Inkubasi Bisnis Startup Digital
    • REX dan ekspor ke Uni Eropa
    • Obral Mebel dan Rumah Kriya
    • FGD Kartu Pra Kerja
    • Rayon dan tekstil
    • Material center Tegal dan komponen otomotif
    • Sarung Goyor dan tenun
    Pilih salah satu tombol atau ketik saja pertanyaannya.

thanks-title = Terima kasih
thanks =
    Sama-sama, Kak. Kalau masih ada yang ingin ditanyakan, ketik saja di sini.

goodbye-title = Sampai jumpa
goodbye =
    Sampai jumpa, Kak. Kapan pun ada pertanyaan lagi, silakan kembali ke sini.

capabilities-title = Apa itu Tanya?
capabilities =
    Saya <b>Tanya</b>, sebuah bot: program yang menjawab otomatis, bukan orang. Jawaban saya diambil dari halaman informasi kantor perindustrian dan perdagangan Jawa Tengah. Saya bisa ditanya soal:
    • Inkubasi Bisnis Startup Digital
    • REX dan ekspor ke Uni Eropa
    • Obral Mebel dan Rumah Kriya
    • FGD Kartu Pra Kerja
    • Rayon dan tekstil
    • Material center Tegal dan komponen otomotif
    • Sarung Goyor dan tenun
    Tulis dengan kata-kata sendiri, tidak perlu baku. Ingin dijawab orang? Ketik <b>petugas</b> atau /help.

human-title = Bicara dengan petugas
human =
    Baik, Kak. Pertanyaan ini kami teruskan ke petugas kantor. Seorang petugas, bukan bot, akan menjawab di obrolan ini.
