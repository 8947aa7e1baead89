internal import Foundation
public import Tables
internal import Workforce

/// An integrated tour instance of the benchmark: named people, one cyclic week of quarter-hours in UTC, several queues,
/// sites and skills.
///
/// Times and lengths are quarter-hours; starts and ends are local to the site's day and may pass its end. A shift of 24
/// quarters or more has a paid rest, an unpaid half-hour's lunch and another rest; a shorter one has one rest.
public struct TourInstance: Decodable, Sendable {
  struct Site: Decodable, Sendable {
    var utcOffsetQ: Int
    var earliestStart: Int
    var latestStart: Int
    var latestEnd: Int
    var rate: Double
    var nightPremium: Double
    var nightFrom: Int
    var nightTo: Int
  }
  struct Prices: Decodable, Sendable {
    var under1: Double
    var under2: Double
    var over1: Double
    var over2: Double
    var band: Double
  }
  struct Agent: Decodable, Sendable {
    var site: Int
    var group: Int
    var unavail: [Int]
    var hist: Int
    var monEarliest: Int
    var dayoffCost: [Double]
    var prefStart: Int
    var prefW: Double
    var minPaid: Int
    var maxPaid: Int
    var dmin: Int
    var dmax: Int
    var lmin: Int
    var lmax: Int
  }
  var slotCount: Int
  var queueCount: Int
  var groups: [[Int]]
  var cost: Prices
  var sites: [Site]
  var grid: Int
  var lenStep: Int
  var minRest: Int
  var maxConsec: Int
  var agents: [Agent]
  var demand: [[Int]]
  /// What missing people cost instead of `under1` and `under2`; never in the data.
  var ladder: Ladder?
  /// Rules with prices, by days worked in a row before the week; never in the data.
  var pricedRules: [Int: [PricedRule]]?
  var extraRules = ExtraRules()

  enum CodingKeys: String, CodingKey {
    case slotCount = "T"
    case queueCount = "Q"
    case groups, cost, sites, grid, lenStep, minRest, maxConsec, agents, demand
  }

  /// - Throws: `tours.instance` when the text is not such an instance.
  public init(json: [UInt8], file: String) throws(Diagnostic) {
    do {
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      self = try decoder.decode(Self.self, from: Data(json))
    } catch {
      throw Diagnostic(
        "tours.instance", "isn't a tour instance: \(error)", at: SourcePosition(file: file),
        cure: "Give the instance as JSON with sites, groups, agents and demand.")
    }
    guard let problem else { return }
    throw Diagnostic(
      "tours.instance", problem, at: SourcePosition(file: file), cure: "Number sites, groups, queues and days from 0.")
  }

  /// What refers to something that is not there, nil when nothing does.
  private var problem: String? {
    guard grid > 0, lenStep > 0, slotCount > 0 else { return "grid, len_step and T must be above 0" }
    guard demand.count == queueCount, demand.allSatisfy({ $0.count == slotCount && $0.allSatisfy { $0 >= 0 } }) else {
      return "demand needs \(queueCount) rows of \(slotCount) numbers of people"
    }
    guard groups.allSatisfy({ $0.allSatisfy((0..<queueCount).contains) }) else { return "a group has an unknown queue" }
    for (index, agent) in agents.enumerated() {
      guard sites.indices.contains(agent.site), groups.indices.contains(agent.group), agent.dayoffCost.count == 7,
        agent.lmin > 0, agent.lmin <= agent.lmax
      else { return "agent \(index) has an unknown site or group, not 7 wishes, or no shift length" }
    }
    return nil
  }

  /// First slots of the week in UTC can belong to a local Sunday; counted from the earliest local Monday instead.
  var origin: Int { sites.map { $0.utcOffsetQ }.max() ?? 0 }
}
