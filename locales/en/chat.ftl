chat-title = Small talk

greeting-title = Greetings
greeting =
    Hello! I am <b>Tanya</b>, the bot of the industry and trade office of Jawa Tengah (Central Java). I can answer questions about:
    • the digital start-up business incubation
    • REX and exports to the EU
    • the Obral Mebel furniture fair and Rumah Kriya
    • the Kartu Pra Kerja group discussion (FGD)
    • rayon and textiles
    • the Tegal material center and automotive components
    • Sarung Goyor and weaving
    Press a button or simply type your question.

thanks-title = Thanks
thanks =
    You are welcome. If anything else comes up, just type it here.

goodbye-title = Goodbye
goodbye =
    Goodbye, and come back whenever you have another question.

capabilities-title = What is Tanya?
capabilities =
    I am <b>Tanya</b>, a bot: a program that answers by itself, not a person. My answers come from the pages of the industry and trade office of Jawa Tengah (Central Java). You can ask me about:
    • the digital start-up business incubation
    • REX and exports to the EU
    • the Obral Mebel furniture fair and Rumah Kriya
    • the Kartu Pra Kerja group discussion (FGD)
    • rayon and textiles
    • the Tegal material center and automotive components
    • Sarung Goyor and weaving
    Use your own words. Would you rather have a person answer? Type <b>person</b> or /help.

human-title = Talk to a person
human =
    All right. I am passing this on to the office: a person, not a bot, will answer you in this chat.
