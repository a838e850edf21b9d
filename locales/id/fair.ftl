fair-title = Obral Mebel

fair-about-title = Tentang Obral Mebel
# Variables: $place (address), $area (count with unit)
fair-about =
    Obral Mebel adalah ajang <b>promosi sekaligus penjualan mebel</b> dari IKM (industri kecil dan menengah) mebel se-Soloraya. Yang tercatat di halaman kami adalah penyelenggaraan <b>keempat</b>, di { $place }:
    • luas stan <b>{ $area }</b>
    • berbagai produk mebel <b>kualitas ekspor</b>, dengan diskon

fair-dates-title = Tanggal Obral Mebel
# Variables: $fair (period without a year)
fair-dates =
    Obral Mebel keempat dijadwalkan pada <b>{ $fair }</b>. Halaman kami <b>tidak menyebut tahunnya</b>, jadi kami tidak bisa memastikan apakah acara itu sudah lewat atau belum. Supaya tidak datang sia-sia, tanyakan dulu ke kantor dinas sebelum Kak berangkat.

fair-location-title = Lokasi Obral Mebel
# Variables: $place (address)
fair-location =
    Obral Mebel digelar di <b>{ $place }</b>. Halaman kami tidak mencantumkan nama jalan dan nomornya.

fair-discounts-title = Diskon Obral Mebel
# Variables: $discount (percent)
fair-discounts =
    Diskon di Obral Mebel <b>sampai { $discount }</b>. Itu angka tertingginya; potongan tiap barang bisa lebih kecil. Daftar harga atau potongan per barang tidak ada di halaman kami.

fair-exhibitors-title = Peserta Obral Mebel
# Variables: $exhibitors (count with unit)
fair-exhibitors =
    Obral Mebel keempat diikuti <b>{ $exhibitors }</b>. Mereka <b>eksportir</b> mebel dan kayu olahan berkualitas yang biasa mengirim ke berbagai negara di dunia. Nama-nama pesertanya tidak disebut di halaman kami.

fair-sales-title = Hasil penjualan obral
# Variables: $previous-sales (money)
fair-sales =
    Pada obral sebelumnya, transaksi selama pameran mencapai <b>lebih dari { $previous-sales }</b>. Untuk obral keempat diharapkan hasilnya lebih besar lagi; angka hasilnya tidak ada di halaman kami.

rumah-kriya-about-title = Tentang Rumah Kriya
rumah-kriya-about =
    Rumah Kriya Banjarsari di Solo adalah <b>rumah promosi</b> mebel Jawa Tengah, khususnya Soloraya, dan <b>tempat bertemunya produsen dengan pembeli</b>, lokal maupun asing.

    Rencananya akan dilengkapi:
    • web, aplikasi, dan pemasaran online
    • fungsi sebagai destinasi wisata
    • sarana edukasi dan pelatihan industri kreatif
    • informasi kayu dan produk kayu
    • sarana pertemuan untuk perajin, pengusaha, dan masyarakat

kimkas-about-title = Tentang KIMKAS
kimkas-about =
    KIMKAS adalah wadah pelaku industri mebel dan kerajinan di Soloraya, <b>diketuai Suryanto</b>. Halaman kami memakai dua kepanjangan: <b>Koperasi</b> dan <b>Komunitas Industri Mebel dan Kerajinan Soloraya</b>. KIMKAS diharapkan mengembangkan Rumah Kriya agar makin dikenal sebagai ruang pamer mebel dan kerajinan.

furniture-export-value-title = Nilai ekspor mebel Jateng
# Variables: $export-total (money), $export-wood (money), $export-furniture (money)
furniture-export-value =
    Nilai ekspor kayu olahan dan furnitur Jawa Tengah <b>{ $export-total }</b>:
    • kayu olahan <b>{ $export-wood }</b>
    • furnitur <b>{ $export-furniture }</b>

    Halaman kami tidak menyebut tahun angka ini. Totalnya adalah jumlah kedua angka di atas, karena di halaman tanda bacanya salah cetak.
