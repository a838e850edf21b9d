### What the desk says to the office's people: short, without an address.

## The card of a question

# Variables: $number (ticket number), $programme (its title)
card-head = <b>{ $number } · { $programme }</b>
# Variables: $number (ticket number)
card-head-general = <b>{ $number } · General</b>
card-open = 🔵 Not taken yet
# Variables: $name (of whoever took it)
card-claimed = 🟡 Taken by { $name }
# Variables: $at (day and time)
card-answered = 🟢 Answered { $at }
# Variables: $at (day and time), $name (of whoever took it)
card-answered-by = 🟢 Answered by { $name }, { $at }
card-closed = ✅ Closed
# Variables: $why (the reason)
card-closed-why = ✅ Closed: { $why }
card-dismissed = 🚫 Dismissed
# Variables: $why (the reason)
card-dismissed-why = 🚫 Dismissed: { $why }
# Variables: $at (day and time)
card-told = 💬 Last answered { $at }; waiting again
card-undelivered = ⚠️ The answer did not arrive: the asker has blocked the bot, or the account is gone.
card-muted = 🔇 The asker may not write at present.
# Variables: $content (1 to 5)
card-content = ⭐ The asker’s rating: { $content } of 5
card-hint-id = 🗣 The asker writes Indonesian: answer in Indonesian.
card-hint-en = 🗣 The asker writes English: answer in English.
card-wordless = <i>Wants to talk to a person.</i>
card-withdrawn = <i>The asker has erased their data.</i>
# Variables: $topics (titles)
card-offered = Offered, but not what was meant: { $topics }
card-earlier = Earlier questions that were not answered:
# Variables: $question (the asker's words)
card-earlier-line = • { $question }
# Variables: $others (how many)
card-fellows = 👥 { $others } { $others ->
    [one] other asks
   *[other] others ask
} the same
# Variables: $at (day and time)
card-asked = 🕒 Asked { $at }
somebody = a colleague

# Reasons, as part of a line.
closing-staff = answered
closing-asker = the asker says that is all
closing-quiet = nothing more was heard
closing-spam = not a question
closing-not-ours = a matter for another office
closing-duplicate = asked before
closing-withdrawn = the asker withdrew

## Buttons under a card

act-claim = ✋ I will answer
act-release = ↩️ Release
act-topics = 📚 Answer with a topic
act-close = ✅ Close
act-reopen = 🔓 Reopen
act-dismiss = 🚫 Dismiss
act-spam = Not a question
act-not-ours = Another office’s matter
act-duplicate = Asked before
act-mute = 🔇 Mute the asker
# Variables: $pause (a span such as "7 days")
act-mute-days = 🔇 { $pause }
act-unmute = 🔊 Let them write again
act-hint-off = 🗣 Hide the language hint
# Variables: $pause (a span such as "1 hour")
act-snooze = ⏰ In { $pause }
act-assign = 👤 Hand over
act-to-all = 👥 Send to all
# Variables: $number (ticket number)
act-show = Show { $number }
act-main = ‹ Back
act-more = More ›

## News

# Variables: $waiting (how many)
digest = 📋 <b>{ $waiting } { $waiting ->
    [one] question waits
   *[other] questions wait
}</b>, the oldest on top:
# Variables: $number (ticket number), $count (how many ask it), $since (day and time), $question (the asker's words)
digest-line = • <b>{ $number }</b> ({ $count }×, since { $since }): { $question }
# Variables: $number (ticket number), $count (how many ask it), $since (day and time)
digest-line-wordless = • <b>{ $number }</b> ({ $count }×, since { $since }): wants to talk to a person
# Variables: $more (how many)
digest-more = … and { $more } more

# Variables: $number (ticket number), $words (the asker's words)
heard = 💬 <b>{ $number }</b>: { $words }
# Variables: $number (ticket number)
heard-wordless = 💬 <b>{ $number }</b>:
# Variables: $number (ticket number), $name (of whoever wrote it), $words (a note among colleagues)
noted = ✍ <b>{ $number }</b>, { $name }: { $words }

# Variables: $number (ticket number), $since (day and time)
reminder = ⏰ Question <b>{ $number }</b> has been waiting since { $since }.
# Variables of all reminders: $names (of people)
reminder-owner = Please answer: { $names }
reminder-deputy = Please help out: { $names }
reminder-admins = Still nobody has answered. Please see to it: { $names }
whoever-owner = the programme’s people
whoever-deputy = whoever stands in for the programme’s people
whoever-admins = the admins

