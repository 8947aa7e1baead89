/// What stands right after the days of a stretch, and with which ends of them it can stand.
struct StretchFollowing {
  var isFree: Bool
  /// Class on the day after, -1 for off.
  var kind = -1
  /// Days of the same sort from there on.
  var length = 0
  var touchesEnd = false

  init(_ table: RosterTable, _ person: RosterTable.Person, end: Int, isOpen: Bool, row: UnsafePointer<Int16>) {
    isFree = isOpen || end == table.days
    guard !isFree else { return }
    let isWorked = row[end] >= 0
    if isWorked { kind = table.classOfType[Int(row[end])] }
    var day = end
    while day < table.days, (row[day] >= 0) == isWorked {
      length += 1
      day += 1
    }
    touchesEnd = day == table.days
  }

  func allows(off run: Int, _ person: RosterTable.Person) -> Bool {
    if isFree { return true }
    if kind < 0 { return touchesEnd || run + length >= person.minimumOff }
    return run >= person.minimumOff && (touchesEnd || length >= person.minimumRun)
  }

  func allows(run: Int, kind last: Int, at end: Int, _ person: RosterTable.Person, _ table: RosterTable) -> Bool {
    if isFree { return true }
    if kind < 0 {
      return (run >= person.minimumRun || run == end) && (touchesEnd || length >= person.minimumOff)
    }
    return table.follows[last * table.classes + kind] && run + length <= person.maximumRun
      && (touchesEnd || run == end || run + length >= person.minimumRun)
  }
}
