### The bot's fixed sentences.

help =
    Just ask in your own words; short and informal is fine. Or pick a subject below.

    /topics – list of topics
    /language – change the language
    /status – your questions that we passed on
    /done – close a question that is answered
    /privacy – what we keep of you
    Type <b>person</b> to be answered by a human.
menu = What would you like to know?
# Variables: $programme (title of a programme)
topics-of = <b>{ $programme }</b>: pick a topic.
language-menu = Choose a language / Pilih bahasa
language-set = Right, I will answer in English from now on. What would you like to know?
did-you-mean = Is it one of these?
unknown = Sorry, I do not have a sure answer to that.
unknown-again = Sorry, I do not know that one either. It is best that one of our people answers you.
# Variables: $programme (its title), $known (the year that we know of), $asked (year)
lacks-year = What I know about <b>{ $programme }</b> is of { $known }, not of { $asked }.
# Variables: $programme (its title), $asked (year)
lacks-any-year = Our page on <b>{ $programme }</b> says nothing about { $asked }.
# Variables: $programme (its title), $name (country, place, organisation or product)
lacks-name = I have nothing about { $name } under <b>{ $programme }</b>.
# Variables: $programme (its title), $aspect (a word such as "cost")
lacks-aspect = Our page on <b>{ $programme }</b> says nothing about this: { $aspect }.

# Variables: $number (ticket number)
ticket = I have passed your question on; its number is <b>{ $number }</b>.
# Variables: $contacts (names with phones)
ticket-contacts = A person will answer in this chat. If it is urgent, call { $contacts }.
ticket-office = A person from the office will answer in this chat.
ticket-lost = Unfortunately I could not record this question because of a fault. Please send it again later.
# Variables: $contacts (names with phones)
ticket-lost-contacts = Unfortunately I could not record this question because of a fault. Please call { $contacts }, or send it again later.

status = Your questions that we passed on:
# Variables: $number (ticket number), $asked (date), $question (the asker's words)
status-line = • <b>{ $number }</b> ({ $asked }): { $question }
# Variables: $number (ticket number), $asked (date)
status-line-wordless = • <b>{ $number }</b> ({ $asked }): wants to talk to a person
status-none = None of your questions is waiting for an answer.
status-unavailable = Sorry, I cannot open the list right now. Please try again shortly.

no-words = I only understand words. Type your question, or pick a subject below.
wordless = Thank you, but I can only read text. Type your question, or pick a subject below.
unknown-command = I do not know that command. Just type your question, or see /help.
old-button = That button no longer works. Please choose again.

# Variables: $title (title and publisher of the source), $checked (date)
source = <i>Source: { $title } (checked { $checked })</i>

label-menu = All topics
label-none = None of these
label-person = Talk to a person
label-language-id = Bahasa Indonesia
label-language-en = English

rated = Thank you for telling us.
what-was-missing = I am sorry. What was missing? Write it here in a sentence and I will pass it on, or talk to a person.
fault = Sorry, something went wrong on our side with this message.
answer-missing = Sorry, this answer has not been written yet. A person will help you.
answer-untranslated = There is no translation of this answer yet. In Indonesian it reads:

label-further = More ›
label-earlier = ‹ Back

### How the bot presents itself on Telegram.

# At most 64 characters.
bot-name = Tanya
# At most 512 characters.
bot-description = Ask about the office’s programmes: incubation, export, fairs and training. Type your question in Indonesian or English; if I am not sure, a person answers you here.
# At most 120 characters.
bot-about = Answers about the office’s programmes, at once, or from a person.
# At most 256 characters each.
command-topics = List of topics
command-help = How to use the bot
command-language = Change the language
command-status = Your questions that we passed on
command-done = Close a question that is answered
command-privacy = What we keep of you
command-mydata = Everything we keep of you
command-forget = Erase everything we keep of you
command-start = Start again
