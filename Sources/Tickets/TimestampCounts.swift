/// How many tickets carry each time, to the second: what gives bulk imports away. 16 to 64 bytes for each distinct time.
struct TimestampCounts {
  private var times: [Int] = Array(repeating: .min, count: 1 << 12)
  private var counts: [UInt32] = Array(repeating: 0, count: 1 << 12)
  private var used = 0

  mutating func add(_ second: Int) {
    if used * 2 >= times.count { grow() }
    let slot = slot(of: second)
    if times[slot] == .min {
      times[slot] = second
      used += 1
    }
    counts[slot] &+= 1
  }

  /// The times that occur at least `threshold` times, rising.
  func frequent(_ threshold: Int) -> [(second: Int, count: Int)] {
    times.indices.filter { times[$0] != .min && Int(counts[$0]) >= threshold }
      .map { (times[$0], Int(counts[$0])) }.sorted { $0.second < $1.second }
  }

  /// Where a time is, or belongs. Times of one minute lie together, as the tickets of an export do.
  private func slot(of second: Int) -> Int {
    let mask = times.count - 1
    let bits = UInt64(bitPattern: Int64(second))
    let scattered = ((bits >> 6) &* 0x9E37_79B9_7F4A_7C15) >> 29
    var slot = Int(truncatingIfNeeded: (scattered << 6) &+ (bits & 63)) & mask
    while times[slot] != .min, times[slot] != second { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let (oldTimes, oldCounts) = (times, counts)
    times = Array(repeating: .min, count: oldTimes.count * 4)
    counts = Array(repeating: 0, count: oldTimes.count * 4)
    for index in oldTimes.indices where oldTimes[index] != .min {
      let slot = slot(of: oldTimes[index])
      times[slot] = oldTimes[index]
      counts[slot] = oldCounts[index]
    }
  }
}
