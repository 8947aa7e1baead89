/// Whether a person's row keeps every rule after a change on a stretch of days, read from the row alone. Only what the
/// stretch can have touched is read again.
struct StretchCheck {
  let state: RosterState

  func isLegal(_ index: Int, from first: Int, to end: Int) -> Bool {
    let table = state.table
    let person = table.people[index]
    let row = state.row(index)
    let units = Int(state.units[index])
    if units < person.minimumUnits || units > person.maximumUnits { return false }
    for type in person.limitedTypes where Int(state.typeCounts[index * table.types + type]) > person.caps[type] {
      return false
    }
    for day in first..<end where row[day] >= 0 {
      if person.isFixedOff[day] || person.caps[Int(row[day])] == 0 { return false }
    }
    // From the start of the run before the stretch to the end of the run after it.
    var low = first
    if low > 0 {
      low -= 1
      while low > 0, (row[low - 1] >= 0) == (row[low] >= 0) { low -= 1 }
    }
    var high = end
    if high < table.days {
      while high < table.days, (row[high] >= 0) == (row[end] >= 0) { high += 1 }
    }
    var start = low
    while start < high {
      let worked = row[start] >= 0
      var stop = start + 1
      while stop < high, (row[stop] >= 0) == worked {
        if worked {
          let before = table.classOfType[Int(row[stop - 1])]
          if !table.follows[before * table.classes + table.classOfType[Int(row[stop])]] { return false }
        }
        stop += 1
      }
      let length = stop - start
      let touchesEdge = start == 0 || stop == table.days
      if worked {
        if length > person.maximumRun || (!touchesEdge && length < person.minimumRun) { return false }
      } else if !touchesEdge, length < person.minimumOff {
        return false
      }
      start = stop
    }
    return Int(state.weekendsWorked[index]) <= person.maximumWeekends
  }
}
