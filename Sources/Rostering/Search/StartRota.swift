import Calendars
import Workforce

/// An earlier rota read as a beginning for another search: of a week with the same dates and people as a rule, though its
/// demand, prices, rules and even people may differ.
struct StartRota {
  let request: RosterRequest
  let roster: CompiledRoster

  /// Everybody's duties, person by person; nobody's who is not in the rota, or whose duties there break a rule here. Where
  /// more people start than may, the first of them keep their duties.
  func duties(of rota: Rota) -> [DutyChoice] {
    var choices = [DutyChoice](repeating: .off, count: roster.people.count * roster.dayCount)
    let known = Dictionary(grouping: rota.duties, by: \.person)
    let check = TourCheck(roster: roster)
    for index in roster.people.indices {
      let first = index * roster.dayCount
      var tour = [DutyChoice](repeating: .off, count: roster.dayCount)
      for assigned in known[request.people[index].id] ?? [] {
        let day = assigned.duty.date - request.firstDate
        if tour.indices.contains(day), let choice = choice(for: assigned.duty, person: index, day: day) {
          tour[day] = choice
        }
      }
      if check.faults(of: index, tour: tour[...]).isEmpty {
        choices.replaceSubrange(first..<first + tour.count, with: tour)
      }
    }
    return roster.startLimits.keeping(choices, people: roster.people, dayCount: roster.dayCount)
  }

  /// Everybody's known duties less those that break a rule: each stays that keeps the rules beside those that stayed before
  /// it.
  ///
  /// - Parameters:
  ///   - first: places of duties that are asked before all others.
  ///   - base: says before when a duty of a date may not start; those asked first are not asked that.
  func keeping(_ known: KnownDuties, first: Set<Int>, notBefore base: RotaBase) -> [DutyChoice] {
    var choices = [DutyChoice](repeating: .off, count: roster.people.count * roster.dayCount)
    let check = TourCheck(roster: roster)
    var room = roster.startLimits.most.map { [Int](repeating: $0, count: roster.dayCount) }
    func keep(_ index: Int, _ day: Int, isFrozen: Bool) {
      let place = index * roster.dayCount + day
      let limit = roster.people[index].startLimit
      guard let duty = known.duty(index, day), let choice = choice(for: duty, person: index, day: day),
        limit < 0 || room[limit][day] > 0
      else { return }
      let date = DutyDay(request.people[index].id, request.firstDate.adding(days: day))
      if !isFrozen, let earliest = base.notBefore[date], duty.start < earliest { return }
      choices[place] = choice
      let tour = index * roster.dayCount..<(index + 1) * roster.dayCount
      guard check.faults(of: index, tour: choices[tour]).isEmpty else {
        choices[place] = .off
        return
      }
      if limit >= 0 { room[limit][day] -= 1 }
    }
    for place in first.sorted() { keep(place / roster.dayCount, place % roster.dayCount, isFrozen: true) }
    for index in roster.people.indices {
      // As a rule everything stays.
      for day in 0..<roster.dayCount where !first.contains(index * roster.dayCount + day) {
        keep(index, day, isFrozen: false)
      }
    }
    return choices
  }

  /// The same shift with its breaks in the same places; nil where the person's menu has none like it.
  func choice(for duty: Duty, person: Int, day: Int) -> DutyChoice? {
    let width = request.grid.interval.rawValue
    let start = request.grid.index(of: duty.start)
    for row in roster.menus[roster.people[person].menu].days[day].rows {
      let shift = roster.rows[row]
      let kind = roster.kinds[shift.kind]
      guard kind.template == duty.template, shift.length * width == duty.length.rawValue,
        (shift.first..<shift.first + shift.count).contains(start),
        // Starts at which breaks are paid otherwise stand in a row of their own.
        roster.rowCosts[shift.cost + start - shift.first] < PriceScale.possibleLimit,
        kind.breaks.count == duty.breaks.count,
        zip(kind.breaks, duty.breaks).allSatisfy({
          ($0.earliest * width...$0.latest * width).contains($1.offset.rawValue)
        })
      else { continue }
      var breaks = SIMD8<UInt8>(repeating: 0)
      for (number, placed) in duty.breaks.enumerated() {
        breaks[number] = UInt8(clamping: placed.offset.rawValue / width)
      }
      return DutyChoice(row: Int32(row), start: Int32(start), breaks: breaks)
    }
    return nil
  }
}
