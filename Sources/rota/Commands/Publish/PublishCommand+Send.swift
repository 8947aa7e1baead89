internal import Planning
internal import Plans
internal import Publishing
internal import Tables

/// What became of a message to the team.
struct ToldTeam: Codable {
  enum Fate: String, Codable {
    case sent
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
    case .notSent, .unknown: .cannotWrite
    }
  }
}

extension PublishCommand {
  /// Shows what would be sent, and does nothing.
  func show(_ plan: LivingPlan, to target: MessageTarget, on console: Console) throws(Diagnostic) -> ExitStatus {
    let next = try LivingPlans.scoped(plan) { () throws(Diagnostic) in try Publication(plan).preview() }
    let revision = next.plan.publishedRevision
    let sending = Sending(plan, to: target)
    let message = try self.message(about: next.plan, sending, on: console)
    if !next.isNew, case .sent(let at) = try sending.state(ofRevision: revision) {
      console.say("revision \(revision) was sent to \(target.rawValue) at \(at)")
    }
    console.say(
      next.isNew
        ? "nothing was published or sent; --send does both" : "nothing was sent; --send does it (revision \(revision))")
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
    do throws(Diagnostic) {
      let sending = Sending(plan, to: courier.target)
      let message = try self.message(about: outcome.plan, sending, on: console)
      guard let begun = try sending.begin(revision: revision, again: sendsAgain, at: WallClock.now()) else {
        return told(.sentBefore, "revision \(revision) was sent to \(target) before; --again sends it again")
      }
      let delivery = courier.send(message)
      try sending.end(begun, delivery.outcome)
      switch delivery {
      case .arrived: return told(.sent, "sent to \(target)")
      case .refused(let reason):
        console.report(
          Diagnostic(
            "send.refused", "the message isn't at \(target): \(reason)",
            cure: "The plan is published. 'rota publish \(plan.home.path) --to \(target) --send' sends it.",
            kind: .cannotWrite))
        return told(.notSent, "not sent to \(target)")
      case .unknown(let reason):
        console.report(
          Diagnostic(
            "send.unknown", "nobody knows whether the message is at \(target): \(reason)",
            cure:
              "Look there. Where it isn't, 'rota publish \(plan.home.path) --to \(target) --send --again' sends it.",
            kind: .cannotWrite))
        return told(.unknown, "perhaps sent to \(target)")
      }
    } catch {
      console.report(error)
      return told(error.code == "send.unknown" ? .unknown : .notSent, "not sent to \(target)")
    }
  }
}
