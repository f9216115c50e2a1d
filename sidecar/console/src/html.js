/** The template tag of all components. */

import htm from "htm";
import { h } from "preact";

/** Creates elements from a template: no build step reads it, and text in it is never HTML. */
export const html = htm.bind(h);
