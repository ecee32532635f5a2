// Small courtesies of every page; each works without this file, less comfortably.

// The summary of errors takes the focus, so that a screen reader starts there.
document.querySelector("[data-focus]")?.focus();

// A menu closes with Escape, or when something else is clicked.
const menus = () => document.querySelectorAll("details[data-menu][open]");
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});

// Filters and long tables stand open where there is room for them. A stylesheet has shown them so from the first paint;
// from here on they are the reader's to close.
const wide = matchMedia("(min-width: 62rem)").matches;
for (const panel of document.querySelectorAll("details[data-open-wide]")) {
  panel.open ||= wide;
  delete panel.dataset.openWide;
}

// A button that prints; hidden where it could not work.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
