/**
 * The page's script: shows the rows that fit the filters. Boxes of one kind add up (nothing ticked is everything), the kinds
 * and the search restrict each other; search words may stand anywhere in a row, without regard to case or accents.
 */
export const SCRIPT = `"use strict";
(() => {
  const form = document.getElementById("filters");
  if (form === null) return;
  const rows = [...document.querySelectorAll("#findings > tbody > tr")];
  const shown = document.getElementById("shown");
  const nothing = document.getElementById("nothing");
  const plain = (text) => text.normalize("NFD").replace(/\\p{M}+/gu, "").replace(/[\\u2019\\u02BC]/g, "'").replace(/\\s+/g, " ").toLowerCase();
  const texts = new Map();
  const textOf = (row) => {
    let text = texts.get(row);
    if (text === undefined) texts.set(row, (text = plain(row.textContent)));
    return text;
  };
  const ticked = (name) => new Set([...form.querySelectorAll("input[name=" + name + "]:checked")].map((box) => box.value));
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const apply = () => {
    const severities = ticked("severity");
    const categories = ticked("category");
    const file = form.elements.file === undefined ? "" : form.elements.file.value;
    const words = plain(form.elements.text.value).split(" ").filter((word) => word !== "");
    let count = 0;
    for (const row of rows) {
      const { severity, category } = row.dataset;
      const fits =
        (severities.size === 0 || severities.has(severity)) &&
        (categories.size === 0 || categories.has(category)) &&
        (file === "" || row.dataset.file === file) &&
        (words.length === 0 || words.every((word) => textOf(row).includes(word)));
      if (fits) count++;
      if (row.hidden === fits) row.hidden = !fits;
    }
    shown.textContent = shown.dataset.shown.replace("{shown}", () => number.format(count)).replace("{all}", () => number.format(rows.length));
    shown.classList.toggle("filtered", count < rows.length);
    nothing.hidden = count > 0;
  };
  let waiting = 0;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  };
  form.addEventListener("input", soon);
  form.addEventListener("reset", soon);
  form.addEventListener("submit", (event) => event.preventDefault());
  // A link to a row that is filtered out shows all again.
  window.addEventListener("hashchange", () => {
    const row = document.getElementById(location.hash.slice(1));
    if (row === null || !row.hidden) return;
    form.reset();
    apply();
    row.scrollIntoView();
  });
  form.hidden = false;
  // A browser may have kept the choices of an earlier visit.
  apply();
})();
`;
