metal-title = Logam dan otomotif

material-center-about-title = Apa itu material center
material-center-about =
    <b>Material center di Tegal, Jawa Tengah</b> melayani industri kecil dan menengah (IKM) logam setempat dengan:
    • bahan baku logam
    • jasa logistik
    • jasa permesinan
    Tujuannya agar bahan baku yang kompetitif selalu tersedia, sehingga IKM dapat membuat dan memasok komponen otomotif serta aksesori mobil dan motor. Pembangunannya didorong Kementerian Perindustrian bersama Pemerintah Daerah Kabupaten Tegal.

material-center-plan-title = Rencana dan pengelola
# Variables: $plan-start (year), $plan-end (year)
material-center-plan-running =
    Rencana kerja material center Tegal berlaku untuk <b>{ $plan-start }–{ $plan-end }</b>.
    Pengelolanya <b>PT Duta Steel Industry</b> bersama <b>Koperasi Tegal Manufaktur Indonesia</b>. Rencana kerja dan mekanisme teknis pengelolaan itu adalah hasil FGD (diskusi kelompok terarah) Kementerian Perindustrian.
# Variables: $plan-start (year), $plan-end (year)
material-center-plan-ended =
    Rencana kerja material center Tegal disusun untuk <b>{ $plan-start }–{ $plan-end }</b>, jadi masanya sudah berakhir. Rencana sesudahnya belum tercantum di halaman kami.
    Pengelola menurut rencana itu adalah <b>PT Duta Steel Industry</b> bersama <b>Koperasi Tegal Manufaktur Indonesia</b>, sesuai hasil FGD (diskusi kelompok terarah) Kementerian Perindustrian.

automotive-ikm-title = Jumlah IKM otomotif
# Variables: $units (count with unit), $workers (count with unit)
automotive-ikm =
    IKM (industri kecil dan menengah) komponen otomotif di Indonesia berjumlah <b>{ $units }</b> dan menyerap tenaga kerja hingga <b>{ $workers }</b>.
    Sentra IKM logam sebagian besar tersebar di <b>Jawa Tengah, Jawa Barat, dan Jawa Timur</b>. Angka ini catatan Kementerian Perindustrian.

car-market-title = Pasar mobil Indonesia
# Variables: $car-sales (count with unit), $car-sales-year (year), $car-growth (percent), $car-growth-year (year)
car-market-target =
    Penjualan mobil di Indonesia pada { $car-sales-year } mencapai <b>{ $car-sales }</b>.
    Untuk { $car-growth-year }, GAIKINDO menargetkan pasar mobil tumbuh <b>hingga { $car-growth }</b> dari angka itu.
# Variables: $car-sales (count with unit), $car-sales-year (year), $car-growth (percent), $car-growth-year (year)
car-market-past =
    Penjualan mobil di Indonesia pada { $car-sales-year } mencapai <b>{ $car-sales }</b>.
    Waktu itu GAIKINDO menargetkan pasar mobil pada { $car-growth-year } tumbuh <b>hingga { $car-growth }</b> dari angka tersebut. Tahun target itu sudah lewat, dan hasil akhirnya tidak tercantum di halaman kami.
