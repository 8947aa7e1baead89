// Eight whole numbers at a time, at any address.
//
// `pointwiseMin` does not become vector code; a masked replacement does. Without optimisation the standard vectors are
// called lane by lane through generic code, a hundred times slower; debug builds, in which the tests run, use plain
// numbers instead. Both do the same to the last bit.

#if DEBUG

  /// Eight numbers in a row.
  struct Lanes {
    private var values: (Int32, Int32, Int32, Int32, Int32, Int32, Int32, Int32)

    init(repeating value: Int32) { values = (value, value, value, value, value, value, value, value) }

    static func &+ (left: Lanes, right: Lanes) -> Lanes {
      var result = left
      result.values.0 = left.values.0 &+ right.values.0
      result.values.1 = left.values.1 &+ right.values.1
      result.values.2 = left.values.2 &+ right.values.2
      result.values.3 = left.values.3 &+ right.values.3
      result.values.4 = left.values.4 &+ right.values.4
      result.values.5 = left.values.5 &+ right.values.5
      result.values.6 = left.values.6 &+ right.values.6
      result.values.7 = left.values.7 &+ right.values.7
      return result
    }

    static func &- (left: Lanes, right: Lanes) -> Lanes {
      var result = left
      result.values.0 = left.values.0 &- right.values.0
      result.values.1 = left.values.1 &- right.values.1
      result.values.2 = left.values.2 &- right.values.2
      result.values.3 = left.values.3 &- right.values.3
      result.values.4 = left.values.4 &- right.values.4
      result.values.5 = left.values.5 &- right.values.5
      result.values.6 = left.values.6 &- right.values.6
      result.values.7 = left.values.7 &- right.values.7
      return result
    }

    static func lesser(_ left: Lanes, _ right: Lanes) -> Lanes {
      var result = left
      if right.values.0 < left.values.0 { result.values.0 = right.values.0 }
      if right.values.1 < left.values.1 { result.values.1 = right.values.1 }
      if right.values.2 < left.values.2 { result.values.2 = right.values.2 }
      if right.values.3 < left.values.3 { result.values.3 = right.values.3 }
      if right.values.4 < left.values.4 { result.values.4 = right.values.4 }
      if right.values.5 < left.values.5 { result.values.5 = right.values.5 }
      if right.values.6 < left.values.6 { result.values.6 = right.values.6 }
      if right.values.7 < left.values.7 { result.values.7 = right.values.7 }
      return result
    }

    func min() -> Int32 {
      let low = Swift.min(values.0, values.1, values.2, values.3)
      return Swift.min(low, Swift.min(values.4, values.5, values.6, values.7))
    }
  }

  func lesser(_ left: Lanes, _ right: Lanes) -> Lanes { Lanes.lesser(left, right) }

#else

  typealias Lanes = SIMD8<Int32>

  @inline(__always)
  func lesser(_ left: Lanes, _ right: Lanes) -> Lanes { left.replacing(with: right, where: right .< left) }

#endif

@inline(__always)
func loadEight(_ pointer: UnsafePointer<Int32>) -> Lanes { UnsafeRawPointer(pointer).loadUnaligned(as: Lanes.self) }

@inline(__always)
func loadEight(_ pointer: UnsafeMutablePointer<Int32>) -> Lanes {
  UnsafeRawPointer(pointer).loadUnaligned(as: Lanes.self)
}

@inline(__always)
func storeEight(_ value: Lanes, to pointer: UnsafeMutablePointer<Int32>) {
  UnsafeMutableRawPointer(pointer).storeBytes(of: value, as: Lanes.self)
}

/// The least of `count` numbers; up to seven cells after them are read and ignored.
@inline(__always)
func leastOf(_ values: UnsafeMutablePointer<Int32>, count: Int) -> Int32 {
  var index = 0
  var least = Lanes(repeating: PriceScale.never)
  while index &+ 8 <= count {
    least = lesser(least, loadEight(values + index))
    index &+= 8
  }
  var result = least.min()
  while index < count {
    if values[index] < result { result = values[index] }
    index &+= 1
  }
  return result
}
