// <div data-poll="URL">: asks for the fragment every two seconds and puts it in the place of the element,
// until the fragment carries data-done. Without JavaScript the fragment holds a link to look again.
const PAUSE = 2000;
const LONGEST_PAUSE = 30000;

function watch(element) {
  let pause = PAUSE;
  const look = async () => {
    if (!element.isConnected) return;
    if (document.hidden) return setTimeout(look, pause);
    try {
      const answer = await fetch(element.dataset.poll, { headers: { Accept: "text/html", "X-Background": "1" }, credentials: "same-origin", redirect: "error" });
      if (!answer.ok) throw new Error(answer.status);
      const fragment = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-poll], [data-done]");
      if (!fragment) throw new Error("no fragment");
      const held = element.contains(document.activeElement);
      element.replaceWith(fragment);
      if (held) (fragment.querySelector("a, button") ?? fragment).focus();
      if ("done" in fragment.dataset) return;
      element = fragment;
      pause = PAUSE;
    } catch {
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
    setTimeout(look, pause);
  };
  setTimeout(look, pause);
}

for (const element of document.querySelectorAll("[data-poll]")) watch(element);
