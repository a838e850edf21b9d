prakerja-title = Kartu Pra Kerja

prakerja-fgd-title = FGD Kartu Pra Kerja

# Variables: $fgd (date), $days-left (number)
prakerja-fgd-before =
    FGD Implementasi Kartu Pra Kerja di Provinsi Jawa Tengah diadakan pada <b>{ DATE($fgd, style: "weekday") }</b> di <b>Dinas Tenaga Kerja Provinsi Jawa Tengah, Semarang</b> ({ $days-left ->
        [0] hari ini
       *[other] { $days-left } hari lagi
    }).

    Dari Dinas Perindustrian dan Tenaga Kerja Kota Salatiga akan hadir:
    • Kepala Dinas Drs. Budi Prasetiyono, M.Si
    • Kepala Bidang Tenaga Kerja Ben Ismi Daradasih, SH

    FGD adalah diskusi kelompok terarah (Focus Group Discussion).

# Variables: $fgd (date)
prakerja-fgd-today =
    FGD Implementasi Kartu Pra Kerja di Provinsi Jawa Tengah diadakan <b>hari ini, { DATE($fgd, style: "weekday") }</b>, di <b>Dinas Tenaga Kerja Provinsi Jawa Tengah, Semarang</b>.

    Dari Dinas Perindustrian dan Tenaga Kerja Kota Salatiga yang hadir:
    • Kepala Dinas Drs. Budi Prasetiyono, M.Si
    • Kepala Bidang Tenaga Kerja Ben Ismi Daradasih, SH

    FGD adalah diskusi kelompok terarah (Focus Group Discussion).

# Variables: $fgd (date)
prakerja-fgd-after =
    FGD Implementasi Kartu Pra Kerja di Provinsi Jawa Tengah sudah berlangsung pada <b>{ DATE($fgd, style: "weekday") }</b> di <b>Dinas Tenaga Kerja Provinsi Jawa Tengah, Semarang</b>.

    Dari Dinas Perindustrian dan Tenaga Kerja Kota Salatiga waktu itu hadir:
    • Kepala Dinas Drs. Budi Prasetiyono, M.Si
    • Kepala Bidang Tenaga Kerja Ben Ismi Daradasih, SH

    FGD adalah diskusi kelompok terarah (Focus Group Discussion).
