internal import Calendars

/// By how much contacts lie before or after those that are recorded, where another zone explains it.
enum ZoneShift {
  /// Contacts of a quarter of an hour, by the quarter's number.
  typealias Cell = (quarter: Int, contacts: Double)

  /// No two zones differ by more quarters: +14:00 and −12:00.
  private static let farthest = 104
  private static let day = 96
  /// A busy day fits every other one at many distances: the right one stands out by so much.
  private static let margin = 0.03

  /// - Returns: by how many quarters what is recorded lies later. Nil where nine tenths fit at no distance, or others fit as
  ///   well: one beside it, or whole days, by which no zones that people live in differ.
  static func quarters(from read: [Cell], to recorded: [Cell]) -> Int? {
    let total = read.reduce(0) { $0 + $1.contacts }
    let numbers = recorded.map(\.quarter)
    // One contact fits somewhere by chance.
    guard total >= 2, let first = numbers.min(), let last = numbers.max() else { return nil }
    var there = Array(repeating: 0.0, count: last - first + 1)
    for cell in recorded { there[cell.quarter - first] += cell.contacts }
    func share(_ quarters: Int) -> Double {
      var sum = 0.0
      for cell in read {
        let place = cell.quarter + quarters - first
        if there.indices.contains(place) { sum += min(cell.contacts, there[place]) }
      }
      return sum / total
    }
    var best: (quarters: Int, share: Double)?
    for distance in 1...farthest where distance % day != 0 {
      for quarters in [distance, -distance] {
        let share = share(quarters)
        if share >= 0.9, share > best?.share ?? 0 { best = (quarters, share) }
      }
    }
    guard let best else { return nil }
    let others = [best.quarters - 1, best.quarters + 1, -day, 0, day]
    return others.allSatisfy { share($0) <= best.share - margin } ? best.quarters : nil
  }

  /// The cells of a history; several may be of one quarter.
  static func cells(of history: IntervalHistory) -> [Cell] {
    history.starts.indices.map { (history.starts[$0].rawValue / 900, history.contacts[$0]) }
  }
}
