rex-title = REX / ekspor ke Eropa

rex-about-title = Apa itu REX System
# Variables: $mandatory (date)
rex-about =
    REX System adalah sistem <b>sertifikasi mandiri</b> pada skema GSP (Generalized System of Preferences, preferensi tarif) Uni Eropa untuk <b>Eksportir Teregistrasi (ER)</b>.
    Lewat sistem berbasis online ini, ER membuat sendiri Deklarasi Asal Barang (DAB) untuk kirimannya ke Uni Eropa. REX berlaku wajib mulai { $mandatory }.

rex-mandatory-date-title = Kapan REX wajib
# Variables: $mandatory (date), $transition (period), $days-left (number)
rex-mandatory-date-before =
    REX System <b>wajib mulai { $mandatory }</b>, { $days-left ->
        [0] mulai hari ini
       *[other] tinggal { $days-left } hari lagi
    }.
    Masa transisinya { $transition }: selama itu Form A GSP-EU masih boleh dipakai. Setelahnya hanya berlaku Deklarasi Asal Barang (DAB) dengan REX.
# Variables: $mandatory (date), $transition-end (date)
rex-mandatory-date-after =
    REX System <b>sudah wajib sejak { $mandatory }</b>. Untuk preferensi GSP Uni Eropa, eksportir memakai Deklarasi Asal Barang (DAB) – REX System.
    Masa transisi dengan Form A GSP-EU sudah berakhir pada { $transition-end }.

rex-transition-title = Masa transisi dan Form A
# Variables: $transition-start (date), $transition-end (date), $mandatory (date), $days-left (number)
rex-transition-before =
    Masa transisi DAB (Deklarasi Asal Barang) berlangsung <b>{ $transition-start } sampai { $transition-end }</b>, { $days-left ->
        [0] mulai hari ini
       *[other] dimulai { $days-left } hari lagi
    }.
    Selama masa itu <b>Form A GSP-EU masih boleh dipakai</b> secara paralel. Mulai { $mandatory } DAB dengan REX System wajib.
# Variables: $transition-start (date), $transition-end (date), $mandatory (date), $days-left (number)
rex-transition-during =
    Sekarang masih masa transisi DAB (Deklarasi Asal Barang), <b>{ $transition-start } sampai { $transition-end }</b>, jadi <b>Form A GSP-EU masih boleh dipakai</b> secara paralel dengan DAB. { $days-left ->
        [0] Hari ini hari terakhir
       *[other] Tinggal { $days-left } hari lagi
    }.
    Mulai { $mandatory } DAB dengan REX System wajib.
# Variables: $transition-start (date), $transition-end (date), $mandatory (date)
rex-transition-after =
    Masa transisi <b>sudah berakhir</b>. Form A GSP-EU boleh dipakai secara paralel dengan DAB (Deklarasi Asal Barang) hanya dari <b>{ $transition-start } sampai { $transition-end }</b>.
    Sejak { $mandatory } yang berlaku adalah DAB dengan REX System, dan sifatnya wajib.

rex-declaration-of-origin-title = Cara membuat DAB
rex-declaration-of-origin =
    Deklarasi Asal Barang (DAB) <b>dibuat sendiri oleh Eksportir Teregistrasi (ER)</b>. Caranya: bubuhkan pernyataan asal barang pada dokumen komersial yang dikeluarkan perusahaan, yaitu <b>invoice dan packing list</b>.
    Jadi tidak ada formulir terpisah yang harus dibeli.

rex-benefits-title = Keuntungan memakai REX
rex-benefits =
    REX membuat pengurusan preferensi GSP-EU lebih <b>hemat waktu, tenaga, dan biaya</b>. Untuk setiap shipment:
    • tidak perlu membeli blanko
    • tidak perlu persetujuan IPSKA (instansi penerbit surat keterangan asal)
    Eksportir Teregistrasi (ER) menerbitkan Deklarasi Asal Barang (DAB) sendiri.

rex-workshop-title = Bimtek REX System
# Variables: $hall (place)
rex-workshop =
    Bimbingan teknis (bimtek) <b>“Kebijakan dan Implementasi REX System”</b> diadakan Dinas Perindustrian dan Perdagangan (Disperindag) Provinsi Jawa Tengah di <b>{ $hall }</b> untuk para eksportir. Dibuka oleh Kepala Bidang Perdagangan Luar Negeri.
    Narasumbernya:
    • Ibu Herni Synthia, Kasubdit Keterangan Asal Barang, Kementerian Perdagangan (Kemendag)
    • Sati Ferdi, Manager PT Electronic Data Interchange Indonesia (EDII)
    • Padmoyo Tri Wikanto, Kepala Kantor Wilayah Bea Cukai DIY-Jawa Tengah
