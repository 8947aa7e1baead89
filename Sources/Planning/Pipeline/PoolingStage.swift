internal import Calendars
internal import Publishing
internal import Requirements
internal import Workforce
internal import Words

/// What people with several skills, and e-mail between calls, can save at most: person-hours of a plan.
public struct PoolingGain: Hashable, Codable, Sendable {
  /// Hours in position if everybody had one skill and every queue people of its own.
  public var separateHours: Double
  /// The least that any mix of skills needs: one line for all live contacts, e-mail in whatever time they leave.
  public var pooledHours: Double
  /// Hours as planned: shared people are found by the search, so this differs from `separateHours` by blending only.
  public var plannedHours: Double
  /// Of those saved, the hours that e-mail takes from the idle time of live people.
  public var blendedHours: Double

  /// Share of the separate hours that pooling can save at most, 0…1.
  public var share: Double { separateHours > 0 ? max(0, 1 - pooledHours / separateHours) : 0 }
}

extension PoolingGain {
  /// For reports and the terminal.
  public var sentence: String {
    func whole(_ hours: Double) -> String { "\(Int(hours.rounded()))" }
    var text =
      "With people of its own for every queue, \(whole(separateHours)) person-hours in position are needed; if "
      + "everybody "
      + "could take everything, at least \(whole(pooledHours)): sharing people saves at most \(Words.plain.atMost(share, places: 1))."
    if blendedHours > 0.5 {
      text += " E-mail in the idle time of live people already saves \(whole(blendedHours)) of them."
    }
    return text
  }
}

/// Bounds on pooling for the demand of a project.
struct PoolingStage: Stage {
  var demand: Demand

  /// Nil where there is one queue only.
  func run() -> PoolingGain? {
    guard demand.queues.count > 1 else { return nil }
    let hours = Double(demand.grid.interval.rawValue) / 60
    func sum(_ positions: [Int]) -> Double { Double(positions.reduce(0, +)) * hours }
    let live = demand.queues.filter { $0.settings.channel != .email }
    let email = demand.queues.filter { $0.settings.channel == .email }
    let bounds = pooling(of: live.map { ($0.settings, $0.ringFenced) }, grid: demand.grid)
    let separate = sum(bounds.separate) + email.reduce(0) { $0 + sum($1.ringFenced.positions) }
    // E-mail needs its work at least, less the time that the pooled live people leave over.
    let work = email.reduce(0) { $0 + $1.ringFenced.offeredLoad.reduce(0, +) * hours }
    let idle = zip(bounds.pooled, load(of: live)).reduce(0) { $0 + max(0, Double($1.0) - $1.1) * hours }
    let planned = demand.queues.reduce(0) { $0 + sum($1.requirement.positions) }
    return PoolingGain(
      separateHours: separate, pooledHours: min(separate, sum(bounds.pooled) + max(0, work - idle)),
      plannedHours: planned, blendedHours: separate - planned)
  }

  /// Agents that the live contacts of each interval keep busy; chats share an agent.
  private func load(of live: [QueuePlan]) -> [Double] {
    (0..<demand.grid.count).map { slot in
      live.reduce(0) { $0 + $1.ringFenced.offeredLoad[slot] / Double($1.settings.concurrency) }
    }
  }
}
