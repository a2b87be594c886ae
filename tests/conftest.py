"""What holds for the tests of all rooms."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# Machines that test are busy: how long an example takes says nothing.
settings.register_profile("marsad", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("marsad")
