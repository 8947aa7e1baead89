internal import Calendars
internal import Planning
internal import Plans
internal import Publishing
internal import Tables
internal import Words

/// `rota status`: the plans of a project.
struct StatusCommand: Command, Equatable {
  static let folder = Argument(
    "DIR", .folder, count: .optional, "The project folder; the current one where it is left out.")

  static let spec = CommandSpec(
    "status", summary: "the plans of a project and what is open",
    discussion: [
      """
      A block a plan: whether people hold it and which revision, the draft beside it and what that changes, the hours in \
      which heads are missing, and what was left half done by a run that was stopped. Changes nothing.
      """
    ],
    arguments: [folder.spec],
    examples: [
      .init("rota status desk", "Every week of a project."), .init("rota status desk --json", "The same as data."),
    ])

  var folder: String

  init(_ arguments: ParsedArguments) throws(Diagnostic) { folder = arguments[Self.folder] ?? "." }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    _ = try FolderFiles(folder)
    let status = try ProjectStatus(of: folder)
    if console.json {
      try console.answer(json: status)
      return .done
    }
    console.answer(status.plans.isEmpty ? "no plan yet; make one with 'rota plan \(folder)'\n" : "")
    console.answer(status.plans.map { Self.lines($0).joined(separator: "\n") + "\n" }.joined(separator: "\n"))
    return .done
  }

  private static func lines(_ row: ProjectStatus.Row) -> [String] {
    let words = Words.plain
    let last = row.week.monday.adding(days: row.weeks * 7 - 1)
    var lines = ["\(row.week) (\(row.week.monday) to \(last))"]
    func add(_ name: String, _ value: String) {
      lines.append("  " + name + String(repeating: " ", count: max(1, 12 - name.count)) + value)
    }
    func open(_ place: ProjectStatus.Place) -> String {
      let service = place.serviceLevel.map { ", service level \(words.percent($0, places: 1))" } ?? ""
      return "\(words.decimal(place.uncoveredHours, places: 1)) of \(words.decimal(place.requiredHours, places: 1)) h "
        + "uncovered\(service)"
    }
    if let held = row.published { add("published", "revision \(held.revision), \(open(held)), \(held.folder)") }
    if let draft = row.draft {
      add("draft", "\(open(draft)), \(draft.folder)")
      if let changes = row.changes { add("changes", ChangeWords([]).summary(changes)) }
      if row.undoable > 0 {
        add("to undo", row.undoable == 1 ? "1 operation" : "\(row.undoable) operations")
      }
    }
    if let operation = row.halfDone {
      add("half done", "'rota \(operation)' was stopped; the next command that writes finishes it or takes it back")
    }
    for conflict in row.conflicts { add("conflict", "\(conflict) found another plan in its place") }
    return lines
  }
}
