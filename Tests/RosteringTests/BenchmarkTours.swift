import Calendars
import Foundation
import Shifts

@testable import Rostering

/// The benchmark data's integrated tour instances: one cyclic week of quarter-hours, several queues, sites and skills.
struct BenchmarkTours: Decodable {
  struct Site: Decodable {
    var utcOffsetQ: Int
    var earliestStart: Int
    var latestStart: Int
    var latestEnd: Int
    var rate: Double
    var nightPremium: Double
    var nightFrom: Int
    var nightTo: Int
  }
  struct Prices: Decodable {
    var under1: Double
    var under2: Double
    var over1: Double
    var over2: Double
    var band: Double
  }
  struct Agent: Decodable {
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

  enum CodingKeys: String, CodingKey {
    case slotCount = "T"
    case queueCount = "Q"
    case groups, cost, sites, grid, lenStep, minRest, maxConsec, agents, demand
  }

  init(contentsOf url: URL) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    self = try decoder.decode(Self.self, from: Data(contentsOf: url))
  }

  /// First slots of the week in UTC can belong to a local Sunday; counted from the earliest local Monday instead.
  private var shift: Int { sites.map { $0.utcOffsetQ }.max() ?? 0 }

  /// Break windows of a shift, in quarter-hours from its start, and its paid time.
  static func breaks(_ length: Int) -> (windows: [(from: Int, to: Int, length: Int, paid: Bool)], paid: Int) {
    length >= 24
      ? (
        [(4, 7, 1, true), (length / 2 - 4, length / 2 + 2, 2, false), (length - 8, length - 5, 1, true)], length - 2
      ) : ([(length / 2 - 2, length / 2 + 1, 1, true)], length)
  }

