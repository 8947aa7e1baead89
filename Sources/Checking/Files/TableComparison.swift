internal import Calendars
internal import Tables
internal import Words

/// A row that a table must hold.
struct ExpectedRow {
  /// What tells rows apart, for example person and start, as the cells say it.
  var key: [String]
  /// Whom and which date it is about.
  var person: PersonID?
  var date: CivilDate?
  /// In the order of the table's columns.
  var cells: [ExpectedCell]
}

/// Holds a CSV file against the rows that it must have: every cell by value, no row missing, none too many.
///
/// Columns are found by name, whatever their order; rows by their key, whatever theirs. A row whose key nobody expects is
/// compared with the expected row that is left over at its place, so that a wrong cell of the key is named as such.
struct TableComparison {
  /// Names and expected rows; `key` columns are those from which `keyOf` makes the key.
  var columns: [String]
  var rows: [ExpectedRow]
  /// Places in `columns` of the cells that make the key.
  var keyColumns: [Int]
  /// Columns that may be left out: no cell of theirs says anything.
  var optional: Set<String> = []

  func findings(in file: String, bytes: [UInt8]) -> [Breach] {
    var findings = Findings(in: file)
    let rule = "files.\(file.split(separator: ".").first ?? "table")"
    let table: Table
    do { table = try Table.read(bytes, file: file) } catch {
      findings.add("files.unreadable", row: error.position?.row, "the table can't be read: \(error.message)")
      return findings.list
    }
    var places: [Int] = []
    for name in columns {
      let found = table.header.indices.filter { table.header[$0] == name }
      if found.count != 1, !(found.isEmpty && optional.contains(name)) {
        findings.add(
          rule, row: 1, column: name,
          found.isEmpty ? "the column is missing" : "the column is there \(found.count) times")
      }
      places.append(found.first ?? -1)
    }
    guard findings.list.isEmpty else { return findings.list }
    for name in table.header where !columns.contains(name) {
      findings.add(
        "files.foreign-column", severity: .note, row: 1, column: name, "the column isn't one that a plan writes")
    }
    let found = table.rows.indices.map { row in places.map { $0 < 0 ? "" : table.rows[row][$0] } }
    compare(found, rule: rule, mark: table.numbers.mark, into: &findings) { table.position(row: $0).row }
    return findings.list
  }

  private func compare(
    _ found: [[String]], rule: String, mark: DecimalMark?, into findings: inout Findings, line: (Int) -> Int?
  ) {
    var open: [[String]: [Int]] = [:]
    for (index, row) in rows.enumerated() { open[row.key.map(ExpectedCell.plain), default: []].append(index) }
    var unexpected: [Int] = []
    for (index, cells) in found.enumerated() {
      let key = keyColumns.map { ExpectedCell.plain(cells[$0]) }
      if var candidates = open[key], !candidates.isEmpty {
        compare(
          cells, with: rows[candidates.removeFirst()], rule: rule, mark: mark, line: line(index), into: &findings)
        open[key] = candidates
      } else {
        unexpected.append(index)
      }
    }
    let missing = open.values.joined().sorted()
    for (index, row) in zip(unexpected, missing) {
      compare(found[index], with: rows[row], rule: rule, mark: mark, line: line(index), into: &findings)
    }
    for index in unexpected.dropFirst(missing.count) {
      findings.add(
        rule, row: line(index), "the row '\(found[index].joined(separator: ","))' is not in the plan, or there twice")
    }
    for row in missing.dropFirst(unexpected.count) {
      findings.add(
        rule, person: rows[row].person, date: rows[row].date,
        "the row of \(Words.plain.list(keyColumns.map { "\(columns[$0]) \(rows[row].cells[$0].words)" })) is missing"
      )
    }
  }

  private func compare(
    _ cells: [String], with expected: ExpectedRow, rule: String, mark: DecimalMark?, line: Int?,
    into findings: inout Findings
  ) {
    for (index, cell) in cells.enumerated() where !expected.cells[index].matches(cell, mark: mark) {
      findings.add(
        rule, row: line, column: columns[index], person: expected.person, date: expected.date,
        "found \(cell.isEmpty ? "nothing" : Shown.text(cell)), expected \(expected.cells[index].words)")
    }
  }
}
