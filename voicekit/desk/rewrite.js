// Asks for a rewrite, takes its changes into the draft or back out, and holds copying until the slots are filled.
// Must never judge a text, build HTML from one, or change the draft but at a person's press.
window.voicekit.rewrite = (() => {
  "use strict";
  const { announce, type, draft } = window.voicekit;
  const STILL = 6000; // ms of waiting before it is said again
  const SEEN = 400; // states of the draft that an undo may come back to
  const SLOT = /⟨[^⟨⟩\n]{1,60}⟩/g; // as `guard_shape.slots_in`
  const one = (selector) => document.querySelector(selector);
  const bar = () => one("#vk-rewrite-bar .vk-rw-bar");
  const place = () => one("#vk-rewrite .vk-slot");
  const cards = () => [...document.querySelectorAll("#vk-rewrite .vk-rw-card")];
  const inside = (slot) => slot.slice(1, -1);
  const slotsOf = (text) => text.match(SLOT) || [];
  let ticket = ""; // of the last question: an answer to an older one is dropped
  let stopping = "";
  let base = ""; // the draft as it was when asked
  let trace = null; // where each change stands in the draft
  let still;

  // ---- Asking and waiting

  const status = (text, aloud = true) => {
    one(".vk-rw-status").textContent = text;
    if (aloud) announce(text);
  };

  const wait = (on) => {
    clearTimeout(still);
    const [asks, stops] = [one(".vk-rw-ask"), one(".vk-rw-stop")];
    if (!on && document.activeElement === stops) asks.focus({ preventScroll: true });
    asks.setAttribute("aria-disabled", on);
    stops.hidden = !on;
    place().classList.toggle("vk-rw-waiting", on);
    if (on) still = setTimeout(() => status(bar().dataset.still), STILL);
  };
  const waits = () => place().classList.contains("vk-rw-waiting");

  const ask = () => {
    if (waits()) return;
    ticket = [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(16)).join("-");
    base = draft().value;
    trace = null;
    const room = place();
    room.style.minHeight = `max(12rem, ${room.offsetHeight}px)`; // what stands below keeps its place while the old goes
    room.classList.add("vk-rw-room");
    room.replaceChildren();
    wait(true);
    status(bar().dataset.waiting);
    room.scrollIntoView({ block: "nearest" });
    one("#vk-ask").click();
  };

  const stop = () => {
    if (!waits()) return;
    stopping = ticket;
    wait(false);
    status(bar().dataset.stopped);
    one("#vk-stop").click();
  };

  const show = (markup) => {
    const holder = document.createElement("template");
    holder.innerHTML = markup || "";
    const fresh = holder.content.querySelector(".vk-rw");
    if (!fresh || fresh.dataset.ticket !== ticket) return;
    wait(false);
    place().replaceChildren(holder.content);
    place().style.minHeight = "";
    trace = begin();
    sync();
    status(fresh.dataset.brief, false);
    announce(fresh.dataset.says);
  };

  // ---- Changes: where each stands in the draft, whatever else is typed

  const begin = () => {
    const places = cards().map((card) =>
      JSON.parse(card.dataset.edits).map(([start, end, text]) => ({
        start,
        end,
        text,
        old: base.slice(start, end),
        taken: false,
        broken: false,
      })),
    );
    const state = { whole: true, places }; // whole: the draft holds nothing but what was there and changes taken
    return { state, value: base, seen: new Map([[base, state]]) };
  };
  const copy = (state) => ({ ...state, places: state.places.map((list) => list.map((p) => ({ ...p }))) });
  const remember = (value, state) => {
    trace.seen.set(value, state);
    if (trace.seen.size > SEEN) trace.seen.delete([...trace.seen.keys()][1]);
  };

  // What [start, end) of the draft becoming `text` does to all other changes.
  const shift = (state, start, end, text, except) => {
    for (const p of state.places.flat()) {
      if (p === except) Object.assign(p, { start, end: start + text.length });
      else if (end <= p.start) {
        p.start += text.length - (end - start);
        p.end += text.length - (end - start);
      } else if (start < p.end) p.broken = true;
    }
  };

  // The stretch in which two texts differ: from `start` to `end` of the first, to `until` of the second.
  const between = (before, after) => {
    let start = 0;
    let tail = 0;
    const least = Math.min(before.length, after.length);
    while (start < least && before[start] === after[start]) start++;
    while (tail < least - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
    return { start, end: before.length - tail, until: after.length - tail };
  };

  // The draft may have been typed in, undone, or filled anew: where do the changes stand now?
  const sync = () => {
    if (!draft() || !bar()) return;
    const value = draft().value;
    if (trace && value !== trace.value) {
      let state = trace.seen.get(value);
      if (!state) {
        const { start, end, until } = between(trace.value, value);
        state = copy(trace.state);
        shift(state, start, end, value.slice(start, until));
        state.whole = false;
        remember(value, state);
      }
      Object.assign(trace, { state, value });
    }
    paint();
    paintSlots();
  };

  const fits = (p) => !p.broken || trace.state.whole; // in a whole draft changes are put in anew from the start

  const paint = () => {
    if (!trace) return;
    cards().forEach((card, k) => {
      const list = trace.state.places[k];
      const open = list.filter(fits);
      const all = open.length > 0 && open.every((p) => p.taken);
      const use = card.querySelector(".vk-rw-use");
      use.textContent = all ? use.dataset.back : use.dataset.use;
      use.classList.toggle("vk-first", !all);
      use.setAttribute("aria-disabled", open.length === 0);
      card.querySelector(".vk-rw-moved").hidden = open.length === list.length;
      for (const box of card.querySelectorAll(".vk-rw-take")) {
        const p = list[box.dataset.edit];
        box.checked = p.taken && fits(p);
        box.disabled = !fits(p);
      }
    });
  };

  // The draft with just these changes of suggestion `k` taken, as one edit that one undo takes back.
  const take = (k, wanted) => {
    sync();
    let value = trace.state.whole ? base : trace.value;
    const state = copy(trace.state.whole ? trace.seen.get(base) : trace.state);
    state.places[k].forEach((p, i) => {
      if (p.broken || p.taken === wanted.has(i)) return;
      const [start, end, text] = [p.start, p.end, p.taken ? p.old : p.text];
      value = value.slice(0, start) + text + value.slice(end);
      shift(state, start, end, text, p);
      p.taken = !p.taken;
    });
    if (value !== base) remember(value, state);
    put(value);
  };

  const put = (wanted) => {
    const area = draft();
    const back = document.activeElement;
    let { start, end, until } = between(area.value, wanted);
    // Whole words, so that no emoji or letter with its marks is cut in two.
    while (start > 0 && !/\s/.test(area.value[start - 1])) start--;
    while (end < area.value.length && !/\s/.test(area.value[end])) (end++, until++);
    area.focus({ preventScroll: true });
    if (start !== end || start !== until) type(area, start, end, wanted.slice(start, until));
    if (area.value !== wanted) {
      area.value = wanted;
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (back?.isConnected) back.focus({ preventScroll: true });
    sync();
  };

  const use = (button) => {
    if (button.getAttribute("aria-disabled") === "true") return;
    const k = cards().indexOf(button.closest(".vk-rw-card"));
    const open = trace.state.places[k].filter(fits);
    const back = open.every((p) => p.taken);
    take(k, new Set(back ? [] : trace.state.places[k].keys()));
    status(back ? bar().dataset.putBack : bar().dataset.used);
  };

  const toggle = (box) => {
    const card = box.closest(".vk-rw-card");
    const boxes = [...card.querySelectorAll(".vk-rw-take:checked")];
    take(cards().indexOf(card), new Set(boxes.map((checked) => Number(checked.dataset.edit))));
  };

  const reject = (button) => {
    const card = button.closest(".vk-rw-card");
    const line = card.querySelector(".vk-rw-aside");
    card.dataset.reason = button.dataset.reason; // kept on this page only
    line.firstElementChild.textContent = line.dataset.says.replace("{reason}", () => button.textContent);
    fold(card, true).querySelector(".vk-rw-again").focus();
    announce(line.firstElementChild.textContent);
  };

  const again = (button) => {
    const card = button.closest(".vk-rw-card");
    delete card.dataset.reason;
    card.querySelector(".vk-rw-reject").open = false;
    fold(card, false).querySelector(".vk-rw-use").focus();
  };

  const fold = (card, away) => {
    card.querySelector(".vk-rw-body").hidden = away;
    card.querySelector(".vk-rw-aside").hidden = !away;
    return card;
  };

  // ---- Slots: fields for what only a person knows, and no copying before they are filled

  const paintSlots = () => {
    const slots = slotsOf(draft().value);
    const box = one(".vk-rw-slots");
    const key = slots.join("");
    if (box.dataset.slots !== key) {
      box.dataset.slots = key;
      box.hidden = !slots.length;
      box.querySelector(".vk-rw-fields").replaceChildren(...slots.map(field));
    }
    const button = one("#vk-draft button");
    if (!button) return;
    button.dataset.says ??= button.getAttribute("aria-label") || button.title;
    const says = slots.length ? naming(bar().dataset.copyWaits, slots) : button.dataset.says;
    if (button.getAttribute("aria-label") !== says) button.setAttribute("aria-label", says);
    button.title = says;
  };
  const naming = (words, slots) => words.replace("{slots}", () => slots.map(inside).join(", "));

  const field = (slot, number) => {
    const row = document.createElement("form");
    row.className = "vk-rw-field";
    const label = row.appendChild(document.createElement("label"));
    label.textContent = inside(slot);
    const input = label.appendChild(document.createElement("input"));
    input.type = "text";
    input.autocomplete = "off";
    const button = row.appendChild(document.createElement("button"));
    button.className = "vk-act";
    button.textContent = bar().dataset.putIn;
    row.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!input.value.trim()) return input.focus();
      let at = -1;
      const filled = draft().value.replace(SLOT, (found) => (++at === number ? input.value.trim() : found));
      put(filled);
      (one(".vk-rw-field input") || draft()).focus();
    });
    return row;
  };

  const hold = (event, slots) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    status(naming(bar().dataset.fillFirst, slots));
    one(".vk-rw-field input")?.focus();
  };

  const onCopy = (event) => {
    const area = draft();
    const held = ".vk-draft, .vk-rw-diff, .vk-rw-text";
    let text = "";
    if (event.target === area) text = area.value.slice(area.selectionStart, area.selectionEnd);
    else if (event.target.closest?.(held) || event.target.parentElement?.closest(held)) text = `${getSelection()}`;
    const slots = slotsOf(text);
    if (slots.length) hold(event, slots);
  };

  // ---- Events

  document.addEventListener("copy", onCopy, true);
  document.addEventListener("cut", onCopy, true);
  document.addEventListener(
    "click",
    (event) => {
      const hit = (selector) => event.target.closest?.(selector);
      if (hit("#vk-draft button")) {
        const slots = slotsOf(draft().value);
        if (slots.length) hold(event, slots);
      } else if (hit(".vk-rw-ask")) ask();
      else if (hit(".vk-rw-stop")) stop();
      else if (hit(".vk-rw-use")) use(hit(".vk-rw-use"));
      else if (hit(".vk-rw-no")) reject(hit(".vk-rw-no"));
      else if (hit(".vk-rw-again")) again(hit(".vk-rw-again"));
    },
    true,
  );
  document.addEventListener("change", (event) => {
    if (event.target.matches?.(".vk-rw-take")) toggle(event.target);
  });
  document.addEventListener("input", (event) => {
    if (event.target === draft()) sync();
  });
  document.addEventListener("voicekit-settled", sync);
  document.addEventListener("keydown", (event) => {
    const bare = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.repeat;
    if (bare && event.altKey && event.code === "KeyR") {
      event.preventDefault();
      ask();
    } else if (bare && !event.altKey && event.key === "Escape" && !event.target.closest?.("[role=combobox]")) stop();
  });

  const mount = (element, props, watch) => watch("value", () => show(props.value));
  const asked = (all) => [...all.slice(0, -1), ticket];
  const stopped = () => [stopping];

  return { mount, asked, stopped };
})();
