"""Session settings of MySQL and MariaDB: no setting of the server or of the account changes what a query returns."""

from pymysql.constants import ER

_MAX_UNSIGNED_LONG = 2**64 - 1
_MAX_UNSIGNED_INT = 2**32 - 1

UNSUPPORTED_SETTING = frozenset({ER.UNKNOWN_SYSTEM_VARIABLE, ER.WRONG_VALUE_FOR_VAR})
"""Error codes of a setting, or of a value of it, that the server does not have."""

_SET_SQL_MODE = (
    "SET SESSION sql_mode = IF(FIND_IN_SET('ONLY_FULL_GROUP_BY', @@sql_mode), "
    "'NO_ENGINE_SUBSTITUTION,ONLY_FULL_GROUP_BY', 'NO_ENGINE_SUBSTITUTION')"
)
"""ONLY_FULL_GROUP_BY only rejects queries. The value is not empty, because EMPTY_STRING_IS_NULL makes an empty string null."""

SESSION_SETTINGS = (
    _SET_SQL_MODE,
    "SET NAMES utf8mb4",
    "SET SESSION TRANSACTION READ ONLY",
    "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
    "SET SESSION time_zone = '+00:00'",
    f"SET SESSION sql_select_limit = {_MAX_UNSIGNED_LONG}",
    f"SET SESSION max_join_size = {_MAX_UNSIGNED_LONG}",
    "SET SESSION sql_big_selects = 1",
    "SET SESSION sql_auto_is_null = 0",
    "SET SESSION div_precision_increment = 4",
    f"SET SESSION group_concat_max_len = {_MAX_UNSIGNED_INT}",  # longer results are cut without an error
    "SET SESSION max_sort_length = 1024",
    "SET SESSION default_week_format = 0",
    "SET SESSION lc_time_names = 'en_US'",
    "SET SESSION block_encryption_mode = 'aes-128-ecb'",
    "SET SESSION windowing_use_high_precision = 1",  # MySQL
    "SET SESSION explain_format = 'TRADITIONAL'",  # MySQL
    f"SET SESSION max_recursive_iterations = {_MAX_UNSIGNED_INT}",  # MariaDB ends the recursion without an error
    "SET SESSION system_versioning_asof = DEFAULT",  # MariaDB
    "SET SESSION default_regex_flags = ''",  # MariaDB
    "SET SESSION old_mode = ''",  # MariaDB
    "SET SESSION old_mode = 'UTF8_IS_UTF8MB3'",  # MariaDB's default from 10.6 on; unknown before
    "SET SESSION wsrep_dirty_reads = 0",  # Galera
    "SET SESSION net_write_timeout = 86400",  # the reader pauses while Elasticsearch is slow
    "SET SESSION wait_timeout = 86400",
    "SET SESSION idle_transaction_timeout = 0",  # MariaDB
    "SET SESSION idle_readonly_transaction_timeout = 0",  # MariaDB
    "SET SESSION max_statement_time = 0",  # MariaDB
    "SET SESSION max_execution_time = 0",  # MySQL
)
