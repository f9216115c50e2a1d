/** Who created and last saved a definition, and when. */

import { formatAuthor, formatTime } from "../format.js";
import { html } from "../html.js";
import { Fact } from "./facts.js";

const LABELS = { created: "Created", updated: "Last saved" };

/** @param {{hit: any}} properties a saved definition; one of an earlier release has no such fields */
export function Authorship({ hit }) {
  return html`${Object.entries(LABELS).map(([verb, label]) => hit[`${verb}_time`] !== undefined && html`<${Fact} key=${verb} name=${label}>${savedAt(hit, verb)}<//>`)}`;
}

/**
 * @param {any} hit
 * @param {string} verb
 */
function savedAt(hit, verb) {
  const author = formatAuthor(hit, verb), time = formatTime(hit[`${verb}_time`]);
  return author ? `${time}, by ${author}` : time;
}
