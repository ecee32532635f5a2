// What a page shows that a validator cannot know. Each probe returns a list of sentences: empty is right.
// They run inside the page, put there by the browser's own door, which the page's policy does not guard.
{
  const HIDDEN = ".visually-hidden, .skip, [hidden], .band .long";
  const SCROLLERS = ".scroll, .tabs ul"; // wide by nature: they scroll by themselves, by finger and by key
  const SEEN = { visibilityProperty: true, contentVisibilityAuto: true };
  const DIGIT = /\p{Nd}/u;

  const named = (element) => {
    const classes = [...element.classList].map((name) => `.${name}`).join("");
    const text = element.textContent.trim().replace(/\s+/g, " ").slice(0, 50);
    const parent = element.parentElement;
    const under = parent ? `${parent.localName}${[...parent.classList].map((name) => `.${name}`).join("")} > ` : "";
    return `${under}${element.localName}${classes} “${text}”`;
  };

  // Wider than the window, outside it, spilling out of its box, or cut off by it.
  const overflow = () => {
    const found = [];
    const wide = document.documentElement.scrollWidth - innerWidth;
    if (wide > 0) found.push(`the page is ${wide}px wider than the window`);
    const look = (element) => {
      const style = getComputedStyle(element);
      // What is not there, is read out only, or is a table's head on a phone; and all in it.
      if (style.display === "none" || style.clipPath !== "none" || element.matches(HIDDEN)) return;
      if (style.display !== "contents" && element.checkVisibility(SEEN)) found.push(...standing(element, style));
      if (element.localName !== "svg" && !element.matches(SCROLLERS)) [...element.children].forEach(look);
    };
    [...document.body.children].forEach(look);
    return found;
  };

  const standing = (element, style) => {
    const found = [];
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) return found;
    const out = Math.max(-box.left, box.right - innerWidth);
    if (out > 1) found.push(`outside the window by ${Math.round(out)}px: ${named(element)}`);
    const spilt = element.scrollWidth - element.clientWidth;
    if (spilt > 1 && element.clientWidth > 0 && !element.matches(`${SCROLLERS}, input, select, textarea`)) {
      const ellipsis = style.textOverflow === "ellipsis" && element.closest("summary");
      if (!ellipsis) found.push(`${style.overflowX === "visible" ? "spilt" : "cut off"} by ${spilt}px: ${named(element)}`);
    }
    return found;
  };

  // Digits in a right-to-left page that the text around them could reorder.
  const isolates = () => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!DIGIT.test(walker.currentNode.data) || element.closest("option, script, textarea")) continue;
      if (!element.closest("bdi, body [dir], svg[direction]")) found.push(`no isolate: ${named(element)}`);
    }
    return found;
  };

  const violations = async (rules) => {
    if (!rules.length) return [];
    const found = await axe.run({ runOnly: rules, resultTypes: ["violations"], elementRef: false, preload: false, selectors: false });
    return found.violations.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.html.slice(0, 200)}`));
  };

  // All that depends on the view: `rules` for axe, if any, and whether letters are twice as `large`.
  const faults = async ({ rules, large }) => {
    document.documentElement.style.fontSize = large ? "200%" : "";
    const numbers = document.dir === "rtl" ? isolates() : [];
    return [...overflow(), ...numbers, ...(await violations(rules))];
  };

  // All that Tab has to reach: what can be used, is shown, and is the chosen one of its radio buttons.
  const stops = () => {
    const radios = new Set();
    return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")].filter((each) => {
      if (each.disabled || each.type === "hidden" || each.tabIndex < 0 || !each.checkVisibility({ visibilityProperty: true })) return false;
      if (each.type !== "radio") return true;
      const group = `${each.form && [...document.forms].indexOf(each.form)} ${each.name}`;
      const all = [...document.querySelectorAll(`input[type="radio"][name="${CSS.escape(each.name)}"]`)].filter((other) => other.form === each.form);
      if (all.some((other) => other.checked)) return each.checked;
      if (radios.has(group)) return false;
      radios.add(group);
      return true;
    });
  };

  // What can show the focus, on the element or on the label around it.
  const ring = (element) =>
    [element, element.closest("label")]
      .filter(Boolean)
      .map((each) => {
        const style = getComputedStyle(each);
        const outline = style.outlineStyle === "none" || style.outlineWidth === "0px" ? "none" : style.outline;
        return [outline, style.boxShadow, style.borderColor, style.backgroundColor].join(" ");
      })
      .join(" | ");

  let unfocused;
  const prepare = () => {
    const root = document.documentElement; // where Tab begins
    root.tabIndex = -1;
    root.focus({ preventScroll: true });
    root.removeAttribute("tabindex");
    unfocused = stops();
    unfocused.rings = unfocused.map(ring);
    return unfocused.length;
  };

  // Where the focus is: its number among the stops, and what is wrong with how it is shown.
  const focus = () => {
    const element = document.activeElement;
    const number = unfocused.indexOf(element);
    const wrong = [];
    if (number >= 0 && ring(element) === unfocused.rings[number]) wrong.push(`focus is not seen: ${named(element)}`);
    const box = (element.closest("label") ?? element).getBoundingClientRect();
    const over = [0.1, 0.5, 0.9].flatMap((part) => {
      const [x, y] = [box.left + box.width * part, box.top + box.height * part];
      return document.elementFromPoint(x, y) ?? [];
    });
    const free = over.some((top) => element.contains(top) || top.contains(element) || top.closest("label")?.control === element);
    if (number >= 0 && box.width > 1 && over.length && !free) wrong.push(`focus is covered by ${named(over[0])}: ${named(element)}`);
    return { number, name: named(element), wrong };
  };

  // While the page loads: how far what was already there has jumped (cumulative layout shift), and when the largest thing
  // of the first screen was drawn (largest contentful paint).
  const loading = { shift: 0, painted: 0 };
  const watch = (type, add) => {
    const each = (entries) => entries.forEach(add);
    const observer = new PerformanceObserver((list) => each(list.getEntries()));
    observer.observe({ type, buffered: true });
    return () => each(observer.takeRecords());
  };
  const watches = [
    watch("layout-shift", (entry) => { if (!entry.hadRecentInput) loading.shift += entry.value; }),
    watch("largest-contentful-paint", (entry) => { loading.painted = entry.startTime; }),
  ];
  const felt = () => {
    watches.forEach((read) => read());
    return loading;
  };
  const moved = async (most) => {
    await document.fonts.ready;
    return felt().shift > most ? [`the page moves by ${loading.shift.toFixed(3)} while it loads`] : [];
  };

  window.probes = { faults, moved, violations, overflow, isolates, prepare, focus, felt };
}
