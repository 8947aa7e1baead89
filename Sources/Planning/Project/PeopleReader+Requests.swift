internal import Calendars
internal import Tables
internal import Workforce

extension PeopleReader {
  /// Adds the wishes of `requests.csv`: `day off`, `start 09:00`, `not before 10:00` or `not after 18:00`, of a date, of some
  /// (`2026-12-07..2026-12-11`) or of a week (`2026-W50`).
  ///
  /// A wish without a price has that of the rules of the person's site; with a `rank` of n an n-th of it, so that what
  /// matters most to somebody comes first.
  mutating func addRequests(_ bytes: [UInt8], file: String, to people: inout [Person]) throws(Diagnostic) {
    let rows = try TableRows(
      bytes, file: file, required: ["agent_id", "date", "request"], optional: ["price", "rank"])
    for row in 0..<rows.count {
      let index = try personIndex(rows, row, in: people)
      let dates = try requestDates(rows, row)
      let kind = try requestKind(rows, row)
      let rules = settings.book.scope(at: people[index].site).rules
      let usual = kind == .dayOff ? rules.dayOffWishPrice : rules.startWishPricePerHour
      let rank = try rows.integer(row, "rank", in: 1...100, unit: "a rank")
      let price = try rows.number(row, "price", in: 0...100_000, unit: "a price")
      if rank != nil, price != nil {
        throw rows.fail(
          row, "rank", "requests.rank", "the wish has a rank and a price",
          cure: "Give one of them: a rank sets the price.")
      }
      people[index].wishes += dates.map { date in
        Wish(kind: kind, date: date, price: price ?? usual / Double(rank ?? 1))
      }
    }
  }

  private func requestKind(_ rows: TableRows, _ row: Int) throws(Diagnostic) -> Wish.Kind {
    let text = try rows.needed(row, "request").lowercased()
    let words = text.split { $0 == " " || $0 == "_" || $0 == "-" }.map(String.init)
    if words == ["day", "off"] || words == ["off"] || words == ["week", "off"] { return .dayOff }
    if let last = words.last, let clock = ClockTime(last) {
      switch words.dropLast().joined(separator: " ") {
      case "start" where clock.minutes < 1440: return .start(clock)
      case "not before" where clock.minutes < 1440: return .notBefore(clock)
      case "not after" where clock.minutes <= 2160: return .notAfter(clock)
      default: break
      }
    }
    throw rows.fail(
      row, "request", "requests.kind", "'\(text)' isn't a wish that can be planned",
      cure: "Write 'day off', 'start 09:00', 'not before 10:00' or 'not after 18:00'.")
  }

  private func requestDates(_ rows: TableRows, _ row: Int) throws(Diagnostic) -> [CivilDate] {
    let text = try rows.needed(row, "date")
    if let week = ISOWeek(text), TableRows.years.contains(week.monday.year) {
      return (0..<7).map { week.monday.adding(days: $0) }
    }
    guard let dots = text.firstRange(of: "..") else { return [try rows.date(row, "date")] }
    guard let first = CivilDate(String(text[..<dots.lowerBound])),
      let last = CivilDate(String(text[dots.upperBound...])),
      first <= last, last - first < 366, TableRows.years.contains(first.year)
    else {
      throw rows.fail(
        row, "date", "requests.dates", "'\(text)' are no dates from one to a later one within a year",
        cure: "Write 2026-12-07..2026-12-11, a single date, or a week: 2026-W50.")
    }
    return (0...(last - first)).map { first.adding(days: $0) }
  }
}
