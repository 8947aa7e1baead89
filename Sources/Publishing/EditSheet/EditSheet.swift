public import Calendars
public import Plans
public import Tables
public import Workforce

/// A plan as one sheet for a spreadsheet: a row a person, a column a date. What is changed there is read back against the
/// plan's own sheet.
///
///     rota edit sheet,2026-W49,revision 1,draft,sheet 5b1f0c3e,times in Europe/Warsaw,,,
///     agent_id,agent,2026-11-30,2026-12-01,…
///     a07,Agent 07,09:00-17:30 [phone],off,…
public struct EditSheet: Sendable {
  /// With which the first line begins.
  public static let title = "rota edit sheet"
  public static let columns = ["agent_id", "agent"]

  /// The plan's first week.
  public let week: ISOWeek
  public let revision: Int
  public let isDraft: Bool
  /// In the order of rows.
  public let people: [Person]
  public let dates: [CivilDate]
  private let readerZone: Zone
  /// Parallel to `people` and `dates`.
  private let cells: [[SheetCell]]

  /// - Complexity: O(size of the plan).
  public init(_ plan: PlanDocument) {
    let index = PlanIndex(plan)
    week = plan.week
    revision = plan.publishedRevision
    isDraft = plan.isDraft
    readerZone = plan.readerZone
    people = index.people
    let grid = WeekGrid(index)
    dates = grid.dates
    cells = zip(index.people, grid.entries).map { person, row in
      row.map { entry in
        switch entry {
        case .off: return .off
        case .leave: return .leave
        case .duty(let duty):
          return .duty(
            SheetCell.Times(
              from: person.zone.civil(at: duty.start).clock, to: person.zone.civil(at: duty.end).clock,
              queues: index.mainQueues(of: duty, of: person.id)))
        }
      }
    }
  }

  /// - Parameters:
  ///   - row: in `people`.
  ///   - column: in `dates`.
  public func cell(_ row: Int, _ column: Int) -> SheetCell { cells[row][column] }

  /// Stays with what the sheet says of people and dates: `sheet 5b1f0c3e`.
  public var mark: String {
    var text = ""
    for (person, row) in zip(people, cells) {
      text += "\(person.id.rawValue)\n"
      for (date, cell) in zip(dates, row) { text += "\(date) \(cell.text)\n" }
    }
    return "\(Self.markWord) \(shortHash(text.utf8))"
  }

  /// `revision 1`.
  public var revisionText: String { "\(Self.revisionWord) \(revision)" }

  /// With which the cells of the first line begin.
  public static let (markWord, revisionWord) = ("sheet", "revision")
  public static let stateWords = (draft: "draft", published: "published")

  /// Of a workbook that holds it.
  public static let sheetName = "edit"

  public var table: CSVText {
    var table = CSVText(width: rows[0].count)
    for row in rows { table.append(row.map { .text($0) }) }
    return table
  }

  /// The first line, the header, and a row a person.
  var rows: [[String]] {
    let width = Self.columns.count + dates.count
    let state = isDraft ? Self.stateWords.draft : Self.stateWords.published
    let first = [Self.title, week.description, revisionText, state, mark, "times \(clockWords)"]
    // A plan covers whole weeks, so there is room.
    return [
      Array((first + Array(repeating: "", count: width)).prefix(width)), Self.columns + dates.map(\.description),
    ] + zip(people, cells).map { person, row in [person.id.rawValue, person.name] + row.map(\.text) }
  }

  /// Whose clock the times are on: `in Europe/Warsaw`.
  private var clockWords: String {
    let zones = Set(people.map(\.zone)).map(\.identifier).sorted()
    return zones.count == 1 ? "in \(zones[0])" : "on each person's own clock"
  }

  /// A note of who is on another clock than the plan's.
  var notes: [Diagnostic] {
    let away = people.filter { $0.zone != readerZone }
    guard !away.isEmpty else { return [] }
    let zones = Dictionary(grouping: away, by: \.zone).sorted { $0.key.identifier < $1.key.identifier }
    let words = zones.map { zone, people in
      let names = people.prefix(5).map(\.id.rawValue).joined(separator: ", ")
      return "\(zone.identifier) for \(names)\(people.count > 5 ? " and \(people.count - 5) more" : "")"
    }
    return [
      Diagnostic(
        "export.own-clock",
        "times are on each person's own clock, which isn't \(readerZone.identifier): \(words.joined(separator: "; "))",
        severity: .note)
    ]
  }
}
