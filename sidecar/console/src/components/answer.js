/** What the API has answered about a form as it was then. */

import { useState } from "preact/hooks";
import { html } from "../html.js";
import { useRequest } from "./action.js";

/**
 * Asks on a user's word. An answer and an error belong to the request they are for: a changed form has none of its own yet.
 * @param {import("../request.js").ApiRequest} request what the form would ask now
 * @param {(response: any) => void} [onAnswer]
 * @returns {{ask: () => void, isBusy: boolean, error: import("../errors.js").ApiError | undefined, answer: any, isOutdated: boolean}}
 *   `isOutdated`: the answer is for another request
 */
export function useAnswer(request, onAnswer) {
  const key = JSON.stringify(request);
  const [asked, setAsked] = useState("");
  const [answer, setAnswer] = useState(/** @type {{key: string, response: any} | undefined} */ (undefined));
  const { submit, isBusy, error } = useRequest((response) => {
    setAnswer({ key, response });
    onAnswer?.(response);
  });
  const ask = () => {
    setAsked(key);
    setAnswer(undefined);
    void submit(request);
  };
  const isOutdated = answer !== undefined && answer.key !== key;
  return { ask, isBusy, error: asked === key ? error : undefined, answer: answer?.response, isOutdated };
}

/** @param {{isShown: boolean, of: string}} properties `of`: what the answer consists of */
export function OutdatedNote({ isShown, of }) {
  return isShown && html`<p class="alert warning" role="status">The query has changed: these are ${of} of the earlier one.</p>`;
}