# Variables: $number (ticket number), $others (how many)
also-tell = 👥 { $others } { $others ->
    [one] other asks
   *[other] others ask
} the same as <b>{ $number }</b>. Send them this answer too?
# Variables: $others (how many)
told-all = ✅ The answer went to { $others } { $others ->
    [one] other
   *[other] others
} too.

# Variables: $number (ticket number), $name (of whoever has it)
refused-taken = Question { $number } is taken by { $name } already.
# Variables of all refusals: $number (ticket number)
refused-not-yours = Question { $number } is for another programme’s people.
refused-admins-only = Only an admin can do that to question { $number }.
refused-over = Question { $number } is closed. Reopen it first to go on.
refused-already-so = Nothing changes for question { $number }: it is so already.
done = Done.
which-ticket = I do not know which question that message belongs to. Reply to the card of the question, so that your answer arrives.
# Variables: $replies (names of prepared answers)
no-such-reply = There is no prepared answer of that name. There are: { $replies }
no-replies = There are no prepared answers yet.
# Variables: $more (how many)
more-replies = … and { $more } more

# Variables: $programme (its title), $day (date)
nightly = 🌙 <b>{ $programme }</b>, { $day }
# Variables: $open (how many)
nightly-open = Open: { $open }
# Variables: $open (how many), $oldest (day and time)
nightly-open-since = Open: { $open }; the oldest has waited since { $oldest }
nightly-none-open = No question is open.
# Variables: $answered (how many)
nightly-answered = Answered that day: { $answered }
nightly-asked = Asked most, without an answer yet:
# Variables: $count (how often), $question (the askers' words)
nightly-asked-line = • { $count }× { $question }
no-programme = General

## Joining

role-contact = contact person
role-admin = admin
all-programmes = all programmes
# Variables: $role (a word), $programme (its title)
welcome =
    Welcome to the desk, as <b>{ $role }</b> for <b>{ $programme }</b>.

    Questions without an answer come as cards. Reply to a card to answer it. How it all works: /help
invite-over = This link has been used, or is too old. Please ask an admin for a new one.
# Variables: $url (the link), $minutes (how long it is good for)
dashboard-link =
    🔑 A link to the dashboard, for you alone:
    { $url }

    Good for { $minutes } minutes, and once. Do not pass it on.
# Variables: $name (of whoever it was made for)
dashboard-used = ⚠️ The link to the dashboard for { $name } was tried again after it had been used. If that was not { $name }, open the dashboard › Account and end the session that nobody knows.
no-dashboard = This bot has no dashboard.
# Variables: $name (of the person), $role (a word), $programme (its title)
joined = 👤 { $name } has joined as { $role } for { $programme }.

## Knowledge

# Variables: $count (how many mistakes)
knowledge-broken =
    ⚠️ <b>The bot's knowledge was changed, and cannot be used like this</b>: { $count ->
        [one] it has a mistake
       *[other] it has { $count } mistakes
    }. The answers of before go on.
# Variables: $place (file and line), $message (what is wrong)
knowledge-mistake-at = • <code>{ $place }</code> { $message }
# Variables: $message (what is wrong)
knowledge-mistake = • { $message }
# Variables: $more (how many)
knowledge-more = … and { $more } more
knowledge-right = ✅ The bot's knowledge is right again, and in use.

staff-help =
    <b>How to use the desk</b>

    Reply to a card with a text, a photo, a file or a voice message: the asker gets it in the office’s name. What you write without replying to a card is not sent to the asker.

    As a reply to a card:
    /note words – for your colleagues; the asker does not see it
    /r NAME – send a prepared answer
    /t words – find a topic that answers it
    /close – the question is answered; the asker is told
    /release – let a colleague answer it
    /assign NAME – hand it to a colleague
    /snooze 2h – remind me later
    /dismiss – not a question for this office

    In your private chat with the bot:
    /dashboard – a link to the dashboard

    Buttons of a card:
    ✋ take the question, so that nobody answers it twice
    📚 answer with a topic that is there already
    🚫 dismiss it, with a reason
    ✅ close it (once it is answered)
    More › hand over, mute the asker, remind later, close

    New words of the asker appear under their card. If an answer does not arrive, the card says so.
