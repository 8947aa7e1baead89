/// The ids seen so far: an open-addressing set of 64-bit marks, 16 to 64 bytes a ticket.
///
/// Eight marks that follow each other share a cache line: exports come sorted by id, and a hash that scatters all of
/// them would pay a cache miss for each. Longer runs would collide as wholes and take long to get round.
struct IdentitySet {
  private var slots: [UInt64] = Array(repeating: 0, count: 1 << 12)
  private(set) var count = 0
  private var hasZero = false

  /// - Returns: whether `identity` is new.
  mutating func insert(_ identity: UInt64) -> Bool {
    if identity == 0 {
      defer { hasZero = true }
      return !hasZero
    }
    if count * 2 >= slots.count { grow() }
    guard Self.place(identity, in: &slots) else { return false }
    count += 1
    return true
  }

  private static func place(_ identity: UInt64, in slots: inout [UInt64]) -> Bool {
    let mask = slots.count - 1
    let scattered = ((identity >> 3) &* 0x9E37_79B9_7F4A_7C15) >> 29
    var slot = Int(truncatingIfNeeded: (scattered << 3) | (identity & 7)) & mask
    while slots[slot] != 0 {
      if slots[slot] == identity { return false }
      slot = (slot + 1) & mask
    }
    slots[slot] = identity
    return true
  }

  private mutating func grow() {
    var larger: [UInt64] = Array(repeating: 0, count: slots.count * 4)
    for identity in slots where identity != 0 { _ = Self.place(identity, in: &larger) }
    slots = larger
  }
}
