/// Rewards of presence, slot by slot, prepared so that any shift with its breaks at their best places costs O(1).
///
/// `prefix[x]` is the sum of the rewards before slot `x`. For each window class (break length ℓ, window width w)
/// `windows` holds the least that a break of ℓ slots gives up when it starts in `x ..< x + w`: sliding minima by
/// doubling, log₂ w passes of eight slots at a time.
final class PriceField {
  let extent: Int
  private let classes: [WindowClass]
  private let prefixBuffer: FlatBuffer<Int32>
  private let windowBuffer: FlatBuffer<Int32>
  private let windowStride: Int
  private let margin: Int

  init(roster: CompiledRoster) {
    extent = roster.extent
    classes = roster.windowClasses
    margin = 32 + (classes.map { $0.length + $0.width }.max() ?? 0)
    windowStride = extent + margin
    prefixBuffer = FlatBuffer(count: extent + margin, filledWith: 0)
    windowBuffer = FlatBuffer(count: max(1, classes.count) * windowStride, filledWith: 0)
  }

  /// Sum of rewards before each slot, counted from the start of the last build.
  var prefix: UnsafePointer<Int32> { UnsafePointer(prefixBuffer.base) }

  /// Sliding minima of a window class.
  func window(_ index: Int) -> UnsafePointer<Int32> { UnsafePointer(windowBuffer.base + index * windowStride) }

  /// Prepares the slots `first ..< end`; shifts must lie inside.
  /// - Parameter rewards: what presence in each slot earns, indexed by slot.
  func build(from rewards: UnsafePointer<Int32>, first: Int, end: Int) {
    precondition(first >= 0 && first <= end && end <= extent, "prices are only known inside the roster")
    let prefix = prefixBuffer.base
    var sum: Int32 = 0
    var slot = first
    while slot < end {
      prefix[slot] = sum
      sum = sum &+ rewards[slot]
      slot &+= 1
    }
    // A shift never reads past `end`; the vectors that hold its last lanes do.
    let limit = end &+ margin
    while slot < limit {
      prefix[slot] = sum
      slot &+= 1
    }
    for (index, windowClass) in classes.enumerated() {
      let values = windowBuffer.base + index * windowStride
      let length = windowClass.length
      var x = first
      while x < end {
        storeEight(loadEight(prefix + (x &+ length)) &- loadEight(prefix + x), to: values + x)
        x &+= 8
      }
      var reach = 1
      while reach * 2 <= windowClass.width {
        slideMinimum(values, from: first, to: end, by: reach)
        reach *= 2
      }
      if reach < windowClass.width { slideMinimum(values, from: first, to: end, by: windowClass.width - reach) }
    }
  }

  /// `values[x] = min(values[x], values[x + distance])`, in place: a slot is read before it is overwritten.
  @inline(__always)
  private func slideMinimum(_ values: UnsafeMutablePointer<Int32>, from first: Int, to end: Int, by distance: Int) {
    var x = first
    while x < end {
      storeEight(lesser(loadEight(values + x), loadEight(values + (x &+ distance))), to: values + x)
      x &+= 8
    }
  }

  /// The first best places of the breaks of a shift, in slots after its start.
  func placeBreaks(of kind: ShiftKind, start: Int) -> SIMD8<UInt8> {
    var offsets = SIMD8<UInt8>(repeating: 0)
    let prefix = prefixBuffer.base
    for index in kind.breaks.indices {
      let place = kind.breaks[index]
      var best = Int32.max
      var offset = place.earliest
      while offset <= place.latest {
        let cost = prefix[start &+ offset &+ place.length] &- prefix[start &+ offset]
        if cost < best {
          best = cost
          offsets[index] = UInt8(truncatingIfNeeded: offset)
        }
        offset &+= 1
      }
    }
    return offsets
  }
}
