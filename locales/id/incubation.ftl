incubation-title = Inkubasi Bisnis

# Variables: $registration-end (date), $contacts (names with phones)
incubation-closed-notice = Pendaftarannya sudah ditutup pada { $registration-end }. Untuk periode berikutnya, silakan tanya { $contacts }.

incubation-about-title = Tentang inkubasi
# Variables: $edition (year)
incubation-about =
    <b>Inkubasi Bisnis Startup Digital Jawa Tengah { $edition }</b> adalah program pembinaan startup dari <b>Balai Industri Kreatif Digital dan Kemasan (BIKDK)</b>, Dinas Perindustrian dan Perdagangan (Disperindag) Provinsi Jawa Tengah.
    Tujuannya mencetak startup digital yang mandiri dan berdaya saing di bidang industri kreatif digital: animasi, game, komik, aplikasi software, dan multimedia.

incubation-requirements-title = Syarat peserta
# Variables: $age-limit (count with unit), $business-age-limit (count with unit)
incubation-requirements =
    Syarat mengikuti inkubasi:
    • lulusan SMK, mahasiswa, atau startup
    • berusia maksimal { $age-limit }
    • memiliki usaha kurang dari { $business-age-limit }
    • bidang usaha animasi, game, komik, aplikasi software, atau multimedia
    • ber-KTP Jawa Tengah
    • belum terdaftar pada inkubator lain
    • bersedia menjadi tenant in-wall dan out-wall IBC (Incubator Business Center)
    • mengisi formulir pendaftaran yang disediakan
    • berkomitmen mengikuti semua proses inkubasi

incubation-applicants-title = Siapa yang boleh mendaftar
incubation-applicants =
    Yang boleh mendaftar adalah <b>lulusan SMK, mahasiswa, dan startup</b>.
    Syarat lainnya, seperti usia, KTP, dan bidang usaha, juga perlu dipenuhi ya, Kak.

incubation-age-limit-title = Batas usia
# Variables: $age-limit (count with unit)
incubation-age-limit =
    Peserta inkubasi berusia <b>paling tinggi { $age-limit }</b>.
    Ketentuan di halaman kami tidak menyebut usia minimal.

incubation-business-age-title = Lama usaha
# Variables: $business-age-limit (count with unit)
incubation-business-age =
    Usaha peserta harus berumur <b>kurang dari { $business-age-limit }</b>.
    Jadi, usaha yang sudah berjalan { $business-age-limit } atau lebih tidak memenuhi syarat.

incubation-fields-title = Bidang usaha
incubation-fields =
    Bidang usaha yang diterima:
    • animasi
    • game
    • komik
    • aplikasi software
    • multimedia

incubation-residency-title = KTP dan domisili
incubation-residency =
    Peserta harus <b>ber-KTP Jawa Tengah</b>.
    Ketentuannya menyebut KTP, bukan tempat tinggal, jadi pastikan KTP-nya ya, Kak.

incubation-other-incubators-title = Ikut inkubator lain
incubation-other-incubators =
    Peserta harus <b>belum terdaftar pada inkubator lain</b>. Jadi, startup yang masih terdaftar di inkubator lain tidak memenuhi syarat.
    Halaman kami tidak menyebut ketentuan khusus bagi yang sudah keluar dari inkubator sebelumnya.

incubation-tenancy-title = Tenant in-wall dan out-wall
incubation-tenancy =
    Peserta harus <b>bersedia menjadi tenant in-wall dan out-wall IBC</b> (Incubator Business Center) Jawa Tengah.
    Tenant adalah startup yang dibina inkubator. Umumnya, tenant in-wall berkegiatan di dalam gedung inkubator, sedangkan tenant out-wall di tempat usahanya sendiri. Halaman kami tidak merinci pengaturannya.

incubation-how-to-register-title = Cara mendaftar
# Variables: $site (link), $registration-start (date), $registration-end (date), $days-left (number)
incubation-how-to-register-before =
    Pendaftarannya <b>online</b>, tetapi belum dibuka: mulai <b>{ $registration-start }</b>, { $days-left ->
        [0] hari ini
       *[other] { $days-left } hari lagi
    }, sampai { $registration-end }.
    Caranya:
    • buka { $site }
    • isi formulir pendaftaran yang disediakan
# Variables: $site (link), $registration-start (date), $registration-end (date), $days-left (number)
incubation-how-to-register-open =
    Kak bisa mendaftar <b>online</b>:
    • buka { $site }
    • isi formulir pendaftaran yang disediakan
    Masa pendaftaran { $registration-start } sampai <b>{ $registration-end }</b>, { $days-left ->
        [0] hari ini hari terakhir
       *[other] tinggal { $days-left } hari lagi
    }.
# Variables: $site (link), $registration-start (date), $registration-end (date), $contacts (names with phones)
incubation-how-to-register-closed =
    Pendaftaran <b>sudah ditutup pada { $registration-end }</b>. Waktu itu, { $registration-start } sampai { $registration-end }, pendaftarannya <b>online</b>:
    • membuka { $site }
    • mengisi formulir pendaftaran yang disediakan
    Untuk periode berikutnya, silakan tanya { $contacts }.

