internal import Workforce

/// Carried-in people of one interval, put on their queues at least cost beside the heads that are there already.
///
/// They are added one by one; each addition may push those added before along to other queues of theirs, and goes
/// where the last push costs least. The cost of a queue is convex in its heads, so the result is a cheapest one
/// (successive shortest paths: a push costs nothing in itself, only the queue that ends up with one more does).
struct CarriedInCount {
  private(set) var heads: [Int]

  /// - Parameters:
  ///   - people: the queues that each person can take, as positions in `demand`.
  ///   - slot: the interval.
  ///   - heads: people already on each queue, who stay there.
  init(people: [[Int]], demand: [QueueDemand], at slot: Int, heads: [Int], prices: CoveragePrices) {
    self.heads = heads
    func cost(_ queue: Int, _ heads: Int) -> Double {
      let hour = prices.hour(of: demand[queue], at: slot, heads: heads)
      return hour.missing + hour.superfluous
    }
    var places: [(queue: Int, choices: [Int])] = []
    for choices in people where choices.contains(where: { demand[$0].full(at: slot) > 0 }) {
      // Queues within reach, and from whom each was reached.
      var reachedFrom: [Int: Int?] = [:]
      var frontier: [Int] = []
      for queue in choices {
        reachedFrom[queue] = .some(nil)
        frontier.append(queue)
      }
      var next = 0
      while next < frontier.count {
        for (person, place) in places.enumerated() where place.queue == frontier[next] {
          for queue in place.choices where reachedFrom[queue] == nil {
            reachedFrom[queue] = .some(person)
            frontier.append(queue)
          }
        }
        next += 1
      }
      func added(_ queue: Int) -> Double {
        cost(queue, self.heads[queue] + 1) - cost(queue, self.heads[queue])
      }
      guard let last = frontier.min(by: { added($0) < added($1) }) else { continue }
      self.heads[last] += 1
      var queue = last
      while case .some(.some(let person)) = reachedFrom[queue] {
        let before = places[person].queue
        places[person].queue = queue
        queue = before
      }
      places.append((queue, choices))
    }
  }
}
