/// The queue's own day totals by weekday, spread over the day as a sibling's contacts are.
///
/// Under five contacts a day a queue's own profile is mostly chance; that of a queue with the same customers is not. What
/// the sibling has while the queue is closed is no share of the queue's: open and closed hours keep their own contacts.
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
      let isOpen = past.grid.isOpen(weekday: weekday)
      let byHours = (0..<slots).map { past.openSlots?[weekday * slots + $0] ?? true }
      for part in [true, false] {
        let members = (0..<slots).filter { byHours[$0] == part }
        let total = members.reduce(0) { $0 + own[index * slots + $1] }
        let row = members.map { slot in
          !isOpen || past.grid.isUsuallyOpen[weekday * slots + slot] ? shares[weekday * slots + slot] : 0
        }
        let whole = row.reduce(0, +)
        for (slot, share) in zip(members, row) {
          result[index * slots + slot] = whole > 0 ? total * share / whole : own[index * slots + slot]
        }
      }
    }
    return result
  }
}
