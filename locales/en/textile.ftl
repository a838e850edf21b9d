textile-title = Rayon and textiles

rayon-plant-title = PT APR rayon plant

# Variables: $opening (date)
rayon-plant =
    The viscose rayon plant of PT Asia Pacific Rayon (APR) is in <b>Pangkalan Kerinci, Pelalawan regency, Riau</b> (Sumatra). <b>President Joko Widodo</b> opened it on <b>{ DATE($opening, style: "weekday") }</b>.

    • With him: industry minister Agus Gumiwang Kartasasmita, Riau governor Syamsuar, Royal Golden Eagle (RGE) chairman Sukanto Tanoto and RGE director Anderson Tanoto.
    • The plant is integrated: it does everything from growing tree seedlings to producing the fibre.
    • Viscose rayon is made from wood (certified nationally and internationally) and breaks down naturally.

rayon-capacity-title = Rayon capacity

# Variables: $opening (date), $capacity, $capacity-planned, $national-capacity, $national-before (counts with unit), $national-before-year (year)
rayon-capacity =
    Viscose rayon capacity as of { $opening }:

    • PT Asia Pacific Rayon (APR): <b>{ $capacity }</b>, to rise to <b>{ $capacity-planned }</b> within a few years of that date
    • All of Indonesia: <b>{ $national-capacity }</b>, up from { $national-before } in { $national-before-year }

    The national rise comes from the investments of APR and PT Rayon Utama Makmur.

rayon-exports-title = Rayon exports

# Variables: $opening (date), $to-turkey, $to-jateng (counts with unit)
rayon-exports =
    The rayon fibre from PT Asia Pacific Rayon (APR) that President Joko Widodo sent off on { $opening }:

    • Exported to Turkey: <b>{ $to-turkey }</b>
    • Delivered to Jawa Tengah (Central Java): <b>{ $to-jateng }</b>

    The next export markets, as planned at that time: among others <b>Pakistan, Bangladesh, Vietnam and countries in Europe</b>.

rayon-investment-title = Rayon investment and jobs

# Variables: $opening (date), $investment, $investment-usd, $foreign-exchange, $import-substitution (money), $workers (count with unit)
rayon-investment =
    The investment in the rayon plant of PT Asia Pacific Rayon (APR) is <b>{ $investment } ({ $investment-usd })</b>.

    • Direct workers: <b>{ $workers }</b>
    • Foreign exchange: up to <b>{ $foreign-exchange }</b> expected
    • Import substitution: up to <b>{ $import-substitution }</b> expected

    These figures are as of { $opening }. The rayon should make Indonesia less dependent on imported textile materials such as cotton.

textile-growth-title = Textile growth

# Variables: $growth-2019, $growth-2018, $growth-2017 (percent), $year-2019, $year-2018, $year-2017 (years)
textile-growth =
    Indonesia's textile and textile products industry (TPT) grew by <b>{ $growth-2019 } in { $year-2019 }</b>, faster every year:

    • { $year-2019 }: <b>{ $growth-2019 }</b>
    • { $year-2018 }: <b>{ $growth-2018 }</b>
    • { $year-2017 }: <b>{ $growth-2017 }</b>

    The reason is the high output of ready-made clothes in the textile centres (figures of the Ministry of Industry).

making-indonesia-title = Making Indonesia 4.0

# Variables: $target (year)
making-indonesia-aim =
    Making Indonesia 4.0 is the government's roadmap into the era of industry 4.0. Textiles and textile products (TPT) are <b>one of its five priority sectors</b>.

    The aim: Indonesian makers of textiles and clothing among the <b>world's top five by { $target }</b>.

# Variables: $target (year)
making-indonesia-past =
    Making Indonesia 4.0 is the government's roadmap into the era of industry 4.0. Textiles and textile products (TPT) are <b>one of its five priority sectors</b>.

    The aim was to bring Indonesian makers of textiles and clothing among the <b>world's top five by { $target }</b>. That year has passed; our page does not say yet how it turned out.
