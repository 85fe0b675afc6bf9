/* The page of a draft: Esc closes the section used last, what is typed is not left behind unasked, and a section that
   this very person saved does not make their other open sections look stale. Without script all of it still works. */
"use strict";

(() => {
  const LEAVE = "Leave this section without saving what you typed?";
  const changed = new WeakSet();
  let sending = false;
  let usedLast = null;

  const forms = () => [...document.querySelectorAll("form[data-section]")];

  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-section]");
    if (form) changed.add(form);
  });

  document.addEventListener("focusin", (event) => {
    usedLast = event.target.closest("form[data-section]") || usedLast;
  });
  const openSection = (target) => {
    const form = target.closest("form[data-section]");
    if (form || target.closest("input, textarea, select")) return form;
    return usedLast?.isConnected ? usedLast : forms().at(-1);
  };

  const mayLeave = (form) => !changed.has(form) || window.confirm(LEAVE);

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const cancel = openSection(event.target)?.querySelector("[data-cancel]");
    if (!cancel) return;
    event.stopImmediatePropagation();
    cancel.click();
  }, true);

  document.addEventListener("click", (event) => {
    const cancel = event.target.closest("[data-cancel]");
    if (!cancel) return;
    const form = cancel.closest("form[data-section]");
    if (!mayLeave(form)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else changed.delete(form);
  }, true);

  document.addEventListener("submit", () => { sending = true; });
  document.addEventListener("htmx:afterRequest", () => { sending = false; });
  window.addEventListener("beforeunload", (event) => {
    if (!sending && forms().some((form) => changed.has(form))) event.preventDefault();
  });

  /* A form that comes back with what was typed (a row added, a fault) still holds what is not saved. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = event.detail.requestConfig?.elt?.closest?.("form[data-section]");
    event.detail.wasChanged = Boolean(form && event.detail.requestConfig.verb === "post");
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (!event.detail.wasChanged) return;
    const form = document.getElementById(event.detail.target.id)?.querySelector("form[data-section]");
    if (form) changed.add(form);
  });

  /* "4 5 components sources": saved over revision 4, now 5, and these sections were written. */
  document.addEventListener("htmx:afterOnLoad", (event) => {
    const said = event.detail.xhr.getResponseHeader("X-Draft-Saved");
    if (!said) return;
    const [before, now, ...written] = said.split(" ");
    forms().filter((form) => !written.includes(form.dataset.section)).forEach((form) => {
      for (const name of ["revision", "opened_at"]) {
        const field = form.elements[name];
        if (field && field.value === before) field.value = now;
      }
    });
  });
})();
