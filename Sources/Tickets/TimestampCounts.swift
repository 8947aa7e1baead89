/// The times of all tickets, to the second, kept to find those that thousands share: what gives bulk imports away.
/// 4 bytes a ticket.
struct TimestampCounts {
  /// Seconds since 1970; 32 bits last until 2106.
  private var times: [UInt32] = []

  /// - Precondition: `second` lies between 1970 and 2106.
  mutating func add(_ second: Int) { times.append(UInt32(second)) }

  /// The times that occur at least `threshold` times, rising. O(n) for times that come sorted, O(n log n) otherwise.
  func frequent(_ threshold: Int) -> [(second: Int, count: Int)] {
    var result: [(second: Int, count: Int)] = []
    let sorted = times.sorted()
    var start = 0
    while start < sorted.count {
      var end = start
      while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
      if end - start >= threshold { result.append((Int(sorted[start]), end - start)) }
      start = end
    }
    return result
  }
}
