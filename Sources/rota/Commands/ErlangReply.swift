internal import Calendars
internal import Foundation
internal import Requirements
internal import Tables
internal import Workforce
internal import Words

/// How `rota erlang` answers one question: through the models, then in words.
struct ErlangReply: Codable {
  var schema = 1
  /// For models C and A.
  var answer: ErlangAnswer?
  /// For model B.
  var trunks: TrunkAnswer?

  /// Erlang B: what is asked of lines and trunks.
  struct TrunkAnswer: Codable {
    /// Contacts in the interval and their mean handle time in seconds, as asked or as found.
    var contacts: Double
    var handleTime: Double
    /// Offered load in erlangs.
    var load: Double
    /// The least number of trunks that loses at most `target`.
    var required: Int
    var target: Double
    /// The trunks asked about, or required, and the share of contacts that they lose.
    var trunks: Double
    var blocking: Double
  }

  /// - Throws: `erlang.range` and `staffing.…` for numbers out of range.
  init(_ question: ErlangCommand.Question) throws(Diagnostic) {
    let seconds = Double(question.interval.seconds)
    guard question.model != .blocking else {
      trunks = try TrunkAnswer(question, seconds: seconds)
      return
    }
    var target = ServiceTarget(
      serviceLevel: question.serviceLevel, withinSeconds: question.within, meanWait: question.meanWait,
      maximumOccupancy: question.maximumOccupancy, definition: question.definition.meaning)
    target.maximumAbandonment = question.maximumLoss
    target.maximumTurnedAway = question.maximumTurnedAway
    answer = try ErlangQuestion(
      contacts: question.contacts, interval: seconds, handleTime: question.handleTime, agents: question.agents,
      patience: question.model == .abandoning ? question.patience : nil,
      concurrentHandleTimes: question.concurrentHandleTimes, waitingRoom: question.waitingRoom, target: target,
      shrinkage: question.shrinkage, absence: question.absence
    ).answer()
  }

