public import Plans
public import Tables

/// What was done to a plan, operation by operation, as its journal has it, and whether going through the journal again leads
/// to the very plans that are there. Reads, and changes nothing.
public struct PlanLog: Hashable, Codable, Sendable {
  public enum Fate: String, Hashable, Codable, Sendable {
    case done
    /// Done, and taken back by a later undo.
    case undone
    /// Never put in place: it was stopped, or couldn't be written.
    case dropped
    /// Stopped half-way; the next command that writes finishes it or takes it back. Of a message: nobody knows whether it
    /// arrived.
    case halfDone
  }

  public struct Entry: Hashable, Codable, Sendable {
    public var number: Int
    /// `plan`, `replan`, …, `publish`, `undo`.
    public var operation: String
    /// With everything that was left to a default said.
    public var arguments: [String]
    /// When, in UTC, as whoever ran it says.
    public var at: String?
    public var fate: Fate
    /// What became another one; nil where there was no plan before it, or is none after it.
    public var changes: PlanDifference.Counts?
    /// Of a publish.
    public var revision: Int?
    /// Of an undo: the operation that it took back; nil for one that brings back a former revision.
    public var undoes: Int?
    /// Of a message: where it went, `slack`.
    public var to: String?
    /// What the checker found, where it was published all the same.
    public var breaches: [String]?
  }

  public var schema = 1
  /// `plans/2026-W49`.
  public var plan: String
  /// In the order in which they were begun.
  public var entries: [Entry]
  /// Whether the journal, gone through again without solving anything, leads byte for byte to what people hold and to the
  /// draft; nil where an operation is half done.
  public var leadsHere: Bool?
  /// Why it doesn't.
  public var difference: Diagnostic?

  /// - Throws: `plan.missing` (exit 66) for a plan that was never made here; what is wrong with its journal's lines;
  ///   `project.locked` (73).
  public init(of living: LivingPlan) throws(Diagnostic) {
    self = try ProjectLock.hold(living.projectFolder, for: .reading, command: "rota history") {
      () throws(Diagnostic) -> PlanLog in try PlanLog(underLock: living)
    }
  }

  private init(underLock living: LivingPlan) throws(Diagnostic) {
    plan = living.words
    entries = []
    for line in try living.history.lines() {
      if line.event.begins || line.event == .sending {
        entries.append(Entry(line))
        continue
      }
      guard let index = entries.lastIndex(where: { $0.number == line.number }) else { continue }
      switch line.event {
      case .done, .published, .sent: entries[index].fate = .done
      default: entries[index].fate = .dropped
      }
      guard entries[index].fate == .done, let undone = entries[index].undoes,
        let other = entries.lastIndex(where: { $0.number == undone })
      else { continue }
      entries[other].fate = .undone
    }
    guard !entries.isEmpty else {
      throw Diagnostic(
        "plan.missing", "no journal is kept of '\(living.words)'",
        cure: "Name a plan of plans/; 'rota status' lists them.", kind: .missingInput)
    }
    guard entries.last(where: { $0.to == nil })?.fate != .halfDone else { return }
    do throws(Diagnostic) {
      let end = try JournalReplay(living).run()
      let home = try living.home.currentBytes()
      let isDraft = try living.draftPlace()?.path == living.home.path
      let draft = isDraft ? home : try living.draft.currentBytes()
      leadsHere = end.published == (isDraft ? nil : home) && end.draft == draft
    } catch {
      leadsHere = false
      difference = error
    }
  }
}

extension PlanLog.Entry {
  fileprivate init(_ line: JournalLine) {
    number = line.number
    operation = line.operation ?? (line.event == .publishing ? "publish" : "")
    arguments = line.arguments ?? []
    at = line.at
    fate = .halfDone
    // Where an undo leaves no draft, its list takes every duty away, and nobody loses one.
    changes = line.after == nil ? nil : line.changes.map { PlanDifference.counts(of: $0) }
    revision = line.revision
    undoes = line.undoes
    to = line.to
    breaches = line.breaches
  }
}
