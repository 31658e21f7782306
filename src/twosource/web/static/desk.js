/* Keys, ticks, progress, dropping files. Every page works without it. */
"use strict";
(() => {
  const typing = (element) => element.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");
  const rows = () => [...document.querySelectorAll("[data-row], main .claim")].filter((row) => row.offsetParent !== null);
  let at = -1;

  function move(way) {
    const every = rows();
    if (!every.length) return;
    if (every[at]) every[at].classList.remove("at");
    at = Math.min(every.length - 1, Math.max(0, at + way));
    every[at].classList.add("at");
    every[at].scrollIntoView({ block: "center" });
    const link = every[at].matches("a") ? every[at] : every[at].querySelector("a[data-p], a");
    if (link) link.focus({ preventScroll: true });
  }

  const keys = {
    "/": () => document.querySelector("[type=search]")?.focus(),
    j: () => move(1),
    k: () => move(-1),
    c: () => document.querySelector("[data-key=c]")?.click(),
    u: () => document.querySelector(".ruled button")?.click(),
    "?": () => document.getElementById("keys")?.showModal(),
    x: () => {
      const here = document.activeElement.closest("li, .claim") || rows()[at];
      (document.querySelector("input[type=checkbox]:focus") || here?.querySelector("input[type=checkbox]"))?.click();
    },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const act = keys[event.key];
    if (!act || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    act();
  });

  /* A form is sent once: who presses twice means it once. */
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "1";
  });
  addEventListener("pageshow", () => { for (const one of document.forms) delete one.dataset.sent; });

  /* Only what can be ruled about what is ticked is offered. */
  const form = document.getElementById("ruling");
  if (form) {
    const hint = form.querySelector(".hint");
    const first = hint.textContent;
    const choices = [...form.querySelectorAll("[data-for]")];
    const update = () => {
      const ticked = [...form.elements].filter((one) => one.type === "checkbox" && one.checked);
      const kinds = new Set(ticked.map((one) => one.dataset.kind));
      for (const choice of choices) {
        const fit = choice.dataset.for.split(" ");
        choice.hidden = !kinds.size || ![...kinds].every((kind) => fit.includes(kind));
      }
      hint.textContent = ticked.length ? `${ticked.length} ticked` : first;
    };
    document.addEventListener("change", (event) => event.target.form === form && update());
    update();

    /* Words that are chosen with the mouse in a report are ticked as they are. */
    const body = document.querySelector("[data-article]");
    if (body) {
      const offset = (node, count) => {
        const block = (node.nodeType === 1 ? node : node.parentElement).closest(".body > p");
        const box = block && block.previousElementSibling;
        if (!box || box.type !== "checkbox") return null;
        const range = document.createRange();
        range.setStart(block, 0);
        range.setEnd(node, count);
        const part = range.cloneContents();
        part.querySelectorAll(".n").forEach((number) => number.remove());
        return Number(box.value.split(".").at(-2)) + [...part.textContent].length;
      };
      document.addEventListener("mouseup", () => {
        const chosen = getSelection();
        if (!chosen.rangeCount || chosen.isCollapsed) return;
        const range = chosen.getRangeAt(0);
        if (!range.intersectsNode(body)) return;
        const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
        const inside = [];
        while (texts.nextNode()) if (range.intersectsNode(texts.currentNode)) inside.push(texts.currentNode);
        if (!inside.length) return;
        const [first, last] = [inside[0], inside.at(-1)];
        const start = offset(first, first === range.startContainer ? range.startOffset : 0);
        const end = offset(last, last === range.endContainer ? range.endOffset : last.length);
        if (start === null || end === null || start >= end) return;
        document.getElementById("chosen")?.remove();
        const label = document.createElement("label");
        label.id = "chosen";
        const box = document.createElement("input");
        Object.assign(box, { type: "checkbox", name: "words", checked: true, value: `${body.dataset.article}.${start}.${end}` });
        box.setAttribute("form", "ruling");
        box.dataset.kind = "passage";
        label.append(box, `“${chosen.toString().trim().slice(0, 80)}”`);
        hint.after(label);
        update();
      });
    }
  }

  const work = document.querySelector("[data-work]");
  if (work) {
    const look = async () => {
      const state = await (await fetch(`${work.dataset.work}/state`)).json();
      if (state.done) return location.replace(work.dataset.work);
      work.querySelector("[role=status]").textContent = state.of ? `${state.step} ${state.at} of ${state.of}` : state.step;
      const bar = work.querySelector("progress");
      if (state.of) Object.assign(bar, { max: state.of, value: state.at });
      else bar.removeAttribute("value");
      return setTimeout(look, 400);
    };
    setTimeout(look, 400);
  }

  const drop = document.querySelector(".drop");
  if (drop) {
    const files = drop.querySelector("input");
    for (const kind of ["dragover", "dragleave", "drop"]) {
      document.addEventListener(kind, (event) => {
        event.preventDefault();
        drop.classList.toggle("over", kind === "dragover");
        if (kind === "drop" && event.dataTransfer.files.length) files.files = event.dataTransfer.files;
      });
    }
  }

  const lit = document.querySelector("[data-lit]");
  if (lit) {
    const parts = [...document.querySelectorAll(`[id="${lit.dataset.lit}"], [data-of="${lit.dataset.lit}"]`)];
    for (const part of parts) part.classList.add("lit");
    if (!location.hash) parts[0]?.scrollIntoView({ block: "center" });
  }
})();
