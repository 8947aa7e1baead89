/// The ids seen so far, as 64-bit marks.
///
/// Ids that rise share words of 64 (a quarter of a byte each where none is missing); all others stand in tables that are
/// nine tenths full at most, 9 to 12 bytes each.
struct IdentitySet {
  private(set) var count = 0
  private var hasZero = false
  private var words = WordTable()
  private var singles = Array(repeating: SingleTable(), count: 64)
  /// The words touched last: who follows one of them rises. Several, because the ids of several prefixes rise side by side.
  private var recent: [UInt64] = Array(repeating: 0, count: 8)
  private var oldest = 0

  /// - Returns: whether `identity` is new.
  mutating func insert(_ identity: UInt64) -> Bool {
    if identity == 0 {
      guard !hasZero else { return false }
      hasZero = true
      count += 1
      return true
    }
    // One is added because 0 stands for an empty place.
    let word = (identity >> 6) + 1
    let bit: UInt64 = 1 << (identity & 63)
    let place = words.place(of: word)
    if let place, words.bits[place] & bit != 0 { return false }
    let table = Self.table(of: identity)
    if singles[table].contains(identity) { return false }
    count += 1
    if let place {
      words.bits[place] |= bit
      return true
    }
    if recent.contains(where: { $0 == word || $0 &+ 1 == word }) {
      words.insert(word, bits: bit)
    } else {
      singles[table].insert(identity)
    }
    touch(word)
    return true
  }

  func contains(_ identity: UInt64) -> Bool {
    if identity == 0 { return hasZero }
    if let place = words.place(of: (identity >> 6) + 1), words.bits[place] & 1 << (identity & 63) != 0 { return true }
    return singles[Self.table(of: identity)].contains(identity)
  }

  private mutating func touch(_ word: UInt64) {
    if let known = recent.firstIndex(where: { $0 == word || $0 &+ 1 == word }) {
      recent[known] = word
    } else {
      recent[oldest] = word
      oldest = (oldest + 1) & 7
    }
  }

  private static func table(of identity: UInt64) -> Int { Int((identity &* 0x9E37_79B9_7F4A_7C15) >> 58) }

  /// All marks, rising. O(n log n).
  func sorted() -> [UInt64] {
    var marks: [UInt64] = []
    marks.reserveCapacity(count)
    if hasZero { marks.append(0) }
    for place in words.keys.indices where words.keys[place] != 0 {
      let base = (words.keys[place] - 1) << 6
      var bits = words.bits[place]
      while bits != 0 {
        marks.append(base | UInt64(bits.trailingZeroBitCount))
        bits &= bits - 1
      }
    }
    for table in singles { marks += table.slots.lazy.filter { $0 != 0 } }
    marks.sort()
    return marks
  }
}

/// Words of 64 marks by their number, in open addressing. Eight words that follow each other share two cache lines.
private struct WordTable {
  private(set) var keys: [UInt64] = Array(repeating: 0, count: 64)
  var bits: [UInt64] = Array(repeating: 0, count: 64)
  private var count = 0

  /// Where the word stands, or would.
  private func slot(of key: UInt64) -> Int {
    let mask = keys.count - 1
    let scattered = ((key >> 3) &* 0x9E37_79B9_7F4A_7C15) >> 29
    var slot = Int(truncatingIfNeeded: (scattered << 3) | (key & 7)) & mask
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  func place(of key: UInt64) -> Int? {
    let slot = slot(of: key)
    return keys[slot] == 0 ? nil : slot
  }

  /// - Precondition: the word isn't there.
  mutating func insert(_ key: UInt64, bits word: UInt64) {
    if count * 2 >= keys.count { grow() }
    let slot = slot(of: key)
    keys[slot] = key
    bits[slot] = word
    count += 1
  }

  private mutating func grow() {
    let (oldKeys, oldBits) = (keys, bits)
    keys = Array(repeating: 0, count: oldKeys.count * 2)
    bits = keys
    for (key, word) in zip(oldKeys, oldBits) where key != 0 {
      let slot = slot(of: key)
      keys[slot] = key
      bits[slot] = word
    }
  }
}

/// Marks without an order, in open addressing.
private struct SingleTable {
  private(set) var slots: [UInt64] = []
  private var count = 0

  private func slot(of identity: UInt64) -> Int {
    // The six bits above have chosen the table.
    let hash = (identity &* 0x9E37_79B9_7F4A_7C15) << 6
    var slot = Int(hash.multipliedFullWidth(by: UInt64(slots.count)).high)
    while slots[slot] != 0, slots[slot] != identity { slot = slot + 1 == slots.count ? 0 : slot + 1 }
    return slot
  }

  func contains(_ identity: UInt64) -> Bool { !slots.isEmpty && slots[slot(of: identity)] != 0 }

  mutating func insert(_ identity: UInt64) {
    if (count + 1) * 10 > slots.count * 9 { grow() }
    slots[slot(of: identity)] = identity
    count += 1
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: max(8, old.count + old.count * 3 / 10))
    for identity in old where identity != 0 { slots[slot(of: identity)] = identity }
  }
}
