// <div data-session="SECONDS" data-url="…"> with a live region and a button: whoever types or points stays signed in;
// two minutes before the end the page says so, and any key, or the button, puts it off. When the session has ended the
// page goes to sign in: what a form keeps on the server waits there, what it does not is carried along in the page.
const WARNING = 120;
const UNSURE = 60; // the server puts an end off in steps of a minute
const RETRY = 20;
const GOOD_NEWS = 5000;

class Session {
  constructor(notice) {
    this.notice = notice;
    this.words = notice.querySelector("[role=status]");
    this.button = notice.querySelector("button");
    this.seconds = Number(notice.dataset.session);
    this.told = Date.now();
    this.wake(this.seconds - WARNING - UNSURE);
    this.button.addEventListener("click", () => this.prolong());
    for (const kind of ["keydown", "pointerdown", "input"]) addEventListener(kind, () => this.acted());
    addEventListener("unsent", () => this.say(notice.dataset.unsent, "not"));
    addEventListener("online", () => this.warned || this.hush());
    document.addEventListener("visibilitychange", () => document.hidden || this.look());
  }

  wake(seconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), Math.max(seconds, 1) * 1000);
  }

  acted() {
    if (this.warned || Date.now() - this.told > (this.seconds / 3) * 1000) this.prolong();
  }

  // Without an answer nothing is known: the page stays as it is, with all that is typed in it.
  async ask(method) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    const headers = method === "GET" ? { "X-Background": "1" } : { "X-CSRFToken": token };
    try {
      const answer = await fetch(this.notice.dataset.url, { method, headers, credentials: "same-origin", cache: "no-store" });
      return answer.ok ? await answer.json() : undefined;
    } catch {
      return undefined;
    }
  }

  async look() {
    this.follow(await this.ask("GET"));
  }

  async prolong() {
    if (this.asking) return;
    this.asking = true;
    const state = await this.ask("POST");
    this.asking = false;
    if (state) this.told = Date.now();
    this.follow(state ?? (await this.ask("GET")));
  }

  follow(state) {
    if (!state) return this.wake(RETRY);
    if (state.left === 0) return this.end(state.carried);
    if (state.left > WARNING) this.rest(state);
    else this.warn(state);
  }

  rest(state) {
    if (this.warned) this.say(this.notice.dataset.stays, "done");
    this.warned = false;
    this.button.hidden = true;
    this.wake(state.left - WARNING);
  }

  // Said once: a live region that counts down would not let anybody read.
  warn(state) {
    const last = state.most - state.left < RETRY;
    if (!this.warned) this.say((last ? this.notice.dataset.last : this.notice.dataset.ends).replace("{time}", clock(state.left)));
    this.warned = !last;
    this.button.hidden = last;
    this.wake(state.left + 1);
  }

  // Good news goes by itself.
  say(words, tone = "part") {
    this.words.textContent = words;
    this.notice.className = `session notice ${tone} unsaved`;
    clearTimeout(this.fading);
    if (tone === "done") this.fading = setTimeout(() => this.hush(), GOOD_NEWS);
  }

  hush() {
    this.words.textContent = "";
    this.notice.className = "session";
  }

  // Signed out elsewhere: nothing would come along, and what is typed stays in the page.
  end(carried) {
    const open = [...document.forms].find((form) => "typed" in form.dataset);
    if (open && !carried) return this.say(this.notice.dataset.over, "not");
    dispatchEvent(new Event("sessionend"));
    if (open) return HTMLFormElement.prototype.submit.call(open);
    location.assign(`${this.notice.dataset.signIn}?next=${encodeURIComponent(location.pathname + location.search)}`);
  }
}

// Western digits and isolated, whatever the language of the page.
function clock(seconds) {
  const then = new Date(Date.now() + seconds * 1000);
  const two = (number) => String(number).padStart(2, "0");
  return `\u2066${two(then.getHours())}:${two(then.getMinutes())}\u2069`;
}

for (const notice of document.querySelectorAll("[data-session]")) new Session(notice);
