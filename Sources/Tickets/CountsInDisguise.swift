internal import Calendars
internal import Tables
internal import Words

/// Tells counts by interval whose columns have no known names from tickets: no ids, each time once, on an even grid, and
/// whole numbers beside it. They are asked about, since as tickets each row would be one contact.
struct CountsInDisguise {
  /// Fewer rows may be on a grid by chance.
  private static let least = (rows: 4, rowsOfFineGrid: 12)

  private let sample: TableSample
  private let times: TimeColumns
  private let minutes: Int?
  private let numbers: [Int]

  /// Nil for what is not like counts.
  init?(_ sample: TableSample) {
    guard sample.rows.count >= Self.least.rows, !Self.hasIDs(sample), let times = Self.times(in: sample) else {
      return nil
    }
    let used = [times.cells.date, times.cells.clock].compactMap { $0 } + Self.known(in: sample.header)
    let numbers = sample.header.names.indices.prefix(200).filter {
      !used.contains($0) && Self.holdsCounts($0, in: sample)
    }
    guard !numbers.isEmpty, Self.isEachOnce(times, besides: numbers, in: sample) else { return nil }
    if times.isDaily {
      minutes = nil
    } else {
      guard let grid = Self.grid(times, in: sample),
        grid >= 15 || grid >= 5 && sample.rows.count >= Self.least.rowsOfFineGrid
      else { return nil }
      minutes = grid
    }
    self.sample = sample
    self.times = times
    self.numbers = numbers
  }

  /// What to ask.
  var question: Diagnostic {
    let names = sample.header.names
    let width = minutes.map { "on a grid of \(Words.plain.minutesInFull($0))" } ?? "a day"
    let shown = numbers.prefix(6).map { "--column contacts=\(TimeColumns.quoted(names[$0]))" }
    return Diagnostic(
      "import.counts-or-tickets",
      "each row has another time, \(width), no column holds ids, and '\(names[numbers[0]])' holds whole numbers: these look "
        + "like counts of contacts, not like contacts",
      at: SourcePosition(file: sample.file, row: sample.hasHeader ? 1 : nil, column: numbers[0] + 1),
      cure: "Say which column holds the contacts: \(shown.joined(separator: ", or "))"
        + "\(numbers.count > 1 ? " (two that add up: contacts=A+B)" : ""). If each row is one contact, say "
        + "--column created=\(TimeColumns.quoted(times.name)).")
  }

  /// Whether some column that is called an id has another value in every row.
  static func hasIDs(_ sample: TableSample) -> Bool {
    let named = TicketWords.id.candidates(in: sample.header)
    return sample.header.names.indices.prefix(200).contains { column in
      guard named.contains(column) || IdentityNotes.looksLikeIDs(sample.header.names[column]) else { return false }
      let (values, count) = sample.distinct(column)
      return values == count && count * 10 >= sample.rows.count * 9
    }
  }

  /// Whether the column holds whole numbers that may be counts, in at least half of its rows.
  /// - Parameter blankIsZero: whether it may be blank in any number of rows.
  static func holdsCounts(_ column: Int, in sample: TableSample, blankIsZero: Bool = false) -> Bool {
    let values = sample.values(column)
    return (blankIsZero || values.count * 2 >= sample.rows.count && !values.isEmpty)
      && values.allSatisfy { value in
        let number =
          FieldNumber.integer(value.span).map(Double.init) ?? GroupedNumber.read(value.span, decimal: .point)
          ?? GroupedNumber.read(value.span, decimal: .comma)
        return number.map { $0 >= 0 && $0 <= 1e9 && $0 == $0.rounded() } ?? false
      }
  }

  private static func times(in sample: TableSample) -> TimeColumns? {
    for purpose in [TicketWords.start, TicketWords.created] {
      if let found = try? TimeColumns.find(purpose, set: nil, in: sample, allowsDays: true) {
        let form = TimeForm.of(found.cells.date, in: sample)
        if form == .time || form == .date { return found }
      }
    }
    let columns = TimeColumns.columnsOfTimes(in: sample)
    return columns.count == 1 ? TimeColumns(date: columns[0], in: sample) : nil
  }

  /// Columns whose numbers are known to be something else.
  private static func known(in header: Header) -> [Int] {
    [
      TicketWords.handleTime, TicketWords.trackedTime, TicketWords.handleTotal, TicketWords.replies, TicketWords.id,
      TicketWords.segment, TicketWords.status, TicketWords.queue, TicketWords.group, TicketWords.channel,
    ].flatMap { purpose in
      // A number may be how many: an id that repeats is none.
      purpose.candidates(in: header).filter { PlainText.key(header.names[$0]) != "number" }
    }
  }

  /// Whether no time comes twice for what the columns of few words tell apart.
  private static func isEachOnce(_ times: TimeColumns, besides numbers: [Int], in sample: TableSample) -> Bool {
    let places = [times.cells.date, times.cells.clock].compactMap { $0 }
    let groups = sample.header.names.indices.prefix(200).filter { column in
      guard !places.contains(column), !numbers.contains(column) else { return false }
      let (values, count) = sample.distinct(column)
      return values <= 50 && values * 2 <= count
    }
    var seen: Set<[[UInt8]]> = []
    return sample.rows.allSatisfy { row in
      let key = (places + groups).map { $0 < row.count ? row[$0] : [] }
      // Totals and blank lines at the end say nothing.
      return key.prefix(places.count).contains { $0.isEmpty } || seen.insert(key).inserted
    }
  }

  /// The width in minutes of the widest grid from midnight that holds all times; nil where there is none.
  private static func grid(_ times: TimeColumns, in sample: TableSample) -> Int? {
    var width = 60
    var count = 0
    for row in sample.rows {
      let column = times.cells.clock ?? times.cells.date
      guard column < row.count, !row[column].isEmpty else { continue }
      guard let second = second(of: row[column], hasOtherClocks: times.cells.hasOtherClocks) else { return nil }
      guard second % 60 == 0 else { return nil }
      var (one, other) = (width, second / 60 % 60)
      while other != 0 { (one, other) = (other, one % other) }
      width = one
      count += 1
    }
    return count >= least.rows ? width : nil
  }

  private static func second(of cell: [UInt8], hasOtherClocks: Bool) -> Int? {
    if hasOtherClocks { return IntervalCell.times(cell.span, isHour: true)?.start }
    if let second = TimeReader.readClock(cell.span) ?? SpreadsheetDay.clock(cell.span) { return second }
    for order in DateOrder.allCases {
      switch TimeReader(dateOrder: order).read(cell.span) {
      case .local(let civil)?: return civil.secondOfDay
      case .instant(let instant)?: return ((instant.rawValue % 86_400) + 86_400) % 86_400
      case nil: continue
      }
    }
    return nil
  }
}
