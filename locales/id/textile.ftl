textile-title = Rayon dan tekstil

rayon-plant-title = Pabrik rayon PT APR

# Variables: $opening (date)
rayon-plant =
    Pabrik serat rayon viskosa PT Asia Pacific Rayon (APR) ada di <b>Pangkalan Kerinci, Kabupaten Pelalawan, Riau</b>. Pabrik ini diresmikan <b>Presiden Joko Widodo</b> pada <b>{ DATE($opening, style: "weekday") }</b>.

    • Pendamping Presiden: Menteri Perindustrian Agus Gumiwang Kartasasmita, Gubernur Riau Syamsuar, Chairman Royal Golden Eagle (RGE) Sukanto Tanoto, dan Direktur RGE Anderson Tanoto.
    • Pabriknya terintegrasi: dari pembibitan pohon sampai produksi serat.
    • Rayon viskosa dibuat dari olahan kayu (bersertifikat nasional dan internasional) dan dapat terurai secara alami.

rayon-capacity-title = Kapasitas rayon

# Variables: $opening (date), $capacity, $capacity-planned, $national-capacity, $national-before (counts with unit), $national-before-year (year)
rayon-capacity =
    Per { $opening }, kapasitas viscose rayon:

    • PT Asia Pacific Rayon (APR): <b>{ $capacity }</b>, dan akan diupayakan naik menjadi <b>{ $capacity-planned }</b> dalam beberapa tahun berikutnya
    • Nasional: <b>{ $national-capacity }</b>, naik dari { $national-before } pada tahun { $national-before-year }

    Kenaikan kapasitas nasional itu berkat investasi APR dan PT Rayon Utama Makmur.

rayon-exports-title = Ekspor rayon

# Variables: $opening (date), $to-turkey, $to-jateng (counts with unit)
rayon-exports =
    Kontainer serat rayon PT Asia Pacific Rayon (APR) yang dilepas Presiden Joko Widodo pada { $opening }:

    • Ekspor ke Turki: <b>{ $to-turkey }</b>
    • Kiriman ke Jawa Tengah: <b>{ $to-jateng }</b>

    Tujuan ekspor selanjutnya, menurut rencana waktu itu: antara lain <b>Pakistan, Bangladesh, Vietnam, hingga negara-negara Eropa</b>.

rayon-investment-title = Investasi dan devisa rayon

# Variables: $opening (date), $investment, $investment-usd, $foreign-exchange, $import-substitution (money), $workers (count with unit)
rayon-investment =
    Investasi pabrik rayon PT Asia Pacific Rayon (APR): <b>{ $investment } ({ $investment-usd })</b>.

    • Tenaga kerja langsung: <b>{ $workers }</b>
    • Devisa: diproyeksi hingga <b>{ $foreign-exchange }</b>
    • Substitusi impor: diproyeksi mencapai <b>{ $import-substitution }</b>

    Angka ini per { $opening }. Produksi rayon diharapkan mengurangi ketergantungan pada impor bahan baku tekstil seperti kapas.

textile-growth-title = Pertumbuhan tekstil

# Variables: $growth-2019, $growth-2018, $growth-2017 (percent), $year-2019, $year-2018, $year-2017 (years)
textile-growth =
    Industri tekstil dan produk tekstil (TPT) tumbuh <b>{ $growth-2019 } pada tahun { $year-2019 }</b>, naik terus dibanding tahun sebelumnya:

    • { $year-2019 }: <b>{ $growth-2019 }</b>
    • { $year-2018 }: <b>{ $growth-2018 }</b>
    • { $year-2017 }: <b>{ $growth-2017 }</b>

    Pendorongnya adalah tingginya produksi pakaian jadi di sentra industri TPT (data Kementerian Perindustrian).

making-indonesia-title = Making Indonesia 4.0

# Variables: $target (year)
making-indonesia-aim =
    Making Indonesia 4.0 adalah peta jalan pemerintah untuk memasuki era industri 4.0. Industri tekstil dan produk tekstil (TPT) menjadi <b>satu dari lima sektor prioritas</b>.

    Cita-citanya: produsen tekstil dan pakaian jadi nasional masuk <b>lima besar dunia pada tahun { $target }</b>.

# Variables: $target (year)
making-indonesia-past =
    Making Indonesia 4.0 adalah peta jalan pemerintah untuk memasuki era industri 4.0. Di dalamnya, industri tekstil dan produk tekstil (TPT) menjadi <b>satu dari lima sektor prioritas</b>.

    Cita-citanya waktu itu: produsen tekstil dan pakaian jadi nasional masuk <b>lima besar dunia pada tahun { $target }</b>. Tahun itu sudah lewat; halaman kami belum memuat hasilnya.
