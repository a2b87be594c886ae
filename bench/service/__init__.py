"""The parts of the service benchmark, one a module: each sets a service up, watches it, returns figures."""

from bench.service.changed import changed
from bench.service.figures import Figure, Part
from bench.service.idle import idle
from bench.service.latency import latency
from bench.service.scale import rough, scale
from bench.service.unchanged import unchanged

PARTS: dict[str, Part] = {
    "unchanged": unchanged,
    "changed": changed,
    "latency": latency,
    "idle": idle,
    "scale": scale,
    "rough": rough,
}

__all__ = ["PARTS", "Figure", "Part"]
