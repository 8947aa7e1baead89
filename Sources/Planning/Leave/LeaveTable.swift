internal import Calendars
internal import Tables

/// A table of leave as programs for absences export it.
///
/// Dates of which both orders make sense throughout are asked about: `02/03/2026` may be February or March.
struct LeaveTable {
  private let table: Table
  private let columns: LeaveColumns
  private let needsPerson: Bool

  init(
    _ bytes: [UInt8], file: String, named: [String: String], needsPerson: Bool = true
  ) throws(Diagnostic) {
    table = try Table.read(bytes, file: file)
    columns = try LeaveColumns(table.header, named: named, needsPerson: needsPerson, file: file)
    self.needsPerson = needsPerson
  }

  /// - Throws: `leave.date`, `leave.date-order`, `leave.order`, `leave.length`, `leave.paid`, `leave.hours`.
  func read(_ asked: DateOrder?) throws(Diagnostic) -> LeaveRows {
    var result = LeaveRows()
    let order: DateOrder
    if let asked { order = asked } else { order = try self.order() }
    for cells in table.rows.enumerated() {
      let (row, texts) = (cells.offset, cells.element)
      guard let keys = keys(texts) else {
        throw fail(
          row, columns.place(.name) ?? 0, "leave.person", "the row names nobody", "Fill it in, or remove the row.")
      }
      let line = table.position(row: row, column: 0).row ?? row + 2
      func leave(_ why: LeftOutLeave, _ example: String) { result.leftOut.append((why, example, line)) }
      if let status = columns.text(.status, texts) {
        guard let isGranted = LeaveStatus.isGranted(status) else {
          leave(.status, "'\(status)'")
          continue
        }
        guard isGranted else {
          leave(.notGranted, "\(keys[0]), \(status)")
          continue
        }
      }
      if columns.isThere(.last), columns.text(.last, texts) == nil {
        leave(.noEnd, "\(keys[0]), from \(columns.text(.first, texts) ?? "")")
        continue
      }
      guard let (first, last) = try dates(texts, row, order) else {
        leave(.partOfDay, "\(keys[0]), \(columns.text(.first, texts) ?? "")")
        continue
      }
      if first == last, let days = columns.text(.days, texts), isPart(days) {
        leave(.partOfDay, "\(keys[0]), \(first), \(days) of a day")
        continue
      }
      let kind = columns.text(.kind, texts)
      result.rows.append(
        LeaveRow(
          who: .keys(keys), first: first, last: last, kind: kind,
          paid: try paid(texts, row) ?? kind.flatMap { LeaveStatus.isUnpaid($0) ? false : nil },
          minutesADay: try hours(texts, row), row: line))
    }
    return result
  }

  /// `first = 'From', last = 'To', name = 'Employee'`.
  var words: String { columns.words }

  // MARK: Who

  private func keys(_ cells: [String]) -> [String]? {
    var keys = [LeaveColumns.Purpose.person, .email, .name].compactMap { columns.text($0, cells) }
    if let first = columns.text(.firstName, cells), let last = columns.text(.lastName, cells) {
      keys.append("\(first) \(last)")
    }
    return keys.isEmpty ? needsPerson ? nil : [""] : keys
  }

  // MARK: When

  private enum Reading: Hashable {
    case date(CivilDate)
    /// A date with a time of day.
    case moment(CivilTime)
  }

  private static func reading(_ text: String, _ order: DateOrder) -> Reading? {
    if let date = SheetDates.date(text, order) { return .date(date) }
    switch TimeReader(dateOrder: order).read(text) {
    case .local(let time): return .moment(time)
    default: return nil
    }
  }

  /// First and last date; nil where they are no whole days.
  private func dates(
    _ cells: [String], _ row: Int, _ order: DateOrder
  ) throws(Diagnostic) -> (CivilDate, CivilDate)? {
    let start = try reading(cells, row, .first, order)
    let end =
      try columns.text(.last, cells).map { _ throws(Diagnostic) in try reading(cells, row, .last, order) } ?? start
    let first: CivilDate
    let last: CivilDate
    switch (start, end) {
    case (.date(let one), .date(let other)): (first, last) = (one, other)
    // To the last minute of a day is the whole day.
    case (.date(let one), .moment(let other)) where other.minuteOfDay >= 1439: (first, last) = (one, other.date)
    default: return nil
    }
    if last < first {
      throw fail(
        row, columns.place(.last) ?? 0, "leave.order", "the leave ends on \(last), before it begins on \(first)",
        "Correct one of the dates.")
    }
    if last - first > 3660 {
      throw fail(
        row, columns.place(.last) ?? 0, "leave.length", "the leave lasts more than ten years", "Check the year.")
    }
    return (first, last)
  }

