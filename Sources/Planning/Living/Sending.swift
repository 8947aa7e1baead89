public import Calendars
internal import Foundation
public import Plans
public import Publishing
public import Tables

/// A message about a published plan goes out once: what is to be sent stands in the journal before, and what became of it
/// after. Whoever was killed in between leaves a message of which nobody knows whether it arrived.
public struct Sending: Sendable {
  public let plan: LivingPlan
  public let target: MessageTarget

  public init(_ plan: LivingPlan, to target: MessageTarget) {
    self.plan = plan
    self.target = target
  }

  /// What is known of the message about a revision.
  public enum State: Hashable, Sendable {
    case neverSent
    /// When, in UTC.
    case sent(at: String)
    case unknown(since: String)
  }

  /// What became of a message.
  public enum Outcome: Sendable {
    case arrived, refused
    /// It was sent, and no answer came.
    case unknown
  }

  /// The journal's number of a message that is about to be sent.
  public struct Begun: Hashable, Sendable {
    let number: Int
  }

  /// Whether it ever arrived comes first; then whether that is unknown of any.
  /// - Throws: what is wrong with the journal.
  public func state(ofRevision revision: Int) throws(Diagnostic) -> State {
    var begun: [Int: String] = [:]
    var arrived: String?
    for line in try plan.history.lines() where line.event.isSending {
      switch line.event {
      case .sending where line.to == target.rawValue && line.revision == revision: begun[line.number] = line.at ?? ""
      case .sent: arrived = begun.removeValue(forKey: line.number) ?? arrived
      case .notSent: begun[line.number] = nil
      default: break
      }
    }
    if let arrived { return .sent(at: arrived) }
    return begun.max { $0.key < $1.key }.map { .unknown(since: $0.value) } ?? .neverSent
  }

  /// Does `body` while nobody else sends about this plan, with the message in a file that is there for as long. What somebody
  /// who was killed left in its place goes.
  /// - Throws: `send.busy` where somebody else does; `file.cannot-write`; what `body` throws.
  public func alone<Result>(
    with message: [UInt8], _ body: (_ file: String) throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    let lock = try lock()
    let file = "\(plan.history.folder)/message.json"
    try AtomicFile.write(message, to: file)
    defer { try? FileManager.default.removeItem(atPath: file) }
    let result = try body(file)
    lock.release()
    return result
  }

  /// Of this plan's messages alone: others may change the project meanwhile.
  private func lock() throws(Diagnostic) -> ProjectLock {
    let folder = URL(filePath: plan.history.folder, directoryHint: .isDirectory)
    do throws(Diagnostic) {
      return try ProjectLock(folder, for: .writing, command: "rota publish --send", patience: 0)
    } catch {
      guard error.code == "project.locked" else { throw error }
      throw Diagnostic(
        "send.busy", "another rota is sending about \(plan.words) just now",
        cure: "Wait until it is done; 'rota history' says what became of it.", kind: .cannotWrite)
    }
  }

  /// The last revision before `revision` of which a message arrived there; nil where none did, or it is kept no more.
  /// - Throws: what is wrong with the journal or with that plan.
  public func told(before revision: Int) throws(Diagnostic) -> PlanDocument? {
    let history = plan.history
    var told: Int?
    for number in Set(try history.lines().filter { $0.to == target.rawValue }.compactMap(\.revision)).sorted()
    where number < revision {
      if case .sent = try state(ofRevision: number) { told = number }
    }
    guard let told, let bytes = try history.revision(told) else { return nil }
    return try readPlan(bytes, file: "\(history.path(ofRevision: told))/\(PlanFile.plan)")
  }

  /// Writes down that the message is about to be sent.
  ///
  /// - Parameters:
  ///   - again: even where it was sent, or may have been.
  ///   - at: when, as the caller's clock says.
  /// - Returns: nil where it was sent before, and is not to be sent again.
  /// - Throws: `send.unknown` where nobody knows whether it arrived; `project.locked` (73).
  public func begin(revision: Int, again: Bool, at: Instant) throws(Diagnostic) -> Begun? {
    try ProjectLock.hold(plan.projectFolder, for: .writing, command: "rota publish") {
      () throws(Diagnostic) -> Begun? in
      try plan.recover()
      switch try state(ofRevision: revision) {
      case .sent where !again: return nil
      case .unknown(let since) where !again:
        throw unknown(revision, since: since)
      default: break
      }
      var line = JournalLine(.sending, try plan.history.read().lastNumber + 1)
      line.operation = "send"
      line.at = at.utcText
      line.revision = revision
      line.to = target.rawValue
      try plan.history.append(line)
      return Begun(number: line.number)
    }
  }

  /// What is said of a message of which nobody knows whether it arrived.
  public func unknown(_ revision: Int, since: String) -> Diagnostic {
    Diagnostic(
      "send.unknown",
      "a message about revision \(revision) was begun to be sent to \(target.rawValue) at \(since), and nobody knows "
        + "whether it arrived",
      cure: "Look there. Where it isn't, --again sends it.")
  }

  /// Writes down what became of it; nothing where nobody knows.
  public func end(_ begun: Begun, _ outcome: Outcome) throws(Diagnostic) {
    let event: JournalLine.Event
    switch outcome {
    case .arrived: event = .sent
    case .refused: event = .notSent
    case .unknown: return
    }
    try ProjectLock.hold(plan.projectFolder, for: .writing, command: "rota publish") { () throws(Diagnostic) in
      try plan.history.append(JournalLine(event, begun.number))
    }
  }
}
