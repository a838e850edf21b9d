### Balasan siap pakai: yang berbicara di sini petugas, bukan bot.

reply-ask-programme = Terima kasih atas pertanyaannya. Program yang mana yang dimaksud? Sebutkan saja namanya supaya jawaban kami tepat.
reply-ask-details = Boleh diceritakan sedikit lebih rinci? Misalnya apa yang sudah dicoba dan di bagian mana kendalanya. Nomor KTP atau rekening tidak perlu dikirim.
reply-looking-into-it = Pertanyaannya sudah kami terima dan sedang kami periksa. Begitu ada jawabannya, kami kabari di sini.
# Variables: $contacts (names with phones)
reply-call-us = Untuk hal ini sebaiknya kita bicara langsung. Silakan hubungi { $contacts }, atau datang ke kantor kami.
reply-not-our-office = Mohon maaf, hal ini bukan kewenangan kantor kami, jadi kami tidak bisa memberi jawaban yang pasti. Sebaiknya tanyakan langsung ke instansi yang menanganinya.
reply-thanks-for-waiting = Terima kasih sudah menunggu, dan mohon maaf jawaban kami agak lama.
reply-document-received = Dokumennya sudah kami terima, terima kasih. Kami periksa dulu; kalau ada yang kurang, kami kabari di sini.
reply-on-our-page = Jawaban lengkapnya ada di halaman informasi kantor kami. Silakan dibaca dulu; kalau masih ada yang kurang jelas, tulis saja di sini.
