internal import Workforce

/// Carried-in people of one interval, put on their queues at least cost beside the heads that are there already.
///
/// They are added one by one; each addition may push those added before along to other queues of theirs, and goes
/// where the last push costs least. The cost of a queue is convex in its heads, so the result is a cheapest one
/// (successive shortest paths: a push costs nothing in itself, only the queue that ends up with one more does).
struct CarriedInCount {
  private(set) var heads: [Int]

  /// - Parameters:
  ///   - people: the queues that each person can take, as positions in `required`.
  ///   - heads: people already on each queue, who stay there.
  init(people: [[Int]], required: [Int], heads: [Int], prices: CoveragePrices) {
    self.heads = heads
    var places: [(queue: Int, choices: [Int])] = []
    for choices in people where choices.contains(where: { required[$0] > 0 }) {
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
        prices.cost(required: required[queue], heads: self.heads[queue] + 1)
          - prices.cost(required: required[queue], heads: self.heads[queue])
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

extension CoveragePrices {
  /// What one hour with `heads` people on a queue costs that needs `required`, in currency units.
  func cost(required: Int, heads: Int) -> Double {
    let distance = distance(required: required, heads: heads)
    let (first, further) = (Double(distance.first), Double(distance.further))
    return heads < required ? first * underFirst + further * underNext : first * overFirst + further * overNext
  }

  /// How many people are missing or superfluous inside the band, and how many beyond it.
  ///
  /// The band is ⌈required · band⌉, a product a hair above a whole number rounded down to it (70 · 0.1 is 7). Where
  /// nobody is required the band is empty, and every head costs `overNext`.
  func distance(required: Int, heads: Int) -> (first: Int, further: Int) {
    let band = Int((Double(required) * band - 1e-9).rounded(.up))
    let distance = abs(required - heads)
    return (min(distance, band), max(0, distance - band))
  }
}