  private func reading(
    _ cells: [String], _ row: Int, _ purpose: LeaveColumns.Purpose, _ order: DateOrder
  ) throws(Diagnostic) -> Reading {
    let text = columns.text(purpose, cells) ?? ""
    if let reading = Self.reading(text, order), Self.isPlausible(reading) { return reading }
    throw fail(
      row, columns.place(purpose) ?? 0, "leave.date", "'\(text)' isn't a date",
      "Write it as 2026-12-24, or say the order of its numbers with --date-order.")
  }

  private static func isPlausible(_ reading: Reading) -> Bool {
    let date =
      if case .date(let date) = reading { date } else if case .moment(let time) = reading { time.date } else {
        CivilDate(dayNumber: 0)
      }
    return TableRows.years.contains(date.year)
  }

  /// The order of day and month under which every date is one, and no leave ends before it begins.
  private func order() throws(Diagnostic) -> DateOrder {
    let sound = DateOrder.allCases.filter { order in
      table.rows.allSatisfy { cells in
        let readings = [LeaveColumns.Purpose.first, .last].compactMap { columns.text($0, cells) }
          .map { Self.reading($0, order) }
        guard readings.allSatisfy({ $0.map(Self.isPlausible) ?? false }) else { return false }
        guard readings.count == 2, case .date(let first)? = readings[0], case .date(let last)? = readings[1] else {
          return true
        }
        return first <= last
      }
    }
    guard sound.count == 2 else { return sound.first ?? .dayFirst }
    for (row, cells) in table.rows.enumerated() {
      for purpose in [LeaveColumns.Purpose.first, .last] {
        guard let text = columns.text(purpose, cells) else { continue }
        let readings = sound.map { Self.reading(text, $0) }
        guard readings[0] != readings[1] else { continue }
        throw fail(
          row, columns.place(purpose) ?? 0, "leave.date-order", "'\(text)' may be the day or the month first",
          "Say which: --date-order \(DateOrder.allCases.map(\.rawValue).joined(separator: " or "))."
        )
      }
    }
    return sound[0]
  }

  // MARK: What

  private func isPart(_ text: String) -> Bool {
    guard let number = Double(text.replacing(",", with: ".").prefix { $0.isNumber || $0 == "." }) else { return false }
    return number > 0 && number < 1
  }

  private func paid(_ cells: [String], _ row: Int) throws(Diagnostic) -> Bool? {
    guard let text = columns.text(.paid, cells) else { return nil }
    switch text.lowercased() {
    case "yes", "true", "1", "paid": return true
    case "no", "false", "0", "unpaid": return false
    default:
      throw fail(row, columns.place(.paid) ?? 0, "leave.paid", "'\(text)' is neither yes nor no", "Write yes or no.")
    }
  }

  private func hours(_ cells: [String], _ row: Int) throws(Diagnostic) -> Minutes? {
    guard let text = columns.text(.hours, cells) else { return nil }
    guard case .number(let hours) = table.numbers.reading(text, where: (0...24).contains), (0...24).contains(hours)
    else {
      throw fail(
        row, columns.place(.hours) ?? 0, "leave.hours", "'\(text)' isn't a number of hours from 0 to 24",
        "Write a plain number, for example 8.")
    }
    return Minutes(Int((hours * 60).rounded()))
  }

  private func fail(_ row: Int, _ column: Int, _ code: String, _ message: String, _ cure: String) -> Diagnostic {
    Diagnostic(code, message, at: table.position(row: row, column: column), cure: cure)
  }
}

/// The words by which programs say that leave is granted, or unpaid.
enum LeaveStatus {
  private static let granted: Set<String> = [
    "approved", "accepted", "confirmed", "booked", "taken", "granted", "auto-approved", "zatwierdzony", "zaakceptowany",
    "schváleno", "schválené", "genehmigt", "aprobado", "aprobada", "approuvé", "approuvée", "validé", "validée",
  ]
  private static let refused: Set<String> = [
    "pending", "requested", "submitted", "waiting", "open", "draft", "declined", "rejected", "denied", "cancelled",
    "canceled", "withdrawn", "deleted", "oczekujący", "odrzucony", "anulowany", "čeká", "zamítnuto", "zrušeno",
    "čaká", "zamietnuté", "zrušené", "beantragt", "abgelehnt", "storniert", "pendiente", "rechazado", "rechazada",
    "en attente", "refusé", "refusée", "annulé", "annulée",
  ]

  /// Nil where the word is no known one.
  static func isGranted(_ word: String) -> Bool? {
    let word = word.lowercased()
    return granted.contains(word) ? true : refused.contains(word) ? false : nil
  }

  /// Whether a kind of leave says by its name that it isn't paid.
  static func isUnpaid(_ kind: String) -> Bool {
    let kind = kind.lowercased()
    return ["unpaid", "bezpłatn", "neplacen", "neplaten", "unbezahlt", "sin sueldo", "no remunerad", "sans solde"]
      .contains { kind.contains($0) }
  }
}
