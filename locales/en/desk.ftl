### What the desk says to those who ask.

# Variables: $expected (day and time)
ticket-expected = A person from the office will look at it by <b>{ $expected }</b> and answer in this chat.
# Variables: $contacts (names with phones)
ticket-urgent = If it is urgent, call { $contacts }.

# Variables: $number (ticket number)
add-detail = Please write what you would like to add. Your next message goes along with question <b>{ $number }</b>.
# Variables: $number (ticket number)
added = I have passed that on with question <b>{ $number }</b>.

# Variables: $number (ticket number)
answered = A person from the office answers question <b>{ $number }</b>:
# Variables: $number (ticket number), $name (of whoever answers)
answered-named = { $name } from the office answers question <b>{ $number }</b>:
# Variables: $quiet (a span such as "3 days")
answered-after = <i>If anything is missing, just reply here. If that is all, type /done. After { $quiet } without a word we take the question for closed.</i>
# Variables: $text (the asker's words)
quoted = <blockquote>{ $text }</blockquote>

# Variables of all endings: $number (ticket number)
over-staff = We take question <b>{ $number }</b> for answered. If anything is missing, reply to the answer and we will go on.
over-asker = Question <b>{ $number }</b> is closed. Thank you for telling us.
over-quiet = As we have not heard from you, we have closed question <b>{ $number }</b>. If anything is missing, reply to the answer and we will go on.
over-not-ours = Sorry, question <b>{ $number }</b> is not a matter for our office, so we have closed it. Please ask the office that deals with it.
over-dismissed = We have closed question <b>{ $number }</b>, as we did not take it for a new question to this office. If we are mistaken, please ask it again in other words.

# Variables: $number (ticket number)
how-content = How happy are you with the answer to question <b>{ $number }</b>?
thanks-for-content = Thank you for telling us.
# Variables: $number (ticket number)
goes-on = Question <b>{ $number }</b> is open again. I have passed your message on.
news-promised = Right, I will tell you here as soon as there is an answer.
# Variables: $number (ticket number)
news = Good news: there is an answer now to question <b>{ $number }</b>, which we could not answer then.
nothing-to-close = You have no open question to close.

privacy =
    <b>What we keep</b>
    • The number of this chat on Telegram, your choice of language and your last topic, so that the conversation holds together.
    • The topic and time of every question, to count them. Its words for a while, so that we can write and correct answers.
    • Questions that we passed on to our people, with their messages and your rating, so that they can answer you here.

    Personal numbers (such as identity, telephone and account numbers) and e-mail addresses are hidden before anything is kept. Photos and files for our people are passed on through Telegram as they are.

    <b>Where answers come from</b>
    From files that our office wrote; they are picked on our own computer, not by an AI service on the internet.
# Variables: $answered, $asked, $tickets (spans such as "180 days")
privacy-days =
    <b>For how long</b>
    The words of questions that were answered: { $answered }; of those that were not: { $asked }. Questions that we passed on: { $tickets } after they are closed. Then they are erased.
privacy-not-kept = not kept
privacy-no-days =
    <b>For how long</b>
    Until the office erases it, or you ask for it.
privacy-rights =
    /mydata – everything we keep of you, as a document
    /forget – erase all of it

forget-ask = Everything we keep of you will be erased, and with it the questions that still wait: nobody can answer them then. Erase everything?
forgotten = It is erased. The messages of this chat are still on Telegram; you can delete them in the app.
my-data = This is everything we keep of you, as a document. To erase it, type /forget.
no-data = We keep nothing of you.
private-only = That works in a private chat only. Please write to me directly.
too-fast = That was very fast. Please wait a moment, then write again.
too-many-tickets = We have passed on many of your questions today. Please wait for their answers; you can ask more tomorrow.
# Variables: $until (day and time)
muted = Sorry, we do not take your messages until { $until }.
muted-for-good = Sorry, we no longer take your messages. Please call on our office in person.

label-add-detail = ✏️ Add something
label-done = ✅ That is answered
label-tell-me = 🔔 Tell me once you know
label-content-1 = 1 ⭐ very poor
label-content-2 = 2 ⭐ poor
label-content-3 = 3 ⭐ fair
label-content-4 = 4 ⭐ good
label-content-5 = 5 ⭐ very good
label-forget = 🗑 Yes, erase everything
