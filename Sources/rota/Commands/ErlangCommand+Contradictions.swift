internal import Tables
internal import Workforce

extension ErlangCommand {
  /// - Throws: a usage error for values that say opposite things.
  static func refuseContradictions(in question: Question) throws(Diagnostic) {
    if question.shrinkage >= 1 {
      throw UsageError.conflict("with a shrinkage of 100% nobody is ever in position", "Give '--shrinkage' less.")
    }
    if let absence = question.absence {
      guard absence <= ShrinkagePlan.largestShare else {
        throw UsageError.conflict("with an absence above 95% hardly anybody is ever there", "Give '--absence' less.")
      }
      guard question.model != .blocking else {
        throw UsageError.conflict(
          "lines are never absent, but '--absence' was given", "Leave it out, or choose C or A.")
      }
      guard question.contacts != nil, question.handleTime != nil else {
        throw UsageError.conflict(
          "what is found without '--calls' or '--aht' is about agents in position, but '--absence' was given",
          "Give both '--calls' and '--aht', or leave '--absence' out.")
      }
      if let agents = question.agents, agents != agents.rounded() {
        throw UsageError.conflict(
          "heads are whole people, but '--absence' and '--agents \(agents)' were given", "Give whole '--agents'.")
      }
    }
    if question.contacts == 0, question.handleTime == nil {
      throw UsageError.conflict("with no contacts any handle time will do", "Give '--calls' more than 0.")
    }
    if question.maximumTurnedAway != nil, question.waitingRoom == nil {
      throw UsageError.conflict(
        "nobody is turned away without a limited waiting room", "Add '--waiting-room', or leave '--turned-away' out.")
    }
    switch question.model {
    case .abandoning:
      guard let patience = question.patience, patience > 0 else {
        throw UsageError.conflict("model A needs a patience above 0", "Add '--patience', for example 90s.")
      }
    case .waiting:
      if question.maximumLoss != nil, question.waitingRoom == nil {
        throw UsageError.conflict(
          "model C loses nobody, but '--blocking' was given", "Leave it out, choose B or A, or add '--waiting-room'.")
      }
      if question.patience != nil {
        throw UsageError.conflict("model C knows no patience", "Leave '--patience' out, or choose model A.")
      }
    case .blocking:
      if question.serviceLevel != nil || question.meanWait != nil || question.patience != nil {
        throw UsageError.conflict(
          "with model B nobody waits, but a service level, a wait or a patience was given", "Use '--blocking'.")
      }
      if question.maximumOccupancy != nil || question.concurrentHandleTimes != nil || question.waitingRoom != nil {
        throw UsageError.conflict(
          "with model B lines are counted, but an occupancy or conversations were given", "Use '--blocking'.")
      }
    }
  }
}
