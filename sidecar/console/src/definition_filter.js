/** The filter of a list of definitions, from what a person types. */

/**
 * Returns the parameters of a search: a query on stored fields if the text names one, else a part of the id.
 * @param {string} text
 * @returns {{q?: string, id?: string}}
 */
export function definitionFilter(text) {
  const trimmed = text.trim();
  if (!trimmed) return {};
  if (trimmed.includes(":")) return { q: trimmed };
  return { id: trimmed.includes("*") ? trimmed : `*${trimmed}*` };
}
