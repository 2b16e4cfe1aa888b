"""The simulated marketplace. README.md specifies it; other programs draw from the same distribution."""

import numpy as np
import pandas as pd

PHASES = ["normal", "seasonal", "broken-field", "new-category"]
CATEGORIES = ["fashion", "electronics", "home", "beauty", "sports", "toys"]
CATEGORY_SHARE = {
    "normal": [0.28, 0.22, 0.20, 0.14, 0.10, 0.06],
    "seasonal": [0.20, 0.20, 0.12, 0.12, 0.06, 0.30],
}
PRICE_MU = dict(zip(CATEGORIES, [3.6, 4.9, 3.9, 3.0, 3.8, 3.1]))
COUNTRIES = ["DE", "FR", "NL", "ES", "IT", "PL"]
COUNTRY_SHARE = [0.30, 0.22, 0.15, 0.13, 0.12, 0.08]
NEW_COUNTRY, NEW_COUNTRY_SHARE = "SE", 0.15
DEVICES, DEVICE_SHARE = ["mobile", "desktop", "tablet"], [0.55, 0.35, 0.10]
DISCOUNTS = [0.05, 0.10, 0.15, 0.20, 0.30]
DISCOUNTED = {"normal": 0.30, "seasonal": 0.75}
TIERS, TIER_SHARE = ["budget", "mid", "premium"], [0.40, 0.40, 0.20]
TIER_FACTOR = {"budget": 0.75, "mid": 1.0, "premium": 1.6}


def sessions(n: int, random: np.random.Generator, phase: str = "normal") -> pd.DataFrame:
    """Shopping sessions with the outcome `purchased`, decided before a field breaks."""
    season = "seasonal" if phase == "seasonal" else "normal"
    rows = pd.DataFrame({"category": random.choice(CATEGORIES, n, p=CATEGORY_SHARE[season])})
    mu = rows["category"].map(PRICE_MU)
    rows["price"] = np.round(np.exp(mu + 0.6 * random.standard_normal(n)), 2)
    rows["device"] = random.choice(DEVICES, n, p=DEVICE_SHARE)
    rows["country"] = countries(n, random, phase)
    rows["hour"] = np.floor(15 + 5 * random.standard_normal(n)).astype(int) % 24
    rows["returning"] = random.random(n) < 0.45
    rows["basket_size"] = random.poisson(0.9 + 0.6 * rows["returning"] + (1.2 if season == "seasonal" else 0.0))
    item_value = np.exp(3.4 + 0.5 * random.standard_normal(n))
    rows["basket_value"] = np.round(rows["basket_size"] * item_value, 2)
    rows["pages_viewed"] = 1 + random.poisson(6 + 3 * rows["returning"])
    rows["session_seconds"] = np.round(40.0 * rows["pages_viewed"] * random.exponential(1.0, n), 1)
    discounted = random.random(n) < DISCOUNTED[season]
    rows["discount"] = np.where(discounted, random.choice(DISCOUNTS, n), 0.0)
    rows["purchased"] = random.random(n) < purchase_probability(rows)
    if phase == "broken-field":
        rows.loc[random.random(n) < 0.30, "basket_value"] = np.nan
        rows.loc[random.random(n) < 0.40, "session_seconds"] *= 1000.0
    return rows


def purchase_probability(rows: pd.DataFrame) -> pd.Series:
    logit = (
        -2.6
        + 0.7 * rows["returning"]
        + 0.6 * np.minimum(rows["basket_size"], 4)
        + 0.08 * (rows["pages_viewed"] - 8)
        + 3.0 * rows["discount"]
        + rows["device"].map({"mobile": 0.0, "desktop": 0.3, "tablet": 0.1})
        + rows["category"].map({"beauty": 0.3, "electronics": -0.4}).fillna(0.0)
        + 0.3 * rows["hour"].between(18, 22)
        - 0.35 * (np.log(rows["price"]) - 3.8)
    )
    return 1.0 / (1.0 + np.exp(-logit))


def listings(n: int, random: np.random.Generator, phase: str = "normal") -> pd.DataFrame:
    """Offers to be listed, with the `price` at which they sold, decided before a field breaks."""
    season = "seasonal" if phase == "seasonal" else "normal"
    rows = pd.DataFrame({"category": random.choice(CATEGORIES, n, p=CATEGORY_SHARE[season])})
    rows["brand_tier"] = random.choice(TIERS, n, p=TIER_SHARE)
    rows["country"] = countries(n, random, phase)
    mu = rows["category"].map(PRICE_MU)
    tier = rows["brand_tier"].map(TIER_FACTOR)
    rows["competitor_price"] = np.round(tier * np.exp(mu + 0.5 * random.standard_normal(n)), 2)
    rows["rating"] = np.round(np.clip(4.1 + 0.5 * random.standard_normal(n), 1.0, 5.0), 1)
    rows["reviews"] = np.floor(np.exp(2.5 + 1.2 * random.standard_normal(n)))
    rows["weight"] = np.round(np.exp(-0.3 + 0.8 * random.standard_normal(n)), 2)
    rows["stock"] = random.poisson(15 if season == "seasonal" else 25, n)
    rows["free_shipping"] = random.random(n) < 0.40
    log_price = (
        0.25
        + 0.93 * np.log(rows["competitor_price"])
        + 0.06 * (rows["rating"] - 4)
        + rows["brand_tier"].map({"budget": -0.08, "mid": 0.0, "premium": 0.12})
        + rows["country"].map({"FR": 0.02, "NL": 0.03, "ES": -0.04, "IT": -0.02, "PL": -0.08}).fillna(0.0)
        + 0.03 * rows["free_shipping"]
        - 0.0015 * (rows["stock"] - 25)
        + 0.08 * random.standard_normal(n)
    )
    rows["price"] = np.round(np.exp(log_price), 2)
    if phase == "broken-field":
        rows.loc[random.random(n) < 0.30, "rating"] = np.nan
        rows.loc[random.random(n) < 0.40, "competitor_price"] *= 100.0
    return rows


def countries(n: int, random: np.random.Generator, phase: str) -> np.ndarray:
    drawn = random.choice(COUNTRIES, n, p=COUNTRY_SHARE).astype(object)
    if phase == "new-category":
        drawn[random.random(n) < NEW_COUNTRY_SHARE] = NEW_COUNTRY
    return drawn
