internal import Calendars
internal import Plans
internal import Tables
internal import Words

/// A plan as a workbook: people and dates, a sheet a week, and once more to be edited; then the plan's tables, with dates, times and numbers as such;
/// what their columns mean; what is said of the plan.
func planWorkbook(_ index: PlanIndex) -> [UInt8] {
  let tables = planTables(index) + [dictionaryTable(index)]
  return WorkbookParts.archive(weekSheets(index) + [editSheet(index)] + tables.map(sheet) + [aboutSheet(index)])
}

/// Tables that are longer than a sheet can be: a warning, or nothing.
func workbookNotes(_ index: PlanIndex, mostRows: Int = WorkbookSheet.mostRows) -> [Diagnostic] {
  planTables(index).compactMap { table in
    var rows = 1
    table.eachRow { _ in rows += 1 }
    guard rows > mostRows else { return nil }
    return Diagnostic(
      "export.too-long",
      "the sheet '\(table.name)' holds \(mostRows - 1) of \(rows - 1) rows, which is all that a sheet can",
      cure: "Use --format \(table.name)-csv for that table.", severity: .warning)
  }
}

private func weekSheets(_ index: PlanIndex) -> [WorkbookSheet] {
  let grid = WeekGrid(index)
  return grid.weeks.map { week, columns in
    let people = index.people.indices
    func width(of texts: [String], least: Int) -> Int { min(40, max(least, (texts.map(\.count).max() ?? 0) + 2)) }
    let names = width(of: people.map(grid.name), least: PageWords.person.count + 2)
    return WorkbookSheet(
      name: week.description,
      widths: [names] + columns.map { column in width(of: people.map { grid.text($0, column) }, least: 16) }, still: 1,
      isFiltered: false
    ) { row in
      row([.heading(PageWords.person)] + columns.map { .dateHeading(grid.dates[$0]) })
      for person in index.people.indices {
        row([.heading(grid.name(person))] + columns.map { .text(grid.text(person, $0)) })
      }
    }
  }
}

/// What `rota import-edits` reads back.
private func editSheet(_ index: PlanIndex) -> WorkbookSheet {
  let sheet = EditSheet(index.plan)
  let rows = sheet.rows
  return WorkbookSheet(
    name: EditSheet.sheetName, widths: [16, 24] + sheet.dates.map { _ in 18 }, still: EditSheet.columns.count,
    isFiltered: false
  ) { row in
    row(rows[0].map { .text($0) })
    row(EditSheet.columns.map { .heading($0) } + sheet.dates.map { .dateHeading($0) })
    for cells in rows.dropFirst(2) { row(cells.map { .text($0) }) }
  }
}

private func sheet(of table: TidyTable) -> WorkbookSheet {
  WorkbookSheet(
    name: table.name, widths: table.columns.map { max($0.kind.width, $0.name.count + 3) }, still: 0, isFiltered: true
  ) { row in
    row(table.columns.map { .heading($0.name) })
    table.eachRow { row($0.map(\.workbookCell)) }
  }
}

private func aboutSheet(_ index: PlanIndex) -> WorkbookSheet {
  let facts = PlanFacts(index)
  return WorkbookSheet(name: "about", widths: [60], still: 0, isFiltered: false) { row in
    row([.heading(facts.title)])
    for line in facts.lines + [PageWords.clocksOfSheets, PageWords.madeBy(index)] { row([.text(line)]) }
  }
}

extension TidyColumn.Kind {
  /// In characters.
  fileprivate var width: Int {
    switch self {
    case .text: 20
    case .local, .moment: 17
    case .date: 12
    case .whole, .decimal, .flag: 10
    }
  }
}

extension TidyCell {
  /// Spreadsheets know no zones: a local time is that of its wall clock, a moment that of UTC.
  fileprivate var workbookCell: WorkbookCell {
    switch self {
    case .text(let text): .text(text)
    case .date(let date): .date(date)
    case .local(let instant, let zone): .time(zone.civil(at: instant))
    case .moment(let instant): .time(Zone.utc.civil(at: instant))
    case .whole(let number): .number(String(number))
    case .decimal(let number, let places):
      number.map { $0.isFinite ? .number(CSVText.decimalText($0, places: places)) : .empty } ?? .empty
    case .flag(let value): .flag(value)
    case .empty: .empty
    }
  }
}
