/* What parts of a page that arrive later need: a plain word when the server cannot be reached or fails, the page as it
   stands, with all that was typed, and the focus where the keyboard left it. */
"use strict";

(() => {
  const say = (text) => {
    const room = document.getElementById("messages");
    const note = document.createElement("div");
    note.className = "message message-problem";
    note.setAttribute("role", "alert");
    note.textContent = text;
    room.replaceChildren(note);
  };

  /* A field that is moved, replaced or shut for a moment by a part that arrives loses the focus; a click gives it up. */
  let focused = null;
  document.addEventListener("focusin", (event) => { focused = event.target; });
  document.addEventListener("pointerdown", () => { focused = null; });
  document.addEventListener("htmx:afterSettle", () => {
    if (document.activeElement !== document.body || !focused?.id) return;
    document.getElementById(focused.id)?.focus({ preventScroll: true });
  });

  document.addEventListener("htmx:sendError", (event) => {
    say("The server did not answer. Nothing was saved by this step. Check the network, then try again.");
    event.stopPropagation();
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status < 500) return;
    event.detail.shouldSwap = false;
    say("The server failed at this step. What you typed still stands here. Try again; if it fails again, tell who looks after the program.");
  });
})();
