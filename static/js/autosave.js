// <form data-autosave="URL" data-saved="Saved {time}" data-unsaved="Not saved: no connection …"
// data-refused="Not saved: … as it stands …">: sends the whole form to the server 15 seconds after a change and on
// leaving a field. The server keeps it as a draft of the form; nothing is ever written to the browser's own storage.
// The form holds an element with data-autosave-state, a polite live region.
const DELAY = 15000;
const FIRST_RETRY = 5000;
const LONGEST_RETRY = 60000;
const PATIENCE = 10000;

class Autosave {
  constructor(form) {
    this.form = form;
    this.state = form.querySelector("[data-autosave-state]");
    this.saved = this.content();
    this.retry = FIRST_RETRY;
    form.addEventListener("input", () => this.later(DELAY));
    form.addEventListener("focusout", () => this.save());
    form.addEventListener("submit", (event) => this.leave(event));
    addEventListener("online", () => this.save());
    addEventListener("cover", () => this.save());
    addEventListener("unsent", () => this.stay());
    addEventListener("sessionend", () => (this.leaving = true));
    addEventListener("beforeunload", (event) => {
      if (!this.leaving && this.changed()) event.preventDefault();
    });
    document.addEventListener("visibilitychange", () => document.hidden && this.save());
  }

  // Files and the form's token are left out: both are for the one time that the form itself is sent.
  content() {
    const data = new FormData(this.form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    data.delete("csrfmiddlewaretoken");
    data.delete("form_token");
    return new URLSearchParams(data).toString();
  }

  changed() {
    return this.content() !== this.saved;
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  save() {
    clearTimeout(this.timer);
    if (this.busy || this.leaving || !this.changed()) return;
    this.busy = this.send(this.content()).finally(() => (this.busy = undefined));
  }

  // A save that is under way changes the state that the form was opened on: sent before its answer is there, the form
  // would meet its own words as somebody else's.
  leave(event) {
    this.leaving = true;
    if (!this.busy) return;
    event.preventDefault();
    if (this.waiting) return;
    const tired = new Promise((wake) => setTimeout(wake, PATIENCE));
    this.waiting = Promise.race([this.busy, tired]).then(() => {
      this.busy = this.waiting = undefined;
      this.form.requestSubmit(event.submitter);
    });
  }

  // The form was not sent after all.
  stay() {
    this.leaving = false;
    if (this.changed()) this.later(this.retry);
  }

  async send(sent) {
    try {
      const answer = await fetch(this.form.dataset.autosave, {
        method: "POST",
        body: sent,
        headers: { "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8", "X-CSRFToken": this.form.elements.csrfmiddlewaretoken?.value ?? "", Accept: "application/json" },
        credentials: "same-origin",
        redirect: "manual",
        keepalive: sent.length < 60000,
      });
      if (!answer.ok) return this.missed(answer.status < 500 ? "refused" : "unsaved");
      await this.rebase(answer, sent);
    } catch {
      return this.missed("unsaved");
    }
    this.retry = FIRST_RETRY;
    this.say("saved", this.form.dataset.saved.replace("{time}", time()));
    if (this.changed()) this.later(DELAY);
    else this.told();
  }

  // Nobody is there to take it; or the words are refused as they are, until something in them, or outside, is changed.
  missed(state) {
    this.say(state, this.form.dataset[state]);
    this.later(this.retry);
    this.retry = Math.min(this.retry * 2, LONGEST_RETRY);
  }

  // A form that saves into the record itself names the state it was opened on (`base`); the answer names the new one.
  async rebase(answer, sent) {
    const base = this.form.elements.base;
    const state = base ? (await answer.json()).base : undefined;
    const unchanged = this.content() === sent;
    if (state !== undefined) base.value = state;
    this.saved = unchanged ? this.content() : sent;
  }

  // The page holds nothing any more that the server does not (once.js marks what is typed).
  told() {
    delete this.form.dataset.typed;
    dispatchEvent(new Event("saved"));
  }

  say(state, words) {
    if (!this.state || (state !== "saved" && this.state.dataset.state === state)) return;
    this.state.dataset.state = state;
    this.state.className = state === "saved" ? "saved" : "notice not unsaved";
    this.state.textContent = words;
  }
}

// Western digits and isolated, whatever the language of the page.
function time() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `\u2066${two(now.getHours())}:${two(now.getMinutes())}\u2069`;
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
