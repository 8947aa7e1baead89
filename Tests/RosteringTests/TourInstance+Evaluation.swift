@testable import Rostering

/// A reading of its own of the benchmark tours' definition: shares nothing with the search but the instance.
extension TourInstance {
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
        let local = Int(duty.start) - origin + site.utcOffsetQ - 96 * day
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
