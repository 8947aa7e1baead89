internal import Foundation
internal import Requirements
internal import Workforce

/// The service that each number of heads is expected to give, worked out apart from the rules that are compared: what
/// agents in position give, from the queue's model, mixed over how many of the heads are there and over the day's factor.
///
/// Phone only: what chats give depends on the intervals before.
struct ExpectedService {
  /// By heads and interval: contacts answered in time, over the factors of the day.
  private var inTime: [[Double]] = []
  private let contacts: [Double]
  private let load: [Double]
  private let settings: QueueSettings

  /// - Parameters:
  ///   - daySpread: 0 where every day brings the same mean.
  ///   - heads: up to how many.
  init?(_ team: Team, _ requirement: QueueRequirement, daySpread: Double, heads: Int) {
    guard team.settings.channel == .phone else { return nil }
    settings = team.settings
    contacts = requirement.contacts
    load = requirement.offeredLoad
    var agentsOnly = team.settings(for: .proportional)
    agentsOnly.shrinkage = 0
    let count = contacts.count
    // By agents in position and interval.
    var served = Array(repeating: Array(repeating: 0.0, count: count), count: heads + 1)
    for (factor, weight) in Self.factors(daySpread) {
      var day = requirement
      day.contacts = requirement.contacts.map { $0 * factor }
      day.slotContacts = requirement.slotContacts?.map { $0 * factor }
      for agents in stride(from: 1, through: heads, by: 1) {
        let service = predictedService(
          for: agentsOnly, requirement: day, grid: Team.grid, heads: Array(repeating: agents, count: count))
        for index in 0..<count {
          served[agents][index] += weight * day.contacts[index] * (service[index].serviceLevel ?? 0)
        }
      }
    }
    for number in 0...heads {
      let chances = Self.binomial(number, settings.shrinkage)
      inTime.append(
        (0..<count).map { index in (0...number).reduce(0) { $0 + chances[$1] * served[$1][index] } })
    }
  }

  /// Intervals that need anybody.
  private var staffed: [Int] { contacts.indices.filter { contacts[$0] > 0 } }

  /// The service of an interval; nil without contacts.
  func service(_ heads: Int, at index: Int) -> Double? {
    contacts[index] > 0 ? inTime[heads][index] / contacts[index] : nil
  }

  /// Of all contacts of the day.
  func service(of heads: [Int]) -> Double {
    let total = contacts.reduce(0, +)
    return total > 0 ? staffed.reduce(0) { $0 + inTime[heads[$1]][$1] } / total : 1
  }

  /// The least heads, a part of one at the end, with which any spread over the day could reach `goal` of all contacts when
  /// no interval falls below `floor`: single heads by the slopes of the concave hull.
  func bound(goal: Double, floor: Double) -> Double {
    var least = 0.0
    var reached = 0.0
    var steps: [(slope: Double, heads: Int)] = []
    for index in staffed {
      guard let first = (1..<inTime.count).first(where: { isAllowed($0, at: index, floor: floor) }) else { return .nan }
      least += Double(first)
      reached += inTime[first][index]
      var at = first
      while at + 1 < inTime.count {
        var best = (slope: 0.0, to: at)
        for next in at + 1..<inTime.count {
          let slope = (inTime[next][index] - inTime[at][index]) / Double(next - at)
          if slope > best.slope { best = (slope, next) }
        }
        guard best.to > at else { break }
        steps.append((best.slope, best.to - at))
        at = best.to
      }
    }
    var missing = goal * contacts.reduce(0, +) - reached
    for step in steps.sorted(by: { $0.slope > $1.slope }) {
      guard missing > 0 else { break }
      least += min(Double(step.heads), missing / step.slope)
      missing -= step.slope * Double(step.heads)
    }
    return least
  }

  private func isAllowed(_ heads: Int, at index: Int, floor: Double) -> Bool {
    let there = Double(heads) * (1 - settings.shrinkage)
    guard inTime[heads][index] >= (floor - 1e-12) * contacts[index] else { return false }
    if settings.patience == nil, there <= load[index] { return false }
    return there * (settings.target.maximumOccupancy ?? .infinity) >= load[index] - 1e-9
  }

  /// Log-normal with mean 1, by the trapezoid rule on the normal scale.
  private static func factors(_ spread: Double) -> [(factor: Double, weight: Double)] {
    guard spread > 0 else { return [(1, 1)] }
    let scale = log1p(spread * spread).squareRoot()
    let raw = (-10...10).map { step -> (factor: Double, weight: Double) in
      let normal = Double(step) * 0.4
      return (exp(scale * normal), exp(-normal * normal / 2))
    }
    let total = raw.reduce(0) { $0 + $1.weight }
    let mean = raw.reduce(0) { $0 + $1.weight * $1.factor } / total
    return raw.map { ($0.factor / mean, $0.weight / total) }
  }

  /// The chance that k of `count` are there, k = 0…count, each missing with `share`.
  private static func binomial(_ count: Int, _ share: Double) -> [Double] {
    var chances = [1.0]
    for _ in 0..<count {
      var next = Array(repeating: 0.0, count: chances.count + 1)
      for (there, chance) in chances.enumerated() {
        next[there] += chance * share
        next[there + 1] += chance * (1 - share)
      }
      chances = next
    }
    return chances
  }
}
