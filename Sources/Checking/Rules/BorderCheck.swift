public import Calendars
public import Workforce
internal import Words

/// Reads a finished rota together with the duties that people hold before and after it: rest between duties and of weeks,
/// dates in a row, and what looks from one date to the next, across both borders.
///
/// What breaks a rule with a duty of the rota is a breach; what breaks it among the neighbours' duties alone is a note,
/// since this rota can't mend it. What the rota breaks by itself is `checkRota`'s, and is not said again here. Weeks run
/// Monday to Sunday and a rota holds whole weeks, so that no other weekly limit crosses a border.
///
/// - Parameters:
///   - neighbours: duties that people hold outside the rota, of anybody.
///   - yielded: dates of the horizon on which another rota counts; their duties are among `neighbours`.
/// - Returns: sorted; empty when both borders hold. Nothing when the numbers can't be read (`rota.unreadable`).
/// - Complexity: O(duties · log).
public func checkBorders(
  _ request: RosterRequest, _ rota: Rota, neighbours: [AssignedDuty], yielded: Set<CivilDate> = []
) -> [Breach] {
  let kept = rota.duties.filter { !yielded.contains($0.duty.date) }
  let joined = Rota(duties: kept + neighbours, work: rota.work)
  guard ReadableValuesCheck.breaches(request, joined).isEmpty else { return [] }
  let reading = RotaReading(request, joined)
  let breaches = reading.tours.flatMap { tour in
    let border = BorderReading(
      tour: tour, site: reading.sites[tour.person.site], dates: reading.dates, yielded: yielded)
    return border.rests() + border.weeklyRests(reading.mondays) + RunLimit.all.flatMap { border.runs($0) }
      + border.dateRules()
  }
  return CountedRule.unpriced(breaches, in: reading).sorted()
}

/// One person's duties inside and outside the horizon.
private struct BorderReading {
  let tour: PersonTour
  let site: Site?
  let dates: ClosedRange<CivilDate>
  let yielded: Set<CivilDate>

  private func isOwn(_ date: CivilDate) -> Bool { dates.contains(date) && !yielded.contains(date) }
  private func isOwn(_ duty: Duty) -> Bool { isOwn(duty.date) }

  func rests() -> [Breach] {
    var found: [Breach] = []
    var last: Duty?
    for duty in tour.duties {
      if let last, !(isOwn(last) && isOwn(duty)), duty.start - last.end < tour.person.rules.minimumRest.seconds {
        let isOurs = isOwn(last) || isOwn(duty)
        found.append(
          tour.breach(
            "rest.minimum", isOurs ? .breach : .note, on: isOwn(last) ? last.date : duty.date,
            tour.restWords(from: last.end, to: duty.start) + ", \(words(last, duty)); the rule asks for "
              + Words.plain.duration(tour.person.rules.minimumRest)))
      }
      if duty.end > last?.end ?? duty.start { last = duty }
    }
    return found
  }

  /// Weeks whose rest other plans' duties take away.
  func weeklyRests(_ mondays: [CivilDate]) -> [Breach] {
    mondays.compactMap { monday in
      let alone = FreeWeek(
        of: tour.person, from: monday, duties: tour.duties.filter(isOwn), before: tour.person.history.lastEnd,
        ahead: tour.person.ahead?.firstStart)
      guard alone.breach(of: tour, from: monday) == nil else { return nil }
      let isOurs = tour.duties(inWeekFrom: monday).contains(where: isOwn)
      return FreeWeek(of: tour.person, from: monday, duties: tour.duties)
        .breach(of: tour, isOurs ? .breach : .note, from: monday)
    }
  }

  /// Rules that look from one date to the next: what duties of other plans have a part in.
  func dateRules() -> [Breach] {
    guard let site else { return [] }
    let worked = WorkedDates(tour, at: site, isOwn: isOwn)
    return DateRule.all.flatMap { rule in
      rule.breaches(of: tour, worked) { finding in !finding.duties.allSatisfy(\.isOwn) }
    }
  }

  private func words(_ earlier: Duty, _ later: Duty) -> String {
    if isOwn(later) { return "from the plan before into this one" }
    return isOwn(earlier) ? "from this plan into the one after" : "both in other plans"
  }

  func runs(_ limit: RunLimit) -> [Breach] {
    guard let most = limit.most(tour.person.rules) else { return [] }
    var found: [Breach] = []
    var run: [CivilDate] = []
    func close() {
      defer { run = [] }
      guard run.count > most, let first = run.first, let last = run.last else { return }
      let own = run.filter(isOwn)
      guard own.count < run.count else { return }
      // The first date that is one too many, or the nearest of this plan's.
      let tooMany = run[max(0, most)]
      let date = own.first.map { max($0, min(tooMany, own.last ?? $0)) } ?? tooMany
      found.append(
        tour.breach(
          limit.rule, own.isEmpty ? .note : .breach, on: date,
          "works \(run.count) \(limit.units(run.count)) in a row from \(first) to \(last), other plans' days among them; \(most) are "
            + "allowed"))
    }
    for date in limit.dates(of: tour.duties, at: site).sorted() {
      if let last = run.last, date - last != 1 { close() }
      run.append(date)
    }
    close()
    return found
  }
}
