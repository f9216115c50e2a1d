"""Whether a query returns other numbers of rows than it reads from its tables."""

from itertools import pairwise

from sidecar.extract.query.lexer import IGNORED_TYPES, SqlDialect, TokenType, tokenize

_KEYWORDS = frozenset({"distinct", "distinctrow", "except", "fetch", "group", "having", "intersect", "limit", "union"})
_AGGREGATES = frozenset({
    "any_value", "avg", "bit_and", "bit_or", "bit_xor", "count", "group_concat", "json_arrayagg", "json_objectagg", "max", "min", "std",
    "stddev", "stddev_pop", "stddev_samp", "sum", "var_pop", "var_samp", "variance",
})  # fmt: skip


def changes_row_count(query: str, dialect: SqlDialect) -> bool:
    """Return whether the query or a subquery of it may group, combine or cut rows."""
    tokens = [token for token in tokenize(query, dialect) if token.type not in IGNORED_TYPES]
    words = [token.text.lower() if token.type is TokenType.WORD else token.text for token in tokens]
    return not _KEYWORDS.isdisjoint(words) or any(word in _AGGREGATES and after == "(" for word, after in pairwise(words))
