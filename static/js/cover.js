// <a data-cover href="…">, on confidential pages: the link, or Escape twice, hides the page at once. What is typed is
// saved; as soon as the page holds nothing that the server does not, the neutral page takes its place. Text that is
// kept nowhere but here (a note) stays behind the cover.
const TWICE = 1000;
const link = document.querySelector("a[data-cover]");
let escaped = -Infinity;

if (link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    cover();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return (escaped = -Infinity);
    if (event.timeStamp - escaped < TWICE) cover();
    escaped = event.timeStamp;
  });
  addEventListener("saved", () => document.documentElement.dataset.covered && leave());
}

function cover() {
  const page = document.documentElement;
  if (page.dataset.covered) return;
  page.dataset.covered = document.title;
  document.title = link.dataset.cover;
  const neutral = document.querySelector("template[data-neutral]").content.cloneNode(true);
  const button = neutral.querySelector("button");
  for (const each of document.body.children) each.hidden = true;
  document.body.prepend(neutral);
  button.addEventListener("click", () => uncover());
  document.activeElement?.blur();
  dispatchEvent(new Event("cover"));
  leave();
}

function leave() {
  if (navigator.onLine && !document.querySelector("form[data-typed]")) location.replace(link.href);
}

function uncover() {
  document.title = document.documentElement.dataset.covered;
  delete document.documentElement.dataset.covered;
  document.querySelector("[data-neutral-page]").remove();
  for (const each of document.body.children) each.hidden = false;
}
