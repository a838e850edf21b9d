incubation-title = Business incubation

# Variables: $registration-end (date), $contacts (names with phones)
incubation-closed-notice = Registration for this round closed on { $registration-end }. Ask { $contacts } about the next round.

incubation-about-title = About the incubation
# Variables: $edition (year)
incubation-about =
    It is the <b>{ $edition } Digital Start-up Business Incubation of Jawa Tengah</b> (Central Java), called Inkubasi Bisnis Startup Digital in Indonesian. It is run by <b>BIKDK</b> (Balai Industri Kreatif Digital dan Kemasan, the centre for digital creative industry and packaging) of Disperindag Provinsi Jawa Tengah, the provincial industry and trade office.
    Its aim is to build independent, competitive digital start-ups in the digital creative industry: animation, games, comics, application software and multimedia.

incubation-requirements-title = Requirements
# Variables: $age-limit (count with unit), $business-age-limit (count with unit)
incubation-requirements =
    To take part you must:
    • be an SMK (vocational high school) graduate, a university student or a start-up
    • be at most { $age-limit } old
    • have a business less than { $business-age-limit } old
    • work in animation, games, comics, application software or multimedia
    • hold a KTP (Indonesian identity card) of Jawa Tengah
    • not be registered with another incubator
    • be willing to be an in-wall and out-wall tenant of IBC (Incubator Business Center)
    • fill in the registration form
    • commit to the whole incubation process

incubation-applicants-title = Who may apply
incubation-applicants =
    <b>SMK (vocational high school) graduates, university students and start-ups</b> may apply.
    The other requirements, such as age, identity card and business field, have to be met as well.

incubation-age-limit-title = Age limit
# Variables: $age-limit (count with unit)
incubation-age-limit =
    Participants may be <b>at most { $age-limit } old</b>.
    Our page names no minimum age.

incubation-business-age-title = Age of the business
# Variables: $business-age-limit (count with unit)
incubation-business-age =
    Your business must be <b>less than { $business-age-limit } old</b>.
    A business that has been running for { $business-age-limit } or more does not meet the requirement.

incubation-fields-title = Business fields
incubation-fields =
    These business fields are accepted:
    • animation
    • games
    • comics
    • application software
    • multimedia

incubation-residency-title = Identity card
incubation-residency =
    You need a <b>KTP (Indonesian identity card) of Jawa Tengah</b> (Central Java).
    The requirement speaks of the card, not of where you live now.

incubation-other-incubators-title = Other incubators
incubation-other-incubators =
    You may take part only if you are <b>not yet registered with another incubator</b>. A start-up that is still registered elsewhere does not meet the requirement.
    Our page says nothing special about people who have left an earlier incubator.

incubation-tenancy-title = In-wall / out-wall tenants
incubation-tenancy =
    You must be <b>willing to be an in-wall and out-wall tenant of IBC</b> (Incubator Business Center) Jawa Tengah.
    A tenant is a start-up that the incubator supports. Usually an in-wall tenant works inside the incubator and an out-wall tenant on its own premises. Our page does not go into how this is arranged.

incubation-how-to-register-title = How to register
# Variables: $site (link), $registration-start (date), $registration-end (date), $days-left (number)
incubation-how-to-register-before =
    You register <b>online</b>, but it is not open yet: it runs from <b>{ $registration-start }</b>, { $days-left ->
        [0] which is today
        [one] which is tomorrow
       *[other] { $days-left } days from now
    }, to { $registration-end }.
    What to do:
    • open { $site }
    • fill in the registration form provided there
# Variables: $site (link), $registration-start (date), $registration-end (date), $days-left (number)
incubation-how-to-register-open =
    You register <b>online</b>:
    • open { $site }
    • fill in the registration form provided there
    Registration runs from { $registration-start } to <b>{ $registration-end }</b>; { $days-left ->
        [0] today is the last day
        [one] one day is left
       *[other] { $days-left } days are left
    }.
# Variables: $site (link), $registration-start (date), $registration-end (date), $contacts (names with phones)
incubation-how-to-register-closed =
    Registration <b>closed on { $registration-end }</b>. It ran from { $registration-start } to { $registration-end } and was done <b>online</b>:
    • opening { $site }
    • filling in the registration form provided there
    Ask { $contacts } about the next round.

