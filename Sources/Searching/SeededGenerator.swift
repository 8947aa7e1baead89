/// SplitMix64 (Steele, Lea & Flood 2014): small, fast, the same numbers on every machine. Not for secrets.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  /// An independent stream for part `index` of a larger job, so that parts can run in any order.
  public init(seed: UInt64, stream index: UInt64) {
    var mixer = SeededGenerator(seed: seed ^ (index &+ 1) &* 0xD1B5_4A32_D192_ED03)
    state = mixer.next()
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Uniform in 0..<1, 53 bits.
  public mutating func nextUnit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Uniform in 0..<bound by the high half of the product (Lemire 2019, without rejection: bias below 2⁻³²).
  public mutating func nextIndex(below bound: Int) -> Int {
    Int(((next() >> 32) &* UInt64(truncatingIfNeeded: bound)) >> 32)
  }
}
