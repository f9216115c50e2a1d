/** The console: login, navigation and the page of the current route. */

import { render } from "preact";
import { App } from "./app.js";
import { html } from "./html.js";
import { watchForIdleness } from "./session.js";

const root = document.getElementById("console");
if (root) {
  watchForIdleness();
  render(html`<${App} />`, root);
}
