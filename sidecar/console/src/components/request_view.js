/** A request as a person would send it: for Kibana's Dev Tools, and for a shell. */

import { useState } from "preact/hooks";
import { ORIGIN } from "../api.js";
import { html } from "../html.js";
import { toCurl, toDevTools, withoutPasswords } from "../request.js";
import { isLoggedIn, user } from "../session.js";

/** @param {{request: import("../request.js").ApiRequest}} properties */
export function RequestView({ request }) {
  const shown = withoutPasswords(request);
  return html`<details class="request">
    <summary>Show request</summary>
    <${Copyable} title="Dev Tools" text=${toDevTools(shown)} />
    <${Copyable} title="curl" text=${toCurl(shown, ORIGIN, { user: user.value, hasKey: isLoggedIn.value && !user.value })} />
  </details>`;
}

/** @param {{title: string, text: string}} properties */
function Copyable({ title, text }) {
  const [isCopied, setCopied] = useState(false);
  const copy = () => navigator.clipboard.writeText(text).then(() => setCopied(true));
  return html`<div>
    <h3>${title} ${navigator.clipboard && html`<button type="button" class="plain" onClick=${copy}>${isCopied ? "Copied" : "Copy"}</button>`}</h3>
    <pre tabindex="0" aria-label=${title}>${text}</pre>
  </div>`;
}
