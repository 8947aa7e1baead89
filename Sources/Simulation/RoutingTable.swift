internal import Workforce

/// Who may take what, worked out once: idle agents stand in lists by the queue that they are assigned to and the skills
/// that they have, and every queue knows in which order to ask the lists.
struct RoutingTable: Sendable {
  /// The lists that a queue asks one after the other; within a tier whoever is idle longest is asked.
  private(set) var tiers: [[[Int]]]
  /// Of each agent: the list in which they stand when assigned to queue q, at [agent × (queues + 1) + q + 1].
  private(set) var listOf: [Int32]
  private(set) var listCount: Int
  /// Of each list: the queues that its agents turn to when nothing waits for their own, by priority.
  private(set) var others: [[Int]]
  /// Of each list: the deferrable queues that its agents work on while idle; of each queue: those lists.
  private(set) var blends: [[Int]]
  private(set) var blenders: [[Int]]

  init(_ model: SimulationModel, routing: Routing) {
    let queueCount = model.queues.count
    struct Key: Hashable {
      var assigned: Int
      var skills: [Int]
    }
    var known: [Key: Int] = [:]
    var keys: [Key] = []
    listOf = Array(repeating: -1, count: model.agents.count * (queueCount + 1))
    for (index, agent) in model.agents.enumerated() {
      let skills = Array(Set(agent.skills)).sorted()
      for assigned in Set(agent.presences.map(\.queue)).sorted() {
        let key = Key(assigned: assigned, skills: skills)
        let list = known[key] ?? keys.count
        if list == keys.count {
          known[key] = list
          keys.append(key)
        }
        listOf[index * (queueCount + 1) + assigned + 1] = Int32(list)
      }
    }
    listCount = keys.count
    func takes(_ key: Key, _ queue: Int) -> Bool {
      if key.assigned == queue { return true }
      guard key.skills.contains(queue) else { return false }
      let isDeferrable = model.queues[queue].isDeferrable
      // Who is there without a queue finishes what live queues leave; work that can wait is help, which `assigned` forbids.
      return key.assigned < 0 ? routing == .skills || !isDeferrable : routing == .skills && !isDeferrable
    }
    tiers = (0..<queueCount).map { queue in
      let able = keys.indices.filter { takes(keys[$0], queue) }
      // Those whose own queue it is, then those with nothing else to do, then helpers; the most specialised first.
      func rank(_ list: Int) -> Int {
        let key = keys[list]
        let place = key.assigned == queue ? 0 : key.assigned < 0 ? 1 : 2
        return place * 1_000_000 + key.skills.count
      }
      let ranks = Set(able.map(rank)).sorted()
      return ranks.map { wanted in able.filter { rank($0) == wanted } }
    }
    others = keys.map { key in
      (0..<queueCount).filter { $0 != key.assigned && takes(key, $0) }
        .sorted { left, right in
          let (a, b) = (model.queues[left], model.queues[right])
          return (a.isDeferrable ? 1 : 0, a.priority, left) < (b.isDeferrable ? 1 : 0, b.priority, right)
        }
    }
    // Blending is part of the plan, not help between queues, so it does not depend on the routing.
    let blends = keys.map { key in
      (0..<queueCount).filter { queue in
        let facts = model.queues[queue]
        return facts.isDeferrable && facts.usableIdleShare > 0 && key.assigned >= 0
          && facts.blendedWith.contains(key.assigned) && key.skills.contains(queue)
      }
    }
    self.blends = blends
    blenders = (0..<queueCount).map { queue in blends.indices.filter { blends[$0].contains(queue) } }
  }
}
