### Canned replies: a person of the office speaks here, not the bot.

reply-ask-programme = Thank you for your question. Which programme is it about? Just give us its name, so that we can answer properly.
reply-ask-details = Could you tell us a little more? For example what you have tried, and where you got stuck. There is no need to send identity or bank account numbers.
reply-looking-into-it = We have received your question and are looking into it. As soon as we have an answer, we will write to you here.
# Variables: $contacts (names with phones)
reply-call-us = It is best to talk about this in person. Please call { $contacts }, or come to our office.
reply-not-our-office = We are sorry, but this is not a matter for our office, so we cannot give you a sure answer. It is best to ask the authority in charge directly.
reply-thanks-for-waiting = Thank you for waiting, and sorry that our answer took a while.
reply-document-received = We have received your document, thank you. We will look at it first, and write to you here if anything is missing.
reply-on-our-page = The full answer is on our office’s information page. Please have a look there first; if anything is still unclear, just write to us here.
