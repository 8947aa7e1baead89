public import Calendars
internal import Foundation
internal import Plans
internal import Rostering
public import Tables
internal import Words
public import Workforce

/// What operations have changed, as a journal keeps it.
public struct ChangeList: Sendable {
  /// One after another; each leads from the rota before it to the next one.
  var steps: [Step] = []

  struct Step: Sendable {
    /// The row of the file; nil where it holds one list alone.
    var row: Int?
    var changes: [PlanChange]
  }

  /// Lines of a `journal.jsonl`; or one list, as `changes.json` of a revision and `rota diff --json` have it. Lines that
  /// change nothing are passed over, and so are publishes and what was not done.
  /// - Throws: `changes.bad-line` with its row; `changes.none` where there is no list.
  public init(_ bytes: [UInt8], file: String) throws(Diagnostic) {
    if let whole = try? JSONDecoder().decode(Line.self, from: Data(bytes)) {
      if whole.event?.begins != false, let changes = whole.changes { steps = [Step(row: nil, changes: changes)] }
    } else {
      var undone: Set<Int> = []
      var read: [(row: Int, line: Line)] = []
      for (index, text) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
        guard text.contains(where: { !" \t\r".utf8.contains($0) }) else { continue }
        guard let line = try? JSONDecoder().decode(Line.self, from: Data(text)) else {
          throw Diagnostic(
            "changes.bad-line", "the line is no line of a journal", at: SourcePosition(file: file, row: index + 1),
            cure: "Take whole lines of plans/.history/WEEK/journal.jsonl, or the output of 'rota diff --json'.")
        }
        if line.event == .dropped, let number = line.number { undone.insert(number) }
        read.append((index + 1, line))
      }
      for (row, line) in read where line.event == nil || line.event == .begun {
        guard let changes = line.changes, !changes.isEmpty, line.number.map(undone.contains) != true else { continue }
        steps.append(Step(row: row, changes: changes))
      }
    }
    guard !steps.isEmpty else {
      throw Diagnostic(
        "changes.none", "the file has no list of changes", at: SourcePosition(file: file),
        cure: "Take lines of plans/.history/WEEK/journal.jsonl, or the output of 'rota diff --json'.")
    }
  }

  private struct Line: Decodable {
    var event: JournalLine.Event?
    var number: Int?
    var changes: [PlanChange]?
  }
}

extension PlanChanger {
  /// Makes the changes of a list, one after another. Nothing is solved; the result is checked.
  ///
  /// - Parameter file: how messages name the list.
  /// - Throws: `changes.differs` with the first date that isn't as the list says; `replan.…` where it can't change.
  public func apply(
    _ list: ChangeList, file: String, from: Instant, prices: DisturbancePrices = DisturbancePrices()
  ) throws(Diagnostic) -> RevisedPlan {
    var rota = plan.rota
    var reasons: [DutyDay: String] = [:]
    for step in list.steps {
      for change in step.changes {
        _ = try index(of: change.person)
        try require(change.date)
        reasons[DutyDay(change.person, change.date)] = change.why
      }
      guard let next = rota.applying(step.changes) else {
        throw differing(step, from: rota, at: SourcePosition(file: file, row: step.row))
      }
      rota = next
    }
    // Whatever was written by hand has to be one that a plan may hold.
    var document = plan
    document.rota = rota
    rota = try readPlan(try planJSON(document), file: file).rota
    for change in PlanChange.all(from: plan.rota, to: rota) {
      let person = request.people[try index(of: change.person)]
      let starts = ((change.before?.duties ?? []) + (change.after?.duties ?? [])).map(\.start)
      guard change.date < person.zone.date(at: from) || starts.contains(where: { $0 < from }) else { continue }
      throw Diagnostic(
        "replan.frozen",
        "\(Words.plain.day(change.date)) of '\(person.id)' is frozen: what begins before \(person.zone.localText(of: from)) "
          + "stays", at: SourcePosition(file: file),
        cure: "Give an earlier moment with --from, if the plan is to change there still.")
    }
    return try byHand(rota, pins: nil, from: from, prices: prices) {
      reasons[DutyDay($0.person, $0.date)] ?? "as the list says"
    }
  }

  private func differing(_ step: ChangeList.Step, from rota: Rota, at place: SourcePosition) -> Diagnostic {
    let there = Dictionary(
      PlanChange.all(from: .empty, to: rota).map { (DutyDay($0.person, $0.date), $0.after) },
      uniquingKeysWith: { first, _ in first })
    let first = step.changes.first { (there[DutyDay($0.person, $0.date)] ?? nil) != $0.before }
    let whose = first.map { "\(Words.plain.day($0.date)) of '\($0.person)' isn't" } ?? "the plan isn't"
    return Diagnostic(
      "changes.differs", "\(whose) what the list begins with", at: place,
      cure: "Apply the list to the plan that it was made from, or change the date with 'rota edit'.")
  }
}
