internal import Calendars
internal import Foundation
internal import Staffing
internal import Tables

/// How `rota erlang` answers one question: through the models, then in words.
struct ErlangReply: Codable {
  var schema = 1
  /// For models C and A.
  var answer: ErlangAnswer?
  /// For model B.
  var trunks: TrunkAnswer?

  /// Erlang B: what is asked of lines and trunks.
  struct TrunkAnswer: Codable {
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
      let load = question.contacts * question.handleTime / seconds
      guard load <= ErlangB.largestLoad else {
        throw Diagnostic(
          "erlang.range", "the load of \(load) erlangs is out of range", cure: "Check the units.", kind: .usage)
      }
      let target = question.maximumLoss ?? 0.01
      let required = ErlangB.requiredServers(load: load, blocking: target)
      let trunks = question.agents ?? Double(required)
      self.trunks = TrunkAnswer(
        load: load, required: required, target: target, trunks: trunks,
        blocking: ErlangB.blocking(servers: trunks, load: load))
      return
    }
    var target = ServiceTarget(
      serviceLevel: question.serviceLevel, withinSeconds: question.within, meanWait: question.meanWait,
      maximumOccupancy: question.maximumOccupancy)
    if question.model == .abandoning { target.maximumAbandonment = question.maximumLoss }
    answer = try ErlangQuestion(
      contacts: question.contacts, interval: seconds, handleTime: question.handleTime, agents: question.agents,
      patience: question.model == .abandoning ? question.patience : nil, target: target, shrinkage: question.shrinkage
    ).answer()
  }

  /// A few lines and a small table of the neighbouring staffs.
  func text(shrinkage: Double) -> String {
    if let trunks {
      return """
        Erlang B, \(Self.short(trunks.load)) erlangs
        required        \(trunks.required) trunks for at most \(Self.percent(trunks.target)) lost
        \(Self.short(trunks.trunks)) trunks lose \(Self.percent(trunks.blocking)) of contacts

        """
    }
    guard let answer else { return "" }
    var lines = [
      "\(answer.model); offered load \(Self.short(answer.load)) erlangs",
      "required        \(answer.requiredAgents) agents in position (\(Self.short(answer.fractionalAgents)) exactly)",
    ]
    if shrinkage > 0 {
      lines.append("on the rota     \(answer.requiredHeads) heads at \(Self.percent(shrinkage)) shrinkage")
    }
    lines.append("")
    lines.append("  agents  service level  mean wait  waits     lost      occupancy")
    for row in answer.neighbours {
      let mark = row.agents == answer.asked.agents ? ">" : " "
      lines.append(
        mark + Self.column(Self.short(row.agents), 7) + Self.column(Self.percent(row.serviceLevel), 15)
          + Self.column(row.meanWait.isFinite ? "\(Self.short(row.meanWait)) s" : "endless", 11)
          + Self.column(Self.percent(row.waitProbability), 10) + Self.column(Self.percent(row.abandonment), 10)
          + Self.percent(row.occupancy))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func column(_ text: String, _ width: Int) -> String {
    " " + text + String(repeating: " ", count: max(1, width - text.count))
  }

  private static func percent(_ share: Double) -> String { short(share * 100) + " %" }

  /// At most two decimals.
  private static func short(_ value: Double) -> String { CSVText.decimalText(value, places: 2) }
}
