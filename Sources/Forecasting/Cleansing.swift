import Calendars
import Tickets
internal import Words

#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// Finds what was odd about a history, and says what is made of it.
struct Cleansing {
  let run: ForecastRun

  private var grid: DayGrid { run.grid }
  private var past: Past { run.past }

  /// By date.
  var findings: [CleansingFinding] {
    (outliers + gaps + partial + events).sorted { ($0.first, $0.kind.rawValue) < ($1.first, $1.kind.rawValue) }
  }

  /// Days that are far from what is usual around them.
  var outliers: [CleansingFinding] {
    let regression = past.ordinary
    return (0..<past.end).filter { day in
      grid.isRecorded[day] && !past.traits[day].isExcluded && regression.weights[day] < 0.6
        && regression.isFitted(day) && abs(regression.residuals[day]) > log(1.35)
        && past.traits[day].holidayClass == nil
    }.map { day in
      let date = grid.date(day)
      let usual = usual(day)
      let before = (0..<day).last { past.traits[$0].isOrdinary }
      let isSecond = before.map {
        regression.weights[$0] < 0.6 && regression.residuals[$0] * regression.residuals[day] > 0
          && past.traits[$0].holidayClass == nil
      }
      let weight = regression.weights[day]
      return CleansingFinding(
        kind: .outlier, first: date, last: date, contacts: grid.totals[day], usual: usual, weight: weight,
        reason: "\(date) (\(date.weekday.title)): \(Self.whole(grid.totals[day])) contacts where about "
          + "\(Self.whole(usual)) were usual; the day \(weight == 0 ? "counts nothing" : "counts less")"
          + (isSecond == true ? ", but as the day before was off the same way it moves the recent level." : "."))
    }
  }

  /// Runs of days recorded without a contact that chance doesn't explain, but for one that goes on to the end.
  private var silences: [CleansingFinding] {
    grid.silences.filter { !$0.isLast }.map { silence in
      CleansingFinding(
        kind: .gap, first: silence.first, last: silence.last, contacts: 0, usual: silence.usual, weight: 0,
        reason:
          "No contact is recorded from \(silence.first) to \(silence.last), \(silence.openDays) days on which about "
          + "\(Self.amount(silence.usual)) were usual: more than chance explains, so the gap is left out.")
    }
  }

  /// Silences, and four or more days on which the queue is usually open and nothing is recorded.
  var gaps: [CleansingFinding] {
    var found = silences
    var day = 0
    while day < grid.dayCount {
      guard isGap(day) else {
        day += 1
        continue
      }
      var end = day
      while end < grid.dayCount && isGap(end) { end += 1 }
      let missing = (day..<end).count { day in
        let date = grid.date(day)
        return !grid.silences.contains { !$0.isLast && ($0.first...$0.last).contains(date) }
          && grid.isOpen(weekday: grid.weekday(day)) && run.special.holiday(on: date) == nil
      }
      if missing >= 4 {
        let (first, last) = (grid.date(day), grid.date(end - 1))
        found.append(
          CleansingFinding(
            kind: .gap, first: first, last: last, contacts: nil, usual: nil, weight: 0,
            reason: "Nothing is recorded from \(first) to \(last); the gap is left out."))
      }
      day = end
    }
    return found.sorted { $0.first < $1.first }
  }

  /// Whether nothing is recorded; days that are left out because one of several sources doesn't know them are another matter,
  /// which the history says itself.
  private func isGap(_ day: Int) -> Bool {
    !grid.isRecorded[day] && !run.request.history.leftOut.contains(grid.date(day))
  }

  private var partial: [CleansingFinding] {
    grid.fragments.map { fragment in
      CleansingFinding(
        kind: .fragment, first: fragment.date, last: fragment.date, contacts: fragment.contacts, usual: nil, weight: 0,
        reason: "\(fragment.date): recorded for less than half the day; left out.")
    }
      + grid.filledDays.map { date in
        CleansingFinding(
          kind: .filled, first: date, last: date, contacts: grid.totals[date - grid.first], usual: nil, weight: 1,
          reason: "\(date): recorded with gaps; filled from the day's usual shape.")
      }
  }

  private var events: [CleansingFinding] {
    (0..<past.end).filter { past.traits[$0].isExcluded && grid.isRecorded[$0] }.map { day in
      let date = grid.date(day)
      let titles = run.events.events.filter { $0.dates.contains(date) }.map(\.title)
      let usual = past.ordinary.contacts(on: past.traits[day])
      return CleansingFinding(
        kind: .event, first: date, last: date, contacts: grid.totals[day], usual: usual, weight: 0,
        reason: "\(date): marked as \(Words.plain.list(titles)); counts nothing. "
          + "\(Self.whole(grid.totals[day])) contacts came where about \(Self.whole(usual)) were to be expected.")
    }
  }

  private func usual(_ day: Int) -> Double {
    past.ordinary.contacts(at: log(grid.totals[day] + 0.5) - past.ordinary.residuals[day])
  }

  /// Whole contacts, or tenths where there are few.
  static func amount(_ value: Double) -> String {
    value < 10 ? "\((max(0, value) * 10).rounded() / 10)" : "\(whole(value))"
  }

  static func whole(_ value: Double) -> Int { Int(max(0, min(value, 1e15)).rounded()) }
}
