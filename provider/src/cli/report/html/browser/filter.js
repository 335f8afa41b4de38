// Shows the pools that match the fields. It changes only the `hidden` property of the rows.
"use strict";

const pool = /** @type {HTMLInputElement} */ (document.getElementById("pool"));
const finding = /** @type {HTMLSelectElement} */ (document.getElementById("finding"));
const clear = /** @type {HTMLButtonElement} */ (document.getElementById("clear"));
const count = /** @type {HTMLElement} */ (document.getElementById("count"));
const places = Array.from(document.querySelectorAll("tbody"), (rows) => {
  const { text = "", marks = "", pool } = rows.dataset;
  return { rows, text, marks: marks.split(" "), isPool: pool !== undefined };
});
const all = places.filter(({ isPool }) => isPool).length;

function show() {
  const text = pool.value.trim().toLowerCase();
  const mark = finding.value;
  const shown = { pools: 0, scopes: 0 };
  for (const place of places) {
    const isShown = place.text.includes(text) && (mark === "" || place.marks.includes(mark));
    if (isShown) shown[place.isPool ? "pools" : "scopes"] += 1;
    if (place.rows.hidden === isShown) place.rows.hidden = !isShown;
  }
  const scopes = shown.scopes === 1 ? "1 wider scope" : `${shown.scopes} wider scopes`;
  count.textContent = `${inWords(shown.pools)} of ${inWords(all)} pools shown${shown.scopes === 0 ? "" : `, and ${scopes}`}.`;
}

function showAll() {
  pool.value = "";
  finding.value = "";
  show();
}

/** @param {number} number */
function inWords(number) {
  return number.toLocaleString("en");
}

pool.addEventListener("input", show);
finding.addEventListener("input", show);
clear.addEventListener("click", showAll);
document.addEventListener("keydown", ({ key, isComposing }) => {
  if (key === "Escape" && !isComposing) showAll();
});
show();
