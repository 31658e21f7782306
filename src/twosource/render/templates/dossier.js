/* Opens passages beside the list. Everything here is also reachable without it: links go to anchors. */
"use strict";
(() => {
  const root = document.documentElement;
  const pane = document.getElementById("reports");
  const tabs = [...pane.querySelectorAll(".tabs a")];
  const reports = [...pane.querySelectorAll(".report")];
  if (!reports.length) return;
  const bar = pane.querySelector(".bar");
  const walk = bar.querySelector(".walk");
  const both = bar.querySelector(".both");
  const wide = matchMedia("(min-width: 68rem)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let shown = [reports[0]];
  let steps = [];
  let step = 0;
  let opener = null;

  const reportOf = (element) => element && element.closest(".report");
  const parts = (id) => [...pane.querySelectorAll(`[id="${id}"], [data-of="${id}"]`)];
  const behind = [...document.querySelectorAll(".skip, .top, .tools, .ruling, .ruled, .head, main, .foot")];
  const hash = (link) => link.getAttribute("href"); // a link in a picture has no .hash
  const target = (link) => document.getElementById(named(hash(link)));

  /* The id that an address names, or nothing where it is malformed. */
  function named(hash) {
    try {
      return decodeURIComponent(hash.slice(1));
    } catch {
      return "";
    }
  }

  function draw() {
    for (const report of reports) report.classList.toggle("on", shown.includes(report));
    tabs.forEach((tab, i) => {
      tab.setAttribute("aria-selected", String(shown.includes(reports[i])));
      tab.tabIndex = reports[i] === shown[0] ? 0 : -1;
    });
  }

  function show(report, beside) {
    const other = beside && beside !== report ? beside : shown.find((r) => r !== report) || reports.find((r) => r !== report);
    shown = root.classList.contains("pair") && other ? [report, other] : [report];
    draw();
    const tab = tabs[reports.indexOf(report)];
    const strip = tab.parentElement;
    strip.scrollLeft = tab.offsetLeft - strip.clientWidth / 3;
  }

  function center(element) {
    const box = reportOf(element);
    const top = element.getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollTo({ top: box.scrollTop + top - box.clientHeight * 0.3, behavior: calm.matches ? "auto" : "smooth" });
  }

  function clear() {
    for (const element of document.querySelectorAll(".hit, .now, .current, .has")) {
      element.classList.remove("hit", "now", "current", "has");
    }
  }

  /* Shows the passage of one link, and lights up those of the whole claim it belongs to. */
  function open(link) {
    const element = target(link);
    const report = reportOf(element);
    if (!report) return;
    const claim = link.closest("[data-claim]");
    steps = claim ? [...claim.querySelectorAll("a[data-p]")] : [link];
    step = Math.max(0, steps.findIndex((one) => hash(one) === hash(link)));
    clear();
    if (claim) claim.classList.add("current");
    pane.dataset.as = claim ? claim.dataset.claim : "";
    for (const one of steps) {
      const passage = target(one);
      if (!passage) continue;
      for (const part of parts(passage.id)) part.classList.add("hit");
      const tab = tabs[reports.indexOf(reportOf(passage))];
      if (tab) {
        tab.classList.add("has");
        tab.className = tab.className.replace(/k-[a-z-]+/, "");
        if (claim) tab.classList.add(claim.dataset.claim);
      }
    }
    if (element !== report) for (const part of parts(element.id)) part.classList.add("now");
    link.classList.add("now");
    const others = steps.map((one) => target(one)).filter((passage) => passage && reportOf(passage) !== report);
    show(report, others.length ? reportOf(others[0]) : null);
    walk.hidden = steps.length < 2;
    walk.querySelector("i").textContent = `${step + 1} of ${steps.length}`;
    if (!wide.matches && !root.classList.contains("open")) {
      opener = link;
      root.classList.add("used");
      raise(true);
      pane.focus({ preventScroll: true });
    }
    if (element === report) report.scrollTop = 0;
    else center(element);
    if (shown[1] && others.length) center(others[0]);
  }

  /* The sheet of a narrow screen: while it is up, nothing behind it can be reached. */
  function raise(up) {
    root.classList.toggle("open", up);
    for (const part of behind) part.inert = up;
    pane.setAttribute("role", up ? "dialog" : "complementary");
    pane.ariaModal = up ? "true" : null;
  }

  function close() {
    raise(false);
    if (opener) opener.focus({ preventScroll: true });
    opener = null;
  }

  function reveal(element) {
    for (let at = element; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  }

  function follow(id) {
    if (!id) return null;
    const at = `a[href="#${CSS.escape(id)}"]`;
    const link = /^r\d/.test(id) && (document.querySelector(`main ${at}[data-p]`) || document.querySelector(`main ${at}, .tabs ${at}`));
    reveal(link || document.getElementById(id));
    if (link) open(link);
    return link;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (reportOf(target(link)) && !pane.contains(link)) {
      event.preventDefault();
      open(link);
      history.pushState(null, "", hash(link));
      if (!event.detail && !root.classList.contains("open")) {
        // chosen with the keyboard: on to the passage, and Escape leads back
        opener = link;
        target(link).tabIndex = target(link).tabIndex;
        target(link).focus({ preventScroll: true });
      }
    } else if (tabs.includes(link)) {
      event.preventDefault();
      show(reports[tabs.indexOf(link)]);
      const first = reports[tabs.indexOf(link)].querySelector(".hit");
      if (first) center(first);
    } else {
      if (link.classList.contains("n")) close();
      reveal(target(link));
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && (opener || root.classList.contains("open"))) close();
    const at = tabs.indexOf(document.activeElement);
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (at < 0 || !move) return;
    event.preventDefault();
    const next = (at + move + tabs.length) % tabs.length;
    show(reports[next]);
    tabs[next].focus();
  });
  walk.addEventListener("click", (event) => {
    const way = Number(event.target.dataset.way || 0);
    if (!way) return;
    open(steps[(step + way + steps.length) % steps.length]);
    history.replaceState(null, "", hash(steps[step]));
  });
  both.addEventListener("click", () => {
    both.setAttribute("aria-pressed", String(root.classList.toggle("pair")));
    show(shown[0]);
    if (!steps[step]) return;
    open(steps[step]);
    steps[step].scrollIntoView({ block: "center", behavior: "auto" });
  });
  bar.querySelector(".close").addEventListener("click", close);
  addEventListener("popstate", () => {
    const id = named(location.hash);
    if (!reportOf(document.getElementById(id))) close();
    follow(id);
  });
  wide.addEventListener("change", () => wide.matches && raise(false));

  const strip = pane.querySelector(".tabs");
  strip.setAttribute("role", "tablist");
  strip.classList.toggle("many", tabs.length > 12);
  tabs.forEach((tab, i) => {
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", reports[i].id);
    reports[i].setAttribute("role", "tabpanel");
    reports[i].setAttribute("tabindex", "0");
    reports[i].setAttribute("aria-label", tab.title);
  });
  if (reports.length < 2) both.hidden = true;
  root.classList.add("js");
  draw();
  const arrived = follow(named(location.hash));
  if (arrived && wide.matches) arrived.scrollIntoView({ block: "center", behavior: "auto" });
})();