incubation-registration-dates-title = Registration dates
# Variables: $registration-start (date), $registration-end (date), $days-left (number)
incubation-registration-dates-before =
    Registration for the incubation runs <b>from { $registration-start } to { $registration-end }</b>. It is not open yet; it opens { $days-left ->
        [0] today
        [one] tomorrow
       *[other] in { $days-left } days
    }.
# Variables: $registration-start (date), $registration-end (date), $site (link), $days-left (number)
incubation-registration-dates-open =
    Registration is open <b>until { $registration-end }</b>; { $days-left ->
        [0] today is the last day
        [one] one day is left
       *[other] { $days-left } days are left
    }. It opened on { $registration-start }.
    Register online at { $site }
# Variables: $registration-start (date), $registration-end (date), $contacts (names with phones)
incubation-registration-dates-closed =
    Registration for the incubation <b>has closed</b>. It ran <b>from { $registration-start } to { $registration-end }</b>.
    Ask { $contacts } about the next round.

incubation-schedule-title = Full timetable
# Variables: $edition (year), $registration (period), $administrative-selection (period), $interview (period), $announcement (period), $incubation (period), $days-left (number)
incubation-schedule-before =
    Timetable of the { $edition } Digital Start-up Business Incubation of Jawa Tengah (Central Java):
    • registration: <b>{ $registration }</b>, starting { $days-left ->
        [0] today
        [one] tomorrow
       *[other] in { $days-left } days
    }
    • administrative selection: <b>{ $administrative-selection }</b>
    • presentation and interview: <b>{ $interview }</b>
    • announcement of results: <b>{ $announcement }</b>
    • incubation: <b>{ $incubation }</b>
# Variables: $edition (year), $registration (period), $administrative-selection (period), $interview (period), $announcement (period), $incubation (period)
incubation-schedule-during =
    The { $edition } Digital Start-up Business Incubation of Jawa Tengah (Central Java) is under way. The full timetable:
    • registration: <b>{ $registration }</b>
    • administrative selection: <b>{ $administrative-selection }</b>
    • presentation and interview: <b>{ $interview }</b>
    • announcement of results: <b>{ $announcement }</b>
    • incubation: <b>{ $incubation }</b>
# Variables: $edition (year), $registration (period), $administrative-selection (period), $interview (period), $announcement (period), $incubation (period), $incubation-end (date), $contacts (names with phones)
incubation-schedule-after =
    All stages of the { $edition } Digital Start-up Business Incubation of Jawa Tengah (Central Java) <b>ended on { $incubation-end }</b>. The timetable was:
    • registration: { $registration }
    • administrative selection: { $administrative-selection }
    • presentation and interview: { $interview }
    • announcement of results: { $announcement }
    • incubation: { $incubation }
    Ask { $contacts } about the next round.

incubation-administrative-selection-title = Administrative selection
# Variables: $administrative-selection (period), $interview (period), $days-left (number)
incubation-administrative-selection-before =
    The administrative selection is on <b>{ $administrative-selection }</b>, starting { $days-left ->
        [0] today
        [one] tomorrow
       *[other] in { $days-left } days
    }. This stage consists of:
    • the announcement about attendance (for the presentation)
    • the announcement of who passed the administrative selection
    • the digital start-up portfolio
    Presentation and interview follow, { $interview }.
# Variables: $administrative-selection (period), $interview (period), $days-left (number)
incubation-administrative-selection-during =
    The administrative selection is <b>under way, { $administrative-selection }</b>; { $days-left ->
        [0] today is the last day
        [one] one day is left
       *[other] { $days-left } days are left
    }. This stage consists of:
    • the announcement about attendance (for the presentation)
    • the announcement of who passed the administrative selection
    • the digital start-up portfolio
    Presentation and interview follow, { $interview }.
# Variables: $administrative-selection (period), $contacts (names with phones)
incubation-administrative-selection-after =
    The administrative selection <b>is over</b>; it was on <b>{ $administrative-selection }</b>. That stage consisted of:
    • the announcement about attendance (for the presentation)
    • the announcement of who passed the administrative selection
    • the digital start-up portfolio
    Ask { $contacts } about the next round.

# Presentation and interview

incubation-interview-title = Presentation and interview

