/// The middle value, or the mean of the middle two; 0 for none. O(n) (Hoare's selection): medians are most of what robust
/// weights cost.
func median(_ values: [Double]) -> Double {
  guard !values.isEmpty else { return 0 }
  var values = values
  let count = values.count
  return values.withUnsafeMutableBufferPointer { buffer in
    guard let start = buffer.baseAddress else { return 0 }
    let middle = count / 2
    select(middle, in: start, count: count)
    if count % 2 == 1 { return start[middle] }
    // The other middle one is the largest of those below.
    var below = start[0]
    var index = 1
    while index < middle {
      if start[index] > below { below = start[index] }
      index += 1
    }
    return (below + start[middle]) / 2
  }
}

/// Puts the value that sorting would put at `rank` there, no larger ones before it and no smaller ones after it.
private func select(_ rank: Int, in values: UnsafeMutablePointer<Double>, count: Int) {
  var low = 0
  var high = count - 1
  while low < high {
    let pivot = values[low + (high - low) / 2]
    var left = low
    var right = high
    while left <= right {
      while values[left] < pivot { left += 1 }
      while values[right] > pivot { right -= 1 }
      if left <= right {
        let kept = values[left]
        values[left] = values[right]
        values[right] = kept
        left += 1
        right -= 1
      }
    }
    if rank <= right {
      high = right
    } else if rank >= left {
      low = left
    } else {
      return
    }
  }
}
