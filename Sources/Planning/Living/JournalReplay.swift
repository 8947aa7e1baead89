internal import Plans
internal import Publishing
public import Tables
internal import Workforce

/// Goes through a plan's journal again, without solving anything: every change list is applied to the rota before it, every
/// publish made again from its draft. What comes out must be, byte for byte, what was put in place. Of operations whose drafts
/// are no longer kept (`PlanHistory.neededDrafts`), publishes are held against their revisions.
public struct JournalReplay: Sendable {
  public let plan: LivingPlan

  /// Of the last so many operations every draft must be there.
  private let exact: Int

  public init(_ plan: LivingPlan) { self.init(plan, exact: PlanHistory.keptOperations) }

  init(_ plan: LivingPlan, exact: Int) {
    self.plan = plan
    self.exact = exact
  }

  /// What a place held at the end.
  public struct End: Hashable, Sendable {
    /// `plan.json` of what people hold, and of the draft; nil = none.
    public var published: [UInt8]?
    public var draft: [UInt8]?
    /// Operations that were gone through.
    public var operations: Int
  }

  /// - Throws: `journal.differs` with the first operation whose lists or bytes don't fit; `journal.draft-lost`.
  public func run() throws(Diagnostic) -> End {
    let history = plan.history
    var end = End(published: nil, draft: nil, operations: 0)
    var open: JournalLine?
    let lines = try history.lines()
    let needed = history.neededDrafts(lines, last: exact)
    for line in lines where !line.event.isSending {
      if line.event.begins {
        open = line
        continue
      }
      guard let begun = open, line.event == .done || line.event == .published else {
        open = nil
        continue
      }
      open = nil
      end.operations += 1
      if begun.event == .publishing {
        end.published = try published(begun, over: end.published, needed)
        end.draft = nil
      } else {
        end.draft = try draft(begun, over: end, needed)
      }
    }
    return end
  }

  /// Nil where it is no longer kept.
  private func kept(_ sha: String, _ needed: Set<String>) throws(Diagnostic) -> [UInt8]? {
    needed.contains(sha) || plan.history.holds(draft: sha) ? try plan.history.draft(sha) : nil
  }

  private func published(
    _ line: JournalLine, over former: [UInt8]?, _ needed: Set<String>
  ) throws(Diagnostic) -> [UInt8] {
    let history = plan.history
    guard let bytes = try kept(line.draft ?? "", needed) else {
      guard let held = try history.revision(line.revision ?? 0), SHA256.hex(of: held) == line.after else {
        throw Self.differs(line, "its revision is another one")
      }
      return held
    }
    let draft = try readPlan(bytes, file: "the draft of operation \(line.number)")
    var held: PlanDocument?
    // What an older program published stands at the beginning of no journal.
    let earlier = try former == nil ? history.revision((line.revision ?? 1) - 1) : former
    if let former = earlier {
      held = try readPlan(former, file: "the plan before operation \(line.number)")
    }
    if let changes = line.changes, let held, held.rota.applying(changes) != draft.rota {
      throw Self.differs(line, "its changes don't lead from the duties before to those after it")
    }
    let made = try planJSON(draft.published(over: held, calendar: line.calendar ?? held?.calendar ?? []))
    guard SHA256.hex(of: made) == line.after else { throw Self.differs(line, "the published plan is another one") }
    return made
  }

  private func draft(_ line: JournalLine, over end: End, _ needed: Set<String>) throws(Diagnostic) -> [UInt8]? {
    var bytes: [UInt8]?
    var after = Rota.empty
    if let sha = line.after {
      guard let kept = try kept(sha, needed) else { return nil }
      after = try readPlan(kept, file: "the draft of operation \(line.number)").rota
      bytes = kept
    }
    guard let changes = line.changes else { return bytes }
    let before: Rota
    if let sha = line.before {
      guard let kept = try kept(sha, needed) else { return bytes }
      before = try readPlan(kept, file: "the draft before operation \(line.number)").rota
    } else if let published = try end.published == nil ? plan.history.revision(1) : end.published {
      before = try readPlan(published, file: "the plan before operation \(line.number)").rota
    } else {
      before = .empty
    }
    guard before.applying(changes) == after else {
      throw Self.differs(line, "its changes don't lead from the duties before to those after it")
    }
    return bytes
  }

  private static func differs(_ line: JournalLine, _ message: String) -> Diagnostic {
    Diagnostic(
      "journal.differs", "operation \(line.number) (\(line.operation ?? "")): \(message)",
      cure: "The journal or what it names was changed by hand; put it back from a copy.")
  }
}
