rex-title = REX / exports to Europe

rex-about-title = What the REX System is
# Variables: $mandatory (date)
rex-about =
    The REX System is a <b>self-certification</b> system under the European Union's GSP scheme (Generalized System of Preferences, which grants tariff preferences) for <b>Registered Exporters</b> (Eksportir Teregistrasi, ER).
    It is online. A registered exporter makes its own declaration of origin (DAB, Deklarasi Asal Barang) for goods going to the EU. REX is mandatory from { $mandatory }.

rex-mandatory-date-title = When REX is mandatory
# Variables: $mandatory (date), $transition (period), $days-left (number)
rex-mandatory-date-before =
    The REX System becomes <b>mandatory on { $mandatory }</b>, { $days-left ->
        [0] which is today
        [one] one day from now
       *[other] { $days-left } days from now
    }.
    In the transition period, { $transition }, Form A GSP-EU may still be used. After that only the declaration of origin (DAB) with REX counts.
# Variables: $mandatory (date), $transition-end (date)
rex-mandatory-date-after =
    The REX System has been <b>mandatory since { $mandatory }</b>. For the EU's GSP tariff preference, exporters use the declaration of origin (DAB, Deklarasi Asal Barang) with REX.
    The transition period, in which Form A GSP-EU could still be used, ended on { $transition-end }.

rex-transition-title = Transition and Form A
# Variables: $transition-start (date), $transition-end (date), $mandatory (date), $days-left (number)
rex-transition-before =
    The transition period for the declaration of origin (DAB) runs <b>from { $transition-start } to { $transition-end }</b>; it begins { $days-left ->
        [0] today
        [one] tomorrow
       *[other] in { $days-left } days
    }.
    During it <b>Form A GSP-EU may still be used</b> in parallel. From { $mandatory } the DAB with the REX System is mandatory.
# Variables: $transition-start (date), $transition-end (date), $mandatory (date), $days-left (number)
rex-transition-during =
    The transition period for the declaration of origin (DAB) is still on, <b>from { $transition-start } to { $transition-end }</b>, so <b>Form A GSP-EU may still be used</b> in parallel. { $days-left ->
        [0] Today is the last day
        [one] One day is left
       *[other] { $days-left } days are left
    }.
    From { $mandatory } the DAB with the REX System is mandatory.
# Variables: $transition-start (date), $transition-end (date), $mandatory (date)
rex-transition-after =
    The transition period <b>is over</b>. Form A GSP-EU could be used in parallel with the declaration of origin (DAB, Deklarasi Asal Barang) only <b>from { $transition-start } to { $transition-end }</b>.
    Since { $mandatory } the DAB with the REX System has been mandatory.

rex-declaration-of-origin-title = Making the declaration (DAB)
rex-declaration-of-origin =
    <b>The registered exporter makes the declaration of origin itself</b> (DAB, Deklarasi Asal Barang): it puts the statement on origin on the commercial documents that the company issues, namely the <b>invoice and packing list</b>.
    There is no separate blank form to buy.

rex-benefits-title = Why REX is better
rex-benefits =
    REX <b>saves exporters time, effort and cost</b> in getting the EU's GSP preference. For each shipment there is:
    • no blank form to buy
    • no approval needed from IPSKA (the office that issues certificates of origin)
    A registered exporter issues the declaration of origin (DAB, Deklarasi Asal Barang) itself.

rex-workshop-title = The REX workshop
# Variables: $hall (place)
rex-workshop =
    The technical guidance event (bimtek) <b>“Kebijakan dan Implementasi REX System”</b> (REX policy and implementation) was held for exporters by the Jawa Tengah Industry and Trade Office (Disperindag) in <b>{ $hall }</b>, the hall on the office's fifth floor. The head of foreign trade opened it.
    The speakers:
    • Herni Synthia, head of the certificate of origin sub-directorate, Ministry of Trade (Kemendag)
    • Sati Ferdi, manager at PT Electronic Data Interchange Indonesia (EDII)
    • Padmoyo Tri Wikanto, head of the DIY-Jawa Tengah regional customs office (Bea Cukai)
