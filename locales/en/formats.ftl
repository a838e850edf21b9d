### Units, currencies, people and hours. $number is written by CLDR already; $n picks the plural.

# Variables: $number (grouped number)
scale-thousand = { $number } thousand
# Variables: $number (grouped number)
scale-million = { $number } million
# Variables: $number (grouped number)
scale-billion = { $number } billion
# Variables: $number (grouped number)
scale-trillion = { $number } trillion

# Variables: $number (grouped number)
currency-idr = Rp { $number }
# Variables: $number (grouped number)
currency-usd = USD { $number }

# Variables of all units: $number (grouped number), $n (the plain number)
unit-year = { $number } { $n ->
    [one] year
   *[other] years
}
unit-month = { $number } { $n ->
    [one] month
   *[other] months
}
unit-day = { $number } { $n ->
    [one] day
   *[other] days
}
unit-person = { $number } { $n ->
    [one] person
   *[other] people
}
unit-participant = { $number } { $n ->
    [one] participant
   *[other] participants
}
unit-business = { $number } business { $n ->
    [one] unit
   *[other] units
}
unit-centre = { $number } { $n ->
    [one] centre
   *[other] centres
}
unit-car = { $number } { $n ->
    [one] unit
   *[other] units
}
unit-square-metre = { $number } m²
unit-tonne = { $number } { $n ->
    [one] tonne
   *[other] tonnes
}
unit-tonne-per-year = { $number } { $n ->
    [one] tonne
   *[other] tonnes
} a year

# Variables: $name, $phone
contact = { $name } ({ $phone })
# Variables: $name, $phone, $hours
contact-with-hours = { $name } ({ $phone }, { $hours })
# Variables: $days (names of days), $from, $to (times of day)
office-hours = { $days }, { $from }–{ $to } Jakarta time
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

# Variables: $day (a date), $time (hour and minute)
moment = { $day } at { $time } WIB
# Variables of all spans: $n (the number)
span-minute = { $n } { $n ->
    [one] minute
   *[other] minutes
}
span-hour = { $n } { $n ->
    [one] hour
   *[other] hours
}
span-day = { $n } { $n ->
    [one] day
   *[other] days
}
