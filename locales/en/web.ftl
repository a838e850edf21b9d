### The dashboard: plain text, which the pages escape. Staff texts: short and exact.

## The frame of every page

web-skip = Skip to the content
web-office = Dashboard
web-navigation = Pages
web-topics = Topics
web-try = Try it
web-health = Health
web-account = Account
web-sign-out = Sign out
web-language = Language
web-in-language-id = Bahasa Indonesia
web-in-language-en = English
web-the-server = whoever sits at the server

## Signing in

web-sign-in-title = Sign in
# Variables: $name (of whoever it was made for)
web-sign-in-for = This link was made for { $name }.
web-sign-in-button = Sign in
web-sign-in-not-you = If that is not you, close this page: nothing has happened yet.
web-sign-in-used = This link has been used
web-sign-in-used-advice = A link signs in once. If it was not you who used it, ask for a new one with /dashboard, then end the session that you do not know under Account.
web-sign-in-over = This link is too old
web-sign-in-unknown = There is no such link
web-sign-in-many = Too many wrong links
web-sign-in-advice = Send /dashboard to the bot in your private chat with it: it answers with a new link, good for five minutes.
web-sign-in-needed = You are not signed in
web-sign-in-needed-advice = Send /dashboard to the bot in your private chat with it: it answers with a link, good for five minutes. Only people of the office get one.

## What went wrong

web-trouble-not-found = There is no such page
web-trouble-not-found-advice = It may have moved, or what it showed is gone.
web-trouble-forbidden = This page is for admins
web-trouble-forbidden-advice = Your account answers questions; ask an admin if you need more.
web-trouble-forged = This was not sent from the dashboard
web-trouble-forged-advice = Nothing was done. Open the page anew and try once more.
web-trouble-malformed = This cannot be understood
web-trouble-malformed-advice = Nothing was done. Go back, look at what you filled in, and try once more.
web-trouble-too-large = This is too long
web-trouble-too-large-advice = Nothing was done. Send it in parts, or shorter.
web-trouble-unavailable = The database cannot be reached
web-trouble-unavailable-advice = The bot answers on. Try again in a moment; if it stays so, call whoever runs the server.
web-trouble-fault = Something went wrong here
web-trouble-fault-advice = It has been noted without anything of what you wrote. Try again in a moment.
web-trouble-home = To the first page

## Account

web-account-admin = admin
web-account-contact = answers questions
web-account-sessions = Where you are signed in
web-account-lasts = A browser stays signed in for seven days at most, and for twelve hours without use. What you may do is looked up each time: nobody has to sign in again for that.
web-account-name = Session
web-account-since = Since
web-account-seen = Last used
web-account-end = Sign out
# Variables: $name (of the session)
web-account-end-one = Sign out session { $name }
web-account-this = this one

## Health

web-health-fine = All is well
web-health-no-database = Nothing can be stored now: the database cannot be written
web-health-stuck = Messages have been waiting for more than a minute
web-health-unsent-long = Answers have been unsent for more than a minute
web-health-parked-some = Some messages could not be handled: see tanya inbox
web-health-waits = What waits
# Variables: $span (a duration)
web-health-oldest = oldest: { $span }
web-health-inbox = Messages to handle
web-health-outbox = Answers to send
web-health-parked = Given up
web-health-hour = In the last hour
web-health-received = Messages and taps
web-health-asked = Questions
web-health-sent = Sent to Telegram
web-health-tickets = Tickets opened
web-health-given-up = Not delivered
web-health-failed = What did not arrive
web-health-none-failed = Everything arrived.
web-health-when = When
web-health-what = Request
web-health-why = Reason
web-health-program = The program
web-health-version = Version
web-health-uptime = Running for
web-health-knowledge = Knowledge
# Variables: $n (number of topics)
web-health-topics = { $n ->
    [one] { $n } topic
   *[other] { $n } topics
}

## Topics

web-topics-search = Look for words in titles and phrases
web-topics-find = Find
# Variables: $n (number of topics)
web-topics-count = { $n ->
    [one] { $n } topic
   *[other] { $n } topics
}
web-topics-none = No topic has these words.
# Variables: $n (how many)
web-topics-phases = { $n } phases
web-topics-stale = source not re-read for a year

## One topic

# Variables: $day (a date)
web-topic-said = The answer on { $day }
web-topic-day = On another day
web-topic-look = Look
web-topic-phases = Phases
# Variables: $day (a date)
web-topic-before = before { $day }
# Variables: $day (a date)
web-topic-until = up to and including { $day }
web-topic-afterwards = afterwards
web-topic-this = on this day
web-topic-source = Source
web-topic-no-source = Small talk needs no source.
# Variables: $day (a date), $days (how many days ago)
web-topic-checked = Last re-read on { $day }, { $days } days ago
web-topic-people = Who answers for it
web-topic-nobody = Nobody in particular.
web-topic-facts = Facts
web-topic-fact = Fact
web-topic-value = Value
web-topic-related = Buttons under the answer
# Variables: $n (how many)
web-topic-phrases = What people say to ask it: { $n } phrases
web-topic-tests = Tests
web-topic-question = Question
web-topic-on = Asked on
web-topic-any-day = any day
web-topic-must = Must be answered with

## Try it

web-try-lead = The same engine as on Telegram. Nothing of this is stored, and no ticket is opened.
web-try-empty = Ask as people ask: in both languages, with slips of the finger.
web-try-question = Message
web-try-day = As if it were this day
web-try-send = Send
web-try-anew = Begin anew
web-try-ticket = On Telegram this opens a ticket for the office
# Variables: $topic (its title)
web-try-answered = Answered: { $topic }
web-try-unsure = Not sure: offered some
web-try-unknown = Not held by the knowledge
# Variables: $words (the question)
web-try-read-as = Read as: { $words }
# Variables: $sure, $from (shares in percent)
web-try-sure = { $sure } sure that the best topic is right; it answers from { $from }
web-try-by-words = The words decided.
web-try-by-meaning = The words and the meaning of the sentence decided.
# Variables: $line (a phrase)
web-try-nearest = Nearest phrase: { $line }
web-try-candidate = Topic
web-try-likely = How likely
# Variables: $rival (a topic)
web-try-evidence = What speaks for the best topic rather than for { $rival }:
web-try-word = Word or group of words
web-try-says = Weight