incubation-registration-dates-title = Tanggal pendaftaran
# Variables: $registration-start (date), $registration-end (date), $days-left (number)
incubation-registration-dates-before =
    Pendaftaran inkubasi dibuka <b>{ $registration-start } sampai { $registration-end }</b>. Sekarang belum dibuka, { $days-left ->
        [0] mulainya hari ini
       *[other] mulainya { $days-left } hari lagi
    }.
# Variables: $registration-start (date), $registration-end (date), $site (link), $days-left (number)
incubation-registration-dates-open =
    Pendaftaran masih dibuka <b>sampai { $registration-end }</b>, { $days-left ->
        [0] hari ini hari terakhir
       *[other] tinggal { $days-left } hari lagi
    }. Masa pendaftarannya sejak { $registration-start }.
    Daftar online di { $site }
# Variables: $registration-start (date), $registration-end (date), $contacts (names with phones)
incubation-registration-dates-closed =
    Pendaftaran inkubasi <b>sudah ditutup</b>. Masa pendaftarannya dulu <b>{ $registration-start } sampai { $registration-end }</b>.
    Untuk periode berikutnya, silakan tanya { $contacts }.

incubation-schedule-title = Jadwal lengkap
# Variables: $edition (year), $registration (period), $administrative-selection (period), $interview (period), $announcement (period), $incubation (period), $days-left (number)
incubation-schedule-before =
    Jadwal Inkubasi Bisnis Startup Digital Jawa Tengah { $edition }:
    • pendaftaran: <b>{ $registration }</b>, { $days-left ->
        [0] mulai hari ini
       *[other] mulai { $days-left } hari lagi
    }
    • seleksi administrasi: <b>{ $administrative-selection }</b>
    • presentasi dan wawancara: <b>{ $interview }</b>
    • pengumuman lolos seleksi: <b>{ $announcement }</b>
    • pelaksanaan inkubasi: <b>{ $incubation }</b>
# Variables: $edition (year), $registration (period), $administrative-selection (period), $interview (period), $announcement (period), $incubation (period)
incubation-schedule-during =
    Inkubasi Bisnis Startup Digital Jawa Tengah { $edition } sedang berjalan. Jadwal lengkapnya:
    • pendaftaran: <b>{ $registration }</b>
    • seleksi administrasi: <b>{ $administrative-selection }</b>
    • presentasi dan wawancara: <b>{ $interview }</b>
    • pengumuman lolos seleksi: <b>{ $announcement }</b>
    • pelaksanaan inkubasi: <b>{ $incubation }</b>
# Variables: $edition (year), $registration (period), $administrative-selection (period), $interview (period), $announcement (period), $incubation (period), $incubation-end (date), $contacts (names with phones)
incubation-schedule-after =
    Seluruh rangkaian Inkubasi Bisnis Startup Digital Jawa Tengah { $edition } <b>sudah selesai pada { $incubation-end }</b>. Jadwalnya waktu itu:
    • pendaftaran: { $registration }
    • seleksi administrasi: { $administrative-selection }
    • presentasi dan wawancara: { $interview }
    • pengumuman lolos seleksi: { $announcement }
    • pelaksanaan inkubasi: { $incubation }
    Untuk periode berikutnya, silakan tanya { $contacts }.

incubation-administrative-selection-title = Seleksi administrasi
# Variables: $administrative-selection (period), $interview (period), $days-left (number)
incubation-administrative-selection-before =
    Seleksi administrasi berlangsung <b>{ $administrative-selection }</b>, { $days-left ->
        [0] mulai hari ini
       *[other] mulai { $days-left } hari lagi
    }. Isi tahap ini:
    • pengumuman pelaksanaan presensi (kehadiran untuk presentasi)
    • pengumuman lolos administrasi
    • portofolio startup digital
    Sesudahnya ada presentasi dan wawancara, { $interview }.
# Variables: $administrative-selection (period), $interview (period), $days-left (number)
incubation-administrative-selection-during =
    Seleksi administrasi <b>sedang berlangsung, { $administrative-selection }</b>: { $days-left ->
        [0] hari ini hari terakhir
       *[other] tinggal { $days-left } hari lagi
    }. Isi tahap ini:
    • pengumuman pelaksanaan presensi (kehadiran untuk presentasi)
    • pengumuman lolos administrasi
    • portofolio startup digital
    Sesudahnya ada presentasi dan wawancara, { $interview }.
# Variables: $administrative-selection (period), $contacts (names with phones)
incubation-administrative-selection-after =
    Seleksi administrasi <b>sudah selesai</b>, berlangsung <b>{ $administrative-selection }</b>. Isi tahap itu:
    • pengumuman pelaksanaan presensi (kehadiran untuk presentasi)
    • pengumuman lolos administrasi
    • portofolio startup digital
    Untuk periode berikutnya, silakan tanya { $contacts }.

# Presentation and interview

incubation-interview-title = Presentasi dan wawancara

