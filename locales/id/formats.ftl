### Satuan, mata uang, orang dan jam. $number sudah ditulis menurut CLDR; $n memilih bentuk jamak.

# Variables: $number (grouped number)
scale-thousand = { $number } ribu
# Variables: $number (grouped number)
scale-million = { $number } juta
# Variables: $number (grouped number)
scale-billion = { $number } miliar
# Variables: $number (grouped number)
scale-trillion = { $number } triliun

# Variables: $number (grouped number)
currency-idr = Rp { $number }
# Variables: $number (grouped number)
currency-usd = USD { $number }

# Variables of all units: $number (grouped number), $n (the plain number)
unit-year = { $number } tahun
unit-month = { $number } bulan
unit-day = { $number } hari
unit-person = { $number } orang
unit-participant = { $number } peserta
unit-business = { $number } unit usaha
unit-centre = { $number } sentra
unit-car = { $number } unit
unit-square-metre = { $number } m²
unit-tonne = { $number } ton
unit-tonne-per-year = { $number } ton per tahun

# Variables: $name, $phone
contact = { $name } ({ $phone })
# Variables: $name, $phone, $hours
contact-with-hours = { $name } ({ $phone }, { $hours })
# Variables: $days (names of days), $from, $to (times of day)
office-hours = { $days }, pukul { $from }–{ $to } WIB
weekday-1 = Senin
weekday-2 = Selasa
weekday-3 = Rabu
weekday-4 = Kamis
weekday-5 = Jumat
weekday-6 = Sabtu
weekday-7 = Minggu

# Variables: $day (a date), $time (hour and minute)
moment = { $day } pukul { $time } WIB
# Variables of all spans: $n (the number)
span-minute = { $n } menit
span-hour = { $n } jam
span-day = { $n } hari
