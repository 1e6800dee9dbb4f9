// Renews the main part of a page while it is looked at. Without this the page still works, and
// renews itself whole.
(() => {
  "use strict";
  const PERIOD = 2000;
  const LONGEST = 30000;
  const content = document.getElementById("content");
  const live = document.getElementById("live");
  // On a narrow screen the menu is a row that is longer than the screen.
  const menu = document.querySelector(".menu");
  const current = menu.querySelector("[aria-current]");
  if (current) {
    menu.scrollLeft = current.offsetLeft - menu.clientWidth / 2 + current.offsetWidth / 2;
  }
  if (content.dataset.renews !== "true") {
    return;
  }
  let tag = content.dataset.tag;
  let wait = PERIOD;
  let timer = 0;
  let paused = false;

  // What somebody is typing, choosing or marking is not taken from under their hands.
  const busy = () => {
    const active = document.activeElement;
    const typing = content.contains(active) && active.matches("input, select, textarea");
    const typed = [...content.querySelectorAll("form input:not([type=hidden]), form select")].some(
      (field) => (field.options ? field.selectedIndex > 0 : field.value !== field.defaultValue));
    return typing || typed || !document.getSelection().isCollapsed;
  };

  const keys = () => new Set([...content.querySelectorAll("tr[data-key]")].map((row) => row.dataset.key));

  const replace = (html) => {
    const known = keys();
    const opened = [...content.querySelectorAll("details[open][id]")].map((one) => one.id);
    const focused = content.contains(document.activeElement)
      ? document.activeElement.getAttribute("href") : null;
    content.innerHTML = html;
    opened.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
    if (focused) {
      [...content.querySelectorAll("a")].find((a) => a.getAttribute("href") === focused)?.focus();
    }
    content.querySelectorAll("tr[data-key]").forEach((row) => {
      row.classList.toggle("new", !known.has(row.dataset.key));
    });
  };

  const show = (state, text) => {
    live.dataset.state = state;
    live.textContent = text;
  };

  const renew = async () => {
    try {
      const answer = await fetch(location.href, {
        headers: { "Sandbox-Fragment": "1", "If-None-Match": tag },
        cache: "no-store",
        signal: AbortSignal.timeout(10000),
      });
      if (answer.status === 200 && !busy()) {
        const html = await answer.text();
        if (!paused && !busy()) {
          replace(html);
          tag = answer.headers.get("ETag");
        }
      }
      wait = answer.ok || answer.status === 304 ? PERIOD : Math.min(wait * 2, LONGEST);
      show(wait === PERIOD ? "on" : "off", wait === PERIOD ? "Live" : "Waiting");
    } catch {
      wait = Math.min(wait * 2, LONGEST);
      show("off", "Offline");
    }
  };

  const loop = async () => {
    if (!paused && document.visibilityState === "visible") {
      await renew();
    }
    if (!paused) {
      timer = setTimeout(loop, wait);
    }
  };

  live.hidden = false;
  live.title = "Pause or go on renewing this page";
  show("on", "Live");
  live.addEventListener("click", () => {
    paused = !paused;
    live.setAttribute("aria-pressed", String(paused));
    clearTimeout(timer);
    if (paused) {
      show("paused", "Paused");
    } else {
      show("on", "Live");
      loop();
    }
  });
  timer = setTimeout(loop, PERIOD);
})();