# Variables: $interview (period), $days-left (number)
incubation-interview-before =
    Presentasi dan wawancara berlangsung <b>{ $interview }</b>, { $days-left ->
       *[other] mulai { $days-left } hari lagi
    }.
    Calon peserta mendapat undangan presentasi, lalu dinilai oleh mentor.

# Variables: $interview (period), $days-left (number)
incubation-interview-during =
    Presentasi dan wawancara <b>sedang berlangsung, { $interview }</b>: { $days-left ->
        [0] hari ini hari terakhir
       *[other] tinggal { $days-left } hari lagi
    }.
    Calon peserta mendapat undangan presentasi, lalu dinilai oleh mentor.

# Variables: $interview (period), $edition (year), $contacts (names with phones)
incubation-interview-after =
    Presentasi dan wawancara inkubasi { $edition } sudah selesai, yaitu pada <b>{ $interview }</b>. Saat itu calon peserta mendapat undangan presentasi dan dinilai oleh mentor.
    Untuk periode berikutnya, silakan tanya { $contacts }.

# Announcement of the results

incubation-announcement-title = Pengumuman hasil seleksi

# Variables: $announcement (period), $days-left (number)
incubation-announcement-before =
    Pengumuman lolos seleksi keluar <b>{ $announcement }</b>, { $days-left ->
       *[other] mulai { $days-left } hari lagi
    }.
    Sesudah itu ada:
    • negosiasi aturan dan tata tertib
    • penandatanganan komitmen/PKS (perjanjian kerja sama)

# Variables: $announcement (period), $days-left (number)
incubation-announcement-during =
    Pengumuman lolos seleksi <b>sedang berlangsung, { $announcement }</b>: { $days-left ->
        [0] hari ini hari terakhir
       *[other] tinggal { $days-left } hari lagi
    }.
    Yang lolos melanjutkan dengan:
    • negosiasi aturan dan tata tertib
    • penandatanganan komitmen/PKS (perjanjian kerja sama)

# Variables: $announcement (period), $edition (year), $contacts (names with phones)
incubation-announcement-after =
    Pengumuman lolos seleksi inkubasi { $edition } sudah lewat, yaitu pada <b>{ $announcement }</b>. Yang lolos melanjutkan dengan negosiasi aturan dan tata tertib serta penandatanganan komitmen/PKS (perjanjian kerja sama).
    Untuk periode berikutnya, silakan tanya { $contacts }.

# Period of the incubation

incubation-period-title = Masa inkubasi

# Variables: $incubation (period), $duration (count with unit), $days-left (number)
incubation-period-before =
    Inkubasi berlangsung <b>{ $duration }</b>, yaitu <b>{ $incubation }</b>. Mulainya { $days-left ->
       *[other] tinggal { $days-left } hari lagi
    }.
    Isinya: profil startup, kebutuhan startup, dan mentoring.

# Variables: $incubation (period), $duration (count with unit), $days-left (number)
incubation-period-during =
    Inkubasi <b>sedang berjalan, { $incubation }</b>, selama <b>{ $duration }</b>: { $days-left ->
        [0] hari ini hari terakhir
       *[other] tinggal { $days-left } hari lagi
    }.
    Isinya: profil startup, kebutuhan startup, dan mentoring.

# Variables: $incubation (period), $duration (count with unit), $edition (year), $contacts (names with phones)
incubation-period-after =
    Inkubasi { $edition } sudah selesai. Pelaksanaannya <b>{ $incubation }</b>, selama <b>{ $duration }</b>, berisi profil startup, kebutuhan startup, dan mentoring.
    Untuk periode berikutnya, silakan tanya { $contacts }.

# What participants get

incubation-benefits-title = Manfaat bagi peserta

# Variables: $duration (count with unit)
incubation-benefits =
    Selama { $duration } inkubasi, peserta mendapat:
    • pelatihan dan pendampingan <b>pengembangan produk</b>, <b>manajemen produksi</b>, <b>manajemen pemasaran</b>, serta <b>manajemen keuangan dan perpajakan</b>
    • prioritas ikut <b>pameran bisnis</b> lokal, nasional, maupun internasional (menyesuaikan program Disperindag)
    • fasilitasi <b>HKI</b> (hak kekayaan intelektual) dan <b>business matching</b>
    • <b>business coach dan mentor</b> yang berpengalaman di bidangnya

# Place

incubation-location-title = Lokasi inkubasi

# Variables: $place (address)
incubation-location =
    Inkubasi bertempat di <b>{ $place }</b>.

# Contact

incubation-contact-title = Kontak inkubasi

# Variables: $edition (year), $contacts (names with phones)
incubation-contact =
    Silakan hubungi <b>{ $contacts }</b>.
    Keduanya kontak person Inkubasi Bisnis Startup Digital Jawa Tengah { $edition }.

# Variables: $edition (year), $contacts (names with phones), $registration-end (date)
incubation-contact-closed =
    Silakan hubungi <b>{ $contacts }</b>.
    Keduanya kontak person Inkubasi Bisnis Startup Digital Jawa Tengah { $edition }. Pendaftarannya sudah ditutup pada { $registration-end }; periode berikutnya bisa ditanyakan kepada mereka.
