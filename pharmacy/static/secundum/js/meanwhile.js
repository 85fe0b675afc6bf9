/* What is done on the entry page while it waits for an answer. An answer knows only what stood there when it was asked
   for: what was typed or chosen since is put back where the answer left the field as it was. A button that is pressed
   meanwhile waits for the answer, and is then pressed where it stands now. Without script every answer is a page. */
"use strict";

(() => {
  const form = document.getElementById("entry");
  const address = form.getAttribute("action");
  const touched = new Map();  // when each field was touched last, by its key
  const askedAt = new Map();  // when each answer that is waited for was asked for
  let moment = 0;
  let pressed = [];
  let since = [];

  const isTicked = (field) => field.type === "checkbox" || field.type === "radio";
  const keyOf = (field) => (isTicked(field) ? `${field.name}=${field.value}` : field.name);
  const fieldOf = (key) => [...form.elements].find((field) => field.name && keyOf(field) === key);
  const stateOf = (field) => (isTicked(field) ? field.checked : field.value);
  const sent = (data, field) => (isTicked(field) ? data.getAll(field.name).includes(field.value) : data.get(field.name));

  const note = (event) => {
    if (event.target.form === form && event.target.name) touched.set(keyOf(event.target), moment += 1);
  };
  document.addEventListener("input", note, true);
  document.addEventListener("change", note, true);

  const putBack = (field, state) => {
    if (isTicked(field)) field.checked = state;
    else field.value = state;
    if (stateOf(field) !== state) return;  // a unit or a product that is not offered any more
    for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
  };

  /* Which fields were touched since the answer was asked for; those of a row that is taken away belong to no row now. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig } = event.detail;
    if (!askedAt.has(xhr)) return;
    const data = requestConfig.formData;
    const late = [...touched].filter(([, at]) => at > askedAt.get(xhr)).map(([key]) => [key, fieldOf(key)]);
    since = String(data.get("do")).startsWith("remove-") ? []
      : late.filter(([, field]) => field).map(([key, field]) => ({ key, field, state: stateOf(field), sent: sent(data, field) }));
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    event.target.querySelectorAll("[autofocus]").forEach((field) => field.removeAttribute("autofocus"));
    const kept = since;
    since = [];
    const lost = kept.filter((one) => !one.field.isConnected)
      .map((one) => ({ ...one, now: fieldOf(one.key) }))
      .filter(({ now, state, sent: before }) => now && stateOf(now) !== state && stateOf(now) === before);
    setTimeout(() => lost.forEach(({ key, state }) => { const field = fieldOf(key); if (field) putBack(field, state); }));
  });

  const pressNext = () => {
    if (askedAt.size || !pressed.length) return;
    const button = pressed.shift();
    const alike = [...form.querySelectorAll("button[name='do']")].find((one) => one.value === button.value);
    if (button.isConnected) button.click();
    else if (!button.value.startsWith("remove-")) alike?.click();  // the row of that number may be another one now
    pressNext();
  };

  document.addEventListener("htmx:beforeSend", (event) => {
    const { xhr, pathInfo } = event.detail;
    if (pathInfo.requestPath !== address) return;
    askedAt.set(xhr, moment);
    xhr.addEventListener("loadend", () => {
      askedAt.delete(xhr);
      setTimeout(pressNext);
    });
  });

  document.addEventListener("htmx:confirm", (event) => {
    const { elt } = event.detail;
    if (!askedAt.size || elt.tagName !== "BUTTON" || elt.form !== form) return;
    event.preventDefault();
    pressed = [...pressed.filter((one) => one.value !== elt.value), elt];
  });
})();