  /// A few lines and a small table of the neighbouring staffs.
  func text(to question: ErlangCommand.Question) -> String {
    if let trunks { return trunks.text(to: question) }
    guard let answer else { return "" }
    guard answer.load.isFinite else {
      return answer.model + "\n"
        + Self.found(contacts: answer.contacts, handleTime: answer.handleTime, for: question).joined(separator: "\n")
        + "\n"
    }
    var lines = ["\(answer.model); offered load \(Words.plain.short(answer.load)) erlangs"]
    lines += Self.found(
      contacts: answer.contacts, handleTime: answer.handleTime, isExcluded: answer.isExcluded, for: question)
    let isChat = question.concurrentHandleTimes != nil || question.waitingRoom != nil
    lines.append(
      "required        \(answer.requiredAgents) \(answer.requiredAgents == 1 ? "agent" : "agents") in position"
        + (isChat ? "" : " (\(Self.exactly(answer)))"))
    if !answer.binding.isEmpty {
      lines.append("                one less misses \(Words.plain.and(answer.binding))")
    }
    if question.shrinkage > 0 {
      lines.append(
        "on the rota     \(answer.requiredHeads) \(answer.requiredHeads == 1 ? "head" : "heads") at \(Words.plain.share(question.shrinkage)) shrinkage"
      )
    }
    if let heads = answer.byChance { lines += HeadsText(heads: heads, target: question.serviceLevel).onTheRota }
    if let level = question.serviceLevel, question.agents != nil {
      let time = answer.thresholdMet.map { "within \(Words.plain.seconds($0))" } ?? "never"
      lines.append(
        "answered        \(Words.plain.share(level)) \(time), with \(Words.plain.short(answer.asked.agents)) \(answer.asked.agents == 1 ? "agent" : "agents")"
      )
    }
    if question.patience != nil {
      let shares = ErlangCommand.Definition.allCases.map {
        "\(Words.plain.share(answer.asked.serviceLevel($0.meaning))) \($0.rawValue)"
      }
      lines.append("service level   \(Words.plain.list(shares))")
    }
    if question.waitingRoom != nil {
      lines.append(
        "turned away     \(Words.plain.share(answer.asked.turnedAway)) by a full waiting room; part of what is lost")
    }
    lines.append("")
    lines.append("  agents  service level  mean wait  waits     lost      occupancy")
    for row in answer.neighbours {
      let mark = row.agents == answer.asked.agents ? ">" : " "
      lines.append(
        mark + Self.column(Words.plain.short(row.agents), 7)
          + Self.column(
            ShareText.text(row.serviceLevel(question.definition.meaning), against: question.serviceLevel), 15)
          + Self.column(row.meanWait < 1e9 ? "\(Words.plain.seconds(row.meanWait))" : "endless", 11)
          + Self.column(Words.plain.share(row.waitProbability), 10)
          + Self.column(Words.plain.share(row.abandonment + row.turnedAway), 10)
          + ShareText.text(row.occupancy, against: question.maximumOccupancy))
    }
    if let heads = answer.byChance {
      let isAsked = question.contacts != nil && question.handleTime != nil
      let asked = isAsked ? question.agents.map { Int($0) } ?? heads.required : heads.required
      lines.append("")
      lines += table(of: heads, marking: asked, for: question)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Heads beside each other, with what contacts expect of them.
  private func table(of heads: HeadsByChance, marking asked: Int, for question: ErlangCommand.Question) -> [String] {
    let header =
      " " + Self.column("heads", 7) + Self.column("in position", 12) + Self.column("expected", 10)
      + Self.column("mean wait", 11) + Self.column("lost", 9) + "occupancy"
    var lines = [header]
    for row in heads.levels {
      let wait = row.meanWait < 1e9 ? Words.plain.seconds(row.meanWait) : "endless"
      lines.append(
        (row.heads == asked ? ">" : " ") + Self.column("\(row.heads)", 7)
          + Self.column(Words.plain.short(row.meanNumber), 12)
          + Self.column(ShareText.text(row.serviceLevel, against: question.serviceLevel), 10)
          + Self.column(wait, 11) + Self.column(Words.plain.share((row.abandonment ?? 0) + (row.turnedAway ?? 0)), 9)
          + ShareText.text(row.occupancy, against: question.maximumOccupancy))
    }
    return lines
  }

  /// What was left open, where it wasn't the agents.
  fileprivate static func found(
    contacts: Double, handleTime: Double, isExcluded: Bool = false, for question: ErlangCommand.Question
  ) -> [String] {
    // Rounded so that the same agents are required when it is asked back.
    func limit(_ value: Double, _ unit: String) -> String {
      isExcluded
        ? "less than \(Words.plain.short(value)) \(unit)"
        : "\(Words.plain.short((value * 100 * (1 + 1e-11)).rounded(.down) / 100)) \(unit) at most"
    }
    if question.contacts == nil, !contacts.isFinite {
      return ["carried         no limit: whatever arrives is within the target"]
    }
    if question.handleTime == nil, !handleTime.isFinite {
      return ["handle time     no limit: any is within the target"]
    }
    if question.contacts == nil {
      return ["carried         " + limit(contacts, "contacts in \(question.interval.rawValue) minutes")]
    }
    if question.handleTime == nil { return ["handle time     " + limit(handleTime, "s")] }
    return []
  }

  /// The staff as a continuous number; more than the load where nothing but a steady queue is asked.
  private static func exactly(_ answer: ErlangAnswer) -> String {
    answer.isStaffExcluded
      ? "more than \(Words.plain.short(answer.fractionalAgents))"
      : "\(Words.plain.short(answer.fractionalAgents)) exactly"
  }

  private static func column(_ text: String, _ width: Int) -> String {
    " " + text + String(repeating: " ", count: max(1, width - text.count))
  }

}

extension ErlangReply.TrunkAnswer {
  init(_ question: ErlangCommand.Question, seconds: Double) throws(Diagnostic) {
    target = question.maximumLoss ?? 0.01
    if let agents = question.agents, question.contacts == nil || question.handleTime == nil {
      load = ErlangB.carriedLoad(servers: min(agents, ErlangB.largestLoad), blocking: target)
    } else {
      load = (question.contacts ?? 0) * (question.handleTime ?? 0) / seconds
    }
    guard load <= ErlangB.largestLoad || load.isInfinite, question.agents.map({ $0 <= ErlangB.largestLoad }) ?? true
    else {
      throw Diagnostic(
        "erlang.range", "the load of \(load) erlangs, or the number of trunks, is out of range",
        cure: "Check the units.",
        kind: .usage)
    }
    handleTime = question.handleTime ?? load * seconds / (question.contacts ?? 1)
    contacts = question.contacts ?? (handleTime > 0 ? load * seconds / handleTime : 0)
    guard load.isFinite else {
      // Nothing is asked for but that some may be lost: any load will do.
      required = 0
      trunks = question.agents ?? 0
      blocking = 1
      return
    }
    required = ErlangB.requiredServers(load: load, blocking: target)
    trunks = question.agents ?? Double(required)
    blocking = ErlangB.blocking(servers: trunks, load: load)
  }

  func text(to question: ErlangCommand.Question) -> String {
    guard load.isFinite else {
      return "Erlang B\n"
        + ErlangReply.found(contacts: contacts, handleTime: handleTime, for: question).joined(separator: "\n") + "\n"
    }
    var lines = ["Erlang B, \(Words.plain.short(load)) erlangs"]
    lines += ErlangReply.found(contacts: contacts, handleTime: handleTime, for: question)
    lines.append(
      "required        \(required) \(required == 1 ? "trunk" : "trunks") for at most \(Words.plain.share(target)) lost"
    )
    lines.append(
      "\(Words.plain.short(trunks)) \(trunks == 1 ? "trunk loses" : "trunks lose") \(Words.plain.share(blocking)) of contacts"
    )
    return lines.joined(separator: "\n") + "\n"
  }
}
