"""What can go wrong, each with the exit code that tells it apart (1 is drift, see `cli`)."""


class ImportsError(Exception):
    """A failure that is explained by its message alone; the command prints it without a traceback."""

    exit_code = 2


class SourceError(ImportsError):
    """The CRDs cannot be read, or are not what the catalog expects."""

    exit_code = 2


class ToolMissingError(ImportsError):
    """Node, npm or the pinned cdk8s CLI is not there and could not be installed."""

    exit_code = 3


class GenerationError(ImportsError):
    """The cdk8s CLI failed, or wrote something else than it should."""

    exit_code = 4
