internal import Planning
internal import Plans
internal import Publishing
internal import Tables

/// What became of a message to the team.
struct ToldTeam: Codable {
  enum Fate: String, Codable {
    case sent
    /// But the journal couldn't be told.
    case sentUnwritten
    /// Before, and not again.
    case sentBefore
    /// It isn't there.
    case notSent
    /// Nobody knows.
    case unknown
  }

  var to: String
  var revision: Int
  var fate: Fate
  /// One line for whoever reads.
  var line: String

  var status: ExitStatus {
    switch fate {
    case .sent, .sentBefore: .done
    case .sentUnwritten, .notSent, .unknown: .cannotWrite
    }
  }
}

extension PublishCommand {
  /// Shows what would be sent, and does nothing.
  func show(_ plan: LivingPlan, to target: MessageTarget, on console: Console) throws(Diagnostic) -> ExitStatus {
    let next = try LivingPlans.scoped(plan) { () throws(Diagnostic) in
      try Publication(plan).preview(allowsBreaches: allowsBreaches)
    }
    let revision = next.plan.publishedRevision
    let sending = Sending(plan, to: target)
    let message = try self.message(about: next.plan, sending, on: console)
    switch try next.isNew ? .neverSent : sending.state(ofRevision: revision) {
    case .neverSent where next.isNew: console.say("nothing was published or sent; --send does both")
    case .neverSent: console.say("nothing was sent; --send does it (revision \(revision))")
    case .sent(let at):
      console.say("revision \(revision) was sent to \(target.rawValue) at \(at); --send --again sends it again")
    case .unknown(let since): console.report(sending.unknown(revision, since: since).asWarning)
    }
    console.output.write(message)
    return .done
  }

  private func message(about plan: PlanDocument, _ sending: Sending, on console: Console) throws(Diagnostic) -> [UInt8]
  {
    try LivingPlans.scoped(sending.plan) { () throws(Diagnostic) in
      let former = try sending.told(before: plan.publishedRevision)
      let message = try teamMessage(about: plan, to: sending.target, since: former)
      for note in message.notes { console.report(note) }
      return message.bytes
    }
  }

  /// Sends the message about what was published.
  func tell(_ plan: LivingPlan, _ outcome: Publication.Outcome, by courier: Courier, on console: Console) -> ToldTeam {
    let revision = outcome.plan.publishedRevision
    let target = courier.target.rawValue
    func told(_ fate: ToldTeam.Fate, _ line: String) -> ToldTeam {
      ToldTeam(to: target, revision: revision, fate: fate, line: line)
    }
    let sending = Sending(plan, to: courier.target)
    do throws(Diagnostic) {
      let message = try self.message(about: outcome.plan, sending, on: console)
      let result = try sending.alone(with: message) { file throws(Diagnostic) -> (Delivery, unwritten: Diagnostic?)? in
        guard let begun = try sending.begin(revision: revision, again: sendsAgain, at: WallClock.now()) else {
          return nil
        }
        let delivery = courier.send(file)
        // What became of it stands, whether or not it can be written down.
        do throws(Diagnostic) { try sending.end(begun, delivery.outcome) } catch { return (delivery, error) }
        return (delivery, nil)
      }
      guard let (delivery, unwritten) = result else {
        return told(.sentBefore, "revision \(revision) was sent to \(target) before; --again sends it again")
      }
      if let unwritten { console.report(unwritten) }
      switch delivery {
      case .arrived where unwritten == nil: return told(.sent, "sent to \(target)")
      case .arrived:
        return told(.sentUnwritten, "sent to \(target), which couldn't be written down: don't send it again")
      case .refused(let reason):
        console.report(
          refusal(
            "send.refused", "the message isn't at \(target): \(reason)", cure: "The plan is published.", sending,
            revision))
        return told(.notSent, "not sent to \(target)")
      case .unknown(let reason):
        console.report(
          refusal(
            "send.unknown", "nobody knows whether the message is at \(target): \(reason)",
            cure: "Look there; where it isn't:", sending, revision))
        return told(.unknown, "perhaps sent to \(target)")
      }
    } catch {
      console.report(error)
      return error.code == "send.unknown"
        ? told(.unknown, "perhaps sent to \(target) before, and not sent again")
        : told(.notSent, "not sent to \(target)")
    }
  }

  /// With the command that sends it, by what the journal says now.
  private func refusal(
    _ code: String, _ message: String, cure: String, _ sending: Sending, _ revision: Int
  ) -> Diagnostic {
    let state = try? sending.state(ofRevision: revision)
    let again = state == .neverSent ? "" : " --again"
    return Diagnostic(
      code, message,
      cure: "\(cure) 'rota publish \(sending.plan.home.path) --to \(sending.target.rawValue) --send\(again)' sends it.",
      kind: .cannotWrite)
  }
}

extension Diagnostic {
  fileprivate var asWarning: Diagnostic {
    var warning = self
    warning.severity = .warning
    return warning
  }
}
