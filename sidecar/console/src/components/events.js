/** What happened to an execution. */

import { formatTime } from "../format.js";
import { html } from "../html.js";
import { ScrollArea } from "./scroll_area.js";

/** @param {{events: {time: number, type: string, message: string}[]}} properties */
export function Events({ events }) {
  return html`<section class="panel">
    <h2>Events</h2>
    <${ScrollArea} label="Events">
      <table>
        <thead><tr><th>Time</th><th>What happened</th></tr></thead>
        <tbody>
          ${events.map(({ time, message }, index) => html`<tr key=${index}><td class="time">${formatTime(time)}</td><td>${message}</td></tr>`)}
        </tbody>
      </table>
    <//>
  </section>`;
}
