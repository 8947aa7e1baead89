/// Contacts and handle time by stream and interval, while tickets come in any order: only intervals that have some take
/// room, 32 to 64 bytes each.
struct CellTable {
  struct Cell {
    /// The stream in the upper half, the interval's number in the lower.
    var key: UInt64 = .max
    var contacts = 0.0
    var timedContacts = 0.0
    var handleSeconds = 0.0

    var stream: Int { Int(key >> 32) }
    var interval: Int { Int(key & 0xFFFF_FFFF) }
  }

  private var slots: [Cell] = Array(repeating: Cell(), count: 256)
  private var count = 0
  private var last = 0

  var isEmpty: Bool { count == 0 }

  /// - Precondition: fewer than 2³¹ streams and intervals.
  mutating func add(stream: Int, interval: Int, handleSeconds: Double?) {
    let key = UInt64(stream) << 32 | UInt64(interval)
    if slots[last].key != key {
      if count * 2 >= slots.count { grow() }
      last = slot(of: key)
      if slots[last].key != key {
        slots[last].key = key
        count += 1
      }
    }
    slots[last].contacts += 1
    if let handleSeconds {
      slots[last].timedContacts += 1
      slots[last].handleSeconds += handleSeconds
    }
  }

  /// Neighbouring intervals of a stream lie side by side.
  private func slot(of key: UInt64) -> Int {
    let mask = slots.count - 1
    let scattered = ((key >> 2) &* 0x9E37_79B9_7F4A_7C15) >> 29
    var slot = Int(truncatingIfNeeded: (scattered << 2) | (key & 3)) & mask
    while slots[slot].key != .max, slots[slot].key != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Cell(), count: old.count * 2)
    for cell in old where cell.key != .max { slots[slot(of: cell.key)] = cell }
  }

  /// By stream, then by time.
  func sorted() -> [Cell] { slots.filter { $0.key != .max }.sorted { $0.key < $1.key } }
}
