/// Between which slots a duty may lie, and which letters it may have.
struct DutyWindow {
  var earliest: Int
  var latestEnd: Int
  /// A bit each.
  var letters = DayLetter.Mask.max

  /// The first and the last start of a row that lie inside, as places in the row; the last before the first where none does.
  @inline(__always)
  func starts(of row: ShiftRow) -> (low: Int, high: Int) {
    guard letters & row.letter.bit != 0 else { return (0, -1) }
    return (max(0, earliest &- row.first), min(row.count &- 1, latestEnd &- row.length &- row.first))
  }
}

extension DutyWindow {
  static let all = DutyWindow(earliest: Int.min, latestEnd: Int.max)

  /// What lies in both.
  func within(_ other: DutyWindow) -> DutyWindow {
    DutyWindow(
      earliest: max(earliest, other.earliest), latestEnd: min(latestEnd, other.latestEnd),
      letters: letters & other.letters)
  }
}

extension SearchState {
  /// Between which slots a duty on `day` may lie, the person's other duties given; nil when the day cannot be worked.
  func dutyWindow(_ person: CompiledPerson, index: Int, day: Int) -> DutyWindow? {
    let compiledDay = person.days[day]
    guard compiledDay.isAllowed, !isFull(person, day: day) else { return nil }
    let letters = rules.permitted(index, day)
    guard letters != 0 else { return nil }
    var window = room(person, index: index, first: day, last: day)
    window.latestEnd = min(window.latestEnd, compiledDay.endLimit)
    window.letters = letters
    return window
  }

  /// Between which slots the person's duties outside the days `first` to `last` leave room for those on them.
  @inline(__always)
  func room(_ person: CompiledPerson, index: Int, first: Int, last: Int) -> DutyWindow {
    var window = room(person, index: index, first: first, last: last, rest: person.rest)
    window.earliest = max(window.earliest, person.earliestStart)
    return window
  }

  /// The same with so many slots of rest, and without what lies before the horizon.
  @inline(__always)
  func room(_ person: CompiledPerson, index: Int, first: Int, last: Int, rest: Int) -> DutyWindow {
    let rest = MinimumRest(slots: rest)
    var earliest = Int.min
    var latestEnd = Int.max
    var before = first &- 1
    while before >= 0 {
      let duty = duty(index, before)
      if duty.isWorked {
        earliest = max(earliest, rest.release(after: Int(duty.start) &+ roster.rows[Int(duty.row)].length))
        break
      }
      before &-= 1
    }
    var after = last &+ 1
    while after < dayCount {
      let duty = duty(index, after)
      if duty.isWorked {
        latestEnd = min(latestEnd, Int(duty.start) &- rest.slots)
        break
      }
      after &+= 1
    }
    return DutyWindow(earliest: earliest, latestEnd: latestEnd)
  }
}
