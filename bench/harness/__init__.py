"""What the torture tests and service benchmarks share: a newsroom of many hosts, sinks as oracle, process control."""
