internal import Calendars
internal import Tables

/// Which date and which time of day belong together, by their names: Open Date and Open Time.
enum ClockPartner {
  /// The column of times of day that goes with a column of dates; nil where none does.
  static func clock(of date: Int, in sample: TableSample) -> Int? {
    best(for: date, in: sample, others: columns(\.isDateOnly, in: sample)) {
      TimeForm.of($0, in: sample) == .clock && !isLength($0, in: sample)
    }
  }

  /// The column of dates that goes with a column of times of day; nil where none does.
  static func date(of clock: Int, in sample: TableSample) -> Int? {
    best(for: clock, in: sample, others: columns(\.isClockOnly, in: sample)) {
      TimeForm.of($0, in: sample).isDateOnly
    }
  }

  /// The first column with the same leading word, else the first whose leading word is that of none of `others`.
  private static func best(for column: Int, in sample: TableSample, others: [Int], _ isOne: (Int) -> Bool) -> Int? {
    let names = sample.header.names
    let found = names.indices.prefix(200).filter { $0 != column && isOne($0) }
    let word = leading(names[column])
    if let word, let same = found.first(where: { leading(names[$0]) == word }) { return same }
    let taken = Set(others.filter { $0 != column }.compactMap { leading(names[$0]) })
    return found.first { leading(names[$0]).map { !taken.contains($0) } ?? true }
  }

  private static func columns(_ isOne: (TimeForm) -> Bool, in sample: TableSample) -> [Int] {
    sample.header.names.indices.prefix(200).filter { isOne(TimeForm.of($0, in: sample)) }
  }

  /// `open` of `Open Date` and `open_time`; nil of a name that is one word.
  private static func leading(_ name: String) -> String? {
    let words = name.split { !$0.isLetter }
    return words.count > 1 ? words.first.map { $0.lowercased() } : nil
  }

  /// Whether a column holds lengths of time: by its name, or because most are below an hour.
  private static func isLength(_ column: Int, in sample: TableSample) -> Bool {
    let name = sample.header.names[column]
    if [TicketWords.handleTime, TicketWords.handleTotal, TicketWords.trackedTime].contains(where: { $0.knows(name) }) {
      return true
    }
    if TicketWords.clock.knows(name) { return false }
    let values = sample.values(column)
    let short = values.count { value in TimeReader.readClock(value.span).map { $0 < 3600 } ?? false }
    return short * 2 > values.count
  }
}
