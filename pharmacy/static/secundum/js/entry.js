/* The entry page by keyboard: from the typed name into the list of patients, and from there to what they had before.
   Arrow down (or Enter) in a name goes to the first patient found; Enter on a patient goes on. Without script the
   same is done with Tab, Space and “Show the plan”. A card of the plan that was opened stays open while the plan is
   worked out anew, and a plan of less than what is typed is grey until its own answer comes: if none comes, for good. */
"use strict";

(() => {
  let goesOn = false;

  const matches = () => [...document.querySelectorAll("#patient-matches input[type='radio']")];
  const offer = () => document.querySelector("#patient-record .again");

  const choose = (radio) => {
    radio.focus();
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const goOn = () => {
    const next = offer() || document.getElementById("id_prescriber");
    goesOn = false;
    next?.focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inName = event.target.closest?.(".names input[type='text']");
    const onPatient = event.target.closest?.("#patient-matches input[type='radio']");
    if (inName && (event.key === "ArrowDown" || event.key === "Enter") && matches().length) {
      event.preventDefault();
      choose(matches()[0]);
    } else if (onPatient && event.key === "Enter") {
      event.preventDefault();
      if (offer() || !onPatient.value) goOn();
      else goesOn = true;
    }
  });

  const cards = () => [...document.querySelectorAll("#plan details")];
  const nameOf = (card) => card.querySelector("summary")?.textContent.trim();
  let opened = [];

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id === "plan") opened = cards().filter((card) => card.open).map(nameOf);
  });

  document.addEventListener("htmx:afterSwap", () => {
    cards().filter((card) => opened.includes(nameOf(card))).forEach((card) => { card.open = true; });
    opened = [];
  });

  let typed = 0;

  const fallBehind = () => {
    const plan = document.getElementById("plan");
    plan?.classList.add("is-behind");
    plan?.setAttribute("aria-busy", "true");
  };

  document.addEventListener("input", (event) => {
    if (!event.target.closest("#entry-parts") || event.target.closest("#shorthand, .find-line")) return;
    typed += 1;
    fallBehind();
  });

  document.addEventListener("htmx:beforeSend", (event) => { event.detail.xhr.typed = typed; });

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.xhr?.typed < typed) fallBehind();
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    if (goesOn && event.target.id === "patient-record") goOn();
  });
})();
