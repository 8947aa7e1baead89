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
      which heads are missing, and what was left half done by a run that was stopped. A published plan whose plan.json is \
      gone is named, with the way back. Changes nothing.
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
    console.answer(
      status.plans.isEmpty && status.lost == nil ? "no plan yet; make one with 'rota plan \(folder)'\n" : "")
    let blocks = status.plans.map(Self.lines) + (status.lost ?? []).map(lines)
    console.answer(blocks.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n"))
    return .done
  }

  private func lines(_ lost: LostPlan) -> [String] {
    let path = (folder.hasSuffix("/") ? String(folder.dropLast()) : folder) + "/" + lost.folder
    return [
      Self.title(lost.week, lost.weeks),
      "  lost        revision \(lost.revision) was published, and \(lost.folder)/plan.json is gone: other weeks are planned "
        + "without it",
      "              'rota undo \(path)' puts it back. Where it is meant to be gone, remove plans/.history/"
        + "\(lost.folder.dropFirst("plans/".count)) too.",
    ]
  }

  private static func title(_ week: ISOWeek, _ weeks: Int) -> String {
    "\(week) (\(week.monday) to \(week.monday.adding(days: weeks * 7 - 1)))"
  }

  private static func lines(_ row: ProjectStatus.Row) -> [String] {
    let words = Words.plain
    var lines = [title(row.week, row.weeks)]
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
