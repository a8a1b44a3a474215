// Puts the checked HTML on the page, and keeps focus, open disclosures and undo where the person left them.
// Must never judge a text, build HTML from one, keep one, or call anything but the page it is on.
window.voicekit = (() => {
  "use strict";
  const PAUSE = 1200; // ms without a change before the verdict is read out
  const LOST = 2500; // ms without an answer before the verdict is withdrawn
  const AGAIN = 2000; // ms between two tries to reach a lost server
  const READ = 1500; // ms after a check before grammar and spelling are read, if anybody reads them
  const MARKED = 50_000; // UTF-16 units that `view.mark_of` reads
  const draft = () => document.querySelector("#vk-draft textarea");
  const panel = () => document.querySelector("#vk-panel .vk-panel");
  const bar = () => document.querySelector("#vk-verdict .vk-verdict:not(.vk-is-lost)");
  let live, said, speaking, waiting, pausing;
  let lost = false;
  let drawn = 0; // checks that were shown; a reading that was asked for before the last one is out of date
  let asked = 0;

  const announce = (text) => {
    if (!live) {
      live = document.createElement("div");
      live.id = "vk-live";
      live.className = "vk-sr";
      live.setAttribute("role", "status");
      document.body.append(live);
    }
    live.textContent = text;
  };

  // The verdict is spoken once the person pauses, and only when it says something new.
  const speakLater = (text) => {
    clearTimeout(speaking);
    if (said === undefined) said = text;
    speaking = setTimeout(() => {
      if (text !== said) announce((said = text));
    }, PAUSE);
  };

  const focusInstead = (slot, key, place) => {
    const same = key && [...slot.querySelectorAll("[data-key]")].find((e) => e.dataset.key === key);
    const fixes = [...slot.querySelectorAll(".vk-fix")].filter((e) => !e.closest("details:not([open])"));
    const next = same || fixes[Math.min(Math.max(place, 0), fixes.length - 1)] || slot.querySelector(".vk-finding");
    (next || document.querySelector("#vk-verdict .vk-verdict"))?.focus({ preventScroll: !!same });
  };

  const put = (slot, markup) => {
    const active = slot.contains(document.activeElement) ? document.activeElement : null;
    const key = active?.dataset.key || active?.parentElement?.dataset.key;
    const place = [...slot.querySelectorAll(".vk-fix")].indexOf(active);
    const open = new Set([...slot.querySelectorAll("details[open]")].map((e) => e.dataset.key));
    slot.innerHTML = markup;
    for (const e of slot.querySelectorAll("details")) e.open = open.has(e.dataset.key);
    if (active) focusInstead(slot, key, place);
  };

  // The figure `view.mark_of` gives: does the panel speak of the texts that stand in the boxes?
  const markNow = () => {
    const text = `${draft()?.value}\0${document.querySelector("#vk-thread textarea")?.value}`.slice(0, MARKED);
    let mark = 0x811c9dc5;
    for (let i = 0; i < text.length; i++) mark = Math.imul(mark ^ text.charCodeAt(i), 0x01000193) >>> 0;
    return mark.toString(16);
  };
  const speaks = () => panel()?.dataset.mark === markNow();

  const withdraw = () => {
    const [now, old] = [panel(), bar()];
    if (!now || !old) return;
    old.hidden = true;
    if (!document.querySelector("#vk-verdict .vk-is-lost")) {
      const note = document.createElement("div");
      note.className = "vk-verdict vk-is-lost";
      note.dataset.verdict = "lost";
      const says = note.appendChild(document.createElement("p"));
      says.className = "vk-says";
      says.append(document.createElement("strong"), " ", now.dataset.lostWhy);
      says.firstChild.textContent = now.dataset.lost;
      old.after(note);
    }
    if (!now.classList.contains("vk-old")) {
      now.classList.add("vk-old");
      if (!now.childElementCount) return;
      const note = document.createElement("p");
      note.className = "vk-old-note";
      note.textContent = now.dataset.old;
      now.prepend(note);
    }
  };

  const restore = () => {
    lost = false;
    document.querySelector("#vk-verdict .vk-is-lost")?.remove();
    document.querySelector("#vk-panel .vk-old-note")?.remove();
    panel()?.classList.remove("vk-old");
    if (bar()) bar().hidden = false;
  };

  const lose = () => {
    if (!lost) announce((said = panel()?.dataset.lost));
    lost = true;
    clearTimeout(speaking);
    withdraw();
  };

  // A check that fails on the way is asked again until it is answered. Gradio must not see it fail: it would load the
  // page anew once the server is back, and what was typed would be gone.
  const ask = window.fetch.bind(window);
  const run = /\/gradio_api\/run\//;
  window.fetch = async (where, how) => {
    for (;;) {
      try {
        const answer = await ask(where, how);
        if (answer.status < 502 || answer.status > 504 || !run.test(where?.url ?? where)) {
          if (lost) setTimeout(() => speaks() && restore(), 500);
          return answer;
        }
      } catch (error) {
        if (!run.test(where?.url ?? where) || how?.signal?.aborted) throw error;
      }
      lose();
      await new Promise((done) => setTimeout(done, AGAIN));
    }
  };

  const awaitAnswer = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => speaks() || lose(), LOST);
  };

  const settle = () => {
    const now = panel();
    if (!now) return;
    const top = document.querySelector("#vk-verdict")?.offsetHeight; // it stays in sight: what is scrolled to stands below
    if (top) document.documentElement.style.setProperty("--vk-top", `${top}px`);
    if (!speaks()) {
      if (lost) withdraw();
    } else if (lost) restore();
    if (now.dataset.ui) document.documentElement.lang = now.dataset.ui;
    const area = draft();
    if (area) {
      area.lang = now.dataset.lang;
      area.dir = "auto";
    }
    document.dispatchEvent(new Event("voicekit-settled"));
  };

  const readLater = () => {
    drawn += 1;
    clearTimeout(pausing);
    pausing = setTimeout(() => {
      asked = drawn;
      if (speaks()) document.querySelector("#vk-pause")?.click();
    }, READ);
  };

  // Grammar and spelling come later than the check, and only if nothing has changed since they were asked for.
  const mountReading = (props, watch) =>
    watch("value", () => {
      const holder = document.createElement("template");
      holder.innerHTML = props.value || "";
      const fresh = holder.content.querySelector(".vk-panel")?.dataset.mark === markNow();
      if (!fresh || asked !== drawn) return;
      for (const part of holder.content.querySelectorAll("[data-slot]")) {
        put(document.querySelector(`#${part.dataset.slot} .vk-slot`), part.innerHTML);
        const verdict = part.querySelector(".vk-says");
        if (verdict) speakLater(verdict.textContent);
      }
      settle();
    });

  const mount = (element, props, watch) => {
    const slot = element.querySelector(".vk-slot");
    const draw = () => {
      put(slot, props.value || "");
      if (slot.querySelector(".vk-panel:not(.vk-bare)")) readLater();
      const verdict = slot.querySelector(".vk-verdict");
      if (verdict) speakLater(verdict.querySelector(".vk-says").textContent);
      const kept = slot.querySelector(".vk-kept");
      if (kept) announce(kept.textContent);
      settle();
    };
    watch("value", draw);
    draw();
  };

  // The edit goes in as if typed, so that the browser's own undo takes it back.
  const type = (area, start, end, text) => {
    area.setSelectionRange(start, end);
    const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
    if (!done) {
      area.setRangeText(text, start, end, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };

  const apply = (button) => {
    const area = draft();
    const edits = JSON.parse(button.dataset.edits).sort((a, b) => b[0] - a[0]);
    const length = Number(panel().dataset.length);
    const fresh = edits.every(([start, end, old]) =>
      old ? area.value.slice(start, end) === old : area.value.length === length && start === end,
    );
    if (!fresh) return announce(panel().dataset.stale);
    area.focus({ preventScroll: true });
    for (const [start, end, , text] of edits) if (start !== end || text) type(area, start, end, text);
    button.focus({ preventScroll: true });
  };

  const show = (button) => {
    const area = draft();
    const [start, end] = [Number(button.dataset.start), Number(button.dataset.end)];
    area.blur();
    area.setSelectionRange(start, start);
    area.focus(); // scrolls the box to the caret
    area.setSelectionRange(start, end);
    area.scrollIntoView({ block: "nearest" });
  };

  const visit = (link) => {
    const finding = document.querySelector(link.getAttribute("href"));
    if (!finding) return;
    const folded = finding.closest("details");
    if (folded) folded.open = true;
    finding.focus({ preventScroll: true });
    finding.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("click", (event) => {
    const hit = (selector) => event.target.closest?.(selector);
    if (hit(".vk-fix")) return apply(hit(".vk-fix"));
    if (hit(".vk-show")) return show(hit(".vk-show"));
    const link = hit('a[href^="#vk-f"]');
    if (link) {
      event.preventDefault();
      visit(link);
    }
  });

  document.addEventListener("input", (event) => {
    if (event.target.closest?.("#vk-draft, #vk-thread")) awaitAnswer();
  });

  // Gradio opens a list at any key, those that leave it too, and then nothing closes it.
  const LEAVE = ["Tab", "Shift", "Control", "Alt", "Meta"];
  document.addEventListener(
    "keydown",
    (event) => {
      if (LEAVE.includes(event.key) && event.target.closest?.("[role=combobox]")) event.stopPropagation();
    },
    true,
  );

  return { mount, mountReading, announce, type, draft };
})();
