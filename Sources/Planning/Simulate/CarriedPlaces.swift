/// On which queue each of the people stands whom other rotas bring into a plan's grid. The plan says only how many it
/// counts on a queue; who that is is settled here, interval by interval, each staying where they were while that fits.
struct CarriedPlaces {
  /// Somebody's queues, by index, and the intervals that they work throughout.
  struct Person {
    var queues: [Int]
    var slots: [Int]
  }

  /// Of each person, beside their intervals: the queue, −1 where the plan counts them on none.
  private(set) var places: [[Int]]

  /// - Parameter heads: how many of them the plan counts on a queue in an interval.
  init(_ people: [Person], queueCount: Int, heads: (_ queue: Int, _ slot: Int) -> Int) {
    places = people.map { Array(repeating: -1, count: $0.slots.count) }
    var sets: [[Int]] = []
    var numbers: [[Int]: Int] = [:]
    let groups = people.map { person -> Int in
      let set = Set(person.queues).sorted()
      if let known = numbers[set] { return known }
      numbers[set] = sets.count
      sets.append(set)
      return sets.count - 1
    }
    var present: [Int: [(person: Int, place: Int)]] = [:]
    for (person, facts) in people.enumerated() {
      for (place, slot) in facts.slots.enumerated() { present[slot, default: []].append((person, place)) }
    }
    for slot in present.keys.sorted() {
      let here = present[slot] ?? []
      var flow = Flow(sets: sets, free: (0..<queueCount).map { max(0, heads($0, slot)) })
      for (person, place) in here {
        if place == 0 || !flow.put(groups[person], on: places[person][place - 1]) { flow.left[groups[person]] += 1 }
      }
      flow.putRest()
      for stays in [true, false] {
        for (person, place) in here where places[person][place] < 0 {
          let group = groups[person]
          let before = place > 0 ? places[person][place - 1] : -1
          guard let queue = stays ? before : sets[group].first(where: { flow.on[group][$0] > 0 }), queue >= 0,
            flow.on[group][queue] > 0
          else { continue }
          flow.on[group][queue] -= 1
          places[person][place] = queue
        }
      }
    }
  }

  /// Groups of people with the same queues, put on queues that have places left; whoever is put may push others along.
  private struct Flow {
    let sets: [[Int]]
    var free: [Int]
    var on: [[Int]]
    /// Of each group, those not put yet.
    var left: [Int]

    init(sets: [[Int]], free: [Int]) {
      self.sets = sets
      self.free = free
      on = Array(repeating: Array(repeating: 0, count: free.count), count: sets.count)
      left = Array(repeating: 0, count: sets.count)
    }

    /// - Returns: false where the queue has no place left.
    mutating func put(_ group: Int, on queue: Int) -> Bool {
      guard queue >= 0, free[queue] > 0 else { return false }
      free[queue] -= 1
      on[group][queue] += 1
      return true
    }

    mutating func putRest() {
      for group in sets.indices { while left[group] > 0, push(group) { left[group] -= 1 } }
    }

    /// Puts one of a group along a shortest chain of pushes to a queue with a place left.
    private mutating func push(_ group: Int) -> Bool {
      var reachedBy: [Int: Int] = [:]
      var cameFrom: [Int: Int] = [:]
      var frontier = [group]
      var next = 0
      while next < frontier.count {
        let pushed = frontier[next]
        next += 1
        for queue in sets[pushed] where reachedBy[queue] == nil {
          reachedBy[queue] = pushed
          if free[queue] > 0 {
            settle(queue, reachedBy, cameFrom)
            return true
          }
          for other in sets.indices where on[other][queue] > 0 && other != group && cameFrom[other] == nil {
            cameFrom[other] = queue
            frontier.append(other)
          }
        }
      }
      return false
    }

    private mutating func settle(_ last: Int, _ reachedBy: [Int: Int], _ cameFrom: [Int: Int]) {
      free[last] -= 1
      var queue = last
      while let group = reachedBy[queue] {
        on[group][queue] += 1
        guard let before = cameFrom[group] else { return }
        on[group][before] -= 1
        queue = before
      }
    }
  }
}
