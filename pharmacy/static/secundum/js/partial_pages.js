/* What parts of a page that arrive later need: a plain word when the server cannot be reached. */
"use strict";

document.addEventListener("htmx:sendError", (event) => {
  const room = document.getElementById("messages");
  const note = document.createElement("div");
  note.className = "message message-problem";
  note.setAttribute("role", "alert");
  note.textContent = "The server did not answer. Nothing was saved by this step. Check the network, then try again.";
  room.replaceChildren(note);
  event.stopPropagation();
});
