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
web-account-lasts = A browser stays signed in for seven days at most, and for twelve hours without use. It also ends when your role changes.
web-account-name = Session
web-account-since = Since
web-account-seen = Last used
web-account-end = Sign out
# Variables: $name (of the session)
web-account-end-one = Sign out session { $name }
web-account-this = this one

## Health

web-health-complaints = What the log complained of since the start
web-health-no-complaints = Nothing.
web-health-last = Last
web-health-place = Place in the program
web-health-kind = Kind
web-health-count = How often
web-health-error = error
web-health-warning = warning
web-health-loaded = Answers since
web-health-broken = A newer version cannot go live
# Variables: $n (number of mistakes)
web-health-mistakes = { $n ->
    [one] { $n } mistake
   *[other] { $n } mistakes
}

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

web-topic-collisions = Near topics
web-topic-collisions-soon = Being worked out; it takes a moment.
# Variables: $back, $of (numbers of phrases)
web-topic-back = { $back } of its { $of } phrases lead here even when they are taken out.
web-topic-no-collisions = No other topic is in its way.
web-topic-mixed = phrases are mixed up

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

## Today

web-today = Today
web-today-spans = Period
web-today-day = Today
web-today-week = 7 days
web-today-month = 30 days
# Variables: $change (a number with its sign)
web-today-change = { $change } from before
web-today-meaning = What these numbers mean
web-today-before = Small numbers: the change from the same number of days before.
web-today-course = The last 30 days
# Variables: $day (a date), $asked (how many)
web-today-bar = { $day }: { $asked } asked
web-today-table = As a table
web-today-programmes = By programme
web-today-languages = By language
web-today-nothing = Nothing was asked.
web-today-thumbs = What people think of the answers
web-today-no-thumbs = Nobody has given a thumb.
web-today-worst = Liked least
web-today-no-worst = No topic has three thumbs with one down among them.
web-today-export = Take the figures along
web-today-from = From
web-today-to = Up to and including
web-today-by = A row for each
web-today-csv = As CSV
web-today-json = As JSON
web-figure-asked = Asked
web-figure-asked-means = Questions. Greetings, commands and taps are none; an edited question is one.
web-figure-answered = Answered
web-figure-answered-means = Of these: answered at once.
web-figure-unsure = Unsure
web-figure-unsure-means = Of these: topics were offered as buttons.
web-figure-none = None of these
web-figure-none-means = Of the unsure: none of the topics offered was meant.
web-figure-neither = Not answered
web-figure-ticketed = Passed on
web-figure-ticketed-means = Of the asked: became a ticket for the office, or joined one.
web-figure-again = Asked again
web-figure-again-means = Of the asked: the same chat had asked the same within seven days before.
web-figure-day = Day
web-figure-programme = Programme
web-figure-language = Language
web-figure-topic = Topic
web-figure-share = Thumbs up, share
web-figure-good = Thumbs up
web-figure-bad = Thumbs down

## Tickets

web-tickets = Tickets
web-tickets-state = State
web-tickets-open = All that are not over
web-tickets-programme = Programme
web-tickets-every = Every programme
web-tickets-show = Show
web-tickets-none = No such ticket. Nobody waits.
# Variables: $span (a duration)
web-tickets-waits = waits { $span }
web-tickets-next = Next
web-tickets-first = To the beginning
web-state-open = open
web-state-claimed = taken
web-state-answered = answered
web-state-closed = closed
web-state-dismissed = dismissed

## One ticket

