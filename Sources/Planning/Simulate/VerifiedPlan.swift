internal import Calendars
internal import Optimization
public import Plans
internal import Publishing
internal import Requirements
internal import Searching
public import Simulation
public import Tables
internal import Workforce
internal import Words

/// How a plan is held against random demand before it is published.
public struct Verification: Hashable, Sendable {
  public var simulation: SimulationOptions
  /// How often, at most, requirements are raised and the rota planned again.
  public var rounds: Int

  public init(simulation: SimulationOptions = SimulationOptions(), rounds: Int = 4) {
    self.simulation = simulation
    self.rounds = rounds
  }
}

extension Pipeline {
  /// Plans, plays the rota, raises the requirement of every hour that misses its target beyond chance although as many
  /// people were there as required, and plans again, until no such hour is left or the rounds are used up.
  ///
  /// The plan says what the last simulation came to, how often it was planned, and why any hour is still weak: an hour
  /// in which people are missing is not helped by asking for more.
  public func verifiedPlan(
    neighbours: Neighbours, published: [CalendarEntry], control: PlanControl, verification: Verification
  ) throws(Diagnostic) -> PlanDocument {
    var demand = try demand(control: control)
    var round = 0
    var raisedHours = Set<RaisedHour>()
    while true {
      var plan = try plan(demand: demand, neighbours: neighbours, published: published, control: control)
      let simulator = try PlanSimulator(plan)
      guard let outcome = simulator.run(verification.simulation, stop: control.stop) else { return plan }
      var summary = simulator.summary(outcome, options: verification.simulation)
      summary.rounds = round
      let raisable = summary.weakHours.filter { $0.scheduled >= $0.required }
      if raisable.isEmpty || round == verification.rounds || control.stop.isRaised {
        if verification.simulation.routing == .skills {
          var apart = verification.simulation
          apart.routing = .assigned
          summary.withoutHelp = simulator.run(apart, stop: control.stop)?.live.serviceLevel
        }
        summary.notes = Self.words(on: summary, raised: raisedHours, isOutOfRounds: !raisable.isEmpty)
        if let words = Self.comparison(of: summary, predicted: plan.summary.serviceLevel) {
          summary.notes.insert(words, at: 0)
        }
        plan.simulation = summary
        return plan
      }
      for hour in raisable {
        guard let index = plan.queues.firstIndex(where: { $0.id == hour.queue }) else { continue }
        raisedHours.insert(RaisedHour(queue: hour.queue, start: hour.start))
        for slot in 0..<plan.request.grid.count
        where plan.request.grid.instant(at: slot).rawValue / 3600 == hour.start.rawValue / 3600 {
          let required = demand.queues[index].requirement.required[slot]
          guard demand.queues[index].requirement.contacts[slot] > 0, plan.coverage[index].scheduled[slot] >= required
          else {
            continue
          }
          let miss = hour.target - hour.serviceLevel.mean
          // Whoever is there beyond the need has not been enough either: ask for one more than are there.
          demand.queues[index].requirement.required[slot] =
            plan.coverage[index].scheduled[slot] + max(1, Int(miss * Double(required) / 2))
        }
      }
      round += 1
    }
  }

  private struct RaisedHour: Hashable {
    var queue: QueueID
    var start: Instant
  }

  /// How the expectation and the simulation hang together: the expectation knows no help between queues, so that it is
  /// compared with a simulation without, and what help adds is said apart.
  static func comparison(of summary: PlanSimulation, predicted: Double?) -> String? {
    guard let predicted, let level = summary.serviceLevel else { return nil }
    let alike = summary.withoutHelp ?? level
    let distance = (alike.mean - predicted) * 100
    let points = "\(tenths(abs(distance))) points"
    var text =
      "Expected \(share(predicted)); simulated the same way, everybody on their own queue only, \(share(alike.mean)): "
    text +=
      abs(distance) <= 2
      ? "they agree within \(points)."
      : "\(points) \(distance < 0 ? "worse" : "better") than expected, because demand of whole days varies and breaks, "
        + "ends of duties and absences fall as they fall; trust the simulation."
    if summary.withoutHelp != nil {
      let help = (level.mean - alike.mean) * 100
      text +=
        abs(help) < 0.05
        ? " Help between queues changes nothing."
        : " People who help on another queue they can take, while nobody waits in their own, "
          + "\(help > 0 ? "add" : "cost") \(tenths(abs(help))) points: \(share(level.mean))."
    }
    return text
  }

  private static func hours(_ count: Int) -> String { count == 1 ? "One hour" : "\(count) hours" }
  private static func tenths(_ number: Double) -> String { Words.plain.decimal(number, places: 1) }
  private static func share(_ share: Double) -> String { Words.plain.percent(share, places: 1) }

  /// What the reader should know about the loop.
  private static func words(
    on summary: PlanSimulation, raised: Set<RaisedHour>, isOutOfRounds: Bool
  ) -> [String] {
    var words: [String] = []
    if !raised.isEmpty {
      words.append(
        "\(Self.hours(raised.count)) missed their target in the simulation although everybody required was there; their "
          + "requirement was raised and the rota planned again (\(summary.rounds) rounds).")
    }
    let missing = summary.weakHours.filter { $0.scheduled < $0.required }
    let others = summary.weakHours.count - missing.count
    if !missing.isEmpty {
      words.append(
        "\(Self.hours(missing.count)) \(missing.count == 1 ? "stays" : "stay") below target because people are missing there: nobody else may work then "
          + "under the rules, or it costs more than the gap.")
    }
    if others > 0 {
      words.append(
        "\(Self.hours(others)) \(others == 1 ? "stays" : "stay") below target"
          + (isOutOfRounds ? " when the rounds were used up; allow more with --verify-rounds." : "."))
    }
    if summary.weakHours.isEmpty {
      words.append("No hour of a live queue misses its target beyond chance.")
    }
    return words
  }
}
