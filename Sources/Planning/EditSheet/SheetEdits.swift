public import Calendars
public import Plans
internal import Publishing
public import Tables
internal import Words
public import Workforce

/// What was changed in the sheet of a plan (`EditSheet`), by hand in a spreadsheet.
public struct SheetEdits: Sendable {
  /// By person, then date.
  public private(set) var edits: [HandEdit] = []
  /// Where each stands in the file; parallel to `edits`.
  public private(set) var places: [SourcePosition] = []
  /// What was read in a way that could be asked about.
  public private(set) var notes: [Diagnostic] = []

  /// Reads a sheet and compares it with the plan's own. Rows and columns that aren't there change nothing.
  ///
  /// - Parameters:
  ///   - bytes: CSV as spreadsheets save it.
  ///   - plan: the one that the sheet was written of.
  /// - Throws: `edits.…` with row and column; `edits.stale` where the plan is another one by now.
  public init(_ bytes: [UInt8], file: String, of plan: PlanDocument) throws(Diagnostic) {
    let sheet = EditSheet(plan)
    let returned = try ReturnedSheet(bytes, file: file, of: sheet)
    notes = returned.notes
    let reader = SheetCellReader(queues: plan.queues.map(\.id))
    for row in returned.rows.sorted(by: { $0.person < $1.person }) {
      let person = sheet.people[row.person]
      for (date, said) in zip(returned.dates, row.texts).sorted(by: { $0.0 < $1.0 }) {
        guard let column = sheet.dates.firstIndex(of: date) else { continue }
        let before = sheet.cell(row.person, column)
        guard !said.text.isEmpty else {
          if before == .off { continue }
          throw Diagnostic(
            "edits.empty", "the cell is empty, and the plan has '\(before.text)' there", at: said.position,
            cure: "Write off to take a duty away, or what the plan has to leave it.")
        }
        let after = try reader.cell(said.text, at: said.position)
        for edit in try Self.edits(from: before, to: after, of: person, on: date, at: said.position) {
          edits.append(edit)
          places.append(said.position)
        }
      }
    }
  }

  private static func edits(
    from before: SheetCell, to after: SheetCell, of person: Person, on date: CivilDate, at place: SourcePosition
  ) throws(Diagnostic) -> [HandEdit] {
    if before == after { return [] }
    switch (before, after) {
    case (.leave, _):
      throw Diagnostic(
        "edits.leave", "'\(person.id)' is absent on \(Words.plain.day(date)), which the sheet can't take back",
        at: place,
        cure: "Change absences.csv, then 'rota replan --absences'; or take the draft back with 'rota undo'.")
    case (_, .leave): return [.absent(person.id, date)]
    case (.duty, .off): return [.remove(person.id, date)]
    case (.off, .duty(let times)):
      return [.add(person.id, date, from: times.from, to: times.to)]
        + (try queue(nil, times, of: person, on: date, at: place))
    case (.duty(let old), .duty(let new)):
      let moves = old.from != new.from || old.to != new.to
      return (moves ? [.move(person.id, date, from: new.from, to: new.to)] : [])
        + (try queue(old, new, of: person, on: date, at: place, moves: moves))
    case (.off, .off): return []
    }
  }

  /// - Parameter moves: whether the duty lies at other times, so that its queues are asked for again.
  private static func queue(
    _ old: SheetCell.Times?, _ new: SheetCell.Times, of person: Person, on date: CivilDate, at place: SourcePosition,
    moves: Bool = true
  ) throws(Diagnostic) -> [HandEdit] {
    let isSame = old.map { Set($0.queues) == Set(new.queues) } ?? false
    // Several queues are how the plan divides the duty; at other times it divides it anew.
    if new.queues.isEmpty || isSame && (!moves || new.queues.count > 1) { return [] }
    guard new.queues.count == 1 else {
      throw Diagnostic(
        "edits.queue", "a duty can be given one queue, not \(Words.plain.and(new.queues.map(\.rawValue)))", at: place,
        cure: "Name one, or none to leave it to the plan.")
    }
    return [.queue(person.id, date, new.queues[0], hours: nil)]
  }
}

extension PlanChanger {
  /// Changes a plan by what was changed in its sheet, as `edit` does; each date that differs is pinned.
  ///
  /// - Throws: `edits.…` or `replan.…`, with row and column.
  public func importEdits(
    _ bytes: [UInt8], file: String, from: Instant, prices: DisturbancePrices = DisturbancePrices()
  ) throws(Diagnostic) -> (revised: RevisedPlan, notes: [Diagnostic]) {
    let sheet = try SheetEdits(bytes, file: file, of: plan)
    return (try edit(sheet.edits, at: sheet.places, from: from, prices: prices), sheet.notes)
  }
}
