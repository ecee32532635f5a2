// A form is sent once: its buttons rest after the first click. The server is the real guard (form_token).
// And it is sent when somebody is there to take it: a browser that meets no server shows its own page in the place of
// ours, and what was typed is gone. Forms with something typed in them (data-typed) ask first.
const PATIENCE = 10000;

addEventListener("input", ({ target: { form } }) => {
  if (form?.getAttribute("method") === "post") form.dataset.typed = "yes";
});

addEventListener("submit", (event) => {
  const form = event.target;
  if (form.getAttribute("method") !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  if ("typed" in form.dataset && !form.dataset.reached) {
    event.preventDefault();
    return ask(form, event.submitter);
  }
  // Not at once: a disabled button would no longer send its own name and value.
  setTimeout(() => rest(form, true));
});

async function ask(form, submitter) {
  const url = document.querySelector("[data-session]")?.dataset.url;
  const there = !url || (await fetch(url, { headers: { "X-Background": "1" }, cache: "no-store", signal: AbortSignal.timeout(PATIENCE) }).then((answer) => answer.ok, () => false));
  delete form.dataset.sent;
  if (!there) return dispatchEvent(new Event("unsent"));
  form.dataset.reached = "yes";
  form.requestSubmit(submitter);
}

function rest(form, disabled) {
  for (const button of form.querySelectorAll("button:not([type=button])")) button.disabled = disabled;
}

// Coming back by the browser's history shows the page as it was left: wake the buttons.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    delete form.dataset.reached;
    rest(form, false);
  }
});
