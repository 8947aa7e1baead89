internal import Calendars
internal import Tables
internal import Workforce

extension PeopleReader {
  /// Adds what `absences.csv` says to `people`.
  mutating func addAbsences(_ bytes: [UInt8], file: String, to people: inout [Person]) throws(Diagnostic) {
    let rows = try TableRows(
      bytes, file: file, required: ["agent_id", "first_date", "last_date"], optional: ["kind", "paid", "hours_a_day"])
    var seen: [PersonID: [(Absence, Int)]] = [:]
    for row in 0..<rows.count {
      let index = try personIndex(rows, row, in: people)
      var absence = Absence(first: try rows.date(row, "first_date"), last: try rows.date(row, "last_date"))
      if absence.last < absence.first {
        throw rows.fail(
          row, "last_date", "absences.order",
          "the absence ends on \(absence.last), before it begins on \(absence.first)",
          cure: "Swap the dates, or correct one.")
      }
      if absence.last - absence.first > 3660 {
        throw rows.fail(
          row, "last_date", "absences.length", "the absence lasts more than ten years", cure: "Check the year.")
      }
      if let kind = rows.text(row, "kind") { absence.kind = kind }
      if let text = rows.text(row, "paid") {
        switch text.lowercased() {
        case "yes", "true", "1", "paid": absence.paid = true
        case "no", "false", "0", "unpaid": absence.paid = false
        default:
          throw rows.fail(row, "paid", "absences.paid", "'\(text)' is neither yes nor no", cure: "Write yes or no.")
        }
      }
      if let hours = try rows.number(row, "hours_a_day", in: 0...24, unit: "a number of hours") {
        absence.minutesADay = Minutes(Int((hours * 60).rounded()))
      }
      let id = people[index].id
      if let (other, earlier) = (seen[id] ?? []).first(where: {
        $0.0.first <= absence.last && absence.first <= $0.0.last
      }) {
        throw rows.fail(
          row, "first_date", "absences.overlap",
          "the absence of '\(id)' from \(absence.first) to \(absence.last) overlaps the one from \(other.first) to "
            + "\(other.last) in row \(rows.table.position(row: earlier, column: 0).row ?? 0)",
          cure: "Join the two rows, or correct their dates: each day can be counted once only.")
      }
      seen[id, default: []].append((absence, row))
      people[index].absences.append(absence)
    }
    for index in people.indices { people[index].absences.sort { $0.first < $1.first } }
  }

  func personIndex(_ rows: TableRows, _ row: Int, in people: [Person]) throws(Diagnostic) -> Int {
    let id = try rows.needed(row, "agent_id")
    guard let index = people.firstIndex(where: { $0.id.rawValue == id }) else {
      throw rows.fail(
        row, "agent_id", "table.unknown-agent", "there is no agent '\(id)' in agents.csv",
        cure: (NearestName.of(id, among: people.map(\.id.rawValue)).map { "Did you mean '\($0)'? " } ?? "")
          + "Add the person to agents.csv, or remove the row.")
    }
    return index
  }
}

extension Absence {
  /// The kind where nobody says one.
  static var usualKind: String {
    let date = CivilDate(dayNumber: 0)
    return Absence(first: date, last: date).kind
  }
}
