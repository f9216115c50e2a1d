"""No module defines a name that nothing uses."""

import ast
import re
from collections import Counter
from collections.abc import Iterator

from tests.servers.environment import ROOT
from tests.support.sources import product_files

USED_BY_NAME = frozenset(
    {"SqlserverReader", "OracleReader", "InstalledDialectReader", "JdbcReader", "dask_setup", "dask_teardown", "BuildWithJava", "__all__"}
)
"""Names that the code has only in strings, that setup.cfg has, or that Python itself uses."""


def test_every_name_of_a_module_is_used() -> None:
    modules = {path: path.read_text(encoding="utf-8") for path in product_files("*.py")}
    words = Counter(word for text in modules.values() for word in re.findall(r"\w+", text))
    unused = []
    for path, text in modules.items():
        own_words = Counter(re.findall(r"\w+", text))
        for name in _defined_names(ast.parse(text)):
            occurrences = own_words[name] if name.startswith("_") else words[name]
            if occurrences < 2 and name not in USED_BY_NAME:
                unused.append(f"{path.relative_to(ROOT)}: {name}")
    assert unused == []


def _defined_names(module: ast.Module) -> Iterator[str]:
    """Yield the functions, classes and constants of a module, without those that a decorator registers."""
    for each in module.body:
        if isinstance(each, ast.FunctionDef | ast.ClassDef) and not each.decorator_list:
            yield each.name
        targets = each.targets if isinstance(each, ast.Assign) else [each.target] if isinstance(each, ast.AnnAssign) else []
        for target in targets:
            yield from (name.id for name in ast.walk(target) if isinstance(name, ast.Name))