  /// The weekly minimum is hard in the data; here it costs more than any tour can earn.
  func compiled() -> CompiledRoster {
    let scale = PriceScale(unitsPerCurrency: 1000)
    var builder = MenuBuilder(scale: scale)
    var classes: [WindowClass] = []
    func windowClass(_ value: WindowClass) -> Int {
      if let index = classes.firstIndex(of: value) { return index }
      classes.append(value)
      return classes.count - 1
    }
    let lengths = agents.map { [$0.site, $0.lmin, $0.lmax] }
    var menuOf: [[Int]: Int] = [:]
    var extent = slotCount
    for key in Set(lengths).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let site = sites[key[0]]
      var days: [[ExpandedShift]] = []
      for day in 0..<7 {
        var shifts: [ExpandedShift] = []
        for local in stride(from: site.earliestStart, through: site.latestStart, by: grid) {
          for length in stride(from: key[1], through: key[2], by: lenStep) where local + length <= site.latestEnd {
            let (windows, paid) = Self.breaks(length)
            let kind = ShiftKind(
              template: TemplateID("\(length)"), length: length, paid: paid,
              breaks: windows.map {
                CompiledBreak(
                  kind: $0.paid ? .rest : .lunch, paid: $0.paid, earliest: $0.from, latest: $0.to, length: $0.length,
                  windowClass: windowClass(WindowClass(length: $0.length, width: $0.to - $0.from + 1)))
              })
            let start = 96 * day + local - site.utcOffsetQ + shift
            extent = max(extent, start + length)
            shifts.append(
              ExpandedShift(
                kind: kind, start: start, pay: Double(paid) * site.rate,
                nightPremium: site.nightPremium * Double(nightQuarters(site, local: local, length: length))))
          }
        }
        days.append(shifts)
      }
      menuOf[key] = builder.add(days: days, slotsPerUnit: 2)
    }
    var wishes = [Int32](repeating: 0, count: 128)
    let people = agents.map { agent -> CompiledPerson in
      let menu = menuOf[[agent.site, agent.lmin, agent.lmax]] ?? 0
      let offset = sites[agent.site].utcOffsetQ
      return CompiledPerson(
        group: agent.group, menu: menu, restPlan: 0, rest: minRest,
        earliestStart: agent.monEarliest > 0 ? agent.monEarliest - offset + shift : 0,
        runs: ConsecutiveDays(maximum: maxConsec, history: agent.hist), daysOff: DaysOff(minimum: 7 - agent.dmax),
        days: (0..<7).map { day in
          let menuDay = builder.menus[menu].days[day]
          var wishOffset = 0
          if agent.prefStart >= 0 {
            wishOffset = wishes.count
            for slot in menuDay.first..<menuDay.first + menuDay.width {
              let local = slot - shift + offset - 96 * day
              wishes.append(scale.units(agent.prefW * Double(abs(local - agent.prefStart))))
            }
            wishes.append(contentsOf: repeatElement(0, count: 8))
          }
          return CompiledDay(
            isAllowed: !agent.unavail.contains(day), endLimit: Int.max / 2,
            dayOffPrice: scale.units(agent.dayoffCost[day]), startWishes: wishOffset)
        },
        weeks: [
          WeeklyTime(
            minimum: agent.minPaid * 15, maximum: agent.maxPaid * 15, creditFifths: 0, unit: 30, price: 400,
            scale: scale)
        ])
    }
    var required = [Int32](repeating: 0, count: slotCount * queueCount)
    var band = required
    for queue in 0..<queueCount {
      for slot in 0..<slotCount {
        let cell = ((slot + shift) % slotCount) * queueCount + queue
        required[cell] = Int32(demand[queue][slot])
        band[cell] = Int32((Double(demand[queue][slot]) * cost.band).rounded(.up))
      }
    }
    let table = CoverageTable(
      queueCount: queueCount, slotCount: slotCount, required: required, band: band,
      groupQueues: groups.map { $0.reduce(0) { $0 | 1 << UInt64($1) } },
      // The data counts everybody everywhere, at a price where nobody is needed.
      openQueues: [UInt64](repeating: .max, count: slotCount),
      levelPrices: [
        -scale.units(cost.under2), -scale.units(cost.under1), scale.units(cost.over1), scale.units(cost.over2),
      ], carried: [Int32](repeating: 0, count: slotCount * groups.count))
    return CompiledRoster(
      slotCount: slotCount, extent: extent, dayCount: 7, scale: scale, paidUnit: 30, coverage: table, builder: builder,
      windowClasses: classes, wishCosts: wishes, people: people)
  }

  private func nightQuarters(_ site: Site, local: Int, length: Int) -> Int {
    (local..<local + length).count { $0 % 96 >= site.nightFrom || $0 % 96 < site.nightTo }
  }

  // MARK: An evaluator of its own

  /// The objective of a rota by the data's own definition, in currency units, with everything that breaks a rule.
  func evaluate(_ duties: [DutyChoice], compiled: CompiledRoster) -> (objective: Double, faults: [String]) {
    var faults: [String] = []
    var total = 0.0
    var present = [[Int]](repeating: [Int](repeating: 0, count: groups.count), count: slotCount)
    for (index, agent) in agents.enumerated() {
      let site = sites[agent.site]
      var paid = 0
      var worked = 0
      var run = agent.hist
      var lastEnd = -1000
      for day in 0..<7 {
        let duty = duties[index * 7 + day]
        guard duty.isWorked else {
          run = 0
          continue
        }
        let length = compiled.rows[Int(duty.row)].length
        let local = Int(duty.start) - shift + site.utcOffsetQ - 96 * day
        func check(_ holds: Bool, _ what: String) { if !holds { faults.append("agent \(index) day \(day): \(what)") } }
        run += 1
        worked += 1
        check(run <= maxConsec, "consecutive days")
        check(!agent.unavail.contains(day), "unavailable")
        check(local >= site.earliestStart && local <= site.latestStart, "start \(local)")
        check((local - site.earliestStart) % grid == 0, "start grid")
        check(local + length <= site.latestEnd, "end")
        check(length >= agent.lmin && length <= agent.lmax && (length - agent.lmin) % lenStep == 0, "length")
        check(96 * day + local - lastEnd >= minRest, "rest")
        if day == 0 { check(local >= agent.monEarliest, "Monday start") }
        lastEnd = 96 * day + local + length
        let (windows, pays) = Self.breaks(length)
        paid += pays
        total += Double(pays) * site.rate + agent.dayoffCost[day]
        total += site.nightPremium * Double(nightQuarters(site, local: local, length: length))
        if agent.prefStart >= 0 { total += agent.prefW * Double(abs(local - agent.prefStart)) }
        var away: Set<Int> = []
        for (number, window) in windows.enumerated() {
          let offset = Int(duty.breaks[number])
          check(offset >= window.from && offset <= window.to, "break \(number)")
          away.formUnion(offset..<offset + window.length)
        }
        for offset in 0..<length where !away.contains(offset) {
          let slot = ((96 * day + local + offset - site.utcOffsetQ) % slotCount + slotCount) % slotCount
          present[slot][agent.group] += 1
        }
      }
      if paid < agent.minPaid || paid > agent.maxPaid { faults.append("agent \(index): paid \(paid)") }
      if worked < agent.dmin || worked > agent.dmax { faults.append("agent \(index): \(worked) days") }
    }
    for slot in 0..<slotCount { total += coverageCost(slot: slot, present: present[slot]) }
    return (total, faults)
  }

  /// Least cost of allotting people one by one: cheapest insertion with exchanges, by Bellman's method on queues.
  private func coverageCost(slot: Int, present: [Int]) -> Double {
    var counts = groups.map { _ in [Int](repeating: 0, count: queueCount) }
    var load = [Int](repeating: 0, count: queueCount)
    func price(_ queue: Int, _ people: Int) -> Double {
      let need = demand[queue][slot]
      let band = Int((Double(need) * cost.band).rounded(.up))
      let missing = max(0, need - people)
      let extra = max(0, people - need)
      return cost.under1 * Double(min(missing, band)) + cost.under2 * Double(missing - min(missing, band))
        + cost.over1 * Double(min(extra, band)) + cost.over2 * Double(extra - min(extra, band))
    }
    for (group, people) in present.enumerated() {
      for _ in 0..<people {
        // Shortest chain from the group to every queue; moving costs nothing, so reachability is enough.
        var parent = [Int: (queue: Int, group: Int)]()
        var reached = groups[group]
        var index = 0
        while index < reached.count {
          let from = reached[index]
          for other in groups.indices where counts[other][from] > 0 {
            for to in groups[other] where !reached.contains(to) {
              reached.append(to)
              parent[to] = (from, other)
            }
          }
          index += 1
        }
        let best = reached.min {
          price($0, load[$0] + 1) - price($0, load[$0]) < price($1, load[$1] + 1) - price($1, load[$1])
        }
        guard let target = best else { continue }
        load[target] += 1
        var queue = target
        while let step = parent[queue] {
          counts[step.group][queue] += 1
          counts[step.group][step.queue] -= 1
          queue = step.queue
        }
        counts[group][queue] += 1
      }
    }
    return (0..<queueCount).reduce(0) { $0 + price($1, load[$1]) }
  }
}
