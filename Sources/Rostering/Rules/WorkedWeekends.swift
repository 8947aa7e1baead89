/// The most weekends with a duty among so many in a row, those before and after the horizon included. A weekend is its
/// dates from Monday to Sunday.
///
/// Weeks are counted from the first of the horizon on. A weekend breaks the rule where it has a duty and so have too many of
/// those before it, one of the horizon's among them.
struct WorkedWeekends: DayRule {
  var maximum: Int
  /// How many weekends are looked at together.
  var of: Int
  /// The weekend's days, Monday is 0.
  var weekend: Set<Int>
  /// Weeks before the horizon with a duty on their weekend, rising: −1 is the last.
  var history: [Int] = []
  /// Weeks after the horizon, rising.
  var ahead: [Int] = []

  /// The state is the weeks with a duty on their weekend, as far back as they count; rising.
  var start: [Int] { counting(history, before: 0) }

  func step(_ worked: [Int], _ letter: DayLetter, on day: Int) -> (state: [Int], breaches: Int) {
    let week = day / 7
    guard worked.last != week else { return (worked, 0) }
    let counted = counting(worked, before: week)
    guard letter.isWorked, weekend.contains(day % 7) else { return (counted, 0) }
    return (counted + [week], counted.count < maximum ? 0 : 1)
  }

  func breaches(endingIn worked: [Int]) -> Int {
    guard let end = ahead.first else { return 0 }
    var worked = worked
    var breaches = 0
    for week in ahead {
      worked = counting(worked, before: week)
      if worked.count >= maximum, worked.contains(where: { 0..<end ~= $0 }) { breaches += 1 }
      worked.append(week)
    }
    return breaches
  }

  /// Those that are looked at together with a week. Where all in a row are meant, a weekend off ends what counts.
  private func counting(_ worked: [Int], before week: Int) -> [Int] {
    let near = worked.drop { $0 <= week - of }
    guard maximum == of - 1 else { return Array(near) }
    let gap = near.indices.last { near[$0] != week - (near.endIndex - $0) }
    return Array(gap.map { near[($0 + 1)...] } ?? near)
  }
}
