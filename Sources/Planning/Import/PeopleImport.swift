internal import Foundation
public import Tables

/// People from a table that was changed elsewhere into a project's `agents.csv`: a spreadsheet's, mostly, which the file was
/// opened in and saved from.
///
/// The whole project has to read with it, or nothing is written.
public struct PeopleImport: Sendable {
  private let project: String
  private let isDry: Bool
  private static let file = "agents.csv"

  /// - Parameter isDry: nothing is written.
  public init(into project: String, isDry: Bool = false) {
    self.project = project
    self.isDry = isDry
  }

  /// - Parameter file: what messages call it.
  /// - Throws: what is wrong with the table, under its own name, or with the project once it has these people, such as leave
  ///   of somebody who is gone; `project.locked`. Nothing is written then.
  public func run(_ bytes: [UInt8], file: String) throws(Diagnostic) -> ImportedPeople {
    let files = try FolderFiles(project)
    let purpose: ProjectLock.Purpose = isDry ? .reading : .writing
    return try ProjectLock.hold(files.folder, for: purpose, command: "rota import-people") {
      () throws(Diagnostic) -> ImportedPeople in
      let before = try files.bytes(of: Self.file).map { old throws(Diagnostic) in try Table.read(old, file: Self.file) }
      let table = try Table.read(bytes, file: file)
      let (rows, notes) = try Self.restoringZeros(table, as: before)
      let text = Self.text([table.header] + rows)
      let project: Project
      do throws(Diagnostic) { project = try Project.read(ReplacedFile(Self.file, text, in: files)) } catch {
        throw Self.placed(error, table)
      }
      var answer = try ImportedPeople(file: file, isDry: isDry, before: before, header: table.header, rows: rows)
      answer.notes = notes + project.warnings.filter { $0.position?.file == Self.file }.map { Self.placed($0, table) }
      if !isDry, !answer.isSame { try AtomicFile.write(text, to: "\(self.project)/\(Self.file)", named: Self.file) }
      return answer
    }
  }

  /// A complaint about `agents.csv` is one about the table that is to take its place.
  private static func placed(_ diagnostic: Diagnostic, _ table: Table) -> Diagnostic {
    var diagnostic = diagnostic
    guard let place = diagnostic.position, place.file == Self.file else { return diagnostic }
    diagnostic.position?.file = table.file
    // The header is line 1, and lines of nothing are gone.
    if let line = place.row, line > 1, table.rows.indices.contains(line - 2) {
      diagnostic.position?.row = table.position(row: line - 2, column: 0).row
    }
    return diagnostic
  }

  /// `7` is `007` again where the project knows nobody else of that number: spreadsheets take ids for numbers.
  private static func restoringZeros(
    _ table: Table, as before: Table?
  ) throws(Diagnostic) -> (rows: [[String]], notes: [Diagnostic]) {
    let column = try table.column(named: "agent_id")
    guard let before, let known = try before.optionalColumn(named: "agent_id") else { return (table.rows, []) }
    let ids = Set(before.rows.map { $0[known] })
    let short = Dictionary(grouping: ids.filter { $0.hasPrefix("0") }) { String($0.drop { $0 == "0" }) }
    var (rows, notes): ([[String]], [Diagnostic]) = (table.rows, [])
    for row in rows.indices {
      let id = rows[row][column]
      guard !ids.contains(id), let same = short[id], same.count == 1 else { continue }
      notes.append(
        Diagnostic(
          "people.zeros", "'\(id)' is read as '\(same[0])', of which a spreadsheet drops the zeros",
          at: table.position(row: row, column: column), severity: .note))
      rows[row][column] = same[0]
    }
    return (rows, notes)
  }

  private static func text(_ rows: [[String]]) -> [UInt8] {
    var text = CSVText(width: rows[0].count)
    for row in rows { text.append(row.map { .verbatim($0) }) }
    return text.bytes
  }
}
