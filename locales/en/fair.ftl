fair-title = Furniture fair

fair-about-title = About the furniture fair
# Variables: $place (address), $area (count with unit)
fair-about =
    Obral Mebel ("furniture sale") is a fair that <b>promotes and sells furniture</b> from the IKM (small and medium industry) of Soloraya, the area around Solo. Our page is about the <b>fourth</b> edition, at { $place }:
    • stand area <b>{ $area }</b>
    • many kinds of <b>export-quality</b> furniture, at a discount

fair-dates-title = Fair dates
# Variables: $fair (period without a year)
fair-dates =
    The fourth furniture fair is listed for <b>{ $fair }</b>. Our page <b>does not say which year</b>, so we cannot tell you whether it is already over. Please ask the office before you travel, so that you do not come in vain.

fair-location-title = Where the fair is
# Variables: $place (address)
fair-location =
    The furniture fair is at <b>{ $place }</b>. Our page does not give the street or house number.

fair-discounts-title = Fair discounts
# Variables: $discount (percent)
fair-discounts =
    Discounts at the furniture fair go <b>up to { $discount }</b>. That is the top figure; single pieces may come down less. Our page has no price list and no discount for single items.

fair-exhibitors-title = Who exhibits at the fair
# Variables: $exhibitors (count with unit)
fair-exhibitors =
    The fourth furniture fair has <b>{ $exhibitors }</b>. They are <b>exporters</b> of quality furniture and processed wood who are used to selling all over the world. Our page does not list their names.

fair-sales-title = Sales at the last fair
# Variables: $previous-sales (money)
fair-sales =
    The furniture fair before the fourth one brought in <b>more than { $previous-sales }</b> in sales. The hope for the fourth was an even better result; our page does not say how it turned out.

rumah-kriya-about-title = About Rumah Kriya
rumah-kriya-about =
    Rumah Kriya Banjarsari ("craft house") in Solo is a <b>promotion house</b> for furniture from Jawa Tengah (Central Java), above all Soloraya, and a <b>place where producers meet buyers</b>, local and foreign.

    The plans for it:
    • a website, an app and online marketing
    • a tourist destination
    • education, and training for the creative industry
    • information on wood and wood products
    • meeting facilities for craftspeople, businesses and the public

kimkas-about-title = About KIMKAS
kimkas-about =
    KIMKAS brings together the furniture and craft industry of Soloraya, the area around Solo. It is <b>chaired by Suryanto</b>. Our page spells the name out in two ways: <b>Koperasi</b> (cooperative) and <b>Komunitas</b> (community) <b>Industri Mebel dan Kerajinan Soloraya</b>. The office hopes that KIMKAS will make Rumah Kriya better known as a showroom.

furniture-export-value-title = Furniture export value
# Variables: $export-total (money), $export-wood (money), $export-furniture (money)
furniture-export-value =
    Exports of processed wood and furniture from Jawa Tengah (Central Java) are worth <b>{ $export-total }</b>:
    • processed wood <b>{ $export-wood }</b>
    • furniture <b>{ $export-furniture }</b>

    Our page does not say for which year. The total is the sum of these two figures, because the page prints it with a misplaced comma.
