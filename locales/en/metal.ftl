metal-title = Metal and automotive

material-center-about-title = What the material center is
material-center-about =
    The <b>material center in Tegal, Jawa Tengah (Central Java)</b>, serves the local metal IKM (small and medium industry) with:
    • raw metal material
    • logistics services
    • machining services
    The aim is a steady supply of competitive raw material, so that these firms can make and supply automotive components: parts and accessories for cars and motorcycles. The Ministry of Industry is driving its construction together with the government of Tegal regency.

material-center-plan-title = Work plan and managers
# Variables: $plan-start (year), $plan-end (year)
material-center-plan-running =
    The work plan of the Tegal material center covers <b>{ $plan-start }–{ $plan-end }</b>.
    It is managed by <b>PT Duta Steel Industry</b> with <b>Koperasi Tegal Manufaktur Indonesia</b>, a cooperative. The plan and the way the two manage the center came out of a focus group discussion held by the Ministry of Industry.
# Variables: $plan-start (year), $plan-end (year)
material-center-plan-ended =
    The work plan of the Tegal material center was for <b>{ $plan-start }–{ $plan-end }</b>, so it has run out. Our page does not give a later plan.
    Under that plan the center is managed by <b>PT Duta Steel Industry</b> with <b>Koperasi Tegal Manufaktur Indonesia</b>, a cooperative, as agreed in a focus group discussion held by the Ministry of Industry.

automotive-ikm-title = Automotive IKM in numbers
# Variables: $units (count with unit), $workers (count with unit)
automotive-ikm =
    Indonesia's automotive component IKM (small and medium industry) number <b>{ $units }</b> and employ <b>up to { $workers }</b>.
    Most metal IKM centres are in <b>Jawa Tengah (Central Java), Jawa Barat (West Java) and Jawa Timur (East Java)</b>. The figures are from the Ministry of Industry.

car-market-title = The Indonesian car market
# Variables: $car-sales (count with unit), $car-sales-year (year), $car-growth (percent), $car-growth-year (year)
car-market-target =
    Car sales in Indonesia reached <b>{ $car-sales }</b> in { $car-sales-year }.
    For { $car-growth-year }, GAIKINDO (the association of the Indonesian car industry) targets growth of <b>up to { $car-growth }</b> on that figure.
# Variables: $car-sales (count with unit), $car-sales-year (year), $car-growth (percent), $car-growth-year (year)
car-market-past =
    Car sales in Indonesia reached <b>{ $car-sales }</b> in { $car-sales-year }.
    At the time GAIKINDO (the association of the Indonesian car industry) targeted growth of <b>up to { $car-growth }</b> in { $car-growth-year } on that figure. That year has passed, and our page does not say how it turned out.
