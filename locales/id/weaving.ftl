weaving-title = Tenun dan Sarung Goyor

goyor-training-title = Pelatihan di Lapas Slawi
# Variables: $training-length (count with unit), $trainees (count with unit)
goyor-training =
    Bimbingan teknis (bimtek) Sarung Goyor di Lapas Kelas IIA Slawi, Tegal, berlangsung <b>{ $training-length }</b> dan diikuti <b>{ $trainees }</b>, semuanya warga binaan Lapas Kelas IIA Slawi.
    Kementerian Perindustrian mendorong kerja sama Lapas dengan <b>IKM Fahaltex</b>: Lapas menyediakan tenaga kerja dan fasilitas, sedangkan Fahaltex menyediakan bahan baku, mesin dan peralatan tenun, serta pemasaran hasilnya. Harapannya, setelah bebas peserta bisa menjadi wirausaha baru.

goyor-about-title = Apa itu Sarung Goyor
goyor-about =
    <b>Sarung Goyor</b> adalah sarung tenun dari Kabupaten Tegal. Kainnya halus dan motifnya khas karena ditenun dengan tangan lewat proses yang rumit.
    Peminatnya datang dari dalam dan luar negeri, termasuk dari <b>Timur Tengah</b>.

weaving-exports-title = Ekspor kain tenun
# Variables: $exports (money), $exports-year (year), $centres (count with unit)
weaving-exports =
    Ekspor tenun Indonesia pada { $exports-year } mencapai <b>{ $exports }</b>, antara lain ke <b>Bangladesh, Belanda, dan Uni Emirat Arab</b>.
    Industri tenun didominasi IKM (industri kecil dan menengah) yang tersebar di <b>{ $centres }</b> IKM tenun di hampir seluruh Indonesia.
