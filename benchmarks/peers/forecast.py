"""Forecasts of the histories of `rota-bench forecast`, on the same origins, by what else there is to install.

usage: forecast.py DIR   (the folder that holds history/)

Every peer is given the same past and, where it takes regressors, the same holidays. One JSON line a case and peer.
"""

import json
import logging
import os
import sys
import warnings

import numpy as np
import pandas as pd

from common import cpu_seconds

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

# name, file, queue, minutes, minimum weeks, origins, maximum weeks, holidays: as in ForecastSubject.swift
CASES = [
    ("bank_us", "bank_us_30min.csv", "bank-us/phone", 30, 8, 12, None, None),
    ("bank_il", "bank_il_30min.csv", "bank-il/phone", 30, 9, 12, 26, "holidays_il_1999.csv"),
    ("servicenow", "servicenow_30min.csv", "servicenow/all", 30, 6, 7, None, None),
    ("seattle_fire", "seattle_fire_60min.csv", "seattle-fire/911", 60, 26, 12, 26, None),
]
DAY, WEEK = pd.Timedelta(days=1), pd.Timedelta(weeks=1)


def origins(series, minimum, count):
    low = series.index[0].normalize() + minimum * WEEK
    low += (7 - low.weekday()) % 7 * DAY
    high = series.index[-1].normalize() - 6 * DAY
    high -= high.weekday() * DAY
    weeks = (high - low).days // 7 + 1
    if count >= weeks:
        return [low + week * WEEK for week in range(weeks)]
    return [low + int(np.rint(index * (weeks - 1) / (count - 1))) * WEEK for index in range(count)]


def regular(past, minutes):
    """On a grid without holes, as most peers need it; the usual slots of closed days are 0."""
    slots = sorted(set(past.index.time))
    days = sorted(set(past.index.dayofweek))
    grid = pd.date_range(past.index[0].normalize(), past.index[-1].normalize() + DAY, freq=f"{minutes}min",
                         inclusive="left")
    grid = grid[grid.map(lambda time: time.time() in set(slots) and time.dayofweek in set(days))]
    return past.reindex(grid), len(slots), len(days)


def features(index, holidays):
    table = pd.DataFrame({"slot": index.hour * 60 + index.minute, "weekday": index.dayofweek, "day": index.day,
                          "from_end": index.days_in_month - index.day})
    dates = index.normalize()
    for kind in ("holiday", "eve"):
        table[kind] = dates.isin(holidays.get(kind, [])).astype(int)
    return table


def average(past, future, minutes, holidays):
    means = {}
    for key, group in past.groupby([past.index.dayofweek, past.index.time]):
        means[key] = group.tail(8).mean()
    return np.array([means.get((time.dayofweek, time.time()), 0.0) for time in future])


def lightgbm(past, future, minutes, holidays):
    import lightgbm as lgb
    model = lgb.LGBMRegressor(objective="poisson", n_estimators=300, learning_rate=0.05, num_leaves=31,
                              min_child_samples=20, verbose=-1, n_jobs=1, random_state=1)
    model.fit(features(past.index, holidays), past.values, categorical_feature=["weekday"])
    return model.predict(features(future, holidays))


def prophet(past, future, minutes, holidays):
    from prophet import Prophet
    named = [pd.DataFrame({"ds": pd.to_datetime(list(dates)), "holiday": kind}) for kind, dates in holidays.items()]
    model = Prophet(holidays=pd.concat(named) if named else None, uncertainty_samples=0)
    model.fit(pd.DataFrame({"ds": past.index, "y": past.values}))
    return model.predict(pd.DataFrame({"ds": future}))["yhat"].values


def statsforecast(kind):
    def forecast(past, future, minutes, holidays):
        from statsforecast.models import MSTL, AutoETS
        if kind == "mstl":
            grid, slots, days = regular(past, minutes)
            values = grid.interpolate(limit_direction="both").values
            wanted, _, _ = regular(pd.Series(0.0, index=past.index.append(future)), minutes)
            wanted = wanted.index[wanted.index > grid.index[-1]]
            model = MSTL(season_length=[slots, slots * days])
            found = model.forecast(y=values, h=len(wanted))["mean"]
            return pd.Series(found, index=wanted).reindex(future).fillna(0).values
        # Exponential smoothing of day totals, spread by the shares of the last eight weeks.
        totals = past.groupby(past.index.normalize()).sum()
        days = len(set(totals.index.dayofweek))
        dates = sorted(set(future.normalize()))
        span = pd.date_range(totals.index[-1] + DAY, dates[-1])
        span = [date for date in span if date.dayofweek in set(totals.index.dayofweek)]
        found = AutoETS(season_length=days).forecast(y=totals.values.astype(float), h=len(span))["mean"]
        by_date = dict(zip(span, found))
        recent = past[past.index >= past.index[-1] - 8 * WEEK]
        share = recent.groupby([recent.index.dayofweek, recent.index.time]).sum()
        share = share / share.groupby(level=0).transform("sum")
        return np.array([by_date.get(time.normalize(), 0.0) * share.get((time.dayofweek, time.time()), 0.0)
                         for time in future])
    return forecast


PEERS = {"8-week average": average, "lightgbm": lightgbm, "prophet": prophet, "statsforecast MSTL": statsforecast("mstl"),
         "statsforecast AutoETS x profile": statsforecast("ets")}


def main(folder):
    chosen = sys.argv[2:] or list(PEERS)
    for name, file, queue, minutes, minimum, count, maximum, holiday_file in CASES:
        table = pd.read_csv(os.path.join(folder, "history", file), parse_dates=["ts_local"])
        series = table[table.queue == queue].set_index("ts_local").calls.astype(float)
        holidays = {}
        if holiday_file:
            days = pd.read_csv(os.path.join(folder, "history", holiday_file), parse_dates=["date"])
            holidays = {kind: set(group.date) for kind, group in days.groupby("class")}
        for peer in chosen:
            error = total = day_error = 0.0
            start = cpu_seconds()
            days = 0
            try:
                for origin in origins(series, minimum, count):
                    past = series[series.index < origin]
                    if maximum:
                        past = past[past.index >= origin - maximum * WEEK]
                    actual = series[(series.index >= origin) & (series.index < origin + WEEK)]
                    found = np.clip(PEERS[peer](past, actual.index, minutes, holidays), 0, None)
                    error += np.abs(actual.values - found).sum()
                    gaps = pd.Series(actual.values - found, index=actual.index)
                    day_error += gaps.groupby(gaps.index.normalize()).sum().abs().sum()
                    total += actual.sum()
                    days += 1
            except Exception as reason:
                print(json.dumps({"subject": "forecast", "instance": name, "peer": peer, "failed": str(reason)[:200]}))
                continue
            print(json.dumps({
                "subject": "forecast", "instance": name, "peer": peer, "origins": days, "wape": 100 * error / total,
                "wape_day": 100 * day_error / total, "cpu_seconds": cpu_seconds() - start}), flush=True)


main(sys.argv[1])
