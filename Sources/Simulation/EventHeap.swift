/// The next time of each of a fixed number of events; the earliest is at hand, equal times by number.
struct EventHeap {
  private var times: [Double]
  /// Events in heap order, and where each stands; -1 = not scheduled.
  private var order: [Int32] = []
  private var places: [Int32]

  init(count: Int) {
    times = Array(repeating: .infinity, count: count)
    places = Array(repeating: -1, count: count)
    order.reserveCapacity(count)
  }

  /// Infinite when nothing is scheduled.
  var earliest: Double { order.isEmpty ? .infinity : times[Int(order[0])] }
  /// - Precondition: `earliest` is finite.
  var first: Int { Int(order[0]) }

  /// - Complexity: O(log count).
  mutating func schedule(_ event: Int, at time: Double) {
    guard time < .infinity else { return cancel(event) }
    let old = times[event]
    times[event] = time
    if places[event] < 0 {
      places[event] = Int32(order.count)
      order.append(Int32(event))
      rise(order.count - 1)
    } else if time < old {
      rise(Int(places[event]))
    } else {
      sink(Int(places[event]))
    }
  }

  mutating func cancel(_ event: Int) {
    let place = Int(places[event])
    guard place >= 0 else { return }
    places[event] = -1
    times[event] = .infinity
    let last = order.removeLast()
    guard place < order.count else { return }
    order[place] = last
    places[Int(last)] = Int32(place)
    rise(place)
    sink(Int(places[Int(last)]))
  }

  @inline(__always)
  private func precedes(_ left: Int32, _ right: Int32) -> Bool {
    let (a, b) = (times[Int(left)], times[Int(right)])
    return a < b || (a == b && left < right)
  }

  private mutating func rise(_ start: Int) {
    var place = start
    let event = order[place]
    while place > 0 {
      let parent = (place - 1) >> 1
      guard precedes(event, order[parent]) else { break }
      order[place] = order[parent]
      places[Int(order[place])] = Int32(place)
      place = parent
    }
    order[place] = event
    places[Int(event)] = Int32(place)
  }

  private mutating func sink(_ start: Int) {
    var place = start
    let event = order[place]
    let count = order.count
    while true {
      var child = 2 * place + 1
      guard child < count else { break }
      if child + 1 < count, precedes(order[child + 1], order[child]) { child += 1 }
      guard precedes(order[child], event) else { break }
      order[place] = order[child]
      places[Int(order[place])] = Int32(place)
      place = child
    }
    order[place] = event
    places[Int(event)] = Int32(place)
  }
}
