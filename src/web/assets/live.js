// What pages can do beyond what they can without a script: parts with `data-live` keep
// themselves up to date, and a chat stands at its end.
"use strict";

const parts = () => document.querySelectorAll("[data-live][id]");

// Somebody types or chooses in it: it stays as it is until they are done.
const inUse = (part) =>
  part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");

// What was folded open stays open.
const keepOpen = (before, after) => {
  const open = [...before.querySelectorAll("details")].map((details) => details.open);
  after.querySelectorAll("details").forEach((details, nth) => { if (open[nth]) details.open = true; });
};

const focusAgain = (part, id, nth) => {
  const again = id ? document.getElementById(id) : part.querySelectorAll("a, button")[nth];
  if (again) again.focus({ preventScroll: true });
};

const refresh = async () => {
  const answer = await fetch(location.href, { headers: { "x-part": "live" }, cache: "no-store" });
  if (answer.status === 401) return location.reload();
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of parts()) {
    const fresh = page.getElementById(part.id);
    if (!fresh || inUse(part) || fresh.innerHTML === part.innerHTML) continue;
    const focused = part.contains(document.activeElement) ? document.activeElement : null;
    const nth = focused ? [...part.querySelectorAll("a, button")].indexOf(focused) : -1;
    keepOpen(part, fresh);
    part.replaceWith(document.adoptNode(fresh));
    if (focused) focusAgain(fresh, focused.id, nth);
  }
};

// Whoever said something in a chat goes on writing.
if (location.hash === "#say") document.getElementById("text")?.focus({ preventScroll: true });

if (parts().length > 0) {
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    // Several changes at once are one look.
    setTimeout(() => { waiting = false; refresh().catch(() => {}); }, 150);
  };
  const changes = new EventSource("/live");
  changes.addEventListener("change", soon);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) soon(); });
  addEventListener("pagehide", () => changes.close());
}
