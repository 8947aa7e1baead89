// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The names are those of the instances' fields.

import Calendars
import Foundation
import Shifts

@testable import Rostering

/// The benchmark data's integrated tour instances: one cyclic week of quarter-hours, several queues, sites and skills.
struct BenchmarkTours: Decodable {
  struct Site: Decodable {
    var utc_offset_q: Int
    var earliest_start: Int
    var latest_start: Int
    var latest_end: Int
    var rate: Double
    var night_premium: Double
    var night_from: Int
    var night_to: Int
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
    var mon_earliest: Int
    var dayoff_cost: [Double]
    var pref_start: Int
    var pref_w: Double
    var min_paid: Int
    var max_paid: Int
    var dmin: Int
    var dmax: Int
    var lmin: Int
    var lmax: Int
  }
  var T: Int
  var Q: Int
  var groups: [[Int]]
  var cost: Prices
  var sites: [Site]
  var grid: Int
  var len_step: Int
  var min_rest: Int
  var max_consec: Int
  var agents: [Agent]
  var demand: [[Int]]

  init(contentsOf url: URL) throws { self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: url)) }

  /// First slots of the week in UTC can belong to a local Sunday; counted from the earliest local Monday instead.
  private var shift: Int { sites.map { $0.utc_offset_q }.max() ?? 0 }

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
    var extent = T
    for key in Set(lengths).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let site = sites[key[0]]
      var days: [[ExpandedShift]] = []
      for day in 0..<7 {
        var shifts: [ExpandedShift] = []
        for local in stride(from: site.earliest_start, through: site.latest_start, by: grid) {
          for length in stride(from: key[1], through: key[2], by: len_step) where local + length <= site.latest_end {
            let (windows, paid) = Self.breaks(length)
            let kind = ShiftKind(
              template: TemplateID("\(length)"), length: length, paid: paid,
              breaks: windows.map {
                CompiledBreak(
                  kind: $0.paid ? .rest : .lunch, paid: $0.paid, earliest: $0.from, latest: $0.to, length: $0.length,
                  windowClass: windowClass(WindowClass(length: $0.length, width: $0.to - $0.from + 1)))
              })
            let start = 96 * day + local - site.utc_offset_q + shift
            extent = max(extent, start + length)
            shifts.append(
              ExpandedShift(
                kind: kind, start: start, pay: Double(paid) * site.rate,
                nightPremium: site.night_premium * Double(nightQuarters(site, local: local, length: length))))
          }
        }
        days.append(shifts)
      }
      menuOf[key] = builder.add(days: days, slotsPerUnit: 2)
    }
    var wishes = [Int32](repeating: 0, count: 128)
    let people = agents.map { agent -> CompiledPerson in
      let menu = menuOf[[agent.site, agent.lmin, agent.lmax]] ?? 0
      let offset = sites[agent.site].utc_offset_q
      return CompiledPerson(
        group: agent.group, menu: menu, restPlan: 0, rest: min_rest,
        earliestStart: agent.mon_earliest > 0 ? agent.mon_earliest - offset + shift : 0,
        runs: ConsecutiveDays(maximum: max_consec, history: agent.hist), daysOff: DaysOff(minimum: 7 - agent.dmax),
        days: (0..<7).map { day in
          let menuDay = builder.menus[menu].days[day]
          var wishOffset = 0
          if agent.pref_start >= 0 {
            wishOffset = wishes.count
            for slot in menuDay.first..<menuDay.first + menuDay.width {
              let local = slot - shift + offset - 96 * day
              wishes.append(scale.units(agent.pref_w * Double(abs(local - agent.pref_start))))
            }
            wishes.append(contentsOf: repeatElement(0, count: 8))
          }
          return CompiledDay(
            isAllowed: !agent.unavail.contains(day), endLimit: Int.max / 2,
            dayOffPrice: scale.units(agent.dayoff_cost[day]), startWishes: wishOffset)
        },
        weeks: [
          WeeklyTime(
            minimum: agent.min_paid * 15, maximum: agent.max_paid * 15, creditFifths: 0, unit: 30, price: 400,
            scale: scale)
        ])
    }
    let queueCount = Q
    var required = [Int32](repeating: 0, count: T * queueCount)
    var band = required
    for queue in 0..<Q {
      for slot in 0..<T {
        let cell = ((slot + shift) % T) * queueCount + queue
        required[cell] = Int32(demand[queue][slot])
        band[cell] = Int32((Double(demand[queue][slot]) * cost.band).rounded(.up))
      }
    }
    let table = CoverageTable(
      queueCount: queueCount, slotCount: T, required: required, band: band,
      groupQueues: groups.map { $0.reduce(0) { $0 | 1 << UInt64($1) } },
      // The data counts everybody everywhere, at a price where nobody is needed.
      openQueues: [UInt64](repeating: .max, count: T),
      levelPrices: [
        -scale.units(cost.under2), -scale.units(cost.under1), scale.units(cost.over1), scale.units(cost.over2),
      ], carried: [Int32](repeating: 0, count: T * groups.count))
    return CompiledRoster(
      slotCount: T, extent: extent, dayCount: 7, scale: scale, paidUnit: 30, coverage: table, builder: builder,
      windowClasses: classes, wishCosts: wishes, people: people)
  }

  private func nightQuarters(_ site: Site, local: Int, length: Int) -> Int {
    (local..<local + length).count { $0 % 96 >= site.night_from || $0 % 96 < site.night_to }
  }

  // MARK: An evaluator of its own

  /// The objective of a rota by the data's own definition, in currency units, with everything that breaks a rule.
  func evaluate(_ duties: [DutyChoice], compiled: CompiledRoster) -> (objective: Double, faults: [String]) {
    var faults: [String] = []
    var total = 0.0
    var present = [[Int]](repeating: [Int](repeating: 0, count: groups.count), count: T)
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
        let local = Int(duty.start) - shift + site.utc_offset_q - 96 * day
        func check(_ holds: Bool, _ what: String) { if !holds { faults.append("agent \(index) day \(day): \(what)") } }
        run += 1
        worked += 1
        check(run <= max_consec, "consecutive days")
        check(!agent.unavail.contains(day), "unavailable")
        check(local >= site.earliest_start && local <= site.latest_start, "start \(local)")
        check((local - site.earliest_start) % grid == 0, "start grid")
        check(local + length <= site.latest_end, "end")
        check(length >= agent.lmin && length <= agent.lmax && (length - agent.lmin) % len_step == 0, "length")
        check(96 * day + local - lastEnd >= min_rest, "rest")
        if day == 0 { check(local >= agent.mon_earliest, "Monday start") }
        lastEnd = 96 * day + local + length
        let (windows, pays) = Self.breaks(length)
        paid += pays
        total += Double(pays) * site.rate + agent.dayoff_cost[day]
        total += site.night_premium * Double(nightQuarters(site, local: local, length: length))
        if agent.pref_start >= 0 { total += agent.pref_w * Double(abs(local - agent.pref_start)) }
        var away: Set<Int> = []
        for (number, window) in windows.enumerated() {
          let offset = Int(duty.breaks[number])
          check(offset >= window.from && offset <= window.to, "break \(number)")
          away.formUnion(offset..<offset + window.length)
        }
        for offset in 0..<length where !away.contains(offset) {
          let slot = ((96 * day + local + offset - site.utc_offset_q) % T + T) % T
          present[slot][agent.group] += 1
        }
      }
      if paid < agent.min_paid || paid > agent.max_paid { faults.append("agent \(index): paid \(paid)") }
      if worked < agent.dmin || worked > agent.dmax { faults.append("agent \(index): \(worked) days") }
    }
    for slot in 0..<T { total += coverageCost(slot: slot, present: present[slot]) }
    return (total, faults)
  }

  /// Least cost of allotting people one by one: cheapest insertion with exchanges, by Bellman's method on queues.
  private func coverageCost(slot: Int, present: [Int]) -> Double {
    var counts = groups.map { _ in [Int](repeating: 0, count: Q) }
    var load = [Int](repeating: 0, count: Q)
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
    return (0..<Q).reduce(0) { $0 + price($1, load[$1]) }
  }
}