# Variables: $number (of the ticket)
web-ticket-title = Ticket { $number }
web-ticket-wordless = wants to talk to a person
web-ticket-asked = Asked
web-ticket-fellows = The same asked
# Variables: $n (how many)
web-ticket-fellows-count = { $n ->
    [one] { $n } other waits
   *[other] { $n } others wait
}
web-ticket-leader = Answered with ticket
web-ticket-offered = The bot offered
web-ticket-content = How content
web-ticket-office = the office
web-ticket-asker = whoever asked
web-ticket-program = the program
web-ticket-media = (a picture, voice or file: it is in Telegram)
web-ticket-in-chat = (as it stands in the chat)
# Variables: $name (of whoever wrote it)
web-ticket-note-by = Note by { $name }:
web-ticket-undelivered = did not arrive
web-ticket-claim = I answer this
web-ticket-release = Let others answer
web-ticket-close = It is answered
web-ticket-reopen = Open again
web-ticket-dismiss-why = No question for us:
web-ticket-dismiss = Dismiss
web-ticket-answer = Answer
web-ticket-own-words = In your own words
web-ticket-topic = With a topic
web-ticket-near = Nearest
# Variables: $n (how many)
web-ticket-to-all = { $n ->
    [one] Also to { $n } other who asks the same
   *[other] Also to { $n } others who ask the same
}
web-ticket-look = See how it looks
web-ticket-preview = This is how it arrives
web-ticket-preview-lead = Nothing has been sent yet.
web-ticket-send = Send
web-ticket-edit = Write it otherwise
web-ticket-stale = Somebody else was first, or the asker wrote more. Nothing was sent: look again.
web-ticket-note = A word for colleagues
web-ticket-note-words = Only the office sees it
web-ticket-note-keep = Keep the note
web-ticket-events = Who did what
web-closing-staff = the office closed it
web-closing-asker = the asker has what they need
web-closing-quiet = nothing more was heard
web-closing-spam = no question
web-closing-not-ours = another office’s matter
web-closing-duplicate = asked before
web-closing-withdrawn = withdrawn by the asker
web-act-shown = shown to the office
web-act-claimed = taken
web-act-released = let go
web-act-assigned = handed on
web-act-freed = free again
web-act-answered = answered
web-act-heard = wrote more
web-act-closed = closed
web-act-dismissed = dismissed
web-act-reopened = opened again
web-act-reminded = reminded
web-act-snoozed = put off
web-act-joined = joined another ticket
web-act-joined-by = another ticket joined
web-act-alone = a ticket of its own again
web-act-muted = asker muted
web-act-unmuted = asker may write again
web-act-content = said how content they are
web-act-wants-news = wants news
web-act-news = told of an answer

## Unanswered

web-unanswered = Unanswered
web-unanswered-lead = What people asked in vain, put together where it is one question.
web-unanswered-none = Nothing waits here: what was asked has an answer, or somebody has taken care of it.
# Variables: $n, $shown (numbers of groups)
web-unanswered-count = { $n } different questions, { $shown } shown
web-unanswered-waits = Proposals that wait
web-unanswered-proposals = All proposals
web-unanswered-both = Both
web-unanswered-programme = Programme
web-unanswered-any = All
# Variables: $topic (its title)
web-unanswered-add = Add to: { $topic }
web-unanswered-other = Other ways to answer it
# Variables: $n (how many)
web-unanswered-times = { $n ->
    [one] asked once
   *[other] asked { $n } times
}
# Variables: $n (how many)
web-unanswered-askers = { $n ->
    [one] in one chat
   *[other] in { $n } chats
}
# Variables: $now, $before (questions)
web-unanswered-trend = this week { $now }, the week before { $before }
# Variables: $span (a duration)
web-unanswered-last = last asked { $span } ago
web-unanswered-rising = more and more
# Variables: $topic (its title)
web-unanswered-now = answered by now: { $topic }
web-group-wordings = How it was asked
web-group-topic = A topic answers it
web-group-wording = Wordings to add, one a line
web-group-pick = Topic
web-group-propose = Propose
web-group-new = A new topic
web-group-new-lead = Write the answer in both languages; the question becomes its first phrase.
web-group-new-begin = Write a new topic
web-group-never = Not ours to answer
web-group-never-lead = The bot learns not to answer it by mistake: it goes on to a person.
web-group-about = Subject
web-group-dismiss = Let it go
web-group-dismiss-lead = Nothing changes; the questions no longer wait here.
web-group-reason = Reason
web-group-let-go = Let it go

## A new topic

web-subject-id = Name in the files
web-subject-id-hint = Lower-case words joined by hyphens; it never changes.
web-subject-title = Button
web-subject-answer = Answer
web-subject-answer-hint = Dates, amounts, links and telephones are facts: write them below, and their name in braces in the text. Bold is written between <b> and </b>.
web-subject-phrases = What people say to ask it, one a line
web-subject-source = Source
web-subject-source-hint = The name of a source of the programme, or of a new one with the fields below.
web-subject-source-title = Title of a new source
web-subject-source-url = Its address
web-subject-source-checked = Read on
web-subject-own-people = the programme's people

