extension SearchState {
  /// Between which slots a duty on `day` may lie, the person's other duties given; nil when the day cannot be worked.
  func dutyWindow(
    _ person: CompiledPerson, index: Int, day: Int
  ) -> (earliest: Int, latestEnd: Int)? {
    let compiledDay = person.days[day]
    guard compiledDay.isAllowed, person.daysOff.isKept(worked: worked(index, week: day / 7) + 1) else { return nil }
    guard person.runs.permits(day: day, dayCount: dayCount, isWorked: { duty(index, $0).isWorked }) else { return nil }
    let rest = MinimumRest(slots: person.rest)
    var earliest = person.earliestStart
    var latestEnd = compiledDay.endLimit
    var before = day &- 1
    while before >= 0 {
      let duty = duty(index, before)
      if duty.isWorked {
        earliest = max(earliest, rest.release(after: Int(duty.start) &+ roster.rows[Int(duty.row)].length))
        break
      }
      before &-= 1
    }
    var after = day &+ 1
    while after < dayCount {
      let duty = duty(index, after)
      if duty.isWorked {
        latestEnd = min(latestEnd, Int(duty.start) &- rest.slots)
        break
      }
      after &+= 1
    }
    return (earliest, latestEnd)
  }
}
