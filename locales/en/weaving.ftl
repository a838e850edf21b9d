weaving-title = Weaving and Sarung Goyor

goyor-training-title = Training in Slawi prison
# Variables: $training-length (count with unit), $trainees (count with unit)
goyor-training =
    The Sarung Goyor training in Lapas Kelas IIA Slawi, a prison in Tegal, lasted <b>{ $training-length }</b> and had <b>{ $trainees }</b>, all of them inmates there.
    The Ministry of Industry encouraged the prison and <b>IKM Fahaltex</b>, a small maker of Sarung Goyor, to work together: the prison provides workers and facilities; Fahaltex provides raw material, weaving machines and tools, and markets what is made. The hope is that the inmates start businesses of their own after release.

goyor-about-title = What Sarung Goyor is
goyor-about =
    <b>Sarung Goyor</b> is a hand-woven sarong from Kabupaten Tegal (Tegal regency). The cloth is smooth and its motifs are distinctive, because it is woven by hand in an intricate process.
    It is sought after in Indonesia and abroad, also in the <b>Middle East</b>.

weaving-exports-title = Woven cloth exports
# Variables: $exports (money), $exports-year (year), $centres (count with unit)
weaving-exports =
    Indonesia's exports of woven cloth reached <b>{ $exports }</b> in { $exports-year }, going to <b>Bangladesh, the Netherlands and the United Arab Emirates</b> among others.
    Weaving is mostly the work of IKM (small and medium industry), spread over <b>{ $centres }</b> in almost all of Indonesia.