## Proposals

web-proposals-none = Nothing has been proposed yet.
web-proposal-phrase = Phrase
web-proposal-topic = New topic
web-proposal-never = Not to be answered
web-proposal-edit = Edit
web-proposal-dismiss = Let go
web-proposal-open = waits
web-proposal-accepted = accepted
web-proposal-rejected = rejected
# Variables: $n (how many)
web-proposal-questions = { $n ->
    [one] one question led to it
   *[other] { $n } questions led to it
}
web-proposal-commit = It is in git:
web-proposal-effect = What it does
web-proposal-measuring = It is being tried out; this takes some seconds
web-proposal-look = Look again
web-proposal-failed = It could not be tried out. The reason is in the log of the server.
web-proposal-again = Try again
web-proposal-decide = Decision
web-proposal-admins = An admin decides about it.
web-proposal-built-in = The knowledge inside the program cannot be changed. Let the bot serve a folder, or take the patch elsewhere.
web-proposal-anyway = I have looked at the questions that are answered worse
web-proposal-accept = Accept
web-proposal-reject = Reject
web-proposal-export = Download as a patch
web-proposal-broken = It cannot be accepted: the knowledge would have errors. Reject it, and propose what is right.
web-proposal-diff = What changes in the files
web-proposal-there = The files have it already. Accept it to note that.
web-proposal-stale = Somebody changed or decided it meanwhile: this is how it stands now.
web-proposal-changed = The knowledge has changed meanwhile: it is tried out anew, then decide again.
# Variables: $file (its path)
web-proposal-dirty = Somebody is working on { $file }: it has changes that are not committed. Commit them or put them away, then accept.
web-proposal-unfinished = A merge or a rebase is under way in the folder. Finish it, then accept.
# Variables: $said (git's own words)
web-proposal-git = Git did not commit it, and nothing has changed: { $said }

## What a change does

web-effect-check = The knowledge, checked
web-effect-clean = nothing new is wrong
# Variables: $topic (its id)
web-effect-answered = answered: { $topic }
web-effect-ticket = goes to a person
web-effect-quality = Lines of the knowledge, judged unseen
web-effect-unseen = Share
web-effect-before = before
web-effect-after = after
web-effect-first = right topic first
web-effect-right = answered, and rightly
web-effect-silent = not ours, and not answered
# Variables: $won, $lost (lines)
web-effect-moved = { $won } lines are judged right that were not, { $lost } are not any more.
web-effect-lost = Which are not any more
web-effect-logged = Questions of the last weeks, asked again
# Variables: $judged, $changed, $worse (questions)
web-effect-drift = Of { $judged } questions { $changed } are judged otherwise, { $worse } of them worse.
web-effect-worse = worse
web-effect-collisions = Phrases that another topic would get, were they not known word for word
# Variables: $topic, $rival (their ids)
web-effect-comes = of { $topic } comes to { $rival }

## What does not fit

# Variables: $what (its name)
web-unfit-gone = The files no longer have it: { $what }. Reject it, and propose anew.
# Variables: $what (its name)
web-unfit-taken = There is another one of this name already: { $what }.
# Variables: $what (its name)
web-unfit-reworded = Somebody changed the words of { $what } meanwhile. Look at them, and propose anew.
# Variables: $what (what was written)
web-unfit-name = This cannot be a name or a day: { $what }. Names are lower-case words joined by hyphens.
web-unfit-facts = The facts must be written as name = value, one a line.
# Variables: $what (a file)
web-unfit-unwritable = This file cannot be changed by the program, or a text is empty or cannot be read: { $what }.

## Editing a topic

web-edit = Edit
# Variables: $topic (its title)
web-edit-title = Edit: { $topic }
web-edit-lead = What you change here becomes a proposal; nothing changes by itself.
web-edit-texts = Texts
web-edit-hint = What stands in braces is a fact of the files. Bold is written between <b> and </b>.
web-edit-phrases = Phrases
web-edit-more = More of them, one a line
# Variables: $n (how many there are)
web-edit-fewer = Mark those to remove, of { $n }
web-edit-look = Look at it
web-edit-preview = How it will look
