/** What an execution is, if it is not a run that loads rows, and what it found. */

import { html } from "../html.js";

/**
 * Returns whether an execution compares the target with the source instead of loading rows.
 * @param {any} status
 */
export const isVerification = (status) => status?.details?.kind === "verification";

/** @param {{status: any}} properties */
export function Kind({ status }) {
  if (!isVerification(status)) return null;
  const matches = status.details.comparison?.matches;
  return html`<span class=${matches === false ? "bad" : "muted"}>verification${matches !== undefined && (matches ? ": matches" : ": differs")}</span>`;
}
