/// The queue's own day totals by weekday, spread over the day as a sibling's contacts are.
///
/// Under five contacts a day a queue's own profile is mostly chance; that of a queue with the same customers is not.
struct BorrowedProfile: ForecastModel {
  let name = "borrowed-profile"
  /// By weekday and slot, flattened, of the same width as the queue's grid.
  let shares: [Double]

  func predict(_ past: Past, days: Range<Int>) -> [Double] {
    let slots = past.grid.slotCount
    let own = EightWeekAverage().predict(past, days: days)
    var result = [Double](repeating: 0, count: own.count)
    for (index, day) in days.enumerated() {
      let weekday = past.traits[day].weekday
      let total = own[index * slots..<(index + 1) * slots].reduce(0, +)
      let isOpen = past.grid.isOpen(weekday: weekday)
      let row = (0..<slots).map { slot in
        !isOpen || past.grid.isUsuallyOpen[weekday * slots + slot] ? shares[weekday * slots + slot] : 0
      }
      let whole = row.reduce(0, +)
      for slot in 0..<slots {
        result[index * slots + slot] = whole > 0 ? total * row[slot] / whole : own[index * slots + slot]
      }
    }
    return result
  }
}
