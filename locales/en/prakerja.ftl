prakerja-title = Kartu Pra Kerja

prakerja-fgd-title = Kartu Pra Kerja discussion

# Variables: $fgd (date), $days-left (number)
prakerja-fgd-before =
    The focus group discussion (FGD) on putting the Kartu Pra Kerja (pre-employment card) into practice in Jawa Tengah (Central Java) is on <b>{ DATE($fgd, style: "weekday") }</b> at the <b>provincial manpower office (Dinas Tenaga Kerja Provinsi Jawa Tengah), Semarang</b> ({ $days-left ->
        [0] today
        [one] { $days-left } day from now
       *[other] { $days-left } days from now
    }).

    Coming from the Salatiga industry and manpower office (Dinas Perindustrian dan Tenaga Kerja Kota Salatiga):
    • Drs. Budi Prasetiyono, M.Si, head of the office
    • Ben Ismi Daradasih, SH, head of the manpower division

# Variables: $fgd (date)
prakerja-fgd-today =
    The focus group discussion (FGD) on putting the Kartu Pra Kerja (pre-employment card) into practice in Jawa Tengah (Central Java) is <b>today, { DATE($fgd, style: "weekday") }</b>, at the <b>provincial manpower office (Dinas Tenaga Kerja Provinsi Jawa Tengah), Semarang</b>.

    Attending from the Salatiga industry and manpower office (Dinas Perindustrian dan Tenaga Kerja Kota Salatiga):
    • Drs. Budi Prasetiyono, M.Si, head of the office
    • Ben Ismi Daradasih, SH, head of the manpower division

# Variables: $fgd (date)
prakerja-fgd-after =
    The focus group discussion (FGD) on putting the Kartu Pra Kerja (pre-employment card) into practice in Jawa Tengah (Central Java) was held on <b>{ DATE($fgd, style: "weekday") }</b> at the <b>provincial manpower office (Dinas Tenaga Kerja Provinsi Jawa Tengah), Semarang</b>.

    From the Salatiga industry and manpower office (Dinas Perindustrian dan Tenaga Kerja Kota Salatiga), these attended:
    • Drs. Budi Prasetiyono, M.Si, head of the office
    • Ben Ismi Daradasih, SH, head of the manpower division
