#!/usr/bin/env python3
"""Writes where river's detectors signal on given streams.

    pip install river==0.26.1
    python3 monitoring/src/test/python/make_change_fixture.py

The output is committed; run this again only to add streams. Streams are written out as strings of
digits: errors as 0 and 1, numbers as hundredths ("," between them), so that both sides read the
same values. A stream of numbers is used for the detectors that take numbers, each stream of errors
for all. KSWIN draws at random: only its alarm rate over seeds is written.
"""
import json
import pathlib
import random

import river
from river import drift
from river.drift import binary

assert river.__version__ == "0.26.1", river.__version__
OUT = pathlib.Path(__file__).parent.parent / "resources/com/nextgen/ml/monitoring/detector/river.json"


class Eddm(binary.EDDM):
    """EDDM whose warning ends where the distance reaches a new maximum."""

    def update(self, x):
        before = self._p2s_prime_max
        super().update(x)
        if self._p2s_prime_max > before:
            self._warning_detected = False


def bits(seed, *pieces):
    """Errors at random: (length, probability) a piece."""
    rng = random.Random(seed)
    return [int(rng.random() < p) for n, p in pieces for _ in range(n)]


def ramp(seed, start, length, low, high):
    rng = random.Random(seed)
    flat = [int(rng.random() < low) for _ in range(start)]
    return flat + [int(rng.random() < low + (high - low) * i / length) for i in range(length)]


def numbers(seed, *pieces):
    """Hundredths: (length, mean, deviation) a piece."""
    rng = random.Random(seed)
    return [round(100 * rng.gauss(m, s)) for n, m, s in pieces for _ in range(n)]


BITS = {
    "stable .1": bits(1, (4000, 0.1)),
    "stable .5": bits(2, (4000, 0.5)),
    ".1 to .3": bits(3, (1500, 0.1), (1500, 0.3)),
    ".05 to .6 and back": bits(4, (1000, 0.05), (1000, 0.6), (1000, 0.05)),
    ".2 to .25": bits(5, (2000, 0.2), (2000, 0.25)),
    "gradual": ramp(6, 1000, 2500, 0.1, 0.5),
    "no error, then some": bits(7, (500, 0), (1500, 0.2)),
    "errors only, then fewer": bits(8, (300, 1), (1700, 0.4)),
    "improving": bits(9, (1500, 0.4), (1500, 0.1)),
    "steps": bits(10, *[(400, p) for p in (0.1, 0.3, 0.05, 0.5, 0.2, 0.7, 0.1)]),
}
NUMBERS = {
    "normal": numbers(11, (4000, 0, 1)),
    "normal up": numbers(12, (1500, 0, 1), (1500, 0.5, 1)),
    "normal down": numbers(13, (1500, 2, 1), (1500, 1, 1)),
    "spread": numbers(14, (1500, 0, 1), (1500, 0, 3)),
    "large": numbers(15, (1000, 1000, 20), (1000, 1050, 20)),
}
ANY = {
    "adwin": lambda: drift.ADWIN(),
    "adwin delta .05, clock 1": lambda: drift.ADWIN(delta=0.05, clock=1),
    "adwin 3 buckets, least 20": lambda: drift.ADWIN(
        max_buckets=3, min_window_length=20, grace_period=100, clock=8
    ),
    "page-hinkley": lambda: drift.PageHinkley(),
    "page-hinkley up 10": lambda: drift.PageHinkley(threshold=10, mode="up", alpha=1.0),
    "page-hinkley down 10": lambda: drift.PageHinkley(threshold=10, mode="down"),
}
ERRORS = {
    "ddm": lambda: binary.DDM(),
    "ddm 100, 1.5, 2": lambda: binary.DDM(
        warm_start=100, warning_threshold=1.5, drift_threshold=2.0
    ),
    "eddm": lambda: binary.EDDM(),
    "eddm warning ends": lambda: Eddm(),
    "eddm 10, .8, .7": lambda: Eddm(warm_start=10, alpha=0.8, beta=0.7),
    "hddm-a": lambda: binary.HDDMA(),
    "hddm-a both": lambda: binary.HDDMA(two_sided_test=True),
    "hddm-w": lambda: binary.HDDMW(),
    "hddm-w both .1": lambda: binary.HDDMW(lambda_val=0.1, two_sided_test=True),
}


def signals(detector, values):
    drifts, warnings = [], []
    for i, value in enumerate(values):
        detector.update(value)
        if detector.drift_detected:
            drifts.append(i)
        elif getattr(detector, "warning_detected", False):
            warnings.append(i)
    return {"drifts": drifts, "warnings": warnings}


def ranges(positions):
    """Runs of positions as [first, last]."""
    out = []
    for p in positions:
        if out and out[-1][1] == p - 1:
            out[-1][1] = p
        else:
            out.append([p, p])
    return out


def written(detector, values):
    found = signals(detector, values)
    return {"drifts": found["drifts"], "warnings": ranges(found["warnings"])}


def kswin_rate(stream):
    alarms = [len(signals(drift.KSWIN(seed=s), stream)["drifts"]) for s in range(20)]
    return {"seeds": 20, "alarms": sum(alarms)}


cases = []
for name, stream in BITS.items():
    detectors = {n: written(d(), stream) for n, d in {**ANY, **ERRORS}.items()}
    cases.append({"stream": name, "bits": "".join(map(str, stream)), "signals": detectors})
for name, stream in NUMBERS.items():
    values = [v / 100 for v in stream]
    detectors = {n: written(d(), values) for n, d in ANY.items()}
    cases.append(
        {
            "stream": name,
            "hundredths": ",".join(map(str, stream)),
            "signals": detectors,
            "kswin": kswin_rate(values),
        }
    )
OUT.parent.mkdir(parents=True, exist_ok=True)
text = json.dumps({"river": river.__version__, "cases": cases}, indent=1)
OUT.write_text(text + "\n")
print(len(text), "characters")