# Variables: $interview (period), $days-left (number)
incubation-interview-before =
    Presentations and interviews take place on <b>{ $interview }</b>, { $days-left ->
        [one] { $days-left } day from now
       *[other] { $days-left } days from now
    }.
    Candidates are invited to present and are assessed by mentors.

# Variables: $interview (period), $days-left (number)
incubation-interview-during =
    Presentations and interviews are <b>under way, { $interview }</b>; { $days-left ->
        [0] today is the last day
        [one] one day is left
       *[other] { $days-left } days are left
    }.
    Candidates are invited to present and are assessed by mentors.

# Variables: $interview (period), $edition (year), $contacts (names with phones)
incubation-interview-after =
    The presentations and interviews of the { $edition } incubation are over: they took place on <b>{ $interview }</b>. Candidates were invited to present and were assessed by mentors.
    Ask { $contacts } about the next round.

# Announcement of the results

incubation-announcement-title = Selection results

# Variables: $announcement (period), $days-left (number)
incubation-announcement-before =
    The selection results are announced on <b>{ $announcement }</b>, { $days-left ->
        [one] { $days-left } day from now
       *[other] { $days-left } days from now
    }.
    After that come:
    • the negotiation of the rules and code of conduct
    • the signing of a commitment or co-operation agreement (PKS)

# Variables: $announcement (period), $days-left (number)
incubation-announcement-during =
    The selection results are <b>being announced now, { $announcement }</b>; { $days-left ->
        [0] today is the last day
        [one] one day is left
       *[other] { $days-left } days are left
    }.
    For those who pass, this comes next:
    • the negotiation of the rules and code of conduct
    • the signing of a commitment or co-operation agreement (PKS)

# Variables: $announcement (period), $edition (year), $contacts (names with phones)
incubation-announcement-after =
    The selection results of the { $edition } incubation were announced on <b>{ $announcement }</b>. Those who passed went on to negotiate the rules and code of conduct and to sign a commitment or co-operation agreement (PKS).
    Ask { $contacts } about the next round.

# Period of the incubation

incubation-period-title = Incubation period

# Variables: $incubation (period), $duration (count with unit), $days-left (number)
incubation-period-before =
    The incubation lasts <b>{ $duration }</b>: <b>{ $incubation }</b>. It starts { $days-left ->
        [one] { $days-left } day from now
       *[other] { $days-left } days from now
    }.
    It covers each start-up's profile, its needs, and mentoring.

# Variables: $incubation (period), $duration (count with unit), $days-left (number)
incubation-period-during =
    The incubation is <b>under way, { $incubation }</b>, <b>{ $duration }</b> in all; { $days-left ->
        [0] today is the last day
        [one] one day is left
       *[other] { $days-left } days are left
    }.
    It covers each start-up's profile, its needs, and mentoring.

# Variables: $incubation (period), $duration (count with unit), $edition (year), $contacts (names with phones)
incubation-period-after =
    The { $edition } incubation is over. It ran for <b>{ $duration }</b>, <b>{ $incubation }</b>, and covered each start-up's profile, its needs, and mentoring.
    Ask { $contacts } about the next round.

# What participants get

incubation-benefits-title = What participants get

# Variables: $duration (count with unit)
incubation-benefits =
    During the { $duration } of incubation, participants get:
    • training and mentoring in <b>product development</b>, <b>production management</b>, <b>marketing management</b>, and <b>finance and tax management</b>
    • priority for local, national and international <b>business exhibitions</b> (as the office's programme allows)
    • help with <b>HKI</b> (intellectual property) and <b>business matching</b>
    • an experienced <b>business coach and mentor</b>

# Place

incubation-location-title = Where it takes place

# Variables: $place (address)
incubation-location =
    The incubation takes place at <b>{ $place }</b>.

# Contact

incubation-contact-title = Incubation contacts

# Variables: $edition (year), $contacts (names with phones)
incubation-contact =
    Please contact <b>{ $contacts }</b>.
    Both are contact persons for the { $edition } Digital Start-up Business Incubation of Jawa Tengah (Central Java).

# Variables: $edition (year), $contacts (names with phones), $registration-end (date)
incubation-contact-closed =
    Please contact <b>{ $contacts }</b>.
    Both are contact persons for the { $edition } Digital Start-up Business Incubation of Jawa Tengah (Central Java). Registration closed on { $registration-end }; ask them about the next round.
