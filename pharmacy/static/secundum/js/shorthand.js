/* Enter in the line of shorthand fills in the doses. Without script the button beside it does. */
"use strict";

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.target.id !== "id_shorthand") return;
  event.preventDefault();
  document.getElementById("shorthand-fill")?.click();
});
