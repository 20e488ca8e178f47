// What makes the pages quicker to use. Every page also works without it.

const reader = { sheet: null, opener: null, asked: null };

// --- a sentence that is fetched when its mark is pressed -------------------------------------------------------------

async function openSheet(link) {
  closeSheet();
  reader.asked = link;
  const sheet = document.createElement("section");
  sheet.className = "sheet";
  sheet.tabIndex = -1;
  sheet.setAttribute("role", "dialog");
  sheet.setAttribute("aria-label", link.textContent.trim());
  const answer = await fetch(`${link.href}?part=1`, { headers: { accept: "text/html" } });
  if (!answer.ok) {
    location.assign(link.href);
    return;
  }
  const found = await answer.text();
  if (reader.asked !== link) return; // another mark was pressed meanwhile
  // The server escaped every text of it; scripts in it would not run under this page's policy.
  sheet.append(...new DOMParser().parseFromString(found, "text/html").body.childNodes);
  const close = document.createElement("button");
  close.type = "button";
  close.className = "close";
  close.textContent = "×";
  close.setAttribute("aria-label", link.dataset.close);
  close.addEventListener("click", closeSheet);
  sheet.prepend(close);
  document.body.append(sheet);
  showCopyButtons(sheet);
  reader.sheet = sheet;
  reader.opener = link;
  sheet.focus();
}

function closeSheet() {
  if (!reader.sheet) return;
  reader.sheet.remove();
  reader.opener.focus();
  reader.sheet = reader.opener = null;
}

// --- one sentence open at a time; Escape closes it -------------------------------------------------------------------

function closeCites(but) {
  for (const cite of document.querySelectorAll("details.cite[open]")) {
    if (cite !== but) cite.open = false;
  }
}

document.addEventListener("toggle", (event) => {
  if (event.target.matches?.("details.cite") && event.target.open) {
    closeCites(event.target);
    keepInView(event.target.querySelector(".cited"));
  }
}, true);

function keepInView(box) {
  box.style.translate = "";
  const { left, right } = box.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  if (left < 8) box.style.translate = `${8 - left}px 0`;
  else if (right > width - 8) box.style.translate = `${width - 8 - right}px 0`;
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details.cite[open]");
  closeSheet();
  closeCites();
  open?.querySelector("summary").focus();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-part]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    openSheet(link).catch(() => location.assign(link.href));
    return;
  }
  if (!event.target.closest("details.cite, .sheet")) closeCites();
  const button = event.target.closest("button.copy");
  if (button) copy(button);
});

// --- a citation to copy ----------------------------------------------------------------------------------------------

function showCopyButtons(part) {
  if (!navigator.clipboard) return;
  for (const button of part.querySelectorAll("button.copy")) button.hidden = false;
}

async function copy(button) {
  const said = button.textContent;
  await navigator.clipboard.writeText(button.parentElement.querySelector(".copied-text").textContent.trim());
  button.textContent = button.dataset.done;
  setTimeout(() => { button.textContent = said; }, 2000);
}

showCopyButtons(document);

// --- an article: words and their records light up together -----------------------------------------------------------

const words = [...document.querySelectorAll(".words[data-records]")];

function light(numbers, on) {
  for (const number of numbers) {
    document.querySelector(`[data-record="${number}"]`)?.classList.toggle("hot", on);
    for (const word of words) {
      if (word.dataset.records.split(" ").includes(number)) word.classList.toggle("hot", on);
    }
  }
}

for (const word of words) {
  const numbers = word.dataset.records.split(" ");
  for (const [name, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]) {
    word.addEventListener(name, () => light(numbers, on));
  }
}
for (const record of document.querySelectorAll("[data-record]")) {
  for (const [name, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]) {
    record.addEventListener(name, () => light([record.dataset.record], on));
  }
}

// --- suggestions while typing ----------------------------------------------------------------------------------------

function suggesting(input) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `suggestions-${Math.random().toString(36).slice(2)}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels?.[0]?.textContent || input.getAttribute("aria-label") || "");
  list.hidden = true;
  input.parentElement.append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) {
    input.setAttribute(name, value);
  }
  let asked = "";
  let waiting = 0;
  let chosen = -1;

  function show(found) {
    list.replaceChildren(...found.map((one, at) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${at}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.path = one.path;
      const name = document.createElement("span");
      name.lang = "vi";
      name.textContent = one.name;
      const detail = document.createElement("span");
      detail.className = "small";
      detail.textContent = [one.kind, one.detail].filter(Boolean).join(" · ");
      item.append(name, detail);
      return item;
    }));
    chosen = -1;
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    input.removeAttribute("aria-activedescendant");
  }

  function choose(at) {
    const items = [...list.children];
    chosen = (at + items.length + 1) % (items.length + 1);
    if (chosen === items.length) chosen = -1;
    items.forEach((item, index) => item.setAttribute("aria-selected", String(index === chosen)));
    if (chosen >= 0) {
      input.setAttribute("aria-activedescendant", items[chosen].id);
      items[chosen].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    const typed = input.value.trim();
    asked = typed;
    if (typed.length < 2) {
      show([]);
      return;
    }
    waiting = setTimeout(async () => {
      const address = new URL(input.form.action);
      address.pathname = `${address.pathname.replace(/\/$/, "")}/suggest`;
      address.search = new URLSearchParams({ q: typed });
      const answer = await fetch(address);
      if (answer.ok && asked === typed) show((await answer.json()).suggestions);
    }, 120);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) location.assign(list.children[chosen].dataset.path);
    else if (event.key === "Escape") show([]);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => {
    if (event.button !== 0) return;
    const item = event.target.closest("li");
    if (item) location.assign(item.dataset.path);
  });
  input.addEventListener("blur", () => setTimeout(() => show([]), 150));
}

for (const input of document.querySelectorAll("input[data-suggest]")) suggesting(input);
