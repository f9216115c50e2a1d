/** What an address without a page shows. */

import { html } from "../html.js";
import { link } from "../router.js";

export function NotFoundPage() {
  return html`<h1>There is no such page</h1>
    <p><a href=${link("overview")}>Overview</a></p>`;
}
