/* Keys of the house: "/" finds, "n" starts a prescription, Esc goes back; a scanned code opens its record.
   A scanner types a whole code and ends with Enter; typed outside a field, that goes to find. The pause is generous,
   because a busy computer hands on a scanner's keys in fits and starts, and half a code would find nothing. */
"use strict";

(() => {
  const LONGEST_PAUSE_IN_A_SCAN_MS = 1000;
  const SINGLE_KEY_AFTER_MS = 60;
  const SHORTEST_CODE = 6;
  let scanned = "";
  let lastKeyAt = 0;

  const isWriting = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

  const find = (code) => {
    const field = document.getElementById("find");
    if (!field) return;
    field.value = code;
    field.form.requestSubmit();
  };

  const goBack = (target) => {
    if (isWriting(target)) return target.blur();
    const back = document.querySelector("[data-key='back']");
    if (back) return back.click();
    if (document.referrer.startsWith(window.location.origin)) window.history.back();
  };

  const noteScan = (event) => {
    if (event.timeStamp - lastKeyAt > LONGEST_PAUSE_IN_A_SCAN_MS) scanned = "";
    lastKeyAt = event.timeStamp;
    if (event.key.length === 1) scanned += event.key;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") return goBack(event.target);
    if (isWriting(event.target)) return;
    noteScan(event);
    if (event.key === "Enter" && scanned.length >= SHORTEST_CODE) {
      event.preventDefault();
      return find(scanned);
    }
    if (scanned.length > 1) return;
    window.setTimeout(() => { if (scanned === event.key) runKey(event.key); }, SINGLE_KEY_AFTER_MS);
    if (event.key === "/") event.preventDefault();
  });

  const runKey = (key) => {
    if (key === "/") document.getElementById("find")?.focus();
    if (key === "n") document.querySelector("[data-key='n']")?.click();
  };
})();
