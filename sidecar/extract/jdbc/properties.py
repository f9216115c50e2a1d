"""The properties that a datasource gives to a JDBC driver: those that the driver's definition allows, and no other."""

from pathlib import Path
from typing import NoReturn

from sidecar.errors import InvalidField
from sidecar.extract.jdbc.definition import DriverDefinition, load_definition
from sidecar.extract.source.urls import ParsedUrl
from sidecar.suggestions import did_you_mean

MAX_VALUE_LENGTH = 1000
"""Characters of a property's value."""

_REASONS = {
    "it would run SQL": "connectionInitSql init initSql initsqls sessionVariables",
    "it would load code": (
        "authenticationPluginClassName authenticationPlugins autoDeserialize clientInfoProvider connectionLifecycleInterceptors "
        "credentialType database_event_listener defaultAuthenticationPlugin dnsResolver dnsResolverContext exceptionInterceptors "
        "jaasApplicationName java_object_serializer queryInterceptors socketFactory socketFactoryArg socketFactoryClass sslfactory "
        "sslfactoryarg sslhostnameverifier sslpasswordcallback statementInterceptors tlsSocketType trustManagerClass xmlFactoryFactory"
    ),
    "it would read a local file": (
        "KerberosConfigPath KerberosCredentialCachePath KerberosKeytabPath keyStore passfile serverRsaPublicKeyFile serverSslCert service "
        "sslcert sslkey SSLKeyStorePath sslrootcert SSLTrustStorePath trust_store trustCertificateKeyStoreUrl trustStore"
    ),
    "it would let the server read local files": "allowLoadLocalInfile allowLoadLocalInfileInPath allowLocalInfile allowUrlInLocalInfile",
    "it would write a local file": "loggerFile traceDirectory traceFile trace_level_file",
    "it would open a local socket": "localSocket pipe namedPipePath unix_socket",
    "it would connect to another host": "httpProxy http_proxy proxy_host socksProxy socksProxyHost",
    "it would open a web browser": "externalAuthentication externalAuthenticationRedirectHandlers",
    "it would create a database": "create createDatabaseIfNotExist",
    "it would stop or delete a database": "drop shutdown",
    "the login is [jdbc.username] and [jdbc.password]": "accessToken bootPassword extraCredentials password sessionUser user username",
}
"""Why well-known properties are allowed by no definition of the sidecar, for the error."""
_REASON_OF = {name.lower(): reason for reason, names in _REASONS.items() for name in names.split()}


def jdbc_properties(parsed: ParsedUrl, properties: dict[str, str]) -> dict[str, str]:
    """Return the properties for the driver, under the names of its definition.

    Raise :class:`~sidecar.errors.InvalidField` for one that the definition does not allow.
    """
    if parsed.jdbc is None:
        raise TypeError("the URL has no JDBC driver")
    definition = load_definition(Path(parsed.jdbc.folder))
    allowed = {each.lower(): each for each in definition.properties}
    fixed = {name.lower(): value for name, value in definition.fixed.items()}
    given: dict[str, str] = {}
    for name, value in properties.items():
        key = name.lower()
        if key in fixed:
            if value.strip().lower() != fixed[key].lower():
                # The value may be a secret of the definition.
                _reject(name, f"is set by the definition of the driver [{parsed.jdbc.driver}]; remove it")
        elif key not in allowed:
            _reject_unknown(name, parsed.jdbc.driver, definition)
        elif len(value) > MAX_VALUE_LENGTH or not value.isprintable():
            _reject(name, f"must be printable text of up to {MAX_VALUE_LENGTH} characters")
        elif given.setdefault(allowed[key], value) != value:
            _reject(name, "must not have two values; remove one of them")
    return given


def _reject_unknown(name: str, driver: str, definition: DriverDefinition) -> NoReturn:
    if reason := _REASON_OF.get(name.lower()):
        _reject(name, f"is not allowed by the definition of the driver [{driver}]: {reason}")
    names = sorted(definition.properties, key=str.lower)
    expected = f"expected one of [{', '.join(names)}]{did_you_mean(name, names)}" if names else "it allows none"
    _reject(name, f"is not allowed by the definition of the driver [{driver}]; {expected}")


def _reject(name: str, reason: str) -> NoReturn:
    raise InvalidField(f"jdbc.properties.{name[:100]}", reason)
